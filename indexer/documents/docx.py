"""Word files: paragraphs, the rows of tables and text boxes, in order; python-docx opens them.

Its own texts of paragraphs lack what was inserted under track changes, and what is in controls, boxes and
fields. Headers, footers, comments and what was deleted are not text of the document.
"""

import io
import zipfile
from collections.abc import Iterator
from itertools import chain

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError, _Element

from indexer import limits
from indexer.documents import article, formats
from indexer.documents.content import Content
from indexer.errors import DocumentError
from indexer.release import Release

_TITLES = ("Title", "Heading 1")
_PARAGRAPH, _ROW, _BOX = (qn(f"w:{name}") for name in ("p", "tr", "txbxContent"))
_CONTROL, _ABOUT = qn("w:sdt"), qn("w:sdtPr")
_PLACEHOLDER, _MADE = qn("w:showingPlcHdr"), qn("w:docPartGallery")
# What a reader sees of a run; none for its own text.
_SIGNS = {
    qn("w:t"): "",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# What was deleted or moved away, the code of fields, and what stands in for shapes in programs that are old.
_GONE = frozenset(
    [
        *(qn(f"w:{name}") for name in ("del", "moveFrom", "delText", "instrText", "pPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)


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
    ):
        raise DocumentError(file.name, formats.DAMAGED_WORD) from None
    yield from article.releases(article.Article(paragraphs, title), file.name)


def _text(document: "docx.document.Document") -> tuple[str | None, list[str]]:
    """The first paragraph of a title's style, and all paragraphs."""
    title: str | None = None
    paragraphs: list[str] = []
    body = document.element.body
    boxes = (box for box in body.iter(_BOX) if not any(map(_is_gone, box.iterancestors())))
    # Boxes last: a letterhead is one, and no title.
    for block, written in chain(_blocks(body), *map(_blocks, boxes)):
        text = written.strip()
        if title is None and text and _style(block, document) in _TITLES:
            title = text
        # A line break within a paragraph is layout; two end it.
        paragraphs.extend(piece for piece in text.split("\n\n") if piece.strip())
    return title, paragraphs


def _style(block: _Element, document: "docx.document.Document") -> str | None:
    if block.tag != _PARAGRAPH:
        return None
    style = Paragraph(block, document).style
    return style.name if style is not None else None


def _blocks(parent: _Element) -> Iterator[tuple[_Element, str]]:
    """Paragraphs and the rows of tables with their texts, whatever they are wrapped in: insertions under track changes,
    controls. Boxes that are anchored in them are left out."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield child, "".join(_pieces(child))
        elif child.tag == _ROW:
            yield child, " ".join(filter(None, (text.strip() for _, text in _blocks(child))))
        elif not _is_gone(child):
            yield from _blocks(child)


def _is_gone(element: _Element) -> bool:
    """Whether a reader does not see an element, or sees what the program made up: a placeholder, a table of contents."""
    if element.tag in _GONE:
        return True
    about = element.find(_ABOUT) if element.tag == _CONTROL else None
    return about is not None and next(about.iter(_PLACEHOLDER, _MADE), None) is not None


def _pieces(parent: _Element) -> Iterator[str]:
    """The text of a paragraph, without that of boxes in it."""
    for child in parent:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag] or child.text or ""
        elif child.tag != _BOX and not _is_gone(child):
            yield from _pieces(child)
