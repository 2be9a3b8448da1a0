"""Unpacks arrays that `packing` packed: one, some numbers of one, many together.

All functions read ``raw``, the bytes of a file, from the offset ``at`` on; the caller knows the
length and the code of an array.
"""

import numpy as np

from indexer.engines.whoosh.codec.packing import EXCEPTIONS, WIDTHS, Bytes, Numbers, expand_ranges
from indexer.engines.whoosh.codec.sections import Array

# For each bit width the numbers in a byte, lowest bits first: a byte each, combined into one wider
# number.
_UNPACKED = {
    bits: np.asarray(
        [[byte >> at & (1 << bits) - 1 for at in range(0, 8, bits)] for byte in range(256)],
        np.uint8,
    ).view(f"u{8 // bits}")[:, 0]
    for bits in (1, 2, 4)
}


def unpack(raw: Bytes, at: int, count: int, code: int) -> tuple[Array, int]:
    """The numbers of an array, and where it ends."""
    width = int(WIDTHS[code & 15])
    whole, rest = divmod(width, 8)
    end = at + (count * rest + 7 >> 3)
    if rest:
        values: Array = _UNPACKED[rest].take(raw[at:end]).view(np.uint8)[:count]
    else:
        values = np.zeros(count, np.uint8)
    if whole:
        first = raw[end : end + count]
        if width == 8:
            values = first
        else:
            wide = np.dtype(np.uint16 if width <= 16 else np.uint32)
            values = values.astype(wide) << 8 * whole
            values |= first
            for byte in range(1, whole):
                start = end + byte * count
                values |= raw[start : start + count].astype(wide) << 8 * byte
        end += whole * count
    if code & EXCEPTIONS:
        places, highs, end = _read_exceptions(raw, end)
        values = values.astype(np.uint32)
        values[places] |= highs.astype(np.uint32) << np.uint32(width)
    return values, end


def _read_exceptions(raw: Bytes, at: int) -> tuple[Numbers, Numbers, int]:
    """The indexes of an array's exceptions, their high bits, and where those end."""
    count, gaps, highs, at = _read_exceptions_head(raw, at)
    places = _read_planes(raw, at, count, gaps).astype(np.int64).cumsum()
    places -= 1
    at += gaps * count
    return places, _read_planes(raw, at, count, highs), at + highs * count


def _read_exceptions_head(raw: Bytes, at: int) -> tuple[int, int, int, int]:
    """The number of exceptions of an array, the bytes per gap and per high part, and where the gaps
    begin."""
    head = raw[at : at + 5].tobytes()
    sizes = head[0]
    longs = (sizes >> 4 & 3) + 1
    count = int.from_bytes(head[1 : 1 + longs], "little")
    return count, (sizes & 3) + 1, (sizes >> 2 & 3) + 1, at + 1 + longs


def _read_planes(raw: Bytes, at: int, count: int, size: int) -> Array:
    first = raw[at : at + count]
    if size == 1:
        return first
    values = first.astype(np.int64)
    for byte in range(1, size):
        values |= raw[at + byte * count : at + (byte + 1) * count].astype(np.int64) << 8 * byte
    return values


def array_end(raw: Bytes, at: int, count: int, code: int) -> int:
    """Where an array ends."""
    width = int(WIDTHS[code & 15])
    at += (count * (width & 7) + 7 >> 3) + count * (width >> 3)
    if not code & EXCEPTIONS:
        return at
    few, gaps, highs, at = _read_exceptions_head(raw, at)
    return at + few * (gaps + highs)


def unpack_some(raw: Bytes, at: int, count: int, code: int, chosen: Numbers) -> Numbers:
    """The numbers of an array at the `chosen` indexes only."""
    width = int(WIDTHS[code & 15])
    whole, rest = divmod(width, 8)
    values = np.zeros(len(chosen), np.int64)
    if rest:
        bits = chosen * rest
        packed = raw[at + (bits >> 3)] >> (bits & 7).astype(np.uint8)
        values = (packed & (1 << rest) - 1).astype(np.int64) << 8 * whole
        at += count * rest + 7 >> 3
    for byte in range(whole):
        values |= raw[at + byte * count + chosen].astype(np.int64) << 8 * byte
    if code & EXCEPTIONS:
        places, highs, _ = _read_exceptions(raw, at + whole * count)
        nearest = np.minimum(np.searchsorted(places, chosen), len(places) - 1)
        chosen_highs = np.where(places[nearest] == chosen, highs[nearest], 0)
        values |= chosen_highs.astype(np.int64) << width
    return values


def unpack_many(
    raw: Bytes, at: Numbers, counts: Numbers, codes: Numbers
) -> tuple[Numbers, Numbers]:
    """The concatenated numbers of many arrays, and where each array ends."""
    widths = WIDTHS[codes & 15]
    rests, wholes = widths & 7, widths >> 3
    sizes = counts * rests + 7 >> 3
    values = np.zeros(int(counts.sum()), np.int64)
    firsts = counts.cumsum() - counts
    for rest in np.unique(rests[rests > 0]).tolist():
        some = np.flatnonzero(rests == rest)
        bits = expand_ranges(np.zeros(len(some), np.int64), counts[some]) * rest
        packed = raw[np.repeat(at[some], counts[some]) + (bits >> 3)] >> (bits & 7).astype(np.uint8)
        high = (packed & (1 << rest) - 1).astype(np.int64)
        values[expand_ranges(firsts[some], counts[some])] = high << np.repeat(
            8 * wholes[some], counts[some]
        )
    at = at + sizes
    _add_planes(values, raw, (at, counts, wholes), firsts)
    at = at + wholes * counts
    flagged = np.flatnonzero(codes & EXCEPTIONS)
    if len(flagged):
        places, highs, ends = _read_exceptions_many(raw, at[flagged])
        few = places[1]
        of = np.repeat(firsts[flagged], few)
        values[of + places[0]] |= highs << np.repeat(widths[flagged], few)
        at[flagged] = ends
    return values, at


def _read_exceptions_many(
    raw: Bytes, at: Numbers
) -> tuple[tuple[Numbers, Numbers], Numbers, Numbers]:
    """The indexes of the exceptions of arrays, with their counts; their high bits; where they
    end."""
    head = raw[at].astype(np.int64)
    gaps, highs, longs = (head & 3) + 1, (head >> 2 & 3) + 1, (head >> 4 & 3) + 1
    at = at + 1
    ones = np.ones(len(at), np.int64)
    few = _read_planes_many(raw, at, ones, longs)
    at = at + longs
    places = cumsum_per_array(_read_planes_many(raw, at, few, gaps), few) - 1
    at = at + gaps * few
    return (places, few), _read_planes_many(raw, at, few, highs), at + highs * few


def _read_planes_many(raw: Bytes, at: Numbers, counts: Numbers, sizes: Numbers) -> Numbers:
    values = np.zeros(int(counts.sum()), np.int64)
    _add_planes(values, raw, (at, counts, sizes), counts.cumsum() - counts)
    return values


def _add_planes(
    values: Numbers, raw: Bytes, of: tuple[Numbers, Numbers, Numbers], firsts: Numbers
) -> None:
    """Add byte planes to values from the indexes `firsts` on: the inverse of `_write_planes`."""
    at, counts, sizes = of
    for byte in range(int(sizes.max(initial=0))):
        some = np.flatnonzero(sizes > byte)
        plane = raw[expand_ranges(at[some] + byte * counts[some], counts[some])]
        values[expand_ranges(firsts[some], counts[some])] |= plane.astype(np.int64) << 8 * byte


def cumsum_per_array(differences: Array, sizes: Numbers) -> Numbers:
    """Cumulative sums that restart with every array; ``sizes`` are the lengths of the arrays."""
    summed = differences.cumsum(dtype=np.int64)
    before = np.zeros(len(sizes), np.int64)
    before[1:] = summed[sizes[:-1].cumsum() - 1]
    return summed - np.repeat(before, sizes)
