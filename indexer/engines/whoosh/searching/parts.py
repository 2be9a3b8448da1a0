"""What of a query scores, and how much each part of it counts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.query.values import And, Boosted, Near, Or, Phrase, Query, Synonyms, Term, Word
from indexer.schema import FIELDS


class Counted(NamedTuple):
    """Terms that count as one, whose score counts `weight` times; `beside` those that match."""

    terms: frozenset[Term]
    weight: float
    beside: bool = False


class Part(NamedTuple):
    """What scores wherever it stands in the fields, most often a word, or a pattern, by its terms in all layers.

    ``within`` is the phrase without which it scores nothing.
    """

    counted: tuple[Counted, ...]
    fields: tuple[str, ...]
    within: Phrase | None = None


class Scoring(NamedTuple):
    """All of a query that scores, and how many times each part counts."""

    parts: Mapping[Part, float]
    nears: Mapping[Near, int]


def scoring(query: Query) -> Scoring:
    parts: dict[Part, float] = {}
    nears: dict[Near, int] = {}
    for each, times in _scored_by(query):
        if isinstance(each, Near):
            nears[each] = nears.get(each, 0) + 1
        else:
            parts[each] = parts.get(each, 0.0) + times
    return Scoring(parts, nears)


def _scored_by(query: Query) -> Iterator[tuple[Part | Near, float]]:
    """What scores, with how many times. Scores add up over the whole query, whichever part of it a release
    matches. What is kept of a term alone is of use whatever it weighs."""
    match query:
        case Word(matching, ((terms, weight),), fields):
            alone = Counted(terms, 1.0, terms.isdisjoint(matching))
            yield Part((alone,), fields or FIELDS), weight
        case Word(matching, scoring, fields):
            counted = (Counted(t, w, t.isdisjoint(matching)) for t, w in scoring)
            yield Part(tuple(counted), fields or FIELDS), 1.0
        case Synonyms(terms, weight, fields):
            yield Part((Counted(terms, 1.0),), fields or FIELDS), weight
        case Phrase(terms, _, _, fields):
            counted = (Counted(frozenset([term]), 1.0) for term in terms)
            yield Part(tuple(counted), fields or FIELDS, query), 1.0
        case Near():
            yield query, 1.0
        case Or(parts) if (pattern := _pattern(parts)) is not None:
            yield pattern, 1.0
        case And(parts) | Or(parts):
            for part in parts:
                yield from _scored_by(part)
        case Boosted(required, optional):
            yield from _scored_by(required)
            for part in optional:
                yield from ((_beside(each), times) for each, times in _scored_by(part))


def _beside(each: Part | Near) -> Part | Near:
    """What scores beside what matches, whatever it is made of."""
    if isinstance(each, Near):
        return each
    return each._replace(counted=tuple(one._replace(beside=True) for one in each.counted))


def _pattern(parts: Sequence[Query]) -> Part | None:
    """A pattern by its words in each layer, or several patterns, if the parts are just these."""
    layers = [part for part in parts if isinstance(part, Synonyms)]
    if len(layers) < len(parts) or len({part.fields for part in layers}) != 1:
        return None
    counted = (Counted(part.terms, part.weight) for part in layers)
    return Part(tuple(counted), layers[0].fields or FIELDS)
