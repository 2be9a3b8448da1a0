"""Stored texts behind Whoosh's interface for per-document data."""

from functools import cached_property
from pathlib import Path
from typing import Any

from whoosh.codec import base
from whoosh.codec.whoosh3 import W3PerDocReader, W3Segment
from whoosh.filedb.filestore import FileStorage

from indexer.engines.whoosh.codec.sections import SectionsWriter, map_file
from indexer.engines.whoosh.codec.stored_texts import StoredTexts, StoredTextsWriter

EXTENSION = ".rel"


def stored_texts(storage: FileStorage, segment: W3Segment) -> StoredTexts:
    """The stored texts of a segment."""
    return StoredTexts(map_file(_path(storage, segment)))


def _path(storage: FileStorage, segment: W3Segment) -> Path:
    return Path(storage.folder, segment.make_filename(EXTENSION))


class DocumentWriter(base.PerDocumentWriter):  # type: ignore[misc] # Whoosh has no types
    """Writes the one stored field of each document; no columns and no vectors."""

    def __init__(self, storage: FileStorage, segment: W3Segment) -> None:
        self._file = _path(storage, segment).open("xb")
        self._sections = SectionsWriter(self._file)
        self._texts = StoredTextsWriter(self._sections)
        self._text = ""
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:  # noqa: ARG002
        self._text = ""

    def add_field(self, fieldname: str, fieldobj: Any, value: str, length: int) -> None:  # noqa: ARG002
        self._texts.name, self._text = fieldname, value

    def finish_doc(self) -> None:
        self._texts.add(self._text)

    def close(self) -> None:
        if not self.is_closed:
            self.is_closed = True
            self._texts.finish()
            self._sections.finish()
            self._file.close()


class DocumentReader(W3PerDocReader):  # type: ignore[misc]
    """For Whoosh's own tools; safe to share between threads."""

    @cached_property
    def _texts(self) -> StoredTexts:
        return stored_texts(self._storage, self._segment)

    def field_length(self, fieldname: str) -> int:  # noqa: ARG002
        """Lengths are in columns of ours."""
        return 0

    def stored_fields(self, docnum: int) -> dict[str, str]:
        return {self._texts.name: self._texts[docnum]}
