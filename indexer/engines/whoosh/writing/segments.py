"""Writes segments: releases and postings buffered in memory, spilled to disk, sorted and written at
once."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import per_document
from indexer.engines.whoosh.codec.codec import BlockCodec
from indexer.engines.whoosh.documents import Documents, DocumentsWriter
from indexer.engines.whoosh.leaf_segments import live_mask
from indexer.engines.whoosh.writing.contents import Contents
from indexer.engines.whoosh.writing.merging import merge_segment
from indexer.releases.schema import AnalysedRelease

# A merge takes in the next larger segment while that is at most this many times larger than what it
# has gathered: the number of segments stays logarithmic. Each segment makes every search some
# hundredths slower, so small ones are merged sooner: single additions to 20,000 releases leave
# three or four, and rewrite 45 releases each on average, half of them eight at most; a build of
# thousands rewrites four times as many at most.
_GROWTH, _GROWTH_SMALL = 4, 32
_SMALL = 2_000
# A segment with a larger share of deleted releases is rewritten to free the space.
_DELETED = 0.5
# Maximum letters of the releases in a segment: a segment is rewritten as a whole, and 4-byte
# numbers count its contents. A stored letter takes half a byte.
_SEGMENT_LETTERS, _LETTERS_A_BYTE = 1_000_000_000, 2


class BlockSegmentWriter(SegmentWriter):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's writer with our postings and columns: Whoosh keeps stored fields, deletions and the
    table of contents."""

    def __init__(self, index: FileIndex, buffer_bytes: int) -> None:
        # No lock: the folder belongs to one build until it is published. No compound file: its
        # parts are mapped separately.
        super().__init__(index, codec=BlockCodec(), compound=False, _lk=False)
        self._contents = Contents(Path(index.storage.folder), buffer_bytes)
        self._documents = DocumentsWriter()
        self._letters = 0

    @property
    def is_full(self) -> bool:
        """Whether the segment has reached its maximum size."""
        return not self.has_room(0)

    def has_room(self, letters: int) -> bool:
        """Whether releases of so many letters can be added."""
        return self._letters + letters < _SEGMENT_LETTERS

    def add_release(self, analysed: AnalysedRelease) -> None:
        self._documents.add(layout.column_values(analysed))
        self._contents.add(self.docnum, analysed)
        self._store(layout.stored_fields(analysed))

    def add_reader(self, reader: SegmentReader) -> None:
        """Merge the live releases of another segment into this one."""
        segment = reader.segment()
        live = live_mask(segment)
        numbers = np.cumsum(live) - 1 + self.docnum
        blocks = reader.codec().terms_reader(reader.storage(), segment)
        self._documents.add_segment(Documents(blocks.documents), live)
        for doc in np.flatnonzero(live).tolist():
            self._store(reader.stored_fields(doc))
        merge_segment(self._contents, blocks, live, numbers)

    def _store(self, stored: dict[str, str]) -> None:
        """Write the stored fields of the next document."""
        writer = self.perdocwriter
        writer.start_doc(self.docnum)
        for name, value in stored.items():
            writer.add_field(name, self.schema[name], value, 0)
            self._letters += len(value)
        writer.finish_doc()
        self.docnum += 1
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        self._contents.write_blocks(self.fieldwriter)
        self._contents.write_vocabulary(self.fieldwriter.vocabulary)
        self._documents.write(self.fieldwriter.documents)
        self.fieldwriter.close()


def merge_small(writer: BlockSegmentWriter, segments: Sequence[W3Segment]) -> list[W3Segment]:
    """Whoosh's merge policy hook: merges segments into `writer` and returns those that stay."""
    gathered = writer.doc_count()
    staying = []
    for segment in sorted(segments, key=lambda segment: segment.doc_count()):
        live, everything = segment.doc_count(), segment.doc_count_all()
        if live == 0:
            continue
        worth = should_merge(live, gathered) or everything - live > _DELETED * everything
        if worth and writer.has_room(_size(writer, segment)):
            reader = SegmentReader(writer.storage, writer.schema, segment)
            writer.add_reader(reader)
            reader.close()
            gathered += live
        else:
            staying.append(segment)
    return staying


def should_merge(releases: int, gathered: int) -> bool:
    """Whether a segment of `releases` is merged with the releases gathered from smaller ones."""
    return releases <= (_GROWTH_SMALL if releases <= _SMALL else _GROWTH) * gathered


def _size(writer: BlockSegmentWriter, segment: W3Segment) -> int:
    """About how many letters the segment's releases have."""
    size: int = writer.storage.file_length(segment.make_filename(per_document.EXTENSION))
    return _LETTERS_A_BYTE * size
