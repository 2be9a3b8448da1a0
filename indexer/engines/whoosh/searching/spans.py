"""Where phrases may begin: as spans of places, so that a loose phrase costs what its places cost.

A term `offset` words into a phrase that stands at a place lets the phrase begin `offset` words before,
or by up to its slop further before. A phrase stands where the spans of all its terms have a place in
common; those of a frequent term run into each other and become few.
"""

from collections.abc import Sequence
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


def starting(
    places: Places, offsets: Sequence[int], slop: int, among: Spans | None = None
) -> Spans:
    """Where a phrase may begin by the `places` of a term that stands at `offsets` in it, `among` where
    it may by its other terms (None: anywhere)."""
    keys = places.rows * ROW_STRIDE + (places.positions + _MARGIN)
    own = _joined(keys, slop)
    for offset in offsets:
        shifted = Spans(own.firsts - offset, own.lasts - offset)
        among = shifted if among is None else _common(among, shifted)
    return own if among is None else among


def rows(spans: Spans) -> Rows:
    """The rows that have a span."""
    found = spans.firsts // ROW_STRIDE
    return found[np.flatnonzero(np.diff(found, prepend=-1))]


def _joined(keys: _Keys, slop: int) -> Spans:
    """From `slop` places before each key, in order, to the key; what overlaps becomes one."""
    if slop == 0:
        return Spans(keys, keys)
    apart = np.flatnonzero(np.diff(keys) > slop)
    firsts = np.concatenate([keys[:1], keys[apart + 1]]) - slop
    return Spans(firsts, np.concatenate([keys[apart], keys[-1:]]))


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
