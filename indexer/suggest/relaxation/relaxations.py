"""Searches with weaker conditions than one that found nothing, the closest first."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.protocol import Filters
from indexer.query.parsed_query import ParsedQuery
from indexer.query.quotes import QUOTES
from indexer.query.syntax import AllOf, AnyOf, DateClause, InField, InLayer, Juxtaposed, Node
from indexer.query.unparser import unparse
from indexer.suggest.candidates import CandidateSearch
from indexer.suggest.context import SearchContext
from indexer.suggest.relaxation.fewer_words import (
    search_without_rare_words,
    searches_without_word,
)
from indexer.suggest.relaxation.periods_in_words import dated_search, searches_of_other_years

# Quotation marks, with the slop of the phrase.
_QUOTES = re.compile(rf"(?<=[{QUOTES}])~\d*|[{QUOTES}]")
# How many searches without one word are tried before wider modes.
_TRIED_FIRST = 3
# The mode that finds other forms of the same words; wider ones find other words.
_FORMS: tuple[Layer, ...] = ("stem",)


def relax(context: SearchContext, corrected: str) -> Iterator[CandidateSearch]:
    """Weaker searches, the closest to that of the `context` first. Those for fewer of its words, or
    any of them, have the words as `corrected`: those that no release has would be of no use."""
    request, parsed = context.request, context.parsed
    words = [token for token in context.tokens if not token.word.stop]
    if request.without:
        yield CandidateSearch("without_filters", replace(request, without=()), ("without",))
    if words:
        if dated := dated_search(context):
            yield dated
        yield from searches_of_other_years(context)
        yield from _wider_modes(request, _FORMS)
        yield from _without_quotes(request)
    yield from _without_fields(request, parsed)
    yield from _without_dates(request, parsed)
    yield from _without_filters(request)
    several = len(words) > 1 and request.match == "all"
    likely = context.with_text(corrected)
    shorter = list(searches_without_word(likely)) if several else []
    yield from shorter[:_TRIED_FIRST]
    if words:
        yield from _wider_modes(request, LAYERS)
    if several and _finds_more_than_numbers(likely):
        yield CandidateSearch("match_any", replace(likely.request, match="any"))
    yield from shorter[_TRIED_FIRST:]
    if shorter and not any(context.count_hits(each.request) for each in shorter):
        without_rare = search_without_rare_words(likely)
        if without_rare:
            yield without_rare


def _wider_modes(request: SearchRequest, modes: Sequence[Layer]) -> Iterator[CandidateSearch]:
    for mode in modes:
        if LAYERS.index(mode) > LAYERS.index(request.mode):
            yield CandidateSearch("wider_mode", replace(request, mode=mode))


def _finds_more_than_numbers(context: SearchContext) -> bool:
    """Whether the collection has any word of the query that is no number: 19 alone is not what
    COVID 19 means. A query of numbers alone means them."""
    words = [word for word in context.parsed.words if not word.typed[:1].isdecimal()]
    terms = [term for word in words for term in word.terms]
    return (
        not words
        or any(word.patterns for word in words)
        or any(context.searcher.frequencies(terms))
    )


def _without_fields(request: SearchRequest, parsed: ParsedQuery) -> Iterator[CandidateSearch]:
    """The same words anywhere in a release."""
    labels: dict[str, None] = {}
    node = _drop_fields(parsed.node, labels)
    if labels:
        text = unparse(Juxtaposed(node.parts) if isinstance(node, AllOf) else node)
        yield CandidateSearch("without_field", replace(request, q=text), tuple(labels))


def _drop_fields(node: Node, labels: dict[str, None]) -> Node:
    """A node without its fields, whose names are added to `labels`."""
    match node:
        case InField(label, part):
            labels[label] = None
            return _drop_fields(part, labels)
        case AllOf(parts) | AnyOf(parts):
            return type(node)(tuple(_drop_fields(part, labels) for part in parts))
        case InLayer(sign, part):
            return InLayer(sign, _drop_fields(part, labels))
        case _:
            return node


def _without_dates(request: SearchRequest, parsed: ParsedQuery) -> Iterator[CandidateSearch]:
    """Without the dates in the text of the query."""
    parts = parsed.node.parts if isinstance(parsed.node, AllOf) else ()
    dated = tuple(unparse(part) for part in parts if isinstance(part, DateClause))
    rest = Juxtaposed(tuple(part for part in parts if not isinstance(part, DateClause)))
    if dated and rest.parts:
        yield CandidateSearch("without_dates", replace(request, q=unparse(rest)), dated)


def _without_quotes(request: SearchRequest) -> Iterator[CandidateSearch]:
    """Words instead of phrases."""
    if _QUOTES.search(request.q):
        loose = " ".join(_QUOTES.sub(" ", request.q).split())
        yield CandidateSearch("without_quotes", replace(request, q=loose))


def _without_filters(request: SearchRequest) -> Iterator[CandidateSearch]:
    filters = request.filters
    dated = tuple(
        name for name, day in (("from", filters.first), ("to", filters.last)) if day is not None
    )
    chosen = tuple(filters.facets)
    if dated:
        undated = replace(filters, first=None, last=None)
        yield CandidateSearch("without_dates", replace(request, filters=undated), dated)
    if chosen:
        free = replace(filters, facets={})
        yield CandidateSearch("without_filters", replace(request, filters=free), chosen)
    if dated and chosen:
        yield CandidateSearch(
            "without_filters", replace(request, filters=Filters()), (*chosen, *dated)
        )
