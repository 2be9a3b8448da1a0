"""Clauses of the query DSL: terms, phrases, words near each other.

No text of a reader reaches the engine: all terms come from our analyzer.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from indexer.arabic.layers import Layer
from indexer.engines.opensearch import layout
from indexer.query.values import Near, Phrase, Term
from indexer.releases.schema import FIELDS

Dsl: TypeAlias = dict[str, Any]

EVERYTHING: Dsl = {"match_all": {}}
NOTHING: Dsl = {"match_none": {}}


def any_of(clauses: Sequence[Dsl]) -> Dsl:
    """Releases that match at least one clause; scores add up."""
    if not clauses:
        return NOTHING
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def any_term(terms: Sequence[Term], fields: Sequence[str]) -> Dsl:
    """Releases with any of the terms in any of the fields (none: all fields); without a score."""
    by_field: dict[str, set[str]] = {}
    for one in terms:
        for field in _index_fields(one, fields):
            by_field.setdefault(field, set()).add(layout.token(one.text))
    return any_of([{"terms": {field: sorted(texts)}} for field, texts in by_field.items()])


def combined_frequency(terms: Sequence[Term], fields: Sequence[str]) -> list[Dsl]:
    """Clauses by layer and field whose score is how often any of the terms occurs there, as
    weighted by the field's similarity: the engine treats terms at one position of a query as
    synonyms."""
    texts: dict[Layer, list[str]] = {}
    for one in dict.fromkeys(terms):
        texts.setdefault(one.layer, []).append(layout.token(one.text))
    return [
        {"match": {layout.layer_field(layer, field): {"query": asked, "analyzer": "together"}}}
        for layer, asked in ((layer, layout.TOGETHER.join(each)) for layer, each in texts.items())
        for field in fields or FIELDS
    ]


def _index_fields(one: Term, fields: Sequence[str]) -> list[str]:
    """The index fields in which a term is searched."""
    if not fields:
        return [one.layer]
    return [layout.layer_field(one.layer, field) for field in fields]


def phrase(asked: Phrase) -> Dsl:
    """Within one field, positions may differ from the offsets by at most the slop."""
    words = [layout.HOLE] * (max(asked.offsets) + 1)
    layer = asked.terms[0].layer
    for one, offset in zip(asked.terms, asked.offsets, strict=True):
        words[offset] = layout.token(one.text)
    match = {"query": " ".join(words), "slop": asked.slop}
    fields = asked.fields or FIELDS
    return any_of([{"match_phrase": {layout.layer_field(layer, field): match}} for field in fields])


def near(pair: Near) -> Dsl:
    """Releases where two terms occur near each other in one field."""
    return any_of([_span_near(pair, field) for field in FIELDS])


def near_frequency(pair: Near) -> list[Dsl]:
    """Clauses by field whose score is how often two terms occur near each other there, as weighted
    by the field's similarity.

    The engine counts less where they are further apart. So we count the occurrences of either term
    within such a span: two for each pair. Its similarity is added up for both terms, which gives a
    factor of four.
    """
    return [
        {
            "span_within": {
                "little": {"span_or": {"clauses": _spans(pair, field)}},
                "big": _span_near(pair, field),
                "boost": 1 / 4,
            }
        }
        for field in FIELDS
    ]


def _span_near(pair: Near, field: str) -> Dsl:
    asked = {"clauses": _spans(pair, field), "slop": pair.window - 1, "in_order": False}
    return {"span_near": asked}


def _spans(pair: Near, field: str) -> list[Dsl]:
    return [
        {"span_term": {layout.layer_field(one.layer, field): layout.token(one.text)}}
        for one in (pair.first, pair.second)
    ]
