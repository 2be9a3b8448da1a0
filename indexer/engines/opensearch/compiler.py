"""Query values as OpenSearch queries. No text of a reader reaches the engine: all terms are ours.

Which releases match and what they score are compiled apart: a word of the query scores in every
release that another word brought in.
"""

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from indexer.arabic.normalizer import fold
from indexer.engines import bm25
from indexer.engines.opensearch import layout
from indexer.engines.protocol import Filters, Sort
from indexer.query.values import (
    And,
    Everything,
    Near,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefer,
    Published,
    Query,
    Term,
    Word,
)
from indexer.schema import TEXT_FIELDS

Dsl: TypeAlias = dict[str, Any]

_FIELDS = tuple(field.name for field in TEXT_FIELDS)

# The factor k1 + 1 of BM25, which the engine leaves out. (A single field saturates with k1 / weight,
# see `layout`, and the same factor is right: w tf (k1 + 1) / (w tf + k1) = tf (k1 + 1) / (tf + k1 / w).)
_SCALE = bm25.K1 + 1

EVERYTHING: Dsl = {"match_all": {}}
NOTHING: Dsl = {"match_none": {}}


def search(query: Query, filters: Filters) -> Dsl:
    """The releases that match within the filters that are no facets, with their scores."""
    return {
        "bool": {
            "filter": [matching(query), *_bounds(filters)],
            "should": list(scoring(query)),
        }
    }


def matching(query: Query) -> Dsl:
    """Which releases match."""
    match query:
        case Word(matching=terms, fields=fields) | OneOf(terms=terms, fields=fields):
            return any_term(terms, fields)
        case Phrase():
            return _any([_phrase(query, field) for field in query.fields or _FIELDS])
        case Near():
            return _any([_near(query, field) for field in query.fields or _FIELDS])
        case Published(first, last):
            return _range(first.toordinal() if first else 1, last.toordinal() if last else None)
        case And(parts):
            return {"bool": {"filter": [matching(part) for part in parts]}} if parts else EVERYTHING
        case Or(parts):
            return _any([matching(part) for part in parts])
        case Not(part):
            return {"bool": {"must_not": [matching(part)]}}
        case Prefer(required, _):
            return matching(required)
        case Everything():
            return EVERYTHING
        case _:
            raise TypeError(f"a pattern must be rewritten first: {query}")


def scoring(query: Query) -> Iterator[Dsl]:
    """What adds to the score of a release that matches."""
    match query:
        case Word(scoring=weighted, fields=fields):
            for term, weight in weighted:
                yield from _scored(term, weight, fields)
        case Phrase(terms, _, _, weight, fields):
            parts = [part for term in terms for part in _scored(term, weight, fields)]
            yield {"bool": {"filter": [matching(query)], "should": parts}}
        case OneOf(terms, weight, fields):
            yield from _scored_together(terms, weight, fields)
        case Near(weight=weight, fields=fields):
            for field in fields or _FIELDS:
                yield _near(query, field, weight * _SCALE)
        case And(parts) | Or(parts):
            for part in parts:
                yield from scoring(part)
        case Prefer(required, optional):
            for part in (required, *optional):
                yield from scoring(part)
        case _:
            return


def facets(filters: Filters) -> dict[str, Dsl]:
    """What the chosen facet values require, by facet."""
    return {
        name: {"terms": {layout.folded_field(name): sorted({fold(value) for value in values})}}
        for name, values in filters.facets.items()
        if values
    }


def order(sort: Sort) -> list[Dsl]:
    """Ties go to the newer publication date, then to the smaller id."""
    newest = {layout.PUBLISHED: {"order": "desc", "missing": "_last"}}
    by_id = {layout.ID: "asc"}
    if sort == "published":
        return [{layout.PUBLISHED: {"order": "asc", "missing": "_first"}}, by_id]
    first = {"-published": [], "title": [{layout.TITLE_KEY: "asc"}]}.get(sort, [{"_score": "desc"}])
    return [*first, newest, by_id]


def _bounds(filters: Filters) -> list[Dsl]:
    bounds = []
    if filters.first or filters.last:
        first, last = filters.first, filters.last
        bounds.append(_range(first.toordinal() if first else 1, last.toordinal() if last else None))
    if filters.ids:
        bounds.append({"terms": {layout.ID: sorted(filters.ids)}})
    return bounds


def _range(low: int, high: int | None) -> Dsl:
    bounds = {"gte": low} if high is None else {"gte": low, "lte": high}
    return {"range": {layout.PUBLISHED: bounds}}


def any_term(terms: Sequence[Term], fields: Sequence[str]) -> Dsl:
    """Releases that hold any of the terms, in any of the fields (none means all)."""
    by_field: dict[str, set[str]] = {}
    for term in terms:
        for field in _places(term, fields):
            by_field.setdefault(field, set()).add(layout.token(term.text))
    return _any([{"terms": {field: sorted(texts)}} for field, texts in by_field.items()])


def _places(term: Term, fields: Sequence[str]) -> list[str]:
    """The fields of the index in which a term is looked for."""
    if not fields:
        return [term.layer]
    return [layout.layer_field(term.layer, field) for field in fields]


def _any(clauses: Sequence[Dsl]) -> Dsl:
    if not clauses:
        return NOTHING
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _phrase(phrase: Phrase, field: str) -> Dsl:
    """One field's places must differ from the offsets by at most the slop."""
    words = [layout.HOLE] * (max(phrase.offsets) + 1)
    layer = phrase.terms[0].layer
    for term, offset in zip(phrase.terms, phrase.offsets, strict=True):
        words[offset] = layout.token(term.text)
    asked = {"query": " ".join(words), "slop": phrase.slop}
    return {"match_phrase": {layout.layer_field(layer, field): asked}}


def _near(near: Near, field: str, boost: float = 1.0) -> Dsl:
    terms = (near.first, near.second)
    clauses = [
        {"span_term": {layout.layer_field(term.layer, field): layout.token(term.text)}}
        for term in terms
    ]
    near_by = {"clauses": clauses, "slop": near.window - 1, "in_order": False, "boost": boost}
    return {"span_near": near_by}


def _scored(term: Term, weight: float, fields: Sequence[str]) -> Iterator[Dsl]:
    text = layout.token(term.text)
    for field in fields or ("",):
        name = layout.layer_field(term.layer, field) if field else term.layer
        yield _term(name, text, weight * _SCALE)


def _scored_together(terms: Sequence[Term], weight: float, fields: Sequence[str]) -> Iterator[Dsl]:
    """Some terms as if they were one: what stands at one place of a query is a synonym."""
    for layer in dict.fromkeys(term.layer for term in terms):
        texts = dict.fromkeys(layout.token(term.text) for term in terms if term.layer == layer)
        together = layout.TOGETHER.join(texts)
        for field in fields or ("",):
            name = layout.layer_field(layer, field) if field else layer
            asked = {"query": together, "analyzer": "together", "boost": weight * _SCALE}
            yield {"match": {name: asked}}


def _term(field: str, text: str, boost: float) -> Dsl:
    return {"term": {field: {"value": text, "boost": boost}}}
