"""Where phrases may begin: as spans of places, so that a loose phrase costs what its places cost.

A term `offset` words into a phrase that stands at a place lets the phrase begin `offset` words before,
or by up to its slop further before. A phrase stands where the spans of all its terms have a place in
common; those of a frequent term run into each other and become few.

A term that is in a phrase twice stands at two places. By Hall's theorem (1935) each of its offsets has a place
of its own where every run of them has as many places as offsets, for all may be as far from where they should be.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.packing import spread
from indexer.engines.whoosh.columns import Rows
from indexer.engines.whoosh.postings import Places

# Row and position make one sortable key. Wider than any position: a body of a million characters has
# at most 333,334 paragraphs, and each word or paragraph moves the position by 9 at the most.
ROW_STRIDE = 1 << 24
# More than any offset in a phrase with its slop, so that a place less those stays within its row.
_MARGIN = 1 << 14

_Keys = NDArray[np.int64]


class Spans(NamedTuple):
    """Spans in order that do not overlap, each from its first to its last place, both inclusive."""

    firsts: _Keys
    lasts: _Keys


def starting(places: Places, offsets: Sequence[int], slop: int, among: Spans | None) -> Spans:
    """Where a phrase may begin by the `places` of a term that stands at `offsets` in it, different ones, each at
    a place of its own; `among` where it may by its other terms (None: anywhere)."""
    keys = places.rows * ROW_STRIDE + (places.positions + _MARGIN)
    # The longest leaves the fewest rows to the others.
    longest, *others = sorted(_runs(sorted(offsets), slop), key=len, reverse=True)
    found = _holding(keys, longest, slop)
    if among is not None:
        found = _common(among, found)
    if others:
        keys = keys[np.isin(keys // ROW_STRIDE, rows(found))]
    for run in others:
        found = _common(found, _holding(keys, run, slop))
    return found


def rows(spans: Spans) -> Rows:
    """The rows that have a span."""
    found = spans.firsts // ROW_STRIDE
    return found[np.flatnonzero(np.diff(found, prepend=-1))]


def _runs(offsets: Sequence[int], slop: int) -> Iterator[Sequence[int]]:
    """Offsets in a row, each of which may stand where the next one does, from one offset on."""
    for first in range(len(offsets)):
        for last in range(first, len(offsets)):
            if last > first and offsets[last] - offsets[last - 1] > slop:
                break
            yield offsets[first : last + 1]


def _holding(keys: _Keys, run: Sequence[int], slop: int) -> Spans:
    """Where a phrase may begin so that as many places as the run has offsets are where these may stand."""
    if slop == 0:
        begins = keys - run[0]
        return Spans(begins, begins)
    more = len(run) - 1
    firsts = keys[more:] - (run[-1] + slop)
    lasts = keys[: len(firsts)] - run[0]
    if more:
        near = firsts <= lasts
        firsts, lasts = firsts[near], lasts[near]
    return _joined(Spans(firsts, lasts))


def _joined(spans: Spans) -> Spans:
    """Spans of which neither the first nor the last places fall; what overlaps becomes one."""
    firsts, lasts = spans
    apart = np.flatnonzero(firsts[1:] > lasts[:-1])
    return Spans(
        np.concatenate([firsts[:1], firsts[apart + 1]]),
        np.concatenate([lasts[apart], lasts[-1:]]),
    )


def _common(one: Spans, other: Spans) -> Spans:
    """The parts of spans that are in both; what is few is looked up in what is many."""
    few, many = (one, other) if len(one.firsts) < len(other.firsts) else (other, one)
    begin = np.searchsorted(many.lasts, few.firsts)
    met = np.searchsorted(many.firsts, few.lasts, "right") - begin
    mine, theirs = np.repeat(np.arange(len(met)), met), spread(begin, met)
    return Spans(
        np.maximum(few.firsts[mine], many.firsts[theirs]),
        np.minimum(few.lasts[mine], many.lasts[theirs]),
    )
