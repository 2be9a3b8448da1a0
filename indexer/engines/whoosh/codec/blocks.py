"""One term's postings as a block of bytes: releases, frequencies, positions.

Layout, little endian: a byte of flags, the number of releases (uint32), then the arrays: differences
between release numbers, frequencies (left out when all are 1), differences between positions within
each release (left out for fields without). Each array has the narrowest width that holds it.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_HEAD = struct.Struct("<BI")
_WIDTHS = (np.dtype("<u1"), np.dtype("<u2"), np.dtype("<u4"))
# Flags: three pairs of bits for the widths, two for what is left out.
_DOCS, _FREQUENCIES, _POSITIONS = 0, 2, 4
_ALL_ONES, _NO_POSITIONS = 1 << 6, 1 << 7


class Block(NamedTuple):
    """``docs`` rise strictly; ``frequencies[i]`` belongs to ``docs[i]``.

    ``positions`` of all releases follow each other, rising within each; None for fields without.
    """

    docs: Numbers
    frequencies: Numbers
    positions: Numbers | None

    def restricted(self, live: NDArray[np.bool_]) -> "Block":
        """Only the releases that `live` says are."""
        kept = live[self.docs]
        if kept.all():
            return self
        positions = self.positions
        if positions is not None:
            positions = positions[np.repeat(kept, self.frequencies)]
        return Block(self.docs[kept], self.frequencies[kept], positions)


class Sorted(NamedTuple):
    """The postings of many terms, sorted by term, document and position.

    Row i is one occurrence; term n has the rows ``bounds[n]:bounds[n + 1]``. ``values`` are positions,
    or, in a field without, frequencies (then a document has one row a term).
    """

    bounds: Numbers
    docs: Numbers
    values: Numbers
    positional: bool


def encode(rows: Sorted) -> Iterator[bytes]:
    """The block of each term. All arithmetic is done over all terms at once."""
    if not len(rows.docs):
        return
    bounds, docs, frequencies = rows.bounds, rows.docs, rows.values
    if rows.positional:
        first = np.diff(docs, prepend=-1) != 0
        first[bounds[:-1]] = True
        places = np.flatnonzero(first)
        bounds = np.searchsorted(places, rows.bounds)
        docs, frequencies = docs[places], np.diff(places, append=len(rows.docs))
        positions = _Column(_differences(rows.values, places), rows.bounds)
    numbers = _Column(_differences(docs, bounds[:-1]), bounds)
    repeats = _Column(frequencies, bounds)
    for term in range(len(bounds) - 1):
        flags = numbers.widths[term] << _DOCS
        parts = numbers.cell(term)
        if repeats.most[term] == 1:
            flags |= _ALL_ONES
        else:
            flags |= repeats.widths[term] << _FREQUENCIES
            parts += repeats.cell(term)
        if rows.positional:
            flags |= positions.widths[term] << _POSITIONS
            parts += positions.cell(term)
        else:
            flags |= _NO_POSITIONS
        yield _HEAD.pack(flags, numbers.bounds[term + 1] - numbers.bounds[term]) + parts


def _differences(values: Numbers, starts: Numbers) -> Numbers:
    """Each value less the one before; the value itself at `starts`."""
    differences = np.diff(values, prepend=0)
    differences[starts] = values[starts]
    return differences


class _Column:
    """One array of all terms, ready to be cut into cells of the width that each term needs."""

    def __init__(self, values: Numbers, bounds: Numbers) -> None:
        most = np.maximum.reduceat(values, bounds[:-1])
        self.most: list[int] = most.tolist()
        self.bounds: list[int] = bounds.tolist()
        self.widths: list[int] = ((most >= 1 << 8).astype(int) + (most >= 1 << 16)).tolist()
        self._bytes = [values.astype(width).tobytes() for width in _WIDTHS]

    def cell(self, term: int) -> bytes:
        width = self.widths[term]
        size = _WIDTHS[width].itemsize
        return self._bytes[width][size * self.bounds[term] : size * self.bounds[term + 1]]


def decode(data: memoryview, *, positions: bool = True) -> Block:
    """The block at the start of `data`; without `positions` they are not looked at (None)."""
    flags, count = _HEAD.unpack_from(data)
    at = _HEAD.size
    width = _WIDTHS[flags >> _DOCS & 3]
    docs = np.frombuffer(data, width, count, at).cumsum(dtype=np.int64)
    at += width.itemsize * count
    if flags & _ALL_ONES:
        frequencies = np.ones(count, np.int64)
    else:
        width = _WIDTHS[flags >> _FREQUENCIES & 3]
        frequencies = np.frombuffer(data, width, count, at).astype(np.int64)
        at += width.itemsize * count
    if flags & _NO_POSITIONS or not positions:
        return Block(docs, frequencies, None)
    width = _WIDTHS[flags >> _POSITIONS & 3]
    ends = frequencies.cumsum()
    summed = np.frombuffer(data, width, int(ends[-1]), at).cumsum(dtype=np.int64)
    before = np.zeros(count, np.int64)
    before[1:] = summed[ends[:-1] - 1]
    return Block(docs, frequencies, summed - np.repeat(before, frequencies))


def count(data: memoryview) -> int:
    """The number of releases in a block, without decoding it."""
    found: int = _HEAD.unpack_from(data)[1]
    return found
