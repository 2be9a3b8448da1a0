"""Bit-packs arrays of numbers: many arrays at once, each in the width that suits it.

An array is packed with the low bits of all its numbers, by planes: first the bits of the width
beyond whole bytes (1, 2 or 4 of each number), then a plane for each whole byte. The few numbers
with more bits follow as exceptions (as in PFOR; Zukowski, Héman, Nes and Boncz, 2006): a byte with
three sizes, their count, the gaps between their indexes, and their high bits.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]

# Bit widths of arrays; their indexes here are their codes, in four bits.
WIDTHS = np.asarray([0, 1, 2, 4, 8, 9, 10, 12, 16, 17, 18, 20, 24, 32])
# Flag in the code of an array with exceptions.
EXCEPTIONS = 16
CODE_BITS = 5
# Minimum numbers in an array for exceptions, and bytes that they must save: for 1 % more bytes half
# as many arrays have exceptions, which take three times as long to unpack.
_MIN_NUMBERS, _MIN_SAVED_BYTES = 16, 24


class Packed(NamedTuple):
    """Concatenated arrays; array i is ``sizes[i]`` bytes of ``data``, packed as ``codes[i]``
    says."""

    codes: Numbers
    sizes: Numbers
    data: Bytes


class _Exceptions(NamedTuple):
    """The exceptions of all arrays: the array of each, the gap from the preceding exception's index
    (-1 for the first), the high bits."""

    arrays: Numbers
    gaps: Numbers
    highs: Numbers


def expand_ranges(starts: Numbers, sizes: Numbers) -> Numbers:
    """The ranges from ``starts[i]``, each of ``sizes[i]`` numbers, concatenated."""
    ends = sizes.cumsum()
    return np.repeat(starts - ends + sizes, sizes) + np.arange(int(ends[-1]) if len(ends) else 0)


def pack(values: Numbers, bounds: Numbers) -> Packed:
    """Pack the arrays ``values[bounds[i]:bounds[i + 1]]``: numbers of up to 32 bits; none may be
    empty."""
    counts = np.diff(bounds)
    codes = _choose_codes(values, bounds, counts)
    widths = WIDTHS[codes]
    high = values >> np.repeat(widths, counts)
    exceptions = _find_exceptions(high, bounds)
    few = np.bincount(exceptions.arrays, minlength=len(counts))
    lows = _low_size(counts, widths)
    heads = _exception_sizes(exceptions, few)
    sizes = lows + np.where(few > 0, 1 + _bytes(few) + few * (1 + heads[0] + 1 + heads[1]), 0)
    data = np.zeros(int(sizes.sum()), np.uint8)
    starts = sizes.cumsum() - sizes
    for code in np.unique(codes).tolist():
        _write_low(data, values, np.flatnonzero(codes == code), (bounds, counts, starts), code)
    _write_exceptions(data, exceptions, few, heads, starts + lows)
    return Packed(codes + np.where(few > 0, EXCEPTIONS, 0), sizes, data)


def _low_size(counts: Numbers, widths: Numbers) -> Numbers:
    sizes: Numbers = (counts * (widths & 7) + 7 >> 3) + counts * (widths >> 3)
    return sizes


def _bits(values: Numbers) -> Numbers:
    """The number of bits of each value, 0 for 0."""
    exponents: Numbers = np.frexp(values.astype(np.float64))[1].astype(np.int64)
    return exponents


def _bytes(values: Numbers) -> Numbers:
    """The number of bytes of each value, 1 for 0."""
    sizes: Numbers = np.maximum(_bits(values) + 7 >> 3, 1)
    return sizes


def _choose_codes(values: Numbers, bounds: Numbers, counts: Numbers) -> Numbers:
    """For each array the code of about the cheapest width, including exceptions."""
    most = _bits(np.maximum.reduceat(values, bounds[:-1]))
    codes = np.searchsorted(WIDTHS, most)
    several = np.flatnonzero(counts >= _MIN_NUMBERS)
    if not len(several):
        return codes
    size, best = counts[several], codes[several]
    some = values[expand_ranges(bounds[several], size)]
    cuts = size.cumsum() - size
    cost = _low_size(size, WIDTHS[best])
    for code in range(int(best.max())):
        width = int(WIDTHS[code])
        over = np.add.reduceat(some >= 1 << width, cuts, dtype=np.int64)
        high = np.maximum(most[several] - width + 7 >> 3, 1)
        own = _low_size(size, np.full(1, width)) + 3 + over * (1 + high)
        better = (own + _MIN_SAVED_BYTES < cost) & (code < codes[several])
        best, cost = np.where(better, code, best), np.where(better, own, cost)
    codes[several] = best
    return codes


def _find_exceptions(high: Numbers, bounds: Numbers) -> _Exceptions:
    places = np.flatnonzero(high)
    arrays = np.searchsorted(bounds, places, "right") - 1
    within = places - bounds[arrays]
    gaps = np.diff(within, prepend=-1)
    first = np.diff(arrays, prepend=-1) != 0
    gaps[first] = within[first] + 1
    return _Exceptions(arrays, gaps, high[places])


def _exception_sizes(exceptions: _Exceptions, few: Numbers) -> NDArray[np.int64]:
    """For each array the bytes per gap and per high part, minus one."""
    heads = np.zeros((2, len(few)), np.int64)
    for sizes, values in zip(heads, exceptions[1:], strict=True):
        np.maximum.at(sizes, exceptions.arrays, _bytes(values) - 1)
    return heads


def _write_low(
    data: Bytes, values: Numbers, some: Numbers, of: tuple[Numbers, Numbers, Numbers], code: int
) -> None:
    """Write the planes of the arrays `some`, which have one width."""
    bounds, counts, starts = (each[some] for each in of)
    width = int(WIDTHS[code])
    whole, rest = divmod(width, 8)
    lows = values[expand_ranges(bounds, counts)] & (1 << width) - 1
    if rest:
        sizes = counts * rest + 7 >> 3
        slots = np.zeros(int(sizes.sum()) * 8 // rest, np.uint8)
        first = (sizes.cumsum() - sizes) * (8 // rest)
        slots[expand_ranges(first, counts)] = lows >> 8 * whole
        shifts = np.arange(0, 8, rest, dtype=np.uint8)
        packed = np.bitwise_or.reduce(slots.reshape(-1, 8 // rest) << shifts, axis=1)
        data[expand_ranges(starts, sizes)] = packed
        starts = starts + sizes
    for byte in range(whole):
        data[expand_ranges(starts + byte * counts, counts)] = lows >> 8 * byte & 255


def _write_exceptions(
    data: Bytes, exceptions: _Exceptions, few: Numbers, heads: NDArray[np.int64], at: Numbers
) -> None:
    some = np.flatnonzero(few)
    if not len(some):
        return
    gaps, highs = heads[:, some]
    count, at = few[some], at[some]
    longs = _bytes(count)
    data[at] = gaps | highs << 2 | longs - 1 << 4
    at = at + 1
    _write_planes(data, count, (at, np.ones(len(some), np.int64), longs))
    at = at + longs
    _write_planes(data, exceptions.gaps, (at, count, gaps + 1))
    _write_planes(data, exceptions.highs, (at + count * (gaps + 1), count, highs + 1))


def _write_planes(data: Bytes, values: Numbers, into: tuple[Numbers, Numbers, Numbers]) -> None:
    """Write byte planes; ``into`` has the offset, the number of values and the number of planes of
    each."""
    at, counts, sizes = into
    ends = counts.cumsum()
    for byte in range(int(sizes.max(initial=0))):
        some = np.flatnonzero(sizes > byte)
        chosen = values[expand_ranges(ends[some] - counts[some], counts[some])]
        data[expand_ranges(at[some] + byte * counts[some], counts[some])] = chosen >> 8 * byte & 255
