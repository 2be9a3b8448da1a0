"""The segments of an index, from Whoosh's reader."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import IndexReader

from indexer.engines.whoosh.codec.codec import BlockReader
from indexer.engines.whoosh.documents import Documents


class LeafSegment(NamedTuple):
    """``base`` is the number of its first document; ``live`` is the mask of documents not deleted,
    None if none is."""

    storage: FileStorage
    segment: W3Segment
    blocks: BlockReader
    base: int
    live: NDArray[np.bool_] | None

    @property
    def name(self) -> str:
        name: str = self.segment.segment_id()
        return name

    @property
    def mask(self) -> NDArray[np.bool_]:
        """The mask of documents not deleted, also if that is all of them."""
        return live_mask(self.segment) if self.live is None else self.live

    @property
    def documents(self) -> Documents:
        return Documents(self.blocks.documents)


def leaf_segments(reader: IndexReader) -> Iterator[LeafSegment]:
    """The segments in order of Whoosh's document numbers."""
    if not reader.doc_count_all():  # Whoosh's reader of an empty index has no leaf readers
        return
    for leaf, base in reader.leaf_readers():
        storage, segment = leaf.storage(), leaf.segment()
        blocks = leaf.codec().terms_reader(storage, segment)
        live = live_mask(segment)
        yield LeafSegment(storage, segment, blocks, base, None if live.all() else live)


def live_mask(segment: W3Segment) -> NDArray[np.bool_]:
    """The mask of a segment's documents that are not deleted."""
    live = np.ones(segment.doc_count_all(), np.bool_)
    live[list(segment.deleted_docs())] = False
    return live
