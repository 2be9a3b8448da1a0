"""Which releases hold terms beside each other, from the places of the terms in one field."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Rows
from indexer.engines.whoosh.postings import Places, Postings, PostingsReader
from indexer.engines.whoosh.scratch import Scratch
from indexer.query.values import Near, Phrase, Term

# Row and position make one sortable key. Wider than any position: a body of a million characters has
# at most 333,334 paragraphs, and each word or paragraph moves the position by 9 at the most.
_ROW_STRIDE = 1 << 24
# More than any offset in a phrase, so that a place less its offset stays within its row.
_MARGIN = 1 << 14


class Neighbours:
    """Finds phrases and meetings; only releases with all the terms have their places unpacked."""

    def __init__(self, postings: PostingsReader, scratch: Scratch) -> None:
        self._postings = postings
        self._scratch = scratch

    def phrase(self, phrase: Phrase, field: str) -> NDArray[np.int64]:
        """The rows with the phrase in a field."""
        rows = self._with_all(phrase.terms, field)
        places = [self._places(term, field, rows) for term in phrase.terms] if len(rows) else []
        return rows_with_phrase(places, phrase.offsets, phrase.slop)

    def meetings(self, near: Near, field: str) -> Postings:
        """The rows where the two terms meet in a field, and how often they do."""
        rows = self._with_all((near.first, near.second), field)
        first, second = (self._places(term, field, rows) for term in (near.first, near.second))
        return meetings(first, second, near.window)

    def _with_all(self, terms: Sequence[Term], field: str) -> Rows:
        names = {(layout.layer_field(term.layer, field), term.text) for term in terms}
        rarest = sorted(names, key=lambda name: self._postings.most(*name))
        if not rarest or not self._postings.most(*rarest[0]):
            return np.zeros(0, np.int32)
        return reduce(
            lambda rows, name: (
                self._scratch.common(rows, self._postings.postings(*name).rows)
                if len(rows)
                else rows
            ),
            rarest[1:],
            self._postings.postings(*rarest[0]).rows,
        )

    def _places(self, term: Term, field: str, rows: Rows) -> Places:
        return self._postings.places(layout.layer_field(term.layer, field), term.text, rows)


def rows_with_phrase(
    places: Sequence[Places], offsets: Sequence[int], slop: int
) -> NDArray[np.int64]:
    """Rows where every term has a place such that places less offsets differ by at most `slop`."""
    if not places:
        return np.zeros(0, np.int64)
    shifted = [
        found.rows * _ROW_STRIDE + (found.positions - offset + _MARGIN)
        for found, offset in zip(places, offsets, strict=True)
    ]
    starts = _exact(shifted) if slop == 0 else _near(shifted, slop)
    return np.unique(starts // _ROW_STRIDE)


def meetings(first: Places, second: Places, window: int) -> Postings:
    """The rows where two terms stand at most `window` words apart, and how often they do.

    Two terms at one place (a word and the name it is part of) do not meet.
    """
    few, many = (first, second) if len(first.rows) < len(second.rows) else (second, first)
    ones = few.rows * _ROW_STRIDE + few.positions
    others = many.rows * _ROW_STRIDE + many.positions
    reached = np.searchsorted(others, ones + window, "right")
    reached -= np.searchsorted(others, ones - window)
    met = np.flatnonzero(reached)
    if not len(met):
        return Postings(np.zeros(0, np.int32), np.zeros(0, np.int64))
    ones, counts = ones[met], reached[met]
    at = np.minimum(np.searchsorted(others, ones), len(others) - 1)
    counts -= others[at] == ones
    rows = few.rows[met]
    begins = np.flatnonzero(np.diff(rows, prepend=-1))
    totals = np.add.reduceat(counts, begins)
    some = totals > 0
    return Postings(rows[begins][some].astype(np.int32), totals[some])


def _exact(shifted: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    starts, *others = sorted(shifted, key=len)
    for other in others:
        if not len(starts):
            break
        # Both are sorted; what is left gets few soon, so it is looked up in what is many.
        at = np.minimum(np.searchsorted(other, starts), len(other) - 1)
        starts = starts[other[at] == starts]
    return starts


def _near(shifted: Sequence[NDArray[np.int64]], slop: int) -> NDArray[np.int64]:
    """Places from which, within `slop` further on, every term has one."""
    firsts = np.unique(np.concatenate(shifted))
    for other in shifted:
        ordered = np.sort(other)
        at = np.searchsorted(ordered, firsts)
        reach = np.append(ordered, np.iinfo(np.int64).max)[at]
        firsts = firsts[reach - firsts <= slop]
    return firsts
