"""Word files: paragraphs, the rows of tables and text boxes, in order; python-docx opens them.

Its own texts of paragraphs lack what was inserted under track changes, and what is in controls, boxes and
fields. Headers, footers, comments and what was deleted are not text of the document; but a letterhead that is a header tells
whose it is.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.package import Unmarshaller
from docx.opc.part import PartFactory
from docx.opc.pkgreader import PackageReader
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.text.paragraph import Paragraph
from lxml.etree import ErrorTypes, LxmlError, XMLSyntaxError, _Element

from indexer import limits
from indexer.documents.files import formats
from indexer.documents.files.content import Content
from indexer.documents.html import rendering
from indexer.documents.press import article, masthead
from indexer.documents.text import prose
from indexer.documents.word import bulletin
from indexer.documents.word.bulletin import Block
from indexer.errors import DocumentError
from indexer.release import Release

# Templates and files with macros are documents as others are, which the library does not know.
PartFactory.part_type_for.update(
    {
        "application/vnd.ms-word.document.macroEnabled.main+xml": DocumentPart,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml": DocumentPart,
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml": DocumentPart,
    }
)
# Of a header: what stands left and right in it are lines of their own.
_LINE_ENDS = re.compile(r"[\n\t]+")
_TITLES = (bulletin.TITLE, bulletin.HEADING)
_PARAGRAPH, _ROW, _CELL, _BOX = (qn(f"w:{name}") for name in ("p", "tr", "tc", "txbxContent"))
_RUN, _UNSEEN = qn("w:r"), f"{qn('w:rPr')}/{qn('w:vanish')}"
_CONTROL, _ABOUT = qn("w:sdt"), qn("w:sdtPr")
_STYLED, _VALUE = f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val")
_PLACEHOLDER, _MADE = qn("w:showingPlcHdr"), qn("w:docPartGallery")
_OFF = frozenset({"0", "false", "off"})
# A headline in a box has more words than a caption or a remark.
_HEADLINE_WORDS = 3
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
    """The release of a Word file, or several in the form of the seeds or of a bulletin."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    try:
        document = _document(raw)
        articles = _articles(document)
        agency = _signed(document)
    except (
        AttributeError,
        KeyError,
        LxmlError,
        PackageNotFoundError,
        TypeError,
        ValueError,
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
    ) as error:
        if isinstance(error, XMLSyntaxError) and error.code == ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from None
        raise DocumentError(file.name, formats.DAMAGED_WORD) from None
    for place, one in enumerate(articles, 1):
        try:
            for made in article.releases(one, file.name, place):
                yield replace(made, agency=made.agency or agency)
        except DocumentError as error:
            yield error


def _document(raw: bytes) -> Document:
    """The document that a file is. Raises ValueError where it is another kind of file, and what the library does."""
    package = Package()
    packed = PackageReader.from_file(io.BytesIO(raw))  # type: ignore[no-untyped-call]
    Unmarshaller.unmarshal(packed, package, PartFactory)  # type: ignore[no-untyped-call]
    part = package.main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError(part.content_type)
    document: Document = part.document
    return document


def _signed(document: Document) -> str | None:
    """The institution that the head of the pages names; a header that is damaged costs no text."""
    with suppress(AttributeError, KeyError):
        return masthead.read_facts(_headers(document)).agency
    return None


def _headers(document: Document) -> list[str]:
    """The lines at the head of the pages, those of the first page first."""
    section = next(iter(document.sections), None)
    if section is None:
        return []
    is_other = section.different_first_page_header_footer
    headers = (*([section.first_page_header] if is_other else []), section.header)
    own = (header for header in headers if not header.is_linked_to_previous)
    texts = (_text(block) for header in own for block in header.part.element.iter(_PARAGRAPH))
    return [line for text in texts for line in _LINE_ENDS.split(text)][: masthead.LINES]


def _articles(document: Document) -> list[article.Article]:
    """The paragraphs of each release, and the first of a title's style."""
    body = document.element.body
    styles: dict[str | None, str | None] = {}
    blocks = [
        Block(text, _style(block, document, styles))
        for block, written in _blocks(body)
        if (text := written.strip())
    ]
    boxes = [box for box in body.iter(_BOX) if not any(map(_is_gone, box.iterancestors()))]
    boxed = [[text for _, written in _blocks(box) if (text := written.strip())] for box in boxes]
    parts = bulletin.split_releases(blocks)
    if not parts:
        return [_article(blocks, boxed)]
    return [
        *(_article(part, []) for part in parts[:-1]),
        _article(parts[-1], boxed),
    ]


def _article(blocks: Sequence[Block], boxed: list[list[str]]) -> article.Article:
    title = next((block.text for block in blocks if block.style in _TITLES), None)
    paragraphs: list[str] = []
    for block in blocks:
        is_top = len(paragraphs) < masthead.LINES and all(map(masthead.is_part, paragraphs))
        paragraphs.extend(_parted(block.text, is_top))
    if title is None:
        paragraphs = _headed(paragraphs, boxed)
    # Boxes last: what they say beside the text is no title.
    return article.Article([*paragraphs, *(text for box in boxed for text in box)], title)


def _parted(text: str, is_top: bool) -> list[str]:
    """The paragraphs of a block. A line break within one is layout, and two end it; but the lines and cells of a
    letterhead are lines."""
    lines = [line for part in text.split(rendering.BETWEEN_CELLS) for line in part.split("\n")]
    if is_top and all(map(masthead.is_part, lines)):
        return lines
    return [piece for piece in text.split("\n\n") if piece.strip()]


def _headed(paragraphs: list[str], boxed: list[list[str]]) -> list[str]:
    """The paragraphs with what boxes say above the text, which is taken out of these: a letterhead and, where the
    paragraphs have no headline, the first that looks like one."""
    heads = [box for box in boxed[: masthead.LINES] if all(map(masthead.is_part, box))]
    boxed[:] = [box for box in boxed if box not in heads]
    above = [line for box in heads for line in box]
    whole = [*above, *paragraphs]
    parted = masthead.split(whole)
    if parted.is_headed and parted.below and prose.is_heading(parted.below[0]):
        return whole
    headlines = (box for box in boxed if len(box) == 1 and _is_headline(box[0]))
    headline = next(headlines, None)
    if headline is None:
        return whole
    boxed.remove(headline)
    return [*parted.above, *headline, *parted.below]


def _is_headline(text: str) -> bool:
    return prose.is_heading(text) and len(text.split()) >= _HEADLINE_WORDS


def _style(block: _Element, document: Document, known: dict[str | None, str | None]) -> str | None:
    """The name of a paragraph's style. `known` are those of styles looked up before: each time all are looked through."""
    if block.tag != _PARAGRAPH:
        return None
    styled = block.find(_STYLED)
    key = None if styled is None else styled.get(_VALUE)
    if key not in known:
        style = Paragraph(block, document).style
        known[key] = style.name if style is not None else None
    return known[key]


def _blocks(parent: _Element) -> Iterator[tuple[_Element, str]]:
    """Paragraphs and the rows of tables with their texts, whatever they are wrapped in: insertions under track changes,
    controls. Boxes that are anchored in them are left out."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield child, _text(child)
        elif child.tag == _ROW:
            cells = list(filter(None, _cells(child)))
            # A cell that is alone is a frame around what is in it.
            if len(cells) == 1:
                yield from cells[0]
            else:
                yield child, rendering.BETWEEN_CELLS.join(map(_joined, cells))
        elif not _is_gone(child):
            yield from _blocks(child)


def _joined(cell: Sequence[tuple[_Element, str]]) -> str:
    return "\n".join(text.strip() for _, text in cell)


def _cells(row: _Element) -> Iterator[list[tuple[_Element, str]]]:
    """The blocks of a row's cells that have text, whatever they are wrapped in; those of a table in a cell are among them."""
    for child in row:
        if child.tag == _CELL:
            yield [(block, text) for block, text in _blocks(child) if text.strip()]
        elif not _is_gone(child):
            yield from _cells(child)


def _is_gone(element: _Element) -> bool:
    """Whether a reader does not see an element, or sees what the program made up: a placeholder, a table of contents."""
    if element.tag in _GONE:
        return True
    if element.tag == _RUN:
        hidden = element.find(_UNSEEN)
        return hidden is not None and hidden.get(_VALUE) not in _OFF
    about = element.find(_ABOUT) if element.tag == _CONTROL else None
    return about is not None and next(about.iter(_PLACEHOLDER, _MADE), None) is not None


def _text(paragraph: _Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(parent: _Element) -> Iterator[str]:
    """The text of a paragraph, without that of boxes in it."""
    for child in parent:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag] or child.text or ""
        elif child.tag != _BOX and not _is_gone(child):
            yield from _pieces(child)
