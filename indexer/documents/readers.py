"""Which reader understands which format, and from any content to its releases.

A new format is a module with a function `read` of the shape `FormatReader`, a line in `READERS`, and one in
`formats.BY_EXTENSION`. What is parsed by a library, or as a whole, has its line in `parsers.BY_FORMAT` and goes to a process of
its own: see `isolated`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from indexer import limits
from indexer.documents.files import file_names, formats, unpacking
from indexer.documents.files.content import Content, Unpacked
from indexer.documents.files.unpacking import Allowance
from indexer.documents.isolated import Isolated, parsers
from indexer.documents.isolated.parsers import Parser
from indexer.documents.press import plain_text, seed_format
from indexer.documents.tables import jsonl, sheet
from indexer.documents.text import encoding
from indexer.errors import DocumentError
from indexer.release import Release


class FormatReader(Protocol):
    """From content to its releases, in order.

    A part that is refused is given as a DocumentError in its place; one that spoils the rest of the
    content is raised. `Release.source` is the content's name.
    """

    def __call__(self, file: Content, /) -> Iterator[Release | DocumentError]: ...


def text(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of a text file in the form of the seeds: see `press`; of a sheet that is saved as text its rows; of any
    other the one whose title is the first line."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    found = encoding.decode(raw, file.name)
    if sheet.looks_like(found):
        yield from sheet.read(Unpacked(file.name, iter([found.encode()])))
    elif seed_format.looks_like(found):
        yield from seed_format.read(found, file.name)
    else:
        yield from plain_text.read(found, file.name)


_ANEW = "save it again, as UTF-8, from where it came"

READERS: Mapping[str, FormatReader] = {
    "press": text,
    "csv": sheet.read,
    "jsonl": jsonl.read,
}
# Of what other documents are in.
PACKINGS = frozenset({"zip", "gzip"})


def detect_format(content: Content) -> str:
    """The name of the format, a Word file told from an archive. Raises DocumentError as `formats.detect` does."""
    found = formats.detect(content)
    return "docx" if found == "zip" and unpacking.is_word_document(content) else found


def read_format(
    content: Content,
    kind: str,
    parsed: Callable[[Content, Parser], Iterator[Release | DocumentError]],
) -> Iterator[Release | DocumentError]:
    """The releases of a content of a format that is no packing; `parsed` runs the reader of those that are parsed."""
    if kind in READERS:
        return READERS[kind](content)
    return parsed(content, parsers.BY_FORMAT[kind])


def _legible(found: Release | DocumentError) -> Release | DocumentError:
    """What was found, or why nobody could find it again."""
    if isinstance(found, Release) and encoding.is_misread(found.title + found.body):
        shown = file_names.excerpt(found.headline)
        return DocumentError(
            found.source, f"{shown} is text that was decoded wrongly and saved; {_ANEW}"
        )
    return found


class DocumentReader:
    """Reads files one after the other. A context manager: leaving it ends the process of the parsers."""

    def __init__(self) -> None:
        self._isolated = Isolated()

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(self, *exception: object) -> None:
        self._isolated.close()

    def releases(self, file: Content, size: int) -> Iterator[Release | DocumentError]:
        """The releases of a file of `size` bytes, with a DocumentError in the place of what was refused.

        Never raises one.
        """
        accepted = refused = 0
        for found in map(_legible, self._guarded(file, Allowance(size), 0)):
            yield found
            refused += isinstance(found, DocumentError)
            accepted += isinstance(found, Release)
            if refused > max(limits.LEAST_REFUSALS, accepted):
                yield DocumentError(file.name, "most of it is refused; the rest was not read")
                return

    def _guarded(
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
        if found in PACKINGS and depth == limits.ARCHIVE_DEPTH:
            raise DocumentError(
                content.name, f"packed more than {limits.ARCHIVE_DEPTH} times over; unpack it"
            )
        if found == "gzip":
            yield from self._read(unpacking.gunzip(content, allowance), allowance, depth + 1)
        elif found == "zip":
            yield from self._members(content, allowance, depth + 1)
        else:
            before = self._isolated.seconds
            try:
                yield from read_format(content, found, self._isolated.read)
            finally:
                allowance.take_seconds(self._isolated.seconds - before)

    def _members(
        self, archive: Content, allowance: Allowance, depth: int
    ) -> Iterator[Release | DocumentError]:
        for member in unpacking.members(archive, allowance):
            allowance.require_seconds(archive.name)
            if isinstance(member, DocumentError):
                yield member
                continue
            yield from self._guarded(member, allowance, depth)
            if allowance.is_spent:
                raise DocumentError(archive.name, "what follows in it was not read")
