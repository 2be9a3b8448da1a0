"""The parts of a query that score, and how much each counts. Shared by all engines.

Scores add up over the whole query, whichever part of it a release matches.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.query.values import And, Boosted, Near, Or, Phrase, Query, Synonyms, Term, Word
from indexer.releases.schema import FIELDS


class TermGroup(NamedTuple):
    """Terms that count as one, with the weight of their score; `rank_only` if they do not match."""

    terms: frozenset[Term]
    weight: float
    rank_only: bool = False


class ScoringPart(NamedTuple):
    """Term groups that score in some fields: usually a word, or a pattern, with its terms in all
    layers.

    ``within`` is a phrase: outside of releases with it the part scores nothing.
    """

    groups: tuple[TermGroup, ...]
    fields: tuple[str, ...]
    within: Phrase | None = None


class ScoringPlan(NamedTuple):
    """All scoring parts of a query, and pairs of near words, with how many times each counts."""

    parts: Mapping[ScoringPart, float]
    nears: Mapping[Near, int]


def scoring_plan(query: Query) -> ScoringPlan:
    parts: dict[ScoringPart, float] = {}
    nears: dict[Near, int] = {}
    for part, times in _walk(query):
        if isinstance(part, Near):
            nears[part] = nears.get(part, 0) + 1
        else:
            parts[part] = parts.get(part, 0.0) + times
    return ScoringPlan(parts, nears)


def _walk(query: Query) -> Iterator[tuple[ScoringPart | Near, float]]:
    """What scores, with how many times it counts. The weight of a single group becomes that number,
    so that scores cached for the part are useful with any weight."""
    match query:
        case Word(matching, ((terms, weight),), fields):
            group = TermGroup(terms, 1.0, terms.isdisjoint(matching))
            yield ScoringPart((group,), fields or FIELDS), weight
        case Word(matching, scoring, fields):
            groups = (TermGroup(t, w, t.isdisjoint(matching)) for t, w in scoring)
            yield ScoringPart(tuple(groups), fields or FIELDS), 1.0
        case Synonyms(terms, weight, fields):
            yield ScoringPart((TermGroup(terms, 1.0),), fields or FIELDS), weight
        case Phrase(terms, _, _, fields):
            groups = (TermGroup(frozenset([term]), 1.0) for term in terms)
            yield ScoringPart(tuple(groups), fields or FIELDS, query), 1.0
        case Near():
            yield query, 1.0
        case Or(parts) if (pattern := _pattern(parts)) is not None:
            yield pattern, 1.0
        case And(parts) | Or(parts):
            for part in parts:
                yield from _walk(part)
        case Boosted(required, optional):
            yield from _walk(required)
            for part in optional:
                yield from ((_rank_only(each), times) for each, times in _walk(part))


def _rank_only(part: ScoringPart | Near) -> ScoringPart | Near:
    if isinstance(part, Near):
        return part
    return part._replace(groups=tuple(group._replace(rank_only=True) for group in part.groups))


def _pattern(parts: Sequence[Query]) -> ScoringPart | None:
    """One part for a pattern, whose words are alternatives by layer; also for several patterns.
    None if the query has other alternatives."""
    layers = [part for part in parts if isinstance(part, Synonyms)]
    if len(layers) < len(parts) or len({part.fields for part in layers}) != 1:
        return None
    groups = (TermGroup(part.terms, part.weight) for part in layers)
    return ScoringPart(tuple(groups), layers[0].fields or FIELDS)
