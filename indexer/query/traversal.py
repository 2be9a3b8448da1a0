"""Takes query trees apart, and puts them together."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from indexer.query.matching import Matching
from indexer.query.values import And, Boosted, Everything, Not, Or, Query

P = TypeVar("P")


def flatten(parts: Iterable[P], kind: type[Any]) -> tuple[P, ...]:
    """The parts without duplicates; a part of type `kind` is replaced by its own parts."""
    flat: dict[P, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return tuple(flat)


def combine(parts: Iterable[Query], match: Matching) -> Query:
    """The parts as one query, without duplicates, those of the same kind flattened."""
    join = And if match == "all" else Or
    flat = flatten(parts, join)
    if not flat:
        return Everything()
    return join(flat) if len(flat) > 1 else flat[0]


def parts_of(query: Query) -> tuple[Query, ...]:
    """The queries that a query combines; empty for one that is no combination."""
    match query:
        case And(parts) | Or(parts):
            return parts
        case Not(part):
            return (part,)
        case Boosted(required, optional):
            return (required, *optional)
        case _:
            return ()


def map_parts(query: Query, change: Callable[[Query], Query]) -> Query:
    """`query` with `change` applied to each of its `parts_of`."""
    match query:
        case And(parts):
            return And(tuple(map(change, parts)))
        case Or(parts):
            return Or(tuple(map(change, parts)))
        case Not(part):
            return Not(change(part))
        case Boosted(required, optional):
            return Boosted(change(required), tuple(map(change, optional)))
        case _:
            return query
