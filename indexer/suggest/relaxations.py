"""Searches that ask for less than the one that found nothing: wider, fewer words, fewer filters."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexer import limits
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.words import LAYERS
from indexer.engines.protocol import Filters
from indexer.query.reading import Reading
from indexer.results import SearchRequest
from indexer.suggest.proposals import Proposal
from indexer.suggest.words import looked_for

_QUOTES = re.compile('["“”«»]')
# What may stand between words without being part of the language of queries.
_PLAIN = re.compile(r"[\s،؛,;.!]*")


def relaxations(asked: SearchRequest, reading: Reading, analyzer: Analyzer) -> Iterator[Proposal]:
    """Nearest to what was asked first."""
    first_page = replace(asked, page=1)
    words = [token for token in analyzer.tokens(asked.q) if not token.word.stop]
    if words:
        yield from _wider_modes(first_page)
        yield from _without_quotes(first_page)
    yield from _without_filters(first_page)
    if len(words) > 1 and asked.match == "all":
        yield Proposal("match_any", replace(first_page, match="any"))
        yield from _without_words(first_page, reading, analyzer)


def _wider_modes(asked: SearchRequest) -> Iterator[Proposal]:
    for mode in LAYERS[LAYERS.index(asked.mode) + 1 :]:
        yield Proposal("wider_mode", replace(asked, mode=mode))


def _without_quotes(asked: SearchRequest) -> Iterator[Proposal]:
    """The words of a phrase wherever they stand."""
    if _QUOTES.search(asked.q):
        loose = " ".join(_QUOTES.sub(" ", asked.q).split())
        yield Proposal("without_quotes", replace(asked, q=loose))


def _without_words(
    asked: SearchRequest, reading: Reading, analyzer: Analyzer
) -> Iterator[Proposal]:
    """Without one of the words; only of a query that is nothing but words, where none has a meaning
    for the others."""
    tokens = list(analyzer.tokens(asked.q))
    content = [token for token in tokens if not token.word.stop]
    if len(content) > limits.SUGGESTION_WORDS or not _plain(asked.q, tokens):
        return
    if reading.phrases or len(looked_for(content, reading)) < len(content):
        return
    for token in content:
        yield Proposal("without_word", replace(asked, q=_without(token, tokens)), (token.surface,))


def _without(gone: Token, tokens: list[Token]) -> str:
    """The other words; what only joined them to the one that is gone (و, في) goes with it."""
    left = [token for token in tokens if token is not gone]
    content = [place for place, token in enumerate(left) if not token.word.stop]
    return " ".join(token.surface for token in left[content[0] : content[-1] + 1])


def _plain(q: str, tokens: list[Token]) -> bool:
    """Whether there is nothing but words."""
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(q)]
    return all(_PLAIN.fullmatch(q, end, start) for end, start in zip(ends, starts, strict=True))


def _without_filters(asked: SearchRequest) -> Iterator[Proposal]:
    filters = asked.filters
    dated = tuple(
        name for name, day in (("from", filters.first), ("to", filters.last)) if day is not None
    )
    chosen = tuple(filters.facets)
    if dated:
        undated = replace(filters, first=None, last=None)
        yield Proposal("without_dates", replace(asked, filters=undated), dated)
    if chosen:
        free = replace(filters, facets={})
        yield Proposal("without_filters", replace(asked, filters=free), chosen)
    if dated and chosen:
        yield Proposal("without_filters", replace(asked, filters=Filters()), (*chosen, *dated))
