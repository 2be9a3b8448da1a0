"""Caches search results while their generation is served.

Many requests are equal: a page and its feed, a reader who goes back, a word in the news.
"""

import datetime
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter

from indexer.answers.results import SearchRequest, SearchResults
from indexer.cache import ByteCache
from indexer.search import limits
from indexer.search_warnings import TIME_IS_UP

_VALUES = attrgetter(*(value.name for value in fields(SearchRequest)))
# Bytes of a result and of a hit without their texts: values, facets, spellings.
_ANSWER_BYTES, _HIT_BYTES = 20_000, 1_000
# Arabic text takes two bytes a character in memory.
_CHARACTER_BYTES = 2


class ResultCache:
    """The results of one generation; safe to share between threads. Nobody may change them."""

    def __init__(self, limit: int = limits.RESULT_CACHE_BYTES) -> None:
        self._results: ByteCache[SearchResults] = ByteCache(_size, limit)

    def get_or_answer(
        self, request: SearchRequest, answer: Callable[[], SearchResults]
    ) -> SearchResults:
        """The cached result of `request`, or a new one from `answer`."""
        # The meaning of "last month" depends on today's date. The facets are copied, because the
        # caller may change that mapping later.
        facets = tuple(request.filters.facets.items())
        key = datetime.date.today(), *_VALUES(request), facets
        cached = self._results.get(key)
        if cached is not None:
            return cached
        results = answer()
        return self._results.put(key, results) if is_cacheable(results) else results


def is_cacheable(results: SearchResults) -> bool:
    """Whether other requests may get these results: not if the deadline cut them short."""
    return TIME_IS_UP not in results.warnings


def _size(results: SearchResults) -> int:
    size = _ANSWER_BYTES + _HIT_BYTES * len(results.hits)
    for hit in results.hits:
        size += hit.release.nbytes
        for snippet in hit.snippets:
            size += _CHARACTER_BYTES * len(snippet.text)
    return size
