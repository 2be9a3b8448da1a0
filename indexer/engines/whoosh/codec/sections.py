"""Named arrays in one file, mapped into memory: its pages are shared by all processes that read it.

Layout: the arrays, each aligned to 8 bytes; a JSON directory of them; the length of the directory.
"""

import json
import mmap
import struct
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

_TAIL = struct.Struct("<Q")
_ALIGNMENT = 8

Array = NDArray[Any]


def narrow(values: Array) -> Array:
    """The same non-negative numbers in the narrowest unsigned type that holds them."""
    most = int(values.max()) if len(values) else 0
    return values.astype(np.min_scalar_type(most))


def map_file(path: Path) -> memoryview:
    """Map a file for reading."""
    if path.stat().st_size == 0:
        return memoryview(b"")
    with path.open("rb") as file:
        return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


class SectionsWriter:
    """Writes arrays one after the other; unusable after `finish`."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory: dict[str, tuple[int, str, int]] = {}
        self._at = 0

    def add(self, name: str, values: Array | bytes) -> None:
        """Add an array under a new name; bytes are an array of uint8."""
        array = np.frombuffer(values, np.uint8) if isinstance(values, bytes) else values
        self._write(bytes(-self._at % _ALIGNMENT))
        self._directory[name] = (self._at, array.dtype.str, len(array))
        self._write(array.tobytes())

    def begin(self, name: str) -> None:
        """Begin bytes under a new name, to be written piecemeal by `extend`."""
        self.add(name, b"")

    def extend(self, data: bytes) -> None:
        """Append bytes to the name that was begun last."""
        name, (at, kind, size) = self._directory.popitem()
        self._directory[name] = (at, kind, size + len(data))
        self._write(data)

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)

    def finish(self) -> None:
        directory = json.dumps(self._directory).encode()
        self._file.write(directory + _TAIL.pack(len(directory)))


class Sections:
    """Reads what a `SectionsWriter` wrote; safe to share between threads."""

    def __init__(self, data: memoryview) -> None:
        (length,) = _TAIL.unpack_from(data, len(data) - _TAIL.size)
        end = len(data) - _TAIL.size
        self._directory = json.loads(bytes(data[end - length : end]))
        self._data = data

    def names(self) -> list[str]:
        return list(self._directory)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def array(self, name: str) -> Array:
        """A read-only view of the file."""
        at, kind, count = self._directory[name]
        return np.frombuffer(self._data, kind, count, at)

    def blob(self, name: str) -> memoryview:
        at, _, count = self._directory[name]
        return self._data[at : at + count]
