"""Sorted strings in a mapped file. They are UTF-8; their byte order is code-point order."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter


def write(sections: SectionsWriter, name: str, keys: Sequence[bytes]) -> Array:
    """Adds `keys`, sorted, to a file of sections; gives where each ends."""
    ends: Array = np.cumsum([len(key) for key in keys], dtype=np.uint32)
    sections.add(f"{name}.ends", ends)
    sections.add(f"{name}.keys", b"".join(keys))
    return ends


class Keys:
    """``ends[i]`` is where key i ends in ``blob``."""

    def __init__(self, sections: Sections, name: str) -> None:
        self.ends: Array = sections.array(f"{name}.ends")
        self.blob = sections.blob(f"{name}.keys")
        # One number of a view costs a third of one of an array.
        self._ends = self.ends.data

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return bytes(self.blob[start : self._ends[number]])

    def text(self, number: int) -> str:
        return self[number].decode()

    def first(self, key: bytes, low: int = 0, high: int | None = None) -> int:
        """The number of the first key that is not smaller than `key`; sought from `low` to `high`."""
        ends, blob = self._ends, self.blob
        high = len(ends) if high is None else high
        while low < high:
            middle = (low + high) // 2
            if bytes(blob[ends[middle - 1] if middle else 0 : ends[middle]]) < key:
                low = middle + 1
            else:
                high = middle
        return low

    def find(self, key: bytes) -> int | None:
        number = self.first(key)
        return number if number < len(self.ends) and self[number] == key else None

    def among(self, sought: Iterable[bytes]) -> Iterator[int]:
        """The numbers of those keys that are `sought`, in order; each search goes on from the last."""
        number, size = 0, len(self)
        for key in sought:
            step, low = 1, number
            while low + step < size and self[low + step] < key:
                low += step
                step *= 2
            number = self.first(key, low, min(low + step, size))
            if number < size and self[number] == key:
                yield number

    def beginning(self, prefix: bytes) -> range:
        """The numbers of the keys that begin with `prefix`."""
        # No UTF-8 text has this byte, so no key with the prefix is larger.
        return range(self.first(prefix), self.first(prefix + b"\xff"))

    def all(self) -> list[bytes]:
        """All keys in order; much faster than one by one."""
        blob = bytes(self.blob)
        return [blob[start:end] for start, end in pairwise([0, *self._ends])]

    def texts(self) -> list[str]:
        return [key.decode() for key in self.all()]

    def items(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """Number and key, from number `start` on."""
        for number in range(start, len(self.ends)):
            yield number, self[number]
