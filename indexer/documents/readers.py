"""The registry of formats: reads any content to releases.

To add a format, write a module with a function `read` of the type `FormatReader`, and add it to
`READERS` and `formats.BY_EXTENSION`. A reader that uses a library, or parses a file as a whole, is
added to `isolated.parsers.BY_FORMAT` instead and runs in a separate process.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from indexer.documents import limits
from indexer.documents.files import file_names, formats, unpacking
from indexer.documents.files.content import Content, Unpacked
from indexer.documents.files.formats import Format
from indexer.documents.files.unpacking import Allowance
from indexer.documents.isolated import Isolated, parsers
from indexer.documents.isolated.parsers import Parser
from indexer.documents.press import plain_text, seed_format
from indexer.documents.tables import jsonl, sheet
from indexer.documents.text import encoding, prose
from indexer.errors import DocumentError, NotARelease
from indexer.releases.release import Release


class FormatReader(Protocol):
    """Reads content to its releases, in order.

    A refused part yields a DocumentError in its place; a DocumentError is raised if the rest of the
    content is unusable. `Release.source` is the content's name.
    """

    def __call__(self, file: Content, /) -> Iterator[Release | DocumentError]: ...


def read_text(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of a text file: a sheet saved as text, the seed format, or plain text."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    text = encoding.decode(raw, file.name)
    if prose.is_blank(text):
        raise DocumentError(file.name, formats.EMPTY)
    if sheet.looks_like(text):
        yield from sheet.read(Unpacked(file.name, iter([text.encode()])))
    elif seed_format.looks_like(text):
        yield from seed_format.read(text, file.name)
    else:
        yield from plain_text.read(text, file.name)


_SAVE_AGAIN = "save it again, as UTF-8, from where it came"

READERS: Mapping[Format, FormatReader] = {
    Format.TEXT: read_text,
    Format.CSV: sheet.read,
    Format.JSONL: jsonl.read,
}
# Formats that contain other documents.
PACKINGS = frozenset({Format.ZIP, Format.GZIP})


def detect_format(content: Content) -> Format:
    """The format, as `formats.detect`, but Word files are distinguished from other ZIP files.
    Raises DocumentError."""
    found = formats.detect(content)
    is_word = found == Format.ZIP and unpacking.is_word_document(content)
    return Format.WORD if is_word else found


def read_format(
    content: Content,
    kind: Format,
    parse: Callable[[Content, Parser], Iterator[Release | DocumentError]],
) -> Iterator[Release | DocumentError]:
    """The releases of a content that is not packed; `parse` runs the reader of an isolated
    format."""
    if kind in READERS:
        return READERS[kind](content)
    return parse(content, parsers.BY_FORMAT[kind])


def _refuse_mojibake(found: Release | DocumentError) -> Release | DocumentError:
    """A release, or an error if its text was decoded wrongly, so that nobody could find it."""
    if isinstance(found, Release) and encoding.is_misread(found.title + found.body):
        shown = file_names.excerpt(found.headline)
        return DocumentError(
            found.source, f"{shown} is text that was decoded wrongly and saved; {_SAVE_AGAIN}"
        )
    return found


class DocumentReader:
    """Reads files one after the other. A context manager, whose exit ends the process of the
    parsers."""

    def __init__(self) -> None:
        self._isolated = Isolated()

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(self, *exception: object) -> None:
        self._isolated.close()

    def releases(self, file: Content, size: int) -> Iterator[Release | DocumentError]:
        """The releases of a file of `size` bytes, with a DocumentError in place of each refused
        part. Never raises one."""
        accepted = refused = 0
        for found in map(_refuse_mojibake, self._read_safely(file, Allowance(size), 0)):
            yield found
            refused += isinstance(found, DocumentError) and not isinstance(found, NotARelease)
            accepted += isinstance(found, Release)
            if refused > max(limits.MIN_REFUSALS, accepted):
                yield DocumentError(file.name, "most of it is refused; the rest was not read")
                return

    def _read_safely(
        self, content: Content, allowance: Allowance, depth: int
    ) -> Iterator[Release | DocumentError]:
        try:
            yield from self._read(content, allowance, depth)
        except DocumentError as error:
            yield error

    def _read(
        self, content: Content, allowance: Allowance, depth: int
    ) -> Iterator[Release | DocumentError]:
        found = detect_format(content)
        if found in PACKINGS and depth == limits.MAX_ARCHIVE_DEPTH:
            raise DocumentError(
                content.name, f"packed more than {limits.MAX_ARCHIVE_DEPTH} times over; unpack it"
            )
        if found == Format.GZIP:
            yield from self._read(unpacking.gunzip(content, allowance), allowance, depth + 1)
        elif found == Format.ZIP:
            yield from self._read_members(content, allowance, depth + 1)
        else:
            before = self._isolated.seconds
            try:
                yield from read_format(content, found, self._isolated.read)
            finally:
                allowance.take_seconds(self._isolated.seconds - before)

    def _read_members(
        self, archive: Content, allowance: Allowance, depth: int
    ) -> Iterator[Release | DocumentError]:
        for member in unpacking.members(archive, allowance):
            allowance.require_seconds(archive.name)
            if isinstance(member, DocumentError):
                yield member
                continue
            yield from self._read_safely(member, allowance, depth)
            if allowance.is_spent:
                raise DocumentError(archive.name, "what follows in it was not read")
