"""Clauses that add to the score of matching releases.

The engine itself scores a term of all fields, as it knows the document frequency. For terms within
some fields, groups of terms that count as one, and words near each other, the engine adds up the
weighted and normalised frequencies of the fields; a script saturates the sum, and the document
frequency must be counted beforehand.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from indexer.engines import bm25
from indexer.engines.opensearch import layout, query_dsl
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.engines.scoring_parts import ScoringPart, scoring_plan
from indexer.query.values import Near, Query, Term
from indexer.releases.schema import FIELDS

# The factor k1 + 1 of BM25, which the engine leaves out.
_SCALE = bm25.K1 + 1
_SATURATED = "params.scale * _score / (_score + params.k1)"


class FieldTerms(NamedTuple):
    """Terms that count as one, in some fields; none means all."""

    terms: tuple[Term, ...]
    fields: tuple[str, ...]


# What is scored by its frequency in a release and its document frequency, or that of its rarer
# word.
Scored: TypeAlias = FieldTerms | Near


class TermStatistics(NamedTuple):
    """The number of `releases`, and the document frequencies that must be counted before
    scoring."""

    releases: int
    document_frequencies: Mapping[FieldTerms, int]


def terms_to_count(query: Query) -> list[FieldTerms]:
    """Terms whose document frequency must be counted before `query` is scored."""
    plan = scoring_plan(query)
    scored: list[Scored] = [*plan.nears]
    for part in plan.parts:
        scored += (terms for terms, _ in _field_terms(part))
    return list(
        dict.fromkeys(terms for each in scored for terms in _terms_without_statistics(each))
    )


def scoring(query: Query, statistics: TermStatistics) -> Iterator[Dsl]:
    """The clauses that add to the score."""
    plan = scoring_plan(query)
    for part, times in plan.parts.items():
        clauses = [
            clause
            for terms, weight in _field_terms(part)
            for clause in _clauses(terms, weight * times, statistics)
        ]
        if part.within is None:
            yield from clauses
        else:
            yield {"bool": {"filter": [query_dsl.phrase(part.within)], "should": clauses}}
    for near, times in plan.nears.items():
        yield from _clauses(near, near.weight * times, statistics)


def _field_terms(part: ScoringPart) -> Iterator[tuple[FieldTerms, float]]:
    """The term groups of a part, with their weights."""
    fields = () if part.fields == FIELDS else part.fields
    for group in part.groups:
        if group.terms:
            yield FieldTerms(tuple(sorted(group.terms)), fields), group.weight


def _terms_without_statistics(scored: Scored) -> tuple[FieldTerms, ...]:
    """Terms whose document frequency the engine does not know by itself."""
    if isinstance(scored, Near):
        return tuple(FieldTerms((term,), ()) for term in (scored.first, scored.second))
    return (scored,) if scored.fields or len(scored.terms) > 1 else ()


def _clauses(scored: Scored, weight: float, statistics: TermStatistics) -> Iterator[Dsl]:
    scale = weight * _SCALE
    if missing := _terms_without_statistics(scored):
        rarest = min(statistics.document_frequencies[each] for each in missing)
        if rarest:
            yield _saturate(scored, scale * bm25.idf(rarest, statistics.releases))
    elif isinstance(scored, FieldTerms):
        (term,) = scored.terms
        yield {"term": {term.layer: {"value": layout.token(term.text), "boost": scale}}}


def _saturate(scored: Scored, scale: float) -> Dsl:
    sums = (
        query_dsl.near_frequency(scored)
        if isinstance(scored, Near)
        else query_dsl.combined_frequency(*scored)
    )
    script = {"source": _SATURATED, "params": {"scale": scale, "k1": bm25.K1}}
    return {"script_score": {"query": query_dsl.any_of(sums), "script": script}}
