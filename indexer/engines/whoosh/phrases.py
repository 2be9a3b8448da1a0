"""Which releases hold terms beside each other, from the places of the terms in one field."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.postings import Places, Postings

# Wider than any position (a body has at most a million characters), so that row and position make
# one sortable key.
_ROW_STRIDE = 1 << 22


def rows_with_phrase(
    places: Sequence[Places], offsets: Sequence[int], slop: int
) -> NDArray[np.int64]:
    """Rows where every term has a place such that places less offsets differ by at most `slop`."""
    shifted = [
        found.rows * _ROW_STRIDE + (found.positions - offset + _ROW_STRIDE // 2)
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
        starts = np.intersect1d(starts, other)
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
