"""Clauses that add to the score of matching releases.

The engine itself scores a term of all fields, as it knows the document frequency. For terms within
some fields, groups of terms that count as one, and words near each other, the engine adds up the
weighted and normalised frequencies of the fields; a script saturates the sum, and the document
frequency must be counted beforehand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple, TypeAlias

from indexer.engines import bm25
from indexer.engines.opensearch import layout, query_dsl
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.query.values import And, Boosted, Near, Or, Phrase, Query, Synonyms, Term, Word

# The factor k1 + 1 of BM25, which the engine leaves out.
_SCALE = bm25.K1 + 1
_SATURATED = "params.scale * _score / (_score + params.k1)"


class TermGroup(NamedTuple):
    """Terms that count as one, in some fields; none means all."""

    terms: tuple[Term, ...]
    fields: tuple[str, ...]


# What scores by how often it stands in a release, and by how few releases it, or its rarer word, is in.
Scored: TypeAlias = TermGroup | Near


class TermStatistics(NamedTuple):
    """The number of `releases`, and the document frequencies that must be counted before
    scoring."""

    releases: int
    holding: Mapping[TermGroup, int]


class _Part(NamedTuple):
    """``within`` is the phrase without which it scores nothing."""

    scored: Scored
    weight: float
    within: Phrase | None = None


def counted(query: Query) -> list[TermGroup]:
    """Terms whose document frequency must be counted before `query` is scored."""
    return list(dict.fromkeys(each for part in _parts(query) for each in _counted(part.scored)))


def _counted(scored: Scored) -> tuple[TermGroup, ...]:
    """What must be counted to know how rare it is, if the engine does not tell."""
    if isinstance(scored, Near):
        both = (scored.first, scored.second)
        return tuple(TermGroup((term,), ()) for term in both)
    return (scored,) if scored.fields or len(scored.terms) > 1 else ()


def scoring(query: Query, rarity: TermStatistics) -> Iterator[Dsl]:
    """The clauses that add to the score."""
    for within, parts in groupby(_parts(query), lambda part: part.within):
        clauses = [clause for part in parts for clause in _clauses(part, rarity)]
        if within is None:
            yield from clauses
        else:
            yield {"bool": {"filter": [query_dsl.phrase(within)], "should": clauses}}


def _parts(query: Query) -> Iterator[_Part]:
    """Scores add up over the whole query, whichever part of it a release matches."""
    match query:
        case Word(scoring=weighted, fields=fields):
            for terms, weight in weighted:
                yield _Part(TermGroup(tuple(sorted(terms)), fields), weight)
        case Synonyms(terms, weight, fields):
            if terms:
                yield _Part(TermGroup(tuple(sorted(terms)), fields), weight)
        case Phrase(terms, _, _, fields):
            for term in terms:
                yield _Part(TermGroup((term,), fields), 1.0, query)
        case Near(weight=weight):
            yield _Part(replace(query, weight=1.0), weight)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _parts(part)
        case Boosted(required, optional):
            for part in (required, *optional):
                yield from _parts(part)


def _clauses(part: _Part, rarity: TermStatistics) -> Iterator[Dsl]:
    scored, scale = part.scored, part.weight * _SCALE
    if asked := _counted(scored):
        rarest = min(rarity.holding[each] for each in asked)
        if rarest:
            yield _saturated(scored, scale * bm25.idf(rarest, rarity.releases))
    elif isinstance(scored, TermGroup):
        (term,) = scored.terms
        yield {"term": {term.layer: {"value": layout.token(term.text), "boost": scale}}}


def _saturated(scored: Scored, scale: float) -> Dsl:
    sums = (
        query_dsl.near_frequency(scored)
        if isinstance(scored, Near)
        else query_dsl.combined_frequency(*scored)
    )
    script = {"source": _SATURATED, "params": {"scale": scale, "k1": bm25.K1}}
    return {"script_score": {"query": query_dsl.any_of(sums), "script": script}}
