"""Unpacks gzip and ZIP as streams, without writing to disk.

One allowance bounds everything that is unpacked from one file, at any depth: a decompression bomb
is refused when its size exceeds what text can reach.
"""

import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import PurePosixPath
from typing import BinaryIO

from indexer.documents import limits
from indexer.documents.files import formats
from indexer.documents.files.content import CHUNK_BYTES, Content, Unpacked
from indexer.documents.files.file_names import SKIPPED, printable
from indexer.documents.files.formats import Format
from indexer.errors import DocumentError

_SKIPPED = (*SKIPPED, "__MACOSX")
# The exceptions that `zipfile` raises for damaged archives.
_DAMAGED = (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, IndexError)
# With this window size zlib handles the header and the checksum of gzip.
_GZIP_WINDOW = 31


class Allowance:
    """The bytes, archive members and parser seconds that one file of `packed` bytes may still
    use."""

    def __init__(self, packed: int) -> None:
        self._left = limits.UNPACKED_FREE_BYTES + limits.MAX_UNPACKED_RATIO * packed
        self._members = limits.MAX_ARCHIVE_MEMBERS
        self._seconds = limits.UNPACKED_SECONDS * (1 + packed / 1_000_000)

    def take(self, amount: int, name: str) -> None:
        """Uses up `amount` bytes. Raises DocumentError if none are left."""
        self._left -= amount
        if self.is_spent:
            raise DocumentError(
                name,
                f"unpacks to more than {limits.MAX_UNPACKED_RATIO} times its size: a bomb; unpack it, and "
                "give what is in it",
            )

    def take_member(self, name: str) -> None:
        """Uses up one member. Raises DocumentError if there are too many."""
        self._members -= 1
        if self.is_spent:
            raise DocumentError(
                name, f"more than {limits.MAX_ARCHIVE_MEMBERS:,} files in one archive; unpack it"
            )

    def take_seconds(self, amount: float) -> None:
        """Uses up `amount` seconds of a parser."""
        self._seconds -= amount

    def require_seconds(self, name: str) -> None:
        """Raises DocumentError if the seconds of the parsers are used up."""
        if self._seconds < 0:
            raise DocumentError(
                name,
                "what is in it takes too long to read: what follows in it was not read; unpack it",
            )

    @property
    def is_spent(self) -> bool:
        return min(self._left, self._members) < 0


def gunzip(content: Content, allowance: Allowance) -> Unpacked:
    """The content of a gzip file, under the same name."""
    return Unpacked(content.name, _inflate(content, allowance))


def _inflate(content: Content, allowance: Allowance) -> Iterator[bytes]:
    engine = zlib.decompressobj(_GZIP_WINDOW)
    begun = False
    try:
        for packed in content.chunks():
            while packed:
                if engine.eof:  # another gzip member may follow; zero bytes are padding
                    packed = packed.lstrip(b"\0")
                    if not packed:
                        break
                    engine = zlib.decompressobj(_GZIP_WINDOW)
                piece = engine.decompress(packed, CHUNK_BYTES)
                begun = True
                packed = engine.unused_data if engine.eof else engine.unconsumed_tail
                allowance.take(len(piece), content.name)
                if piece:
                    yield piece
    except zlib.error as error:
        raise DocumentError(content.name, f"damaged gzip: {error}") from None
    if begun and not engine.eof:
        raise DocumentError(content.name, "damaged gzip: it ends in the middle")


class _Bounded:
    """A file that refuses to read a member list (central directory) above the limit, because the
    archive itself declares the length of that list."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > limits.ARCHIVE_LIST_BYTES:
            raise DocumentError(
                self._name, f"its list of members has {size:,} bytes: more than an archive needs"
            )
        return self._file.read(size if size >= 0 else limits.ARCHIVE_LIST_BYTES)


def members(content: Content, allowance: Allowance) -> Iterator[Content | DocumentError]:
    """The documents in a ZIP file, in its order; each must be read before the next one is
    requested.

    Yields a DocumentError for a member that is not a document. Raises DocumentError for a damaged
    archive.
    """
    with closing(content.seekable(limits.PARSED_FILE_BYTES)) as file:
        try:
            with zipfile.ZipFile(_Bounded(file, content.name)) as archive:
                _refuse_office_files(archive, content.name)
                yield from _read_members(archive, content.name, allowance)
        except _DAMAGED as error:
            raise DocumentError(content.name, _damage_reason(content.name, error)) from None
    content.require_unchanged()


def _damage_reason(name: str, error: Exception) -> str:
    is_named_word = formats.BY_EXTENSION.get(formats.extension(name)) == Format.WORD
    return formats.DAMAGED_WORD if is_named_word else f"damaged ZIP: {error}"


def is_word_document(content: Content) -> bool:
    """Whether a ZIP file is a Word document; False for a damaged archive."""
    with closing(content.seekable(limits.PARSED_FILE_BYTES)) as file:
        try:
            with zipfile.ZipFile(_Bounded(file, content.name)) as archive:
                return "word/document.xml" in archive.namelist()
        except _DAMAGED:
            return False


def _refuse_office_files(archive: zipfile.ZipFile, name: str) -> None:
    listed = set(archive.namelist())
    if "xl/workbook.xml" in listed:
        raise DocumentError(name, "an Excel file: not read; save it as .csv")
    if "ppt/presentation.xml" in listed:
        raise DocumentError(name, "a PowerPoint file: not read; save it as .pdf")
    if "mimetype" in listed:
        raise DocumentError(
            name, "an OpenDocument or EPUB file: not read; save it as .docx or .pdf"
        )


def _read_members(
    archive: zipfile.ZipFile, name: str, allowance: Allowance
) -> Iterator[Content | DocumentError]:
    for member in archive.infolist():
        allowance.take_member(name)
        # Windows programs separate folders by backslashes.
        inside = member.filename.replace("\\", "/")
        path = PurePosixPath(inside)
        if inside.endswith("/"):
            continue
        within = f"{name}/{printable(inside)}"
        reason = _refusal_reason(member, path)
        if reason:
            yield DocumentError(within, reason)
        elif not any(part.startswith(_SKIPPED) for part in path.parts):
            yield Unpacked(within, _extract(archive, member, within, allowance))


def _refusal_reason(member: zipfile.ZipInfo, path: PurePosixPath) -> str | None:
    if path.is_absolute() or ".." in path.parts:
        return "its name leads out of the archive; nothing of it was read"
    if member.flag_bits & 1:
        return "is encrypted; unpack it"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link in an archive; not followed"
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed by a method other than deflate; pack the archive anew"
    return None


def _extract(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, allowance: Allowance
) -> Iterator[bytes]:
    """The bytes of a member. The size in its header is not trusted."""
    try:
        with archive.open(member) as file:
            while chunk := file.read(CHUNK_BYTES):
                allowance.take(len(chunk), name)
                yield chunk
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DocumentError(name, f"damaged in the archive: {error}") from None
