"""Encodes the postings of a term as a block of bytes: releases, frequencies, positions.

Layout: a head (uint16, little endian), then three arrays packed by `packing`: the gaps between
release numbers, the frequencies minus one, and the differences between positions within each
release (absent in fields without positions). The head has the codes of the arrays and whether there
are positions. The dictionary has the number of releases.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.packing import (
    CODE_BITS,
    Bytes,
    Numbers,
    Packed,
    expand_ranges,
    pack,
)
from indexer.engines.whoosh.codec.sections import Array
from indexer.engines.whoosh.codec.unpacking import (
    array_end,
    cumsum_per_array,
    unpack,
    unpack_many,
    unpack_some,
)

_HEAD_BYTES = 2
# Bit offsets of the arrays' codes in the head.
_DOCS, _FREQUENCIES, _POSITIONS = 0, CODE_BITS, 2 * CODE_BITS
_CODE = (1 << CODE_BITS) - 1
_NO_POSITIONS = 1 << 3 * CODE_BITS
# Blocks with at least this many releases on average are summed one by one, smaller ones all at
# once.
_LARGE = 2_000
# If fewer than one release in this many occurs, releases are sorted; otherwise a dense array is
# used.
_FEW = 64


class BlockAddress(NamedTuple):
    """Where a block begins, and the number of releases in it."""

    start: int
    releases: int


class BlockAddresses(NamedTuple):
    """Where some blocks begin, and the number of releases in each."""

    starts: Numbers
    releases: Numbers


class Block(NamedTuple):
    """``docs`` are strictly increasing; ``frequencies[i]`` belongs to ``docs[i]``.

    ``positions`` of all releases are concatenated, increasing within each; None for fields without.
    """

    docs: Numbers
    frequencies: Numbers
    positions: Numbers | None

    def restrict(self, live: NDArray[np.bool_]) -> "Block":
        """Keep only the live releases."""
        kept = live[self.docs]
        if kept.all():
            return self
        positions = self.positions
        if positions is not None:
            positions = positions[np.repeat(kept, self.frequencies)]
        return Block(self.docs[kept], self.frequencies[kept], positions)


class SortedPostings(NamedTuple):
    """The postings of many terms, sorted by term, document and position.

    Row i is one occurrence; term n has the rows ``bounds[n]:bounds[n + 1]``. ``values`` are
    positions, or frequencies in fields without positions (with one row per document and term).
    """

    bounds: Numbers
    docs: Numbers
    values: Numbers
    positional: bool


class EncodedBlocks(NamedTuple):
    """Concatenated blocks; block i has ``releases[i]`` releases in ``sizes[i]`` bytes."""

    releases: Numbers
    sizes: Numbers
    data: bytes


def encode(rows: SortedPostings) -> EncodedBlocks:
    """Encode the blocks of all terms at once; each term has rows."""
    bounds, docs, frequencies = rows.bounds, rows.docs, rows.values
    if not len(docs):
        none = np.zeros(0, np.int64)
        return EncodedBlocks(none, none, b"")
    packed = []
    if rows.positional:
        first = np.diff(docs, prepend=-1) != 0
        first[bounds[:-1]] = True
        places = np.flatnonzero(first)
        bounds = np.searchsorted(places, rows.bounds)
        docs, frequencies = docs[places], np.diff(places, append=len(rows.docs))
        packed.append((_POSITIONS, pack(_differences(rows.values, places), rows.bounds)))
    gaps = _differences(docs, bounds[:-1]) - 1
    gaps[bounds[:-1]] += 1
    packed = [(_DOCS, pack(gaps, bounds)), (_FREQUENCIES, pack(frequencies - 1, bounds)), *packed]
    heads = np.full(len(bounds) - 1, 0 if rows.positional else _NO_POSITIONS)
    for at, arrays in packed:
        heads |= arrays.codes << at
    return _assemble(np.diff(bounds), heads, [arrays for _, arrays in packed])


def _assemble(releases: Numbers, heads: Numbers, arrays: Sequence[Packed]) -> EncodedBlocks:
    """Concatenate the head of each block and its part of all arrays."""
    sizes = sum((each.sizes for each in arrays), np.full(len(releases), _HEAD_BYTES))
    data = np.zeros(int(sizes.sum()), np.uint8)
    at = sizes.cumsum() - sizes
    for byte in range(_HEAD_BYTES):
        data[at + byte] = heads >> 8 * byte & 255
    at = at + _HEAD_BYTES
    for each in arrays:
        data[expand_ranges(at, each.sizes)] = each.data
        at = at + each.sizes
    return EncodedBlocks(releases, sizes, data.tobytes())


def _differences(values: Numbers, starts: Numbers) -> Numbers:
    """Each value minus the preceding one; the value itself at `starts`."""
    differences = np.diff(values, prepend=0)
    differences[starts] = values[starts]
    return differences


def _read_head(raw: Bytes, address: BlockAddress) -> tuple[int, int]:
    """The head of a block, and where its arrays begin."""
    start = address.start
    return int(raw[start]) | int(raw[start + 1]) << 8, start + _HEAD_BYTES


def decode(raw: Bytes, address: BlockAddress, *, positions: bool = True) -> Block:
    """Decode a block; without `positions` they are skipped (None)."""
    head, at = _read_head(raw, address)
    gaps, at = unpack(raw, at, address.releases, head >> _DOCS & _CODE)
    # Summing numbers of another width takes twice as long.
    docs = gaps.astype(np.int64).cumsum()
    docs += np.arange(len(docs))
    less, at = unpack(raw, at, address.releases, head >> _FREQUENCIES & _CODE)
    frequencies = less.astype(np.int64)
    frequencies += 1
    if head & _NO_POSITIONS or not positions:
        return Block(docs, frequencies, None)
    count = int(frequencies.sum())
    differences, _ = unpack(raw, at, count, head >> _POSITIONS & _CODE)
    return Block(docs, frequencies, cumsum_per_array(differences, frequencies))


class PostingsBatch(NamedTuple):
    """The postings of many terms: release ``docs[i]`` has term ``terms[i]`` ``frequencies[i]``
    times; sorted by term and release. ``positions`` are concatenated; None for fields without."""

    terms: Numbers
    docs: Numbers
    frequencies: Numbers
    positions: Numbers | None

    def restrict(self, live: NDArray[np.bool_]) -> "PostingsBatch":
        """Keep only the live releases."""
        kept = Block(self.docs, self.frequencies, self.positions).restrict(live)
        return PostingsBatch(self.terms[live[self.docs]], *kept)


def decode_many(
    raw: Bytes, starts: Numbers, releases: Numbers, *, positions: bool = True
) -> PostingsBatch:
    """Decode the blocks that begin at `starts` all at once; ``terms`` are indexes into `starts`.
    Without `positions` they are skipped (None)."""
    heads = raw[starts].astype(np.int64) | raw[starts + 1].astype(np.int64) << 8
    at = starts + _HEAD_BYTES
    gaps, at = unpack_many(raw, at, releases, heads >> _DOCS & _CODE)
    docs = cumsum_per_array(gaps + 1, releases) - 1
    frequencies, at = unpack_many(raw, at, releases, heads >> _FREQUENCIES & _CODE)
    frequencies += 1
    terms = np.repeat(np.arange(len(starts)), releases)
    if len(starts) == 0 or heads[0] & _NO_POSITIONS or not positions:
        return PostingsBatch(terms, docs, frequencies, None)
    totals = np.add.reduceat(frequencies, releases.cumsum() - releases)
    differences, _ = unpack_many(raw, at, totals, heads >> _POSITIONS & _CODE)
    return PostingsBatch(terms, docs, frequencies, cumsum_per_array(differences, frequencies))


def sum_blocks(raw: Bytes, groups: Sequence[BlockAddresses]) -> list[Block]:
    """Merge each group of blocks into one without positions, with the frequencies in a release
    summed."""
    large = [int(releases.sum()) >= _LARGE * len(starts) for starts, releases in groups]
    small = [group for group, alone in zip(groups, large, strict=True) if not alone]
    many = iter(_sum_small(raw, small) if small else ())
    return [
        _sum_large(raw, *group) if alone else next(many)
        for group, alone in zip(groups, large, strict=True)
    ]


def concatenate(groups: Sequence[BlockAddresses]) -> BlockAddresses:
    """Concatenate groups of block addresses."""
    return BlockAddresses(*(np.concatenate(each) for each in zip(*groups, strict=True)))


def _sum_small(raw: Bytes, groups: Sequence[BlockAddresses]) -> Iterator[Block]:
    many = decode_many(raw, *concatenate(groups), positions=False)
    ends = np.cumsum([int(releases.sum()) for _, releases in groups]).tolist()
    for start, end in pairwise([0, *ends]):
        yield _sum_by_release(many.docs[start:end], many.frequencies[start:end])


def _sum_large(raw: Bytes, starts: Numbers, releases: Numbers) -> Block:
    addresses = map(BlockAddress, starts.tolist(), releases.tolist())
    none = Block(np.zeros(0, np.int64), np.zeros(0, np.int64), None)
    each = [none, *(decode(raw, address, positions=False) for address in addresses)]
    docs = np.concatenate([block.docs for block in each])
    return _sum_by_release(docs, np.concatenate([block.frequencies for block in each]))


def _sum_by_release(docs: Numbers, frequencies: Numbers) -> Block:
    """Each release once, with the sum of its frequencies."""
    if not len(docs):
        return Block(docs, frequencies, None)
    if len(docs) * _FEW < int(docs.max()):
        order = np.argsort(docs, kind="stable")
        docs, frequencies = docs[order], frequencies[order]
        first = np.flatnonzero(np.diff(docs, prepend=-1))
        return Block(docs[first], np.add.reduceat(frequencies, first), None)
    sums = np.bincount(docs, frequencies)
    distinct = np.flatnonzero(sums)
    return Block(distinct, sums[distinct].astype(np.int64), None)


def decode_positions(
    raw: Bytes, address: BlockAddress, frequencies: Array, chosen: Numbers
) -> tuple[Numbers, Numbers]:
    """The positions in some releases of a block with the given `frequencies`, and how many each
    has: ``chosen[i]`` is the index of a release in the block. Only theirs are unpacked."""
    head, at = _read_head(raw, address)
    for array in (_DOCS, _FREQUENCIES):
        at = array_end(raw, at, address.releases, head >> array & _CODE)
    ends = frequencies.astype(np.int64).cumsum()
    sizes = frequencies[chosen].astype(np.int64)
    rows = expand_ranges(ends[chosen] - sizes, sizes)
    code = head >> _POSITIONS & _CODE
    return cumsum_per_array(unpack_some(raw, at, int(ends[-1]), code, rows), sizes), sizes
