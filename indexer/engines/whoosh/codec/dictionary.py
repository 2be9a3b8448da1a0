"""The terms of a segment, sorted within each field, and where their blocks lie.

Layout: the parts of each field (ends of the keys in the blob, offsets of the blocks, the blob itself),
then a JSON directory of them, then its length. Keys are UTF-8; their byte order is code-point order.
"""

import json
import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

_TAIL = struct.Struct("<Q")


class _Field(NamedTuple):
    """``ends[i]`` is where key i ends in ``blob``; block i is ``offsets[i]:offsets[i + 1]``."""

    ends: NDArray[np.uint32]
    offsets: NDArray[np.uint64]
    blob: memoryview

    def key(self, number: int) -> bytes:
        start = int(self.ends[number - 1]) if number else 0
        return bytes(self.blob[start : int(self.ends[number])])


class DictionaryWriter:
    """Writes the fields one after the other."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, list[int]] = {}
        self._at = 0

    def add(self, field: str, keys: Sequence[bytes], offsets: Sequence[int]) -> None:
        """`keys` sorted; `offsets` has one more: where the last block ends."""
        blob = b"".join(keys)
        ends = np.cumsum([len(key) for key in keys], dtype=np.uint32).tobytes()
        bounds = np.asarray(offsets, np.uint64).tobytes()
        self._directory[field] = [self._at, len(keys), len(blob)]
        for part in (ends, bounds, blob):
            self._file.write(part)
            self._at += len(part)

    def finish(self) -> None:
        directory = json.dumps(self._directory).encode()
        self._file.write(directory + _TAIL.pack(len(directory)))


class Dictionary:
    """Looks terms up by binary search in the mapped file; safe to share between threads."""

    def __init__(self, data: memoryview) -> None:
        (length,) = _TAIL.unpack_from(data, len(data) - _TAIL.size)
        end = len(data) - _TAIL.size
        directory = json.loads(bytes(data[end - length : end]))
        self._fields = {name: _field(data, *place) for name, place in directory.items()}

    def fields(self) -> list[str]:
        return list(self._fields)

    def find(self, field: str, key: bytes) -> slice | None:
        """Where the block of a term lies; None when the field has no such term."""
        found = self._fields.get(field)
        if found is None:
            return None
        number = _first(found, key)
        if number == len(found.ends) or found.key(number) != key:
            return None
        return slice(int(found.offsets[number]), int(found.offsets[number + 1]))

    def keys(self, field: str) -> list[bytes]:
        """All terms of a field, in order; much faster than by `items`."""
        found = self._fields.get(field)
        if found is None:
            return []
        blob, ends = bytes(found.blob), found.ends.tolist()
        return [blob[start:end] for start, end in pairwise([0, *ends])]

    def items(self, field: str, start: bytes = b"") -> Iterator[tuple[bytes, slice]]:
        """The terms of a field from `start` on, in order, with their blocks."""
        found = self._fields.get(field)
        if found is None:
            return
        for number in range(_first(found, start), len(found.ends)):
            bounds = found.offsets[number : number + 2]
            yield found.key(number), slice(int(bounds[0]), int(bounds[1]))


def _field(data: memoryview, at: int, count: int, size: int) -> _Field:
    ends = np.frombuffer(data, "<u4", count, at)
    offsets = np.frombuffer(data, "<u8", count + 1, at + ends.nbytes)
    start = at + ends.nbytes + offsets.nbytes
    return _Field(ends, offsets, data[start : start + size])


def _first(field: _Field, key: bytes) -> int:
    """The number of the first key that is not smaller than `key`."""
    low, high = 0, len(field.ends)
    while low < high:
        middle = (low + high) // 2
        if field.key(middle) < key:
            low = middle + 1
        else:
            high = middle
    return low
