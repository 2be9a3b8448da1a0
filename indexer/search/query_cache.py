"""Caches resolved queries of one generation while it is served.

The query stays the same, and is resolved once, while a reader turns pages, sorts, filters and opens
releases.
"""

import datetime
import threading
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, TypeVar

from indexer.answers.results import QueryReading, SearchRequest
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.queries.shared_forms import shared_form_terms
from indexer.cache import ByteCache
from indexer.engines.protocol import Searcher
from indexer.marking.landmarks import Landmarks
from indexer.marking.markers import Markers
from indexer.marking.targets import Spellings
from indexer.query import reader
from indexer.query.expansion import Expansion
from indexer.query.query_size import TERM_BYTES, query_bytes
from indexer.query.values import Pattern, Term
from indexer.search import limits
from indexer.search.resolution import ResolvedQuery, resolve, word_reading

V = TypeVar("V")

# Bytes of the reading of a query, and of each of its forms.
_READING_BYTES, _FORM_BYTES = 3_000, 250


class _Once(Generic[V]):
    """A value that one thread makes on the first call; `notify` is then called with it."""

    def __init__(self, make: Callable[[], V], notify: Callable[[V], None]) -> None:
        self._make = make
        self._notify = notify
        self._lock = threading.Lock()
        self._value: V | None = None

    def __call__(self) -> V:
        value = self._value
        return self._make_once() if value is None else value

    def _make_once(self) -> V:
        with self._lock:
            if self._value is None:
                self._value = self._make()
                self._notify(self._value)
            return self._value


@dataclass(frozen=True, slots=True)
class CachedQuery:
    """A query as ``resolved`` in the collection; ``read`` returns how it was read, ``markers`` the
    markers of its matches. Both are made on the first call, and nobody may change them."""

    resolved: ResolvedQuery
    read: Callable[[], QueryReading]
    markers: Callable[[], Markers]

    def reading(self, typed: str) -> QueryReading:
        """How the query was read, for a reader who typed it as `typed`."""
        reading = self.read()
        return reading if reading.q == typed else replace(reading, q=typed)


class QueryCache:
    """The queries of one generation; safe to share between threads."""

    def __init__(
        self, analyzer: Analyzer, searcher: Searcher, spellings: Spellings, landmarks: Landmarks
    ) -> None:
        self._analyzer = analyzer
        self._searcher = searcher
        self._spellings = spellings
        self._landmarks = landmarks
        self._queries: ByteCache[CachedQuery] = ByteCache(
            lambda query: _resolved_size(query.resolved), limits.QUERY_CACHE_BYTES
        )
        # Cached apart from queries, as most patterns of a query are the same in every mode.
        self._expansions: ByteCache[Expansion] = ByteCache(
            lambda expansion: TERM_BYTES * len(expansion.terms), limits.EXPANSION_CACHE_BYTES
        )

    def get(self, request: SearchRequest) -> CachedQuery:
        """The query of `request`, as resolved in this generation."""
        key = _key(request)
        return self._queries.get_or_make(key, lambda: self._make(request, key))

    def _make(self, request: SearchRequest, key: Hashable) -> CachedQuery:
        resolved = self._resolve(request)
        add_size = partial(self._queries.add_size, key)
        return CachedQuery(
            resolved,
            _Once(
                lambda: self._read(request, resolved),
                lambda reading: add_size(_reading_size(reading)),
            ),
            _Once(
                lambda: Markers(self._analyzer, resolved.reading, self._spellings, self._landmarks),
                lambda markers: add_size(markers.nbytes),
            ),
        )

    def _resolve(self, request: SearchRequest) -> ResolvedQuery:
        reading = reader.read(self._analyzer, _stripped(request), request.mode, request.match)
        return resolve(self._searcher, reading, request.without, self._spellings, self._expand)

    def _expand(self, pattern: Pattern, excluded: bool) -> Expansion:
        def expand() -> Expansion:
            expansion = self._searcher.expand(pattern, excluded=excluded)
            return _with_homographs(expansion, self._searcher)

        return self._expansions.get_or_make((pattern, excluded), expand)

    def _read(self, request: SearchRequest, resolved: ResolvedQuery) -> QueryReading:
        reading = resolved.reading
        return QueryReading(
            q=_stripped(request),
            mode=request.mode,
            reading=reading.text,
            words=tuple(
                word_reading(self._searcher, word, request.without) for word in resolved.words
            ),
            left_out=reading.left_out,
            dates=reading.dates,
            excluded=reading.excluded,
            ranks=reading.is_ranked,
        )


def _with_homographs(expansion: Expansion, searcher: Searcher) -> Expansion:
    """The expansion with the forms that its words share with homographs, which have terms of their
    own."""
    forms = {
        form
        for term, _ in expansion.terms
        if term.layer == "stem"
        for form in shared_form_terms(term.text)
    }
    more = [
        Term("stem", form) for form in sorted(forms - {term.text for term, _ in expansion.terms})
    ]
    counted = zip(more, searcher.frequencies(more), strict=True)
    return expansion._replace(terms=(*expansion.terms, *(both for both in counted if both[1])))


def _stripped(request: SearchRequest) -> str:
    """The query without surrounding white space."""
    return request.q.strip()


def _key(request: SearchRequest) -> tuple[object, ...]:
    """The cache key of a query: everything that its meaning depends on, including today's date."""
    return (
        _stripped(request),
        request.mode,
        request.match,
        request.without,
        datetime.date.today(),
    )


def _resolved_size(resolved: ResolvedQuery) -> int:
    reading = resolved.reading
    own = sum(len(word.terms) for word in resolved.words) if resolved.words != reading.words else 0
    excluded = sum(map(len, reading.excluded))
    return query_bytes(reading.query) + TERM_BYTES * own + 4 * excluded


def _reading_size(reading: QueryReading) -> int:
    return _READING_BYTES + _FORM_BYTES * sum(len(word.forms) for word in reading.words)
