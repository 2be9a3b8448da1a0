"""Sorted strings, most often in a mapped file. They are UTF-8; their byte order is code-point order."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np

from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter

# Of so many keys one is held in memory, so that most of a search is one call: 100,000 keys take 0.1 MB.
_SAMPLED = 64


class Keys:
    """``ends[i]`` is where key i ends in ``blob``."""

    def __init__(self, ends: Array, blob: memoryview) -> None:
        self.ends = ends
        self.blob = blob
        # One number of a view costs a third of one of an array.
        self._ends = self.ends.data

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        start = self._ends[number - 1] if number else 0
        return bytes(self.blob[start : self._ends[number]])

    def text(self, number: int) -> str:
        return self[number].decode()

    @cached_property
    def _sampled(self) -> list[bytes]:
        """Every 64th key, at hand."""
        return [self[number] for number in range(0, len(self), _SAMPLED)]

    def first(self, key: bytes) -> int:
        """The number of the first key that is not smaller than `key`."""
        sample = bisect_left(self._sampled, key)
        low, high = max(0, (sample - 1) * _SAMPLED + 1), min(sample * _SAMPLED, len(self))
        ends, blob = self._ends, self.blob
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


def packed(keys: Sequence[bytes]) -> Keys:
    """Of `keys` in order."""
    return Keys(np.cumsum([len(key) for key in keys], dtype=np.uint32), memoryview(b"".join(keys)))


def joined(parts: Sequence[Keys]) -> Keys:
    """The keys of all parts, which follow each other."""
    sizes = np.cumsum([0, *(len(part.blob) for part in parts)])
    ends = [np.zeros(0, np.uint32)]
    ends += [part.ends + size for part, size in zip(parts, sizes, strict=False)]
    blob = b"".join(part.blob for part in parts)
    return Keys(np.concatenate(ends).astype(np.uint32), memoryview(blob))


def write(sections: SectionsWriter, name: str, keys: Keys) -> None:
    """Adds `keys` to a file of sections."""
    sections.add(f"{name}.ends", keys.ends)
    sections.add(f"{name}.keys", bytes(keys.blob))


def read(sections: Sections, name: str) -> Keys:
    return Keys(sections.array(f"{name}.ends"), sections.blob(f"{name}.keys"))


def value_of(keys: Keys, values: Array, key: bytes) -> int:
    """What `values` has for a key; 0 for one that is not there."""
    number = keys.find(key)
    return 0 if number is None else int(values[number])
