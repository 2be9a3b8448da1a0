"""Columns of a segment's documents: id, digest, day, title, lengths.

They are stored by column, so that the arrays of a generation can be made from those of its segments
without reading each release.
"""

from array import array
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import string_table
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, narrow


class DocumentsWriter:
    """Buffers and writes the columns of a segment under construction."""

    def __init__(self) -> None:
        self._texts: dict[str, list[bytes]] = {name: [] for name in layout.TEXTS}
        self._packed = {name: bytearray() for name in layout.PACKED}
        self._numbers = {name: array("I") for name in layout.NUMBERS}

    def add(self, columns: Mapping[str, Any]) -> None:
        """Add the next document."""
        for name, texts in self._texts.items():
            texts.append(columns[name])
        for name, packed in self._packed.items():
            packed += columns[name]
        for name, numbers in self._numbers.items():
            numbers.append(columns[name])

    def add_segment(self, documents: "Documents", live: NDArray[np.bool_]) -> None:
        """Add the live documents of another segment."""
        chosen = np.flatnonzero(live).tolist()
        for name, texts in self._texts.items():
            all_texts = documents.texts(name)
            texts += [all_texts[doc] for doc in chosen]
        for name, packed in self._packed.items():
            packed += documents.packed(name)[live].tobytes()
        for name, numbers in self._numbers.items():
            numbers.frombytes(documents.numbers(name)[live].astype(np.uint32).tobytes())

    def write(self, sections: SectionsWriter) -> None:
        for name, texts in self._texts.items():
            string_table.write(sections, name, string_table.encode(ByteStrings.from_list(texts)))
        for name, packed in self._packed.items():
            sections.add(name, bytes(packed))
        for name, numbers in self._numbers.items():
            sections.add(name, narrow(np.asarray(numbers)))


class Documents:
    """Reads the columns of a segment, deleted documents included; safe to share between threads."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections

    def texts(self, name: str) -> list[bytes]:
        return [text.encode() for text in string_table.read(self._sections, name).to_list()]

    def packed(self, name: str) -> NDArray[np.uint8]:
        """A row of bytes for each document."""
        return self._sections.array(name).reshape(-1, layout.PACKED[name])

    def numbers(self, name: str) -> Array:
        return self._sections.array(name)
