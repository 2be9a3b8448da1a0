"""Opens a PDF and makes a release of it."""

import ctypes
from collections.abc import Iterator

import pypdfium2

from indexer.documents import limits
from indexer.documents.files.content import Content
from indexer.documents.pdf import layout, marks
from indexer.documents.pdf.bidi import Ligatures
from indexer.documents.pdf.glyphs import Glyph, read_glyphs
from indexer.documents.press import article
from indexer.errors import DocumentError
from indexer.releases.release import Release


def read(file: Content) -> Iterator[Release | DocumentError]:
    """The release of a PDF, or several in the seed format. The title in the document properties is
    ignored, because it is usually that of a template."""
    raw = file.whole(limits.PARSED_FILE_BYTES)
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise DocumentError(file.name, _reason(error)) from None
    try:
        pages = list(_pages(document, file.name))
    except (pypdfium2.PdfiumError, ctypes.ArgumentError) as error:
        raise DocumentError(file.name, f"damaged PDF: {error}") from None
    finally:
        document.close()
    everything = [glyph for _, found in pages for glyph in found]
    ligatures = Ligatures(everything)
    laid = [layout.page(found, ligatures, height) for height, found in pages]
    found = layout.paragraphs(laid)
    made = article.Article([each.text for each in found], layout.headline(found))
    yield from article.releases(made, file.name)


def _pages(document: pypdfium2.PdfDocument, name: str) -> Iterator[tuple[float, list[Glyph]]]:
    """The height and the glyphs of each page; words and ranks are numbered through the document."""
    characters = words = 0
    for number in range(len(document)):
        page = document[number]
        found = marks.attach(read_glyphs(page))
        height = page.get_height()
        page.close()
        characters += len(found)
        if characters > limits.BODY_CHARACTERS:
            raise DocumentError(
                name, f"has more than {limits.BODY_CHARACTERS:,} characters: a book; part it"
            )
        for glyph in found:
            glyph.word += words
            glyph.place += characters << 4
        words = found[-1].word + 1 if found else words
        yield height, found


def _reason(error: Exception) -> str:
    if "password" in str(error).lower():
        return "needs a password; save it without one"
    return f"damaged PDF: {error}"
