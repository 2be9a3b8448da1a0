"""Which reader understands which format, and from any content to its releases.

A new format is a module with a function `read` of the shape `Reader`, a line in `READERS`, and one in
`formats.BY_ENDING`. What is parsed by a library, or as a whole, goes to a process of its own: see
`isolated`.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

from indexer import limits
from indexer.documents import encoding, formats, jsonl, names, plain, press, sheet, unpacking
from indexer.documents.content import Content
from indexer.documents.isolated import Isolated
from indexer.documents.unpacking import Allowance
from indexer.errors import DocumentError
from indexer.release import Release


class Reader(Protocol):
    """From content to its releases, in order.

    A part that is refused is given as a DocumentError in its place; one that spoils the rest of the
    content is raised. `Release.source` is the content's name.
    """

    def __call__(self, file: Content, /) -> Iterator[Release | DocumentError]: ...


class Parser(NamedTuple):
    """The module of a reader that runs in a process of its own, and the extra that it needs."""

    module: str
    extra: str | None = None


def text(file: Content) -> Iterator[Release | DocumentError]:
    """The releases of a text file in the form of the seeds: see `press`; of any other the one whose title
    is the first line."""
    raw = file.whole(limits.TEXT_FILE_BYTES)
    found = encoding.decode(raw, file.name)
    if press.is_meant(found):
        yield from press.read(found, file.name)
    else:
        yield from plain.read(found, file.name)


_ANEW = "save it again, as UTF-8, from where it came"

READERS: Mapping[str, Reader] = {
    "press": text,
    "csv": sheet.read,
    "jsonl": jsonl.read,
}
PARSERS: Mapping[str, Parser] = {
    "markdown": Parser("indexer.documents.markdown"),
    "html": Parser("indexer.documents.html_page"),
    "feed": Parser("indexer.documents.feed"),
    "json": Parser("indexer.documents.objects"),
    "mail": Parser("indexer.documents.mail"),
    "pdf": Parser("indexer.documents.pdf.reader", "pdf"),
    "docx": Parser("indexer.documents.docx", "docx"),
}


def _legible(found: Release | DocumentError) -> Release | DocumentError:
    """What was found, or why nobody could find it again."""
    if isinstance(found, Release) and encoding.is_misread(found.title + found.body):
        shown = names.excerpt(found.headline)
        return DocumentError(
            found.source, f"{shown} is text that was decoded wrongly and saved; {_ANEW}"
        )
    return found


class Reading:
    """Reads files one after the other. A context manager: leaving it ends the process of the parsers."""

    def __init__(self) -> None:
        self._isolated = Isolated()

    def __enter__(self) -> "Reading":
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
        kind = formats.of(content)
        if kind in ("zip", "gzip") and depth == limits.ARCHIVE_DEPTH:
            raise DocumentError(
                content.name, f"packed more than {limits.ARCHIVE_DEPTH} times over; unpack it"
            )
        if kind == "gzip":
            yield from self._read(unpacking.gunzipped(content, allowance), allowance, depth + 1)
        elif kind == "zip" and not unpacking.is_word(content):
            yield from self._members(content, allowance, depth + 1)
        elif kind in READERS:
            yield from READERS[kind](content)
        else:
            parser = PARSERS["docx" if kind == "zip" else kind]
            before = self._isolated.seconds
            try:
                yield from self._isolated.read(content, parser.module, parser.extra)
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
            if allowance.spent:
                raise DocumentError(archive.name, "what follows in it was not read")
