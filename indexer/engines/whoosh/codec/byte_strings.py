"""Concatenated strings in memory: millions of string objects would take ten times as much.

They are UTF-8, whose byte order is the order of code points.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.packing import Numbers, expand_ranges
from indexer.engines.whoosh.codec.sections import Array

# Every n-th string is sampled as an object, so that most of a search is one call of bisect.
_SAMPLED = 64
# Strings whose letters are processed together: a letter takes many bytes temporarily.
_BATCH = 100_000


class ByteStrings:
    """String i ends at ``ends[i]`` of ``blob``. Methods that search need sorted strings."""

    def __init__(self, ends: Array, blob: memoryview) -> None:
        self.ends = ends
        self.blob = blob
        # Indexing a memoryview takes a third of the time of indexing an array.
        self._ends = self.ends.data

    @classmethod
    def from_list(cls, strings: Sequence[bytes]) -> Self:
        ends = np.cumsum([len(each) for each in strings], dtype=np.uint32)
        return cls(ends, memoryview(b"".join(strings)))

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return bytes(self.blob[start : self._ends[number]])

    @cached_property
    def _sample(self) -> list[bytes]:
        """Every 64th string."""
        return [self[number] for number in range(0, len(self), _SAMPLED)]

    def lower_bound(self, string: bytes) -> int:
        """The number of the first string that is not smaller than `string`."""
        sample = bisect_left(self._sample, string)
        low, high = max(0, (sample - 1) * _SAMPLED + 1), min(sample * _SAMPLED, len(self))
        ends, blob = self._ends, self.blob
        while low < high:
            middle = (low + high) // 2
            if bytes(blob[ends[middle - 1] if middle else 0 : ends[middle]]) < string:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, string: bytes) -> int | None:
        number = self.lower_bound(string)
        return number if number < len(self.ends) and self[number] == string else None

    def to_list(self) -> list[bytes]:
        """All strings; much faster than one by one."""
        blob = bytes(self.blob)
        return [blob[start:end] for start, end in pairwise([0, *self._ends])]

    def bounds(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Where some of the strings begin, and their sizes in bytes."""
        starts = np.append(0, self.ends)[numbers].astype(np.int64)
        return starts, self.ends[numbers] - starts

    def select(self, numbers: Numbers) -> "ByteStrings":
        """Some of the strings, in any order."""
        starts, sizes = self.bounds(numbers)
        raw = np.frombuffer(self.blob, np.uint8)
        parts = [raw[expand_ranges(starts[part], sizes[part])] for part in batches(len(numbers))]
        blob = np.concatenate([np.zeros(0, np.uint8), *parts])
        return ByteStrings(sizes.cumsum().astype(np.uint32), memoryview(blob.tobytes()))

    def equal_mask(
        self, numbers: Numbers, other: "ByteStrings", others: Numbers
    ) -> NDArray[np.bool_]:
        """Compare some of the strings pairwise with some of another's."""
        starts, sizes = self.bounds(numbers)
        beside, lengths = other.bounds(others)
        same: NDArray[np.bool_] = sizes == lengths
        one, two = np.frombuffer(self.blob, np.uint8), np.frombuffer(other.blob, np.uint8)
        equal = np.flatnonzero(same & (sizes > 0))
        for part in batches(len(equal)):
            some = equal[part]
            size = sizes[some]
            differ = (
                one[expand_ranges(starts[some], size)] != two[expand_ranges(beside[some], size)]
            )
            same[some] = np.add.reduceat(differ, size.cumsum() - size, dtype=np.int64) == 0
        return same


def batches(count: int) -> list[slice]:
    """Slices for processing `count` strings in batches."""
    return [slice(first, first + _BATCH) for first in range(0, count, _BATCH)]


def concatenate(parts: Sequence[ByteStrings]) -> ByteStrings:
    """The strings of all parts, in order."""
    sizes = np.cumsum([0, *(len(part.blob) for part in parts)])
    ends = [np.zeros(0, np.uint32)]
    ends += [part.ends + size for part, size in zip(parts, sizes, strict=False)]
    blob = b"".join(part.blob for part in parts)
    return ByteStrings(np.concatenate(ends).astype(np.uint32), memoryview(blob))
