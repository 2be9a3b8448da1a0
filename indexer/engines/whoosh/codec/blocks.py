"""One term's postings as a block of bytes: releases, frequencies, positions.

Layout, little endian: a byte of flags, the number of releases (uint32), then the arrays: differences
between release numbers, frequencies (left out when all are 1), differences between positions within
each release (left out for fields without). Each array has the narrowest width that holds it.
"""

import struct
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

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
    docs, at = _array(data, flags >> _DOCS, count, _HEAD.size)
    frequencies = np.ones(count, np.int64)
    if not flags & _ALL_ONES:
        packed, at = _array(data, flags >> _FREQUENCIES, count, at)
        frequencies = packed.astype(np.int64)
    numbers = docs.cumsum(dtype=np.int64)
    if flags & _NO_POSITIONS or not positions:
        return Block(numbers, frequencies, None)
    differences, _ = _array(data, flags >> _POSITIONS, int(frequencies.sum()), at)
    return Block(numbers, frequencies, _restarted(differences, frequencies))


class Many(NamedTuple):
    """The postings of many terms. Release ``docs[i]`` has term ``terms[i]`` ``frequencies[i]`` times;
    sorted by term and release. ``positions`` of all follow each other; None for fields without."""

    terms: Numbers
    docs: Numbers
    frequencies: Numbers
    positions: Numbers | None

    def restricted(self, live: NDArray[np.bool_]) -> "Many":
        """Only the releases that `live` says are."""
        kept = live[self.docs]
        if kept.all():
            return self
        positions = self.positions
        if positions is not None:
            positions = positions[np.repeat(kept, self.frequencies)]
        return Many(self.terms[kept], self.docs[kept], self.frequencies[kept], positions)


def decode_many(data: memoryview, starts: Numbers) -> Many:
    """The blocks that begin at `starts`, all at once; ``terms`` are numbers of `starts`."""
    raw = np.frombuffer(data, np.uint8)
    flags = raw[starts].astype(np.int64)
    counts = _gathered(raw, starts + 1, np.full(len(starts), 2), np.ones(len(starts), np.int64))
    at = starts + _HEAD.size
    widths = flags >> _DOCS & 3
    docs = _restarted(_gathered(raw, at, widths, counts), counts)
    at = at + (counts << widths)
    written = flags & _ALL_ONES == 0
    frequencies = np.ones(len(docs), np.int64)
    widths = flags >> _FREQUENCIES & 3
    several = _gathered(raw, at[written], widths[written], counts[written])
    frequencies[np.repeat(written, counts)] = several
    terms = np.repeat(np.arange(len(starts)), counts)
    if len(starts) == 0 or flags[0] & _NO_POSITIONS:
        return Many(terms, docs, frequencies, None)
    at = at + np.where(written, counts << widths, 0)
    totals = np.bincount(terms, frequencies, len(starts)).astype(np.int64)
    differences = _gathered(raw, at, flags >> _POSITIONS & 3, totals)
    return Many(terms, docs, frequencies, _restarted(differences, frequencies))


def _gathered(raw: NDArray[np.uint8], starts: Numbers, widths: Numbers, counts: Numbers) -> Numbers:
    """The arrays of ``counts[i]`` numbers at ``starts[i]``, each of its own width, one after another."""
    sizes = np.left_shift(1, widths)
    steps = np.repeat(sizes, counts)
    within = np.arange(len(steps)) - np.repeat(counts.cumsum() - counts, counts)
    places = np.repeat(starts, counts) + within * steps
    numbers: Numbers = raw[places].astype(np.int64)
    for byte in range(1, int(sizes.max(initial=1))):
        wider = np.flatnonzero(steps > byte)
        numbers[wider] |= raw[places[wider] + byte].astype(np.int64) << 8 * byte
    return numbers


def added(parts: Sequence[memoryview]) -> Block:
    """Blocks as one, without positions: the frequencies in a release added up."""
    heads = [_HEAD.unpack_from(data) for data in parts]
    ends = np.cumsum([count for _, count in heads]).tolist()
    docs, frequencies = np.empty(ends[-1], np.int64), np.ones(ends[-1], np.int64)
    for data, (flags, count), end in zip(parts, heads, ends, strict=True):
        differences, at = _array(data, flags >> _DOCS, count, _HEAD.size)
        differences.cumsum(dtype=np.int64, out=docs[end - count : end])
        if not flags & _ALL_ONES:
            packed, _ = _array(data, flags >> _FREQUENCIES, count, at)
            frequencies[end - count : end] = packed
    sums = np.bincount(docs, frequencies)
    held = np.flatnonzero(sums)
    return Block(held, sums[held].astype(np.int64), None)


def positions_in(data: memoryview, chosen: Numbers) -> tuple[Numbers, Numbers]:
    """The positions in some releases of a block, and how many each has: ``chosen[i]`` is the place of
    a release in the block. Only theirs are unpacked."""
    flags, count = _HEAD.unpack_from(data)
    _, at = _array(data, flags >> _DOCS, count, _HEAD.size)
    if flags & _ALL_ONES:
        sizes, rows, total = np.ones(len(chosen), np.int64), chosen, count
    else:
        packed, at = _array(data, flags >> _FREQUENCIES, count, at)
        ends = packed.cumsum(dtype=np.int64)
        sizes, total = packed[chosen].astype(np.int64), int(ends[-1])
        rows = spread(ends[chosen] - sizes, sizes)
    differences, _ = _array(data, flags >> _POSITIONS, total, at)
    return _restarted(differences[rows], sizes), sizes


def spread(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers ``starts[i]``, ``starts[i] + 1`` … for each i, ``sizes[i]`` of them."""
    before = sizes.cumsum() - sizes
    return np.repeat(starts - before, sizes) + np.arange(int(sizes.sum()))


def _array(data: memoryview, width: int, count: int, at: int) -> tuple[NDArray[Any], int]:
    """The numbers at a place of a block, and where they end."""
    kind = _WIDTHS[width & 3]
    return np.frombuffer(data, kind, count, at), at + kind.itemsize * count


def _restarted(differences: NDArray[Any], sizes: Numbers) -> Numbers:
    """Sums of differences that start anew with every release."""
    summed = differences.cumsum(dtype=np.int64)
    before = np.zeros(len(sizes), np.int64)
    before[1:] = summed[sizes[:-1].cumsum() - 1]
    return summed - np.repeat(before, sizes)


def count(data: bytes) -> int:
    """The number of releases in a block, without decoding it."""
    found: int = _HEAD.unpack_from(data)[1]
    return found
