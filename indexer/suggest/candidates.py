"""Candidates: searches to offer, counted and selected."""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from indexer.answers.results import SearchRequest, Suggestion, SuggestionKind
from indexer.arabic.analyzer import Analyzer
from indexer.errors import SearchTooLong
from indexer.limits import MAX_SUGGESTIONS, QUERY_CHARACTERS
from indexer.query import reader
from indexer.query.rewriting import without_scoring
from indexer.suggest.context import SearchContext
from indexer.suggest.limits import MAX_SEARCHES

# A guess that costs this much more than the cheapest with matches is no help: of 900 misspellings,
# for which the cheapest was wrong 58 times, a dearer one was right twice. It is half a letter, or
# 30 times fewer releases.
_DEARER = 0.3


class CandidateSearch(NamedTuple):
    """A search to try, which is offered if it finds at `least` that many releases. ``without``
    names the words or parameters of the user's search that it leaves out; ``cost`` is that of a
    guess (see `spelling.edits`)."""

    kind: SuggestionKind
    request: SearchRequest
    without: tuple[str, ...] = ()
    least: int = 1
    cost: float = 0.0


def select_candidates(
    context: SearchContext, candidates: Iterable[CandidateSearch]
) -> tuple[Suggestion, ...]:
    """The candidates that find enough, in their order, at most `MAX_SUGGESTIONS`; without
    guesses that cost much more than an accepted one, and without searches that mean the same as an
    earlier one. At most `MAX_SEARCHES` are counted.
    """
    tried = {_text_key(context.request)}
    offered: list[Suggestion] = []
    cheapest: dict[SuggestionKind, float] = {}
    # A search that takes too long ends the list, but is no error.
    with suppress(SearchTooLong):
        for kind, request, without, least, cost in candidates:
            if _text_key(request) in tried or len(request.q) > QUERY_CHARACTERS:
                continue
            if cost > cheapest.get(kind, cost) + _DEARER:
                continue
            if len(offered) == MAX_SUGGESTIONS or len(tried) > MAX_SEARCHES:
                break
            tried.add(_text_key(request))
            count = context.count_hits(request)
            if count >= least and not _is_among(request, count, offered, context.analyzer):
                cheapest.setdefault(kind, cost)
                offered.append(Suggestion(kind, request, count, without))
    return tuple(offered)


def _is_among(
    request: SearchRequest, count: int, offered: Iterable[Suggestion], analyzer: Analyzer
) -> bool:
    """Whether a search that finds `count` is parsed to the same query as one of the others: الأحمر
    and الاحمر."""
    same_total = [each.request for each in offered if each.total == count]
    return bool(same_total) and _query_key(request, analyzer) in [
        _query_key(other, analyzer) for other in same_total
    ]


def _query_key(request: SearchRequest, analyzer: Analyzer) -> tuple[object, ...]:
    parsed = reader.read(analyzer, request.q, request.mode, request.match)
    return without_scoring(parsed.query), request.without, *_filters(request)


def _text_key(request: SearchRequest) -> tuple[object, ...]:
    """A key that is equal for searches with the same text and parameters."""
    return request.q, request.mode, request.match, request.without, *_filters(request)


def _filters(request: SearchRequest) -> tuple[object, ...]:
    filters = request.filters
    return tuple(sorted(filters.facets.items())), filters.first, filters.last
