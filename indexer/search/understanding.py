"""What queries mean in one generation, kept while it is served.

A reader turns pages, sorts, filters and opens releases: the query stays, and is understood once.
"""

import datetime
import threading
from collections.abc import Callable, Hashable
from functools import partial

from indexer import limits
from indexer.arabic.alternatives import shared
from indexer.arabic.analyzer import Analyzer
from indexer.cache import ByteCache
from indexer.engines.protocol import Searcher
from indexer.marking.marker import Spellings
from indexer.marking.markers import Markers
from indexer.query import reader
from indexer.query.values import TERM_BYTES, Expansion, Pattern, Term, nbytes
from indexer.results import QueryReading, SearchRequest
from indexer.search.asked import Asked, asked, word_reading

# What the reading of a query takes, and each form of it: the values with their texts.
_READING_BYTES, _FORM_BYTES = 3_000, 250


class Understood:
    """One query: what is ``asked`` of the collection, and what is told and marked of it, each worked out once, when
    it is wanted first. Nobody may change what it gives. `grown` is told how many bytes were added."""

    def __init__(
        self,
        wanted: Asked,
        read: Callable[[], QueryReading],
        marking: Callable[[], Markers],
        grown: Callable[[int], None],
    ) -> None:
        self.asked = wanted
        self._read = read
        self._marking = marking
        self._grown = grown
        self._lock = threading.Lock()
        self._reading: QueryReading | None = None
        self._markers: Markers | None = None

    def reading(self, typed: str) -> QueryReading:
        """What may be known of how the query was understood by the reader who `typed` it."""
        kept = self._reading or self._now_read()
        return kept if kept.q == typed else kept._replace(q=typed)

    def markers(self) -> Markers:
        """What marks the matches of the query."""
        return self._markers or self._now_marking()

    def _now_read(self) -> QueryReading:
        with self._lock:
            if self._reading is None:
                self._reading = self._read()
                self._grown(_reading_size(self._reading))
            return self._reading

    def _now_marking(self) -> Markers:
        with self._lock:
            if self._markers is None:
                self._markers = self._marking()
                self._grown(self._markers.nbytes)
            return self._markers


class Understanding:
    """Of one generation; safe to share between threads."""

    def __init__(self, analyzer: Analyzer, searcher: Searcher, spellings: Spellings) -> None:
        self._analyzer = analyzer
        self._searcher = searcher
        self._spellings = spellings
        self._kept: ByteCache[Understood] = ByteCache(
            lambda understood: _asked_size(understood.asked), limits.UNDERSTOOD_BYTES
        )
        # Every mode has the same patterns, or most of them.
        self._expansions: ByteCache[Expansion] = ByteCache(
            lambda expansion: TERM_BYTES * len(expansion.terms), limits.EXPANDED_BYTES
        )

    def of(self, request: SearchRequest) -> Understood:
        """The query of `request`, as this generation understands it."""
        meaning = _meaning(request)
        return self._kept.get(meaning, lambda: self._understood(request, meaning))

    def _understood(self, request: SearchRequest, meaning: Hashable) -> Understood:
        wanted = self._ask(request)
        return Understood(
            wanted,
            lambda: self._read(request, wanted),
            lambda: Markers(self._analyzer, wanted.reading, self._spellings),
            partial(self._kept.grown, meaning),
        )

    def _ask(self, request: SearchRequest) -> Asked:
        reading = reader.read(self._analyzer, _typed(request), request.mode, request.match)
        return asked(self._searcher, reading, request.without, self._spellings, self._expanded)

    def _expanded(self, pattern: Pattern, excluded: bool) -> Expansion:
        def expand() -> Expansion:
            found = self._searcher.expand(pattern, excluded=excluded)
            return _with_homographs(found, self._searcher)

        return self._expansions.get((pattern, excluded), expand)

    def _read(self, request: SearchRequest, wanted: Asked) -> QueryReading:
        reading = wanted.reading
        return QueryReading(
            _typed(request),
            request.mode,
            reading.text,
            tuple(word_reading(self._searcher, word, request.without) for word in wanted.words),
            reading.left_out,
            reading.dates,
            reading.excluded,
            reading.ranks,
        )


def _with_homographs(found: Expansion, searcher: Searcher) -> Expansion:
    """With the forms that the words found share with others, which have terms of their own."""
    forms = {form for term, _ in found.terms if term.layer == "stem" for form in shared(term.text)}
    more = [Term("stem", form) for form in sorted(forms - {term.text for term, _ in found.terms})]
    counted = zip(more, searcher.frequencies(more), strict=True)
    return found._replace(terms=(*found.terms, *(both for both in counted if both[1])))


def _typed(request: SearchRequest) -> str:
    """White space around a query says nothing."""
    return request.q.strip()


def _meaning(request: SearchRequest) -> tuple[object, ...]:
    """What a query's meaning depends on, the day among it: some speak of today."""
    return (
        _typed(request),
        request.mode,
        request.match,
        request.without,
        datetime.date.today(),
    )


def _asked_size(wanted: Asked) -> int:
    reading = wanted.reading
    own = sum(len(word.terms) for word in wanted.words) if wanted.words != reading.words else 0
    excluded = sum(map(len, reading.excluded))
    return nbytes(reading.query) + TERM_BYTES * own + 4 * excluded


def _reading_size(reading: QueryReading) -> int:
    return _READING_BYTES + _FORM_BYTES * sum(len(word.forms) for word in reading.words)
