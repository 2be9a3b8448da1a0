"""Caches resolved queries of one generation while it is served.

The same query is needed again while a reader turns pages, sorts, filters and opens releases.
"""

import datetime
from dataclasses import replace

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

# Bytes of the reading of a query, and of each of its forms.
_READING_BYTES, _FORM_BYTES = 3_000, 250


class QueryCache:
    """The queries of one generation; safe to share between threads."""

    def __init__(
        self, analyzer: Analyzer, searcher: Searcher, spellings: Spellings, landmarks: Landmarks
    ) -> None:
        self._analyzer = analyzer
        self._searcher = searcher
        self._spellings = spellings
        self._landmarks = landmarks
        limit = limits.QUERY_CACHE_BYTES // 3
        self._resolved: ByteCache[ResolvedQuery] = ByteCache(_resolved_size, limit)
        self._readings: ByteCache[QueryReading] = ByteCache(_reading_size, limit)
        self._markers: ByteCache[Markers] = ByteCache(lambda markers: markers.nbytes, limit)
        # Cached apart from queries, as most patterns of a query are the same in every mode.
        self._expansions: ByteCache[Expansion] = ByteCache(
            lambda expansion: TERM_BYTES * len(expansion.terms), limits.EXPANSION_CACHE_BYTES
        )

    def resolved(self, request: SearchRequest) -> ResolvedQuery:
        """The query of `request`, as resolved in this generation."""
        return self._resolved.get_or_make(_key(request), lambda: self._resolve(request))

    def reading(self, request: SearchRequest) -> QueryReading:
        """How the query was read."""
        reading = self._readings.get_or_make(_key(request), lambda: self._read(request))
        return reading if reading.q == request.q else replace(reading, q=request.q)

    def markers(self, request: SearchRequest) -> Markers:
        """The markers of its matches; nobody may change them."""
        return self._markers.get_or_make(_key(request), lambda: self._mark(request))

    def _resolve(self, request: SearchRequest) -> ResolvedQuery:
        parsed = reader.read(self._analyzer, _stripped(request), request.mode, request.match)
        return resolve(self._searcher, parsed, request.without, self._spellings, self._expand)

    def _expand(self, pattern: Pattern, excluded: bool) -> Expansion:
        def expand() -> Expansion:
            expansion = self._searcher.expand(pattern, excluded=excluded)
            return _with_homographs(expansion, self._searcher)

        return self._expansions.get_or_make((pattern, excluded), expand)

    def _mark(self, request: SearchRequest) -> Markers:
        parsed = self.resolved(request).parsed
        return Markers(self._analyzer, parsed, self._spellings, self._landmarks)

    def _read(self, request: SearchRequest) -> QueryReading:
        resolved = self.resolved(request)
        parsed = resolved.parsed
        return QueryReading(
            q=_stripped(request),
            mode=request.mode,
            text=parsed.text,
            words=tuple(
                word_reading(self._searcher, word, request.without) for word in resolved.words
            ),
            left_out=parsed.left_out,
            dates=parsed.dates,
            excluded=parsed.excluded,
            ranks=parsed.is_ranked,
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
    parsed = resolved.parsed
    own = sum(len(word.terms) for word in resolved.words) if resolved.words != parsed.words else 0
    excluded = sum(map(len, parsed.excluded))
    return query_bytes(parsed.query) + TERM_BYTES * own + 4 * excluded


def _reading_size(reading: QueryReading) -> int:
    return _READING_BYTES + _FORM_BYTES * sum(len(word.forms) for word in reading.words)
