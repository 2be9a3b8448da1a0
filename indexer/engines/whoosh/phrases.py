"""Which releases hold terms beside each other, from the places of the terms in one field."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.postings import Places, Postings

# Row and position make one sortable key. Wider than any position: a body of a million characters has
# at most 333,334 paragraphs, and each word or paragraph moves the position by 9 at the most.
_ROW_STRIDE = 1 << 24
# More than any offset in a phrase, so that a place less its offset stays within its row.
_MARGIN = 1 << 14


def rows_with_phrase(
    places: Sequence[Places], offsets: Sequence[int], slop: int
) -> NDArray[np.int64]:
    """Rows where every term has a place such that places less offsets differ by at most `slop`."""
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
    ones = first.rows * _ROW_STRIDE + first.positions
    others = second.rows * _ROW_STRIDE + second.positions
    reached = np.searchsorted(others, ones + window, "right") - np.searchsorted(
        others, ones - window
    )
    same = np.searchsorted(others, ones, "right") - np.searchsorted(others, ones)
    counts = np.bincount(first.rows, reached - same)
    rows = np.flatnonzero(counts)
    return Postings(rows.astype(np.int32), counts[rows].astype(np.float64))


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
