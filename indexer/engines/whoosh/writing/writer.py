"""Writes one Whoosh index from analysed releases."""

import contextlib
from collections.abc import Collection
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import NO_MERGE

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.writing import arrays
from indexer.engines.whoosh.writing.segments import BlockSegmentWriter, merge_small
from indexer.errors import BuildError
from indexer.releases.schema import AnalysedRelease

# Bytes of postings in memory before they are spilled. Sorting takes as much again; a million words
# and spellings take some 300 MB more, and as much again while they are written: a build of 100,000
# releases takes about 1 GB.
BUFFER_BYTES = 64_000_000


class WhooshWriter:
    """Adds and deletes releases; `commit` completes the index.

    Segments written before that are not visible to readers: the folder belongs to the build.
    """

    def __init__(self, index: FileIndex, buffer_bytes: int = BUFFER_BYTES) -> None:
        self._index = index
        self._buffer_bytes = buffer_bytes
        self._reader = index.reader()
        self._before = arrays.segment_names(self._reader)
        self._writer: BlockSegmentWriter | None = BlockSegmentWriter(index, buffer_bytes)

    @classmethod
    def create(cls, folder: Path) -> "WhooshWriter":
        return cls(FileStorage(str(folder)).create_index(layout.schema()))

    @classmethod
    def extend(cls, folder: Path) -> "WhooshWriter":
        """Whoosh writes a new segment and a new table of contents, and removes the replaced ones:
        no file changes in place."""
        return cls(FileStorage(str(folder)).open_index(schema=layout.schema()))

    def add(self, release: AnalysedRelease) -> None:
        writer = self._require_writer()
        writer.add_release(release)
        if writer.is_full:
            writer.commit(mergetype=NO_MERGE)
            self._writer = BlockSegmentWriter(self._index, self._buffer_bytes)

    def delete(self, release_id: str) -> None:
        term = (layout.ID, release_id.encode())
        matcher = self._reader.postings(*term) if term in self._reader else None
        if matcher is None or not matcher.is_active():
            raise BuildError(f"release {release_id!r} is to be deleted but is not in the index")
        self._require_writer().delete_document(matcher.id())

    def commit(self) -> Collection[str]:
        self._require_writer().commit(mergetype=merge_small)
        self._writer = None
        self._reader.close()
        with contextlib.closing(self._index.reader()) as reader:
            arrays.write(Path(self._index.storage.folder), reader)
            return arrays.new_release_ids(reader, besides=self._before)

    def cancel(self) -> None:
        if self._writer is not None:
            self._writer.cancel()
            self._writer = None
            self._reader.close()

    def _require_writer(self) -> BlockSegmentWriter:
        if self._writer is None:
            raise BuildError("this writer was committed or cancelled")
        return self._writer
