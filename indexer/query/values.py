"""Queries as values: what engines evaluate, made of analysed terms and never of raw text.

A query is a tree of the classes below. Every node decides which releases match; `Word`, `Phrase`,
`Near`, `Synonyms` and `Boosted` also contribute to the score. The score of a matching release is
the sum of its nodes' scores. Patterns stand for the words of a collection that they match: they are
rewritten to `Synonyms` (see `rewriting`) before an engine evaluates the query.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, Self, TypeAlias, TypeVar

from indexer.arabic.layers import Layer

P = TypeVar("P")

# What a query takes in memory, and what each of its nodes and terms adds: the values with their
# texts.
_QUERY_BYTES, TERM_BYTES = 3_000, 600

Matching: TypeAlias = Literal["all", "any"]
# How a total relates to the number of matches: equal, a lower bound, or an estimate.
Relation = Literal["eq", "gte", "about"]
MATCHINGS: tuple[Matching, ...] = ("all", "any")


WarningCode: TypeAlias = Literal[
    "dangling_operator", "empty_field", "empty_group", "empty_period", "empty_phrase", "expansion_cut", "fuzzy_cut",
    "ignored_operator", "lone_wildcard", "not_a_date", "nothing_to_search", "open_bracket", "open_quote",
    "past_the_last_page", "pattern_too_long", "ranked_in_part", "read_as_word", "reversed_period", "slop_cut",
    "stray_bracket", "stray_quote", "time_is_up", "too_deep", "too_many_dates", "too_many_patterns", "too_many_words",
    "undated_left_out", "unknown_field", "untitled_left_out",
]  # fmt: skip


class Warn(NamedTuple):
    """Something the user should know about how the query was treated.

    ``code`` is stable; the user interfaces have the wording. ``detail`` is the part of the query
    concerned.
    """

    code: WarningCode
    detail: str = ""


class Term(NamedTuple):
    """What the index stores for a word in one layer."""

    layer: Layer
    text: str


class Weighted(NamedTuple):
    """Terms scored as one term, whose BM25F score is multiplied by ``weight``."""

    terms: frozenset[Term]
    weight: float

    @classmethod
    def alone(cls, term: Term, weight: float = 1.0) -> Self:
        """One term."""
        return cls(frozenset([term]), weight)


@dataclass(frozen=True, slots=True)
class Word:
    """Releases with any of the `matching` terms in any of the `fields`, ranked by the `scoring`
    ones.

    Matching and ranking are separate: in the default mode the stem matches, and exact form and root
    only add to the score, also for releases that match by another word. No fields means all fields.
    """

    matching: tuple[Term, ...]
    scoring: tuple[Weighted, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Releases where the terms, of one layer, occur in one field at the given distances from the
    first.

    ``offsets[i]`` is the distance of ``terms[i]`` from the first (0, 1, 2 … in running text).
    ``slop`` is the total number of words by which the terms may deviate; a term that is given twice
    must occur at two positions.
    """

    terms: tuple[Term, ...]
    offsets: tuple[int, ...]
    slop: int = 0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Releases where two terms of one layer occur in one field at most `window` words apart, in
    either order.

    Scored as a term with their number of co-occurrences as its frequency, and the rarer one's
    document frequency.
    """

    first: Term
    second: Term
    window: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Releases where any of the terms occurs, scored as one term that occurs wherever one of them
    does.

    The terms are a frozenset, which caches its hash, as queries are cache keys.
    """

    terms: frozenset[Term]
    weight: float = 1.0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`, including `text` itself, which is spelled as terms of the layer
    are."""

    text: str
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that match `pattern`: ``*`` is any number of letters, ``?`` one letter."""

    pattern: str
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `distance` (1 or 2) edits from `text`: an insertion, deletion or substitution
    of a letter, or a transposition of two adjacent ones (optimal string alignment)."""

    text: str
    distance: int
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Releases dated (`Release.day`) from `first` to `last`, both inclusive; None is no bound. A
    release without a date never matches. No score."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Releases that do not match; adds no score."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Boosted:
    """Releases that match `required`; those of `optional` that match add to the score."""

    required: "Query"
    optional: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All releases, without a score."""


Pattern: TypeAlias = Prefix | Wildcard | Fuzzy
Query: TypeAlias = (
    Word | Phrase | Near | Synonyms | Pattern | DateRange | And | Or | Not | Boosted | Everything
)


class Expansion(NamedTuple):
    """The words that match a pattern, each with its document frequency in the pattern's fields:
    most frequent first, ties by text. Not ``complete`` if a limit left some out."""

    terms: tuple[tuple[Term, int], ...]
    complete: bool


def flattened(parts: Iterable[P], kind: type[Any]) -> tuple[P, ...]:
    """The parts without duplicates; a part of type `kind` is replaced by its own parts."""
    flat: dict[P, None] = {}
    for part in parts:
        flat.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    return tuple(flat)


def combined(parts: Iterable[Query], match: Matching) -> Query:
    """The parts as one query, without duplicates, those of the same kind flattened."""
    join = And if match == "all" else Or
    flat = flattened(parts, join)
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


def nbytes(query: Query) -> int:
    """About how many bytes a query takes in memory."""
    return _QUERY_BYTES + TERM_BYTES * _nodes(query)


def _nodes(query: Query) -> int:
    """The number of nodes of a query and of their terms."""
    return 1 + _own_terms(query) + sum(map(_nodes, parts_of(query)))


def _own_terms(query: Query) -> int:
    match query:
        case Word(matching, scoring):
            return len(matching) + sum(len(each.terms) for each in scoring)
        case Synonyms(terms) | Phrase(terms):
            return len(terms)
        case Near():
            return 2
        case _:
            return 0
