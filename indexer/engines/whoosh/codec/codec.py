"""Our blocks behind Whoosh's codec interface.

Columns and stored fields stay Whoosh's own. Whoosh's tools can read an index through its ordinary
readers and matchers; our evaluator takes whole blocks with `BlockReader.block`.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.arabic.analyzer import LAYERS
from indexer.engines.whoosh.codec import blocks, vocabulary
from indexer.engines.whoosh.codec.blocks import Block, Many
from indexer.engines.whoosh.codec.dictionary import Dictionary, DictionaryWriter
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter, mapped
from indexer.engines.whoosh.codec.vocabulary import Vocabulary, VocabularyWriter

# Dictionary, blocks, vocabulary, what is known of each document.
_EXTENSIONS = (W3Codec.TERMS_EXT, W3Codec.POSTS_EXT, vocabulary.EXTENSION, ".doc")
# Blocks that are unpacked together; each byte becomes a hundred for a moment.
_PART_BYTES = 500_000

Positions: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64]]


class BlockCodec(W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's codec with our postings."""

    # Lengths lie in columns of ours.
    length_stats = False

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> "BlockWriter":
        return BlockWriter(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> "BlockReader":
        folder = Path(storage.folder)
        return BlockReader(
            *(mapped(folder / segment.make_filename(extension)) for extension in _EXTENSIONS)
        )


class BlockWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the blocks of a segment: whole ones by `write`, or posting by posting as Whoosh does."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        folder = Path(storage.folder)
        self._files = [
            (folder / segment.make_filename(extension)).open("xb") for extension in _EXTENSIONS
        ]
        terms, self._blocks, words, documents = self._files
        self.documents = SectionsWriter(documents)
        self._sections = SectionsWriter(terms), SectionsWriter(words), self.documents
        self._dictionary = DictionaryWriter(self._sections[0])
        self.vocabulary = VocabularyWriter(self._sections[1])
        # Of a million terms lists of numbers would take 60 MB.
        self._keys: list[bytes] = []
        self._releases = array("I")
        self._offsets = array("Q", [0])
        self._field = ""
        self._format: Format | None = None
        self._postings: list[tuple[int, int, list[int]]] = []
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._field = fieldname
        self._format = fieldobj.format
        self._keys = []
        self._releases = array("I")
        self._offsets = self._offsets[-1:]

    def write(self, key: bytes, block: bytes) -> None:
        """The next term of the field, in byte order, and its block."""
        self._blocks.write(block)
        self._keys.append(key)
        self._releases.append(blocks.count(block))
        self._offsets.append(self._offsets[-1] + len(block))

    def finish_field(self) -> None:
        self._dictionary.add(self._field, self._keys, self._offsets, self._releases)

    def start_term(self, text: bytes) -> None:
        self._keys.append(text)
        self._postings = []

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int) -> None:  # noqa: ARG002
        positional = self._format is not None and self._format.supports("positions")
        positions = self._format.decode_positions(vbytes) if positional and self._format else []
        self._postings.append((docnum, int(weight), positions))

    def finish_term(self) -> None:
        positional = any(positions for _, _, positions in self._postings)
        rows = [
            (doc, value)
            for doc, frequency, positions in self._postings
            for value in (positions if positional else [frequency])
        ]
        docs, values = np.asarray(rows, np.int64).T
        one = blocks.Sorted(np.asarray([0, len(rows)]), docs, values, positional)
        self.write(self._keys.pop(), next(blocks.encode(one)))

    def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            for sections in self._sections:
                sections.finish()
            for file in self._files:
                file.close()


class BlockReader(base.TermsReader):  # type: ignore[misc]
    """Reads the blocks of a segment; safe to share between threads."""

    def __init__(
        self, terms: memoryview, data: memoryview, words: memoryview, documents: memoryview
    ) -> None:
        self.dictionary = Dictionary(Sections(terms))
        self._data = data
        self._words = words
        self._documents = documents

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Of a segment that our own writer wrote."""
        return Vocabulary(Sections(self._words), LAYERS)

    @cached_property
    def documents(self) -> Sections:
        """What is known of each document of such a segment."""
        return Sections(self._documents)

    def size(self, field: str) -> int:
        """How many terms a field has."""
        found = self.dictionary.keys(field)
        return len(found[0]) if found else 0

    def block(self, field: str, key: bytes, *, positions: bool) -> Block | None:
        """The postings of a term, or None."""
        place = self.dictionary.find(field, key)
        return None if place is None else blocks.decode(self._data[place], positions=positions)

    def block_at(self, place: slice) -> Block:
        """The postings of a term that was located, without positions."""
        return blocks.decode(self._data[place], positions=False)

    def block_of_any(self, places: Sequence[slice]) -> Block:
        """The releases with any of some located terms, and how often they hold any."""
        return blocks.added([self._data[place] for place in places])

    def positions_at(self, place: slice, chosen: NDArray[np.int64]) -> Positions:
        """The positions of a located term in some releases of its block, and how many each has."""
        return blocks.positions_in(self._data[place], chosen)

    def blocks(self, field: str) -> Iterator[tuple[bytes, Block]]:
        """All terms of a field in order, with their postings."""
        for key, place in self.dictionary.items(field):
            yield key, blocks.decode(self._data[place])

    def keys(self, field: str) -> list[bytes]:
        """All terms of a field, in order."""
        found = self.dictionary.keys(field)
        return found[0].all() if found else []

    def parts(self, field: str) -> Iterator[tuple[list[bytes], Many]]:
        """All terms of a field in order with their postings, many at a time: that is much faster."""
        starts = self.dictionary.starts(field).astype(np.int64)
        names = self.keys(field)
        first = 0
        while first < len(names):
            last = int(np.searchsorted(starts, starts[first] + _PART_BYTES, "right")) - 1
            last = max(last, first + 1)
            yield names[first:last], blocks.decode_many(self._data, starts[first:last])
            first = last

    # What Whoosh asks

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.dictionary.find(*term) is not None

    def indexed_field_names(self) -> list[str]:
        return self.dictionary.fields()

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return (term for term, _ in self.items())

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (term for term, _ in self.items_from(fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for field in self.indexed_field_names():
            yield from self.items_from(field, b"")

    def items_from(
        self, fieldname: str, prefix: bytes
    ) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        for key, place in self.dictionary.items(fieldname, prefix):
            yield (fieldname, key), _term_info(blocks.decode(self._data[place], positions=False))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return _term_info(self._required(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self._required(fieldname, text).frequencies.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        located = self.dictionary.locate(fieldname, text)
        return located[1] if located else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: object = None
    ) -> ListMatcher:
        block = self._required(fieldname, text, positions=True)
        values = [b""] * len(block.docs)
        if block.positions is not None and format_.supports("positions"):
            parts = np.split(block.positions, block.frequencies.cumsum()[:-1])
            values = [format_.encode(part.tolist()) for part in parts]
        return ListMatcher(
            block.docs.tolist(),
            block.frequencies.astype(float).tolist(),
            values,
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=_term_info(block),
        )

    def _required(self, field: str, key: bytes, *, positions: bool = False) -> Block:
        block = self.block(field, key, positions=positions)
        if block is None:
            raise TermNotFound(f"no term {field}:{key!r}")
        return block


def _term_info(block: Block) -> TermInfo:
    return TermInfo(
        weight=float(block.frequencies.sum()),
        df=len(block.docs),
        minlength=0,
        maxlength=0,
        maxweight=float(block.frequencies.max()),
        minid=int(block.docs[0]),
        maxid=int(block.docs[-1]),
    )
