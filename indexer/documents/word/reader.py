"""Reads Word files with python-docx: paragraphs, table rows and text boxes, in order.

The library's own paragraph texts lack tracked insertions, content controls, text boxes and fields,
so the XML is read here. Headers, footers, comments and deletions are not part of the text, but a
letterhead in a page header names the agency.
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

from indexer.documents import limits
from indexer.documents.files import formats
from indexer.documents.files.content import Content
from indexer.documents.html import rendering
from indexer.documents.press import article, masthead
from indexer.documents.text import prose
from indexer.documents.word import bulletin
from indexer.documents.word.bulletin import StyledBlock
from indexer.errors import DocumentError
from indexer.releases.release import Release

# The types of templates and of files with macros, which have the structure of a document.
_OTHER_TYPES = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
# In a page header, tabs separate the left and the right part, which are lines of their own.
_LINE_ENDS = re.compile(r"[\n\t]+")
_TITLES = (bulletin.TITLE, bulletin.HEADING)
_PARAGRAPH, _ROW, _CELL, _BOX = (qn(f"w:{name}") for name in ("p", "tr", "tc", "txbxContent"))
_RUN, _HIDDEN = qn("w:r"), f"{qn('w:rPr')}/{qn('w:vanish')}"
_CONTROL, _CONTROL_PROPERTIES = qn("w:sdt"), qn("w:sdtPr")
_STYLE, _VALUE = f"{qn('w:pPr')}/{qn('w:pStyle')}", qn("w:val")
_PLACEHOLDER, _GENERATED = qn("w:showingPlcHdr"), qn("w:docPartGallery")
_OFF = frozenset({"0", "false", "off"})
# The text of elements in a run; empty for the element's own text.
_RUN_TEXTS = {
    qn("w:t"): "",
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
# Deleted and moved text, field codes, paragraph properties, and fallbacks of shapes for old
# programs.
_SKIPPED = frozenset(
    [
        *(qn(f"w:{name}") for name in ("del", "moveFrom", "delText", "instrText", "pPr")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    ]
)


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The release of a Word file, or several if it is in the seed format or a bulletin."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    try:
        document = _open_document(raw)
        articles = _read_articles(document)
        agency = _letterhead_agency(document)
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


def _open_document(raw: bytes) -> Document:
    """Opens a document. Raises ValueError for another kind of file, and the exceptions of the
    library."""
    # The library does not know these types; its table is global to the process.
    PartFactory.part_type_for.update(dict.fromkeys(_OTHER_TYPES, DocumentPart))
    package = Package()
    packed = PackageReader.from_file(io.BytesIO(raw))  # type: ignore[no-untyped-call]
    Unmarshaller.unmarshal(packed, package, PartFactory)  # type: ignore[no-untyped-call]
    part = package.main_document_part
    if not isinstance(part, DocumentPart):
        raise ValueError(part.content_type)
    document: Document = part.document
    return document


def _letterhead_agency(document: Document) -> str | None:
    """The institution that the page headers name; None if a header is damaged."""
    with suppress(AttributeError, KeyError):
        return masthead.read_facts(_headers(document)).agency
    return None


def _headers(document: Document) -> list[str]:
    """The lines of the page headers, those of the first page first."""
    section = next(iter(document.sections), None)
    if section is None:
        return []
    is_other = section.different_first_page_header_footer
    headers = (*([section.first_page_header] if is_other else []), section.header)
    own = (header for header in headers if not header.is_linked_to_previous)
    texts = (_text(block) for header in own for block in header.part.element.iter(_PARAGRAPH))
    return [line for text in texts for line in _LINE_ENDS.split(text)][: masthead.LINES]


def _read_articles(document: Document) -> list[article.Article]:
    """The articles of a document, each with the first block in a title style as its title."""
    body = document.element.body
    styles: dict[str | None, str | None] = {}
    blocks = [
        StyledBlock(text, _style(block, document, styles))
        for block, written in _blocks(body)
        if (text := written.strip())
    ]
    boxes = [box for box in body.iter(_BOX) if not any(map(_is_skipped, box.iterancestors()))]
    boxed = [[text for _, written in _blocks(box) if (text := written.strip())] for box in boxes]
    parts = bulletin.split_releases(blocks)
    if not parts:
        return [_make_article(blocks, boxed)]
    return [
        *(_make_article(part, []) for part in parts[:-1]),
        _make_article(parts[-1], boxed),
    ]


def _make_article(blocks: Sequence[StyledBlock], boxed: list[list[str]]) -> article.Article:
    title = next((block.text for block in blocks if block.style in _TITLES), None)
    paragraphs: list[str] = []
    for block in blocks:
        is_top = len(paragraphs) < masthead.LINES and all(map(masthead.is_part, paragraphs))
        paragraphs.extend(_split_block(block.text, is_top))
    if title is None:
        paragraphs = _add_headline(paragraphs, boxed)
    # Boxes go last: text beside the main text is not the title.
    return article.Article([*paragraphs, *(text for box in boxed for text in box)], title)


def _split_block(text: str, is_top: bool) -> list[str]:
    """The paragraphs of a block. Only two line breaks in a row separate them, but the lines and
    cells of a letterhead are kept as lines."""
    lines = [line for part in text.split(rendering.BETWEEN_CELLS) for line in part.split("\n")]
    if is_top and all(map(masthead.is_part, lines)):
        return lines
    return [piece for piece in text.split("\n\n") if piece.strip()]


def _add_headline(paragraphs: list[str], boxed: list[list[str]]) -> list[str]:
    """The paragraphs with the letterhead and, if they have no headline, the first box that looks
    like one above them; these are removed from `boxed`."""
    heads = [box for box in boxed[: masthead.LINES] if all(map(masthead.is_part, box))]
    boxed[:] = [box for box in boxed if box not in heads]
    above = [line for box in heads for line in box]
    whole = [*above, *paragraphs]
    split = masthead.split(whole)
    if split.has_headline and split.below and prose.is_heading(split.below[0]):
        return whole
    headlines = (box for box in boxed if len(box) == 1 and _is_headline(box[0]))
    headline = next(headlines, None)
    if headline is None:
        return whole
    boxed.remove(headline)
    return [*split.above, *headline, *split.below]


def _is_headline(text: str) -> bool:
    return prose.is_heading(text) and len(text.split()) >= prose.HEADLINE_WORDS


def _style(block: _Element, document: Document, known: dict[str | None, str | None]) -> str | None:
    """The name of a paragraph's style. `known` caches the names, because each lookup is a linear
    search."""
    if block.tag != _PARAGRAPH:
        return None
    styled = block.find(_STYLE)
    key = None if styled is None else styled.get(_VALUE)
    if key not in known:
        style = Paragraph(block, document).style
        known[key] = style.name if style is not None else None
    return known[key]


def _blocks(parent: _Element) -> Iterator[tuple[_Element, str]]:
    """Paragraphs and table rows with their texts, inside any wrappers (tracked insertions, content
    controls), without the text boxes that are anchored in them."""
    for child in parent:
        if child.tag == _PARAGRAPH:
            yield child, _text(child)
        elif child.tag == _ROW:
            cells = list(filter(None, _cells(child)))
            # A single cell is a frame around its content.
            if len(cells) == 1:
                yield from cells[0]
            else:
                yield child, rendering.BETWEEN_CELLS.join(map(_join_blocks, cells))
        elif not _is_skipped(child):
            yield from _blocks(child)


def _join_blocks(cell: Sequence[tuple[_Element, str]]) -> str:
    return "\n".join(text.strip() for _, text in cell)


def _cells(row: _Element) -> Iterator[list[tuple[_Element, str]]]:
    """The blocks with text in each cell of a row, inside any wrappers, including those of nested
    tables."""
    for child in row:
        if child.tag == _CELL:
            yield [(block, text) for block, text in _blocks(child) if text.strip()]
        elif not _is_skipped(child):
            yield from _cells(child)


def _is_skipped(element: _Element) -> bool:
    """Whether an element is invisible, or generated: a placeholder, a table of contents."""
    if element.tag in _SKIPPED:
        return True
    if element.tag == _RUN:
        hidden = element.find(_HIDDEN)
        return hidden is not None and hidden.get(_VALUE) not in _OFF
    properties = element.find(_CONTROL_PROPERTIES) if element.tag == _CONTROL else None
    return (
        properties is not None and next(properties.iter(_PLACEHOLDER, _GENERATED), None) is not None
    )


def _text(paragraph: _Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(parent: _Element) -> Iterator[str]:
    """The pieces of text of a paragraph, without text boxes."""
    for child in parent:
        if child.tag in _RUN_TEXTS:
            yield _RUN_TEXTS[child.tag] or child.text or ""
        elif child.tag != _BOX and not _is_skipped(child):
            yield from _pieces(child)
