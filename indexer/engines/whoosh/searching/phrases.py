"""Finds releases with terms next to or near each other, from the positions of the terms in a
field."""

from collections.abc import Sequence

import numpy as np

from indexer.cache import ByteCache
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Rows
from indexer.engines.whoosh.postings import NO_POSTINGS, Postings, TermPositions
from indexer.engines.whoosh.searching import spans
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.spans import Spans
from indexer.query.values import Near, Phrase, Term

# Bytes of cached rows with a phrase.
_CACHE_BYTES = 4_000_000


class PhraseMatcher:
    """Finds phrases and pairs of near words; positions are read only in releases with all of the
    terms."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._work = index.work
        # Scoring needs the phrases that matching found.
        self._phrases: ByteCache[Rows] = ByteCache(lambda rows: rows.nbytes, _CACHE_BYTES)

    def phrase_rows(self, phrase: Phrase, field: str) -> Rows:
        """The rows with the phrase in a field."""
        return self._phrases.get_or_make(
            (phrase.terms, phrase.offsets, phrase.slop, field),
            lambda: self._find_phrase(phrase, field),
        )

    def _find_phrase(self, phrase: Phrase, field: str) -> Rows:
        """Start with the rarest term; each next one is read only in the remaining rows."""
        offsets: dict[Term, list[int]] = {}
        for term, offset in dict.fromkeys(zip(phrase.terms, phrase.offsets, strict=True)):
            offsets.setdefault(term, []).append(offset)
        rows = self._rows_with_all(phrase.terms, field)
        starts: Spans | None = None
        for term in sorted(offsets, key=lambda term: self._max_releases(term, field)):
            if not len(rows):
                break
            places = self._occurrences(term, field, rows)
            starts = spans.phrase_starts(places, offsets[term], phrase.slop, starts)
            rows = spans.span_rows(starts)
        return rows

    def near_postings(self, near: Near, field: str) -> Postings:
        """The rows where the two terms are near each other in a field, and how often they are."""
        rows = self._rows_with_all((near.first, near.second), field)
        first, second = (self._occurrences(term, field, rows) for term in (near.first, near.second))
        return co_occurrence_postings(first, second, near.window)

    def _rows_with_all(self, terms: Sequence[Term], field: str) -> Rows:
        names = {(layout.layer_field(term.layer, field), term.text) for term in terms}
        rarest = sorted(names, key=lambda name: self._postings.max_releases(*name))
        if not rarest or not self._postings.max_releases(*rarest[0]):
            return np.zeros(0, np.int64)
        lists = (self._postings.postings(*name).rows for name in rarest)
        rows = next(lists)
        for others in lists:
            if not len(rows):
                break
            rows = self._work.intersect(rows, others)
        return rows

    def _max_releases(self, term: Term, field: str) -> int:
        return self._postings.max_releases(layout.layer_field(term.layer, field), term.text)

    def _occurrences(self, term: Term, field: str, rows: Rows) -> TermPositions:
        return self._postings.occurrences(layout.layer_field(term.layer, field), term.text, rows)


def co_occurrence_postings(first: TermPositions, second: TermPositions, window: int) -> Postings:
    """The rows where two terms are at most `window` words apart, and how often they are.

    Two terms at one position (a word and the name that it is part of) do not count.
    """
    few, many = (first, second) if len(first.rows) < len(second.rows) else (second, first)
    ones = few.rows * spans.ROW_STRIDE + few.positions
    others = many.rows * spans.ROW_STRIDE + many.positions
    reached = np.searchsorted(others, ones + window, "right")
    reached -= np.searchsorted(others, ones - window)
    met = np.flatnonzero(reached)
    if not len(met):
        return NO_POSTINGS
    ones, counts = ones[met], reached[met]
    at = np.minimum(np.searchsorted(others, ones), len(others) - 1)
    counts -= others[at] == ones
    rows = few.rows[met]
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    totals = np.add.reduceat(counts, begins)
    some = totals > 0
    return Postings(rows[begins][some], totals[some])
