"""Possible starts of phrases as spans of positions, so that a sloppy phrase costs no more than its
positions.

A term with an offset in the phrase and a position in the text lets the phrase start `offset` words
before that position, or by up to its slop further before. A phrase occurs where the spans of all
its terms intersect; those of a frequent term overlap and merge into few.

A term that occurs twice in a phrase needs two positions. By Hall's theorem (1935) each of its
offsets gets a position of its own if every run of offsets has as many positions as offsets, because
all have the same slop.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.packing import expand_ranges
from indexer.engines.whoosh.columns import Rows
from indexer.engines.whoosh.postings import TermPositions

# Row and position are combined in one sortable key. The stride is larger than any position: a body
# of a million characters has at most 333,334 paragraphs, and each word or paragraph advances the
# position by 9 at most.
ROW_STRIDE = 1 << 24
# Larger than any phrase offset with slop, so that a position minus those stays within its row.
_MARGIN = 1 << 14

_Keys = NDArray[np.int64]


class Spans(NamedTuple):
    """Sorted spans that do not overlap, each from its first to its last position, both
    inclusive."""

    firsts: _Keys
    lasts: _Keys


def phrase_starts(
    places: TermPositions, offsets: Sequence[int], slop: int, among: Spans | None
) -> Spans:
    """Where a phrase may start, given the `places` of a term with distinct `offsets` in it, each
    needing a position of its own; `among` restricts the result to starts allowed by the other terms
    (None: any)."""
    keys = places.rows * ROW_STRIDE + (places.positions + _MARGIN)
    # The longest run leaves the fewest rows to the others.
    longest, *others = sorted(_offset_runs(sorted(offsets), slop), key=len, reverse=True)
    spans = _starts_of_run(keys, longest, slop)
    if among is not None:
        spans = _intersect(among, spans)
    if others:
        keys = keys[np.isin(keys // ROW_STRIDE, span_rows(spans))]
    for run in others:
        spans = _intersect(spans, _starts_of_run(keys, run, slop))
    return spans


def span_rows(spans: Spans) -> Rows:
    """The rows with a span."""
    rows = spans.firsts // ROW_STRIDE
    return rows[np.flatnonzero(np.diff(rows, prepend=-1))]


def _offset_runs(offsets: Sequence[int], slop: int) -> Iterator[Sequence[int]]:
    """Runs of consecutive offsets, in which each may stand at the position of the next."""
    for first in range(len(offsets)):
        for last in range(first, len(offsets)):
            if last > first and offsets[last] - offsets[last - 1] > slop:
                break
            yield offsets[first : last + 1]


def _starts_of_run(keys: _Keys, run: Sequence[int], slop: int) -> Spans:
    """Where a phrase may start so that a run of offsets has as many positions within its reach."""
    if slop == 0:
        begins = keys - run[0]
        return Spans(begins, begins)
    others = len(run) - 1
    firsts = keys[others:] - (run[-1] + slop)
    lasts = keys[: len(firsts)] - run[0]
    if others:
        near = firsts <= lasts
        firsts, lasts = firsts[near], lasts[near]
    return _merge_overlapping(Spans(firsts, lasts))


def _merge_overlapping(spans: Spans) -> Spans:
    """Merge overlapping spans, whose first and last positions are non-decreasing."""
    firsts, lasts = spans
    apart = np.flatnonzero(firsts[1:] > lasts[:-1])
    return Spans(
        np.concatenate([firsts[:1], firsts[apart + 1]]),
        np.concatenate([lasts[apart], lasts[-1:]]),
    )


def _intersect(one: Spans, other: Spans) -> Spans:
    """The intersection of two lists of spans; the shorter one is looked up in the longer one."""
    few, many = (one, other) if len(one.firsts) < len(other.firsts) else (other, one)
    begin = np.searchsorted(many.lasts, few.firsts)
    met = np.searchsorted(many.firsts, few.lasts, "right") - begin
    mine, theirs = np.repeat(np.arange(len(met)), met), expand_ranges(begin, met)
    return Spans(
        np.maximum(few.firsts[mine], many.firsts[theirs]),
        np.minimum(few.lasts[mine], many.lasts[theirs]),
    )
