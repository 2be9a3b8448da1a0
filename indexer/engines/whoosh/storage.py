"""Whoosh's storage with files that are mapped into memory instead of copied there."""

import mmap
from functools import cached_property
from io import BytesIO
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import BufferFile, StructFile

from indexer.engines.whoosh.codec.sections import mapped


class MappedFile(BufferFile):  # type: ignore[misc] # Whoosh has no types
    """Whoosh's own copies the buffer for reading in sequence, which columns never do."""

    def __init__(self, buffer: memoryview, name: str) -> None:
        self._buf = buffer
        self._name = name
        self.onclose = None
        self.is_real = False
        self.is_closed = False

    @cached_property
    def file(self) -> BytesIO:
        return BytesIO(self._buf)

    def close(self) -> None:
        """The map goes with the last view of it."""
        self.is_closed = True


class MappedStorage(FileStorage):  # type: ignore[misc]
    """For reading; files of it may be read by several threads at once."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder), readonly=True)
        self._mapped: list[memoryview] = []

    def open_file(self, name: str, **_: object) -> StructFile:
        self._mapped.append(mapped(Path(self.folder) / name))
        return MappedFile(self._mapped[-1], name)

    def let_go(self) -> None:
        """Give up the memory of what was read; it stays in the cache of the system."""
        for view in self._mapped:
            if isinstance(view.obj, mmap.mmap):
                view.obj.madvise(mmap.MADV_DONTNEED)
