"""Word files: paragraphs and the cells of tables, in order, by python-docx.

Headers, footers, comments and what was deleted under track changes are not text of the document.
"""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from indexer import limits
from indexer.documents import article
from indexer.documents.content import Content
from indexer.errors import DocumentError
from indexer.release import Release

_TITLES = ("Title", "Heading 1")


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The release of a Word file, or several in the form of the seeds."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    try:
        document = docx.Document(io.BytesIO(raw))
        title, paragraphs = _text(document)
    except (
        AttributeError,
        KeyError,
        LxmlError,
        PackageNotFoundError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
    ) as error:
        raise DocumentError(file.name, f"damaged Word file: {error}") from None
    yield from article.releases(article.Article(paragraphs, title), file.name)


def _text(document: "docx.document.Document") -> tuple[str | None, list[str]]:
    """The first paragraph of a title's style, and all paragraphs."""
    title: str | None = None
    paragraphs: list[str] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            paragraphs.extend(_cells(part))
            continue
        text = part.text.strip()
        if title is None and text and _style(part) in _TITLES:
            title = text
        # A line break within a paragraph is layout; two end it.
        paragraphs.extend(piece for piece in text.split("\n\n") if piece.strip())
    return title, paragraphs


def _style(paragraph: Paragraph) -> str | None:
    return paragraph.style.name if paragraph.style is not None else None


def _cells(table: Table) -> Iterator[str]:
    """A row a paragraph; a cell that spans several columns once."""
    for row in table.rows:
        texts: list[str] = []
        seen = set[int]()
        for cell in row.cells:
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                texts.append(cell.text.strip())
        yield " ".join(filter(None, texts))
