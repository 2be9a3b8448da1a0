"""The terms of a segment: of each layer, and of each field with the addresses of their blocks.

A field of a layer refers to its terms by their numbers in the layer; other fields have terms of
their own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.codec import integers, string_table
from indexer.engines.whoosh.codec.blocks import BlockAddress, BlockAddresses
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.integers import Integers, Runs
from indexer.engines.whoosh.codec.letter_codes import LetterCodes
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, narrow
from indexer.engines.whoosh.codec.string_table import StringTable

_BLOCKS = ".blocks"
# The layer whose terms a field shares.
_LAYER = ".layer"
_MEMBERS = ".members"
# Layers most often compared with patterns.
_SPELLED = ("exact", "stem")
_NO_BLOCKS = BlockAddresses(np.zeros(0, np.int64), np.zeros(0, np.int64))


class Terms:
    """Sorted terms: term n is in ``releases[n]`` releases, and its number in ``keys`` is
    ``members[n]``; ``members`` is None if all ``keys`` are terms."""

    def __init__(self, keys: StringTable, members: Array | None, releases: Integers) -> None:
        self.keys = keys
        self.members = members
        self.releases = releases

    def __len__(self) -> int:
        return len(self.releases)

    def find(self, text: str) -> int | None:
        number = self.keys.find(text)
        if number is None or self.members is None:
            return number
        place = self._first_from(number)
        return place if place < len(self) and self.members[place] == number else None

    def text(self, number: int) -> str:
        return self.keys[number if self.members is None else int(self.members[number])]

    def select(self, numbers: Numbers) -> list[str]:
        """Some of the terms; faster than one by one."""
        own = numbers if self.members is None else self.members[numbers].astype(np.int64)
        return self.keys.select(own)

    def texts(self) -> list[str]:
        """All terms; much faster than one by one."""
        every = self.keys.to_list()
        return every if self.members is None else [every[n] for n in self.members.tolist()]

    def key_numbers(self) -> Numbers:
        """The number in ``keys`` of each term."""
        return np.arange(len(self)) if self.members is None else self.members.astype(np.int64)

    def prefix_range(self, prefix: str) -> range:
        """The numbers of the terms that begin with `prefix`."""
        keys = self.keys.prefix_range(prefix)
        return range(self._first_from(keys.start), self._first_from(keys.stop))

    def lower_bound(self, text: str) -> int:
        """The number of the first term that is not smaller than `text`."""
        return self._first_from(self.keys.lower_bound(text))

    def _first_from(self, number: int) -> int:
        return number if self.members is None else bisect_left(self.members.data, number)

    def own_numbers(self, numbers: Numbers) -> Numbers:
        """Translate sorted numbers in ``keys`` to numbers here; those of other terms are
        dropped."""
        if self.members is None:
            return numbers
        # Searching in the type of the members is many times faster. A number too large for it wraps
        # around; the comparison below, with the original number, drops it.
        at = np.searchsorted(self.members, numbers.astype(self.members.dtype))
        at = np.minimum(at, len(self.members) - 1)
        held: Numbers = at[self.members[at] == numbers]
        return held

    def release_count(self, text: str) -> int:
        """The number of releases with a term."""
        number = self.find(text)
        return 0 if number is None else self.releases[number]

    def letter_codes(self) -> LetterCodes:
        """All terms, letter by letter."""
        every = self.keys.letters
        return every if self.members is None else every.select(self.key_numbers())


class Field(Terms):
    """The terms of a field, and the addresses of their blocks."""

    def __init__(
        self, keys: StringTable, members: Array | None, releases: Integers, blocks: Runs
    ) -> None:
        super().__init__(keys, members, releases)
        self._blocks = blocks

    def address(self, number: int) -> BlockAddress:
        return BlockAddress(self._blocks[number][0], self.releases[number])

    def addresses(self, numbers: Numbers) -> BlockAddresses:
        return BlockAddresses(self._blocks.select(numbers)[0], self.releases.select(numbers))

    def starts(self) -> Numbers:
        """Where all blocks begin, and where the last one ends."""
        return self._blocks.bounds()


class FieldBlocks(NamedTuple):
    """The consecutive blocks of a field: where the first begins, their sizes, and the number of
    releases in each."""

    begin: int
    sizes: Numbers
    releases: Numbers


class DictionaryWriter:
    """Writes layers, and then fields."""

    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections
        self._sizes: dict[str, int] = {}

    def add_layer(self, layer: str, terms: ByteStrings) -> None:
        """Add the sorted terms of a layer; its fields are added after it."""
        string_table.write(
            self._sections, layer, string_table.encode(terms), bags=layer in _SPELLED
        )
        self._sizes[layer] = len(terms)

    def add_own_field(self, field: str, terms: ByteStrings, blocks: FieldBlocks) -> None:
        """Add a field with sorted terms of its own."""
        string_table.write(self._sections, field, string_table.encode(terms))
        self._add_blocks(field, blocks)

    def add_layer_field(
        self, field: str, layer: str, members: Numbers, blocks: FieldBlocks
    ) -> None:
        """Add a field whose terms are `members` of a layer."""
        self._sections.add(field + _LAYER, layer.encode())
        if len(members) < self._sizes[layer]:
            self._sections.add(field + _MEMBERS, narrow(members))
        self._add_blocks(field, blocks)

    def _add_blocks(self, field: str, blocks: FieldBlocks) -> None:
        self._sections.add(field + _BLOCKS, integers.pack_runs(blocks.sizes, blocks.begin))
        self._sections.add(f"{field}.releases", integers.pack_integers(blocks.releases))


class Dictionary:
    """Looks up terms in the mapped file; safe to share between threads."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections
        # Read lazily: a build that adds one release opens each segment several times.
        self._fields: dict[str, Field] = {}
        self._keys: dict[str, StringTable] = {}

    def fields(self) -> list[str]:
        names = self._sections.names()
        return [name.removesuffix(_BLOCKS) for name in names if name.endswith(_BLOCKS)]

    def keys(self, name: str) -> StringTable:
        """The terms of a layer, or of a field with terms of its own."""
        if name not in self._keys:
            # If two threads read at once, both use the first result, as fields share it.
            self._keys.setdefault(name, string_table.read(self._sections, name))
        return self._keys[name]

    def field(self, name: str) -> Field | None:
        """None for a field without terms."""
        if name not in self._fields:
            if name + _BLOCKS not in self._sections:
                return None
            self._fields.setdefault(name, self._read(name))
        return self._fields[name]

    def _read(self, name: str) -> Field:
        sections = self._sections
        shared = name + _LAYER in sections
        terms = self.keys(bytes(sections.blob(name + _LAYER)).decode() if shared else name)
        some = name + _MEMBERS in sections
        return Field(
            terms,
            sections.array(name + _MEMBERS) if some else None,
            Integers(sections.blob(f"{name}.releases")),
            Runs(sections.blob(name + _BLOCKS)),
        )

    def find(self, field: str, text: str) -> BlockAddress | None:
        """The address of a term's block, which includes deleted releases; None if the field has no
        such term."""
        terms = self.field(field)
        number = terms.find(text) if terms else None
        return terms.address(number) if terms and number is not None else None

    def layer_addresses(
        self, layer: str, texts: Iterable[str], fields: Iterable[str]
    ) -> list[BlockAddresses]:
        """For each of some `fields` of a layer, the block addresses of those of the terms that it
        has."""
        terms = self.keys(layer)
        numbers = [number for text in texts if (number := terms.find(text)) is not None]
        own = np.sort(np.asarray(numbers, np.int64))
        return [
            field.addresses(field.own_numbers(own)) if field else _NO_BLOCKS
            for field in map(self.field, fields)
        ]

    def items(self, field: str, start: str = "") -> Iterator[tuple[str, BlockAddress]]:
        """The terms of a field from `start` on, in order, with the addresses of their blocks."""
        terms = self.field(field)
        if terms:
            for number in range(terms.lower_bound(start) if start else 0, len(terms)):
                yield terms.text(number), terms.address(number)
