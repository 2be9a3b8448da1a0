"""The terms of a segment, sorted within each field: where their blocks lie, how many releases have them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.codec import keys
from indexer.engines.whoosh.codec.keys import Keys
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, narrow

_OFFSETS = ".offsets"


class _Field(NamedTuple):
    """Block i is ``offsets[i]:offsets[i + 1]``; ``releases[i]`` are in it."""

    keys: Keys
    offsets: Array
    releases: Array

    def place(self, number: int) -> slice:
        return slice(int(self.offsets[number]), int(self.offsets[number + 1]))


class DictionaryWriter:
    """Writes the fields one after the other."""

    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections

    def add(
        self, field: str, terms: Sequence[bytes], offsets: Sequence[int], releases: Sequence[int]
    ) -> None:
        """`terms` sorted; `offsets` has one more: where the last block ends."""
        keys.write(self._sections, field, keys.packed(terms))
        self._sections.add(field + _OFFSETS, narrow(np.asarray(offsets, np.uint64)))
        self._sections.add(f"{field}.releases", narrow(np.asarray(releases, np.uint32)))


class Dictionary:
    """Looks terms up by binary search in the mapped file; safe to share between threads."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        # Made when they are asked for: a build that adds one release opens each segment several times.
        self._made: dict[str, _Field] = {}

    def fields(self) -> list[str]:
        names = self._sections.names()
        return [name.removesuffix(_OFFSETS) for name in names if name.endswith(_OFFSETS)]

    def _field(self, name: str) -> _Field | None:
        if name not in self._made:
            if name + _OFFSETS not in self._sections:
                return None
            self._made[name] = _Field(
                keys.read(self._sections, name),
                self._sections.array(name + _OFFSETS),
                self._sections.array(f"{name}.releases"),
            )
        return self._made[name]

    def keys(self, field: str) -> tuple[Keys, Array] | None:
        """The terms of a field and in how many releases each is; None for a field without any."""
        found = self._field(field)
        return (found.keys, found.releases) if found else None

    def starts(self, field: str) -> Array:
        """Where the blocks of a field begin, and where the last one ends; empty for a field without."""
        found = self._field(field)
        return found.offsets if found else np.zeros(0, np.uint8)

    def find(self, field: str, key: bytes) -> slice | None:
        """Where the block of a term lies; None when the field has no such term."""
        located = self.locate(field, key)
        return located[0] if located else None

    def locate(self, field: str, key: bytes) -> tuple[slice, int] | None:
        """Where the block of a term lies, and how many releases are in it, deleted ones included."""
        found = self._field(field)
        number = None if found is None else found.keys.find(key)
        if found is None or number is None:
            return None
        return found.place(number), int(found.releases[number])

    def places(self, field: str, sought: Sequence[bytes]) -> Iterator[slice]:
        """Where the blocks lie of those terms that the field has."""
        found = self._field(field)
        if found is not None:
            for key in sought:
                number = found.keys.find(key)
                if number is not None:
                    yield found.place(number)

    def items(self, field: str, start: bytes = b"") -> Iterator[tuple[bytes, slice]]:
        """The terms of a field from `start` on, in order, with their blocks."""
        found = self._field(field)
        if found is not None:
            for number, key in found.keys.items(found.keys.first(start) if start else 0):
                yield key, found.place(number)
