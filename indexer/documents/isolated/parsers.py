"""The registry of readers that run in an isolated process."""

import importlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from indexer.documents.files.content import Content
from indexer.documents.files.formats import Format
from indexer.errors import DocumentError
from indexer.releases.release import Release

_REASON_CHARACTERS = 500


class Parser(NamedTuple):
    """The module of an isolated reader, and the optional extra of Kashaf that it needs."""

    module: str
    extra: str | None = None


BY_FORMAT: Mapping[Format, Parser] = {
    Format.MARKDOWN: Parser("indexer.documents.markup.markdown"),
    Format.HTML: Parser("indexer.documents.markup.web_page"),
    Format.FEED: Parser("indexer.documents.markup.feed"),
    Format.JSON: Parser("indexer.documents.tables.json_objects"),
    Format.MAIL: Parser("indexer.documents.mail.reader"),
    Format.PDF: Parser("indexer.documents.pdf.reader", "pdf"),
    Format.WORD: Parser("indexer.documents.word.reader", "docx"),
}


def read(file: Content, parser: Parser) -> Iterator[Release | DocumentError]:
    """The releases of a content, read in this process. Raises DocumentError if the reader's extra
    is not installed."""
    try:
        module = importlib.import_module(parser.module)
    except ModuleNotFoundError as error:
        if parser.extra is None or (error.name or "").startswith("indexer"):
            raise
        needed = f"{error.name} is needed to read it: pip install 'kashaf[{parser.extra}]'"
        raise DocumentError(file.name, needed) from None
    found: Iterator[Release | DocumentError] = module.read(file)
    yield from found


def failure(name: str, error: Exception) -> DocumentError:
    """A DocumentError for any exception that a library raised on a malformed file."""
    reason = f"damaged: its reader failed ({type(error).__name__}: {error})"
    return DocumentError(name, reason[:_REASON_CHARACTERS])
