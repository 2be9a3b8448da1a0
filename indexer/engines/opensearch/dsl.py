"""The parts of which queries of the engine are made: terms, phrases, words near each other.

No text of a reader reaches the engine: all terms are ours.
"""

from collections.abc import Sequence
from typing import Any, TypeAlias

from indexer.arabic.words import Layer
from indexer.engines.opensearch import layout
from indexer.query.values import Near, Phrase, Term
from indexer.schema import FIELDS

Dsl: TypeAlias = dict[str, Any]

EVERYTHING: Dsl = {"match_all": {}}
NOTHING: Dsl = {"match_none": {}}


def any_of(clauses: Sequence[Dsl]) -> Dsl:
    """Releases that match a clause or more; scores add up."""
    if not clauses:
        return NOTHING
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def any_term(terms: Sequence[Term], fields: Sequence[str]) -> Dsl:
    """Releases that hold any of the terms, in any of the fields (none means all); without a score."""
    by_field: dict[str, set[str]] = {}
    for one in terms:
        for field in _places(one, fields):
            by_field.setdefault(field, set()).add(layout.token(one.text))
    return any_of([{"terms": {field: sorted(texts)}} for field, texts in by_field.items()])


def together(terms: Sequence[Term], fields: Sequence[str]) -> list[Dsl]:
    """By layer and field, the score of which is how often any of the terms stands there, as its
    similarity counts it: what stands at one place of a query is one word to the engine."""
    texts: dict[Layer, list[str]] = {}
    for one in dict.fromkeys(terms):
        texts.setdefault(one.layer, []).append(layout.token(one.text))
    return [
        {"match": {layout.layer_field(layer, field): {"query": asked, "analyzer": "together"}}}
        for layer, asked in ((layer, layout.TOGETHER.join(each)) for layer, each in texts.items())
        for field in fields or FIELDS
    ]


def _places(one: Term, fields: Sequence[str]) -> list[str]:
    """The fields of the index in which a term is looked for."""
    if not fields:
        return [one.layer]
    return [layout.layer_field(one.layer, field) for field in fields]


def phrase(asked: Phrase) -> Dsl:
    """In one field the places must differ from the offsets by at most the slop."""
    words = [layout.HOLE] * (max(asked.offsets) + 1)
    layer = asked.terms[0].layer
    for one, offset in zip(asked.terms, asked.offsets, strict=True):
        words[offset] = layout.token(one.text)
    match = {"query": " ".join(words), "slop": asked.slop}
    fields = asked.fields or FIELDS
    return any_of([{"match_phrase": {layout.layer_field(layer, field): match}} for field in fields])


def near(pair: Near) -> Dsl:
    """Releases where two terms stand near each other in one field."""
    return any_of([_span_near(pair, field) for field in FIELDS])


def meetings(pair: Near) -> list[Dsl]:
    """By field, the score of which is how often two terms meet there, as its similarity counts it.

    The engine counts less where they stand further apart. So what is counted are the places of either
    term within such a stretch: two of them where they meet once; and its similarity is added up for
    each of the two terms.
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
