"""Our blocks behind Whoosh's codec interface.

Whoosh's tools can read an index through its ordinary readers and matchers; our evaluator reads
whole blocks with `BlockReader.block`.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.whoosh.codec import blocks, vocabulary
from indexer.engines.whoosh.codec.blocks import Block, BlockAddress, EncodedBlocks, PostingsBatch
from indexer.engines.whoosh.codec.dictionary import Dictionary, DictionaryWriter, FieldBlocks
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.per_document import DocumentReader, DocumentWriter
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, map_file
from indexer.engines.whoosh.codec.vocabulary import Vocabulary, VocabularyWriter

# Dictionary, blocks, vocabulary, document columns.
_EXTENSIONS = (W3Codec.TERMS_EXT, W3Codec.POSTS_EXT, vocabulary.EXTENSION, ".doc")
# Bytes plus releases of the blocks that are unpacked together; each takes a hundred bytes
# temporarily.
_BATCH_COST = 500_000

Positions: TypeAlias = tuple[Numbers, Numbers]


class BlockCodec(W3Codec):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's codec with our postings and our stored texts."""

    # Lengths are in columns of ours.
    length_stats = False

    def per_document_writer(self, storage: FileStorage, segment: W3Segment) -> DocumentWriter:
        return DocumentWriter(storage, segment)

    def per_document_reader(self, storage: FileStorage, segment: W3Segment) -> DocumentReader:
        return DocumentReader(storage, segment)

    def field_writer(self, storage: FileStorage, segment: W3Segment) -> "BlockWriter":
        return BlockWriter(storage, segment)

    def terms_reader(self, storage: FileStorage, segment: W3Segment) -> "BlockReader":
        folder = Path(storage.folder)
        return BlockReader(
            *(map_file(folder / segment.make_filename(extension)) for extension in _EXTENSIONS)
        )


class BlockWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the blocks of a segment, many at a time."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        folder = Path(storage.folder)
        self._files = [
            (folder / segment.make_filename(extension)).open("xb") for extension in _EXTENSIONS
        ]
        terms, self._blocks, words, documents = self._files
        self.documents = SectionsWriter(documents)
        self._sections = SectionsWriter(terms), SectionsWriter(words), self.documents
        self.dictionary = DictionaryWriter(self._sections[0])
        self.vocabulary = VocabularyWriter(self._sections[1])
        self._begin = self._end = 0
        self._sizes: list[NDArray[np.int64]] = []
        self._releases: list[NDArray[np.int64]] = []
        self.is_closed = False

    def write(self, encoded: EncodedBlocks) -> None:
        """Write the blocks of the next terms of the field, which come in order."""
        self._blocks.write(encoded.data)
        self._sizes.append(encoded.sizes)
        self._releases.append(encoded.releases)
        self._end += len(encoded.data)

    def take_blocks(self) -> FieldBlocks:
        """The blocks of the field, which is complete now."""
        none = np.zeros(0, np.int64)
        sizes, releases = (np.concatenate([none, *each]) for each in (self._sizes, self._releases))
        begin, self._begin = self._begin, self._end
        self._sizes, self._releases = [], []
        return FieldBlocks(begin, sizes, releases)

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
        self._raw = np.frombuffer(data, np.uint8)
        self._words = words
        self._documents = documents

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Only of a segment that our own writer wrote."""
        return Vocabulary(Sections(self._words), self.dictionary, LAYERS)

    @cached_property
    def documents(self) -> Sections:
        """The document columns of such a segment."""
        return Sections(self._documents)

    def block(self, field: str, text: str, *, positions: bool) -> Block | None:
        """The postings of a term, or None."""
        address = self.dictionary.find(field, text)
        return None if address is None else blocks.decode(self._raw, address, positions=positions)

    def decode(self, address: BlockAddress) -> Block:
        """The postings of a located term, without positions."""
        return blocks.decode(self._raw, address, positions=False)

    def sum_blocks(
        self, layers: Mapping[Layer, Sequence[str]], fields: Mapping[Layer, Sequence[str]]
    ) -> list[Block]:
        """The releases with any of the terms, with summed frequencies, in each of the fields;
        ``layers`` has the terms of each layer, ``fields`` the names of the fields in each layer."""
        addresses = [
            self.dictionary.layer_addresses(name, layers[name], fields[name]) for name in layers
        ]
        return blocks.sum_blocks(
            self._raw, [blocks.concatenate(each) for each in zip(*addresses, strict=True)]
        )

    def decode_positions(
        self, address: BlockAddress, frequencies: Array, chosen: Numbers
    ) -> Positions:
        """The positions of a located term in some releases of its block, which has the given
        `frequencies`, and how many each has."""
        return blocks.decode_positions(self._raw, address, frequencies, chosen)

    def blocks(self, field: str) -> Iterator[tuple[str, Block]]:
        """All terms of a field in order, with their postings."""
        for text, address in self.dictionary.items(field):
            yield text, blocks.decode(self._raw, address)

    def batches(self, field: str) -> Iterator[tuple[slice, PostingsBatch]]:
        """The postings of all terms of a field in order, many terms at a time, which is much
        faster. The slice says which terms they belong to."""
        terms = self.dictionary.field(field)
        if terms is None:
            return
        starts, releases = terms.starts(), terms.releases.to_array()
        # A block of many releases may be only a few bytes.
        costs = starts + np.append(0, releases.cumsum())
        first = 0
        while first < len(terms):
            last = int(np.searchsorted(costs, costs[first] + _BATCH_COST, "right")) - 1
            part = slice(first, max(last, first + 1))
            yield part, blocks.decode_many(self._raw, starts[part], releases[part])
            first = part.stop

    # Whoosh's interface

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.dictionary.find(term[0], term[1].decode()) is not None

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
        for text, address in self.dictionary.items(fieldname, prefix.decode()):
            yield (fieldname, text.encode()), _term_info(self.decode(address))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return _term_info(self._require_block(fieldname, text))

    def frequency(self, fieldname: str, text: bytes) -> float:
        return float(self._require_block(fieldname, text).frequencies.sum())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        address = self.dictionary.find(fieldname, text.decode())
        return address.releases if address else 0

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: object = None
    ) -> ListMatcher:
        block = self._require_block(fieldname, text, positions=True)
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

    def _require_block(self, field: str, term: bytes, *, positions: bool = False) -> Block:
        block = self.block(field, term.decode(), positions=positions)
        if block is None:
            raise TermNotFound(f"no term {field}:{term!r}")
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
