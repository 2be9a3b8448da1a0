"""The signs of a page and their places."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

# A ligature is one sign of several characters: PDFium gives all of them one origin.
_SAME_PLACE = 0.01
# Not turned, or of no direction (a dot).
_UPRIGHT = (0.0, -1.0)
# Points; marks are sought in the three bands around them.
_BAND = 24.0


@dataclass(slots=True)
class Glyph:
    """A sign: its characters in the order of PDFium, and its box in points, origin below left.

    ``word`` numbers the words as PDFium parts them, ``firm`` those that spaces of the file part; PDFium
    makes up others where objects end. ``place`` is its rank in the file. ``marks`` are combining marks
    that stand on it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    word: int
    firm: int
    place: int
    marks: str = ""

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def glyphs(page: Any) -> list[Glyph]:
    """The signs of a page (`pypdfium2.PdfPage`), marks set on the signs below them."""
    textpage = page.get_textpage()
    try:
        found = list(_glyphs(textpage.raw, textpage.count_chars()))
    finally:
        textpage.close()
    return _marked(found)


def _glyphs(raw: Any, count: int) -> Iterator[Glyph]:
    word, firm = 0, 0
    space: tuple[float, float] | None = None
    last, last_origin = None, (0.0, 0.0)
    for place in range(count):
        character = _character(pdfium.FPDFText_GetUnicode(raw, place))
        if not character or pdfium.FPDFText_GetCharAngle(raw, place) not in _UPRIGHT:
            continue  # a watermark across the page
        origin = _origin(raw, place)
        if character.isspace():
            word += 1
            space = origin if pdfium.FPDFText_IsGenerated(raw, place) != 1 else None
            continue
        left, right = _extent(raw, place)
        if last is not None and last.place + len(last.text) == place and _same(origin, last_origin):
            last.text += character
            last.left, last.right = min(last.left, left), max(last.right, right)
            continue
        # What PDFium makes up stands where the next sign does.
        firm += space is not None and not _same(space, origin)
        space = None
        last = Glyph(character, left, right, origin[1], _size(raw, place), word, firm, place)
        last_origin = origin
        yield last


def _origin(raw: Any, place: int) -> tuple[float, float]:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, place, x, y)
    return x.value, y.value


def _extent(raw: Any, place: int) -> tuple[float, float]:
    """From where to where a sign and its usual distance from others reach."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharBox(raw, place, left, right, bottom, top)
    pdfium.FPDFText_GetLooseCharBox(raw, place, loose)
    return min(left.value, loose.left), max(right.value, loose.right)


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) < _SAME_PLACE for a, b in zip(one, other, strict=True))


def _size(raw: Any, place: int) -> float:
    """The height of the letters in points: many files give 1 and scale the page."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(raw, place))
    if pdfium.FPDFText_GetMatrix(raw, place, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return min(max(size, 1.0), 1000.0)


def _marked(found: list[Glyph]) -> list[Glyph]:
    """The signs without the marks, which are set on the signs that they stand on: files give them
    anywhere."""
    bases = [glyph for glyph in found if not _is_mark(glyph)]
    bands: dict[int, list[Glyph]] = {}
    for base in filter(_is_letter, bases):
        bands.setdefault(int(base.base // _BAND), []).append(base)
    for mark in found:
        if not _is_mark(mark):
            continue
        band = int(mark.base // _BAND)
        near = [
            base
            for around in (band - 1, band, band + 1)
            for base in bands.get(around, ())
            if abs(base.base - mark.base) < base.size
        ]
        if near:
            below = min(near, key=lambda base: _distance(base, mark))
            below.marks += mark.text
    return bases


def _distance(base: Glyph, mark: Glyph) -> tuple[float, float]:
    """How far the middle of a mark is from the box of a sign, then from its middle."""
    outside = max(base.left - mark.middle, mark.middle - base.right, 0.0)
    return outside, abs(base.middle - mark.middle)


def _is_letter(glyph: Glyph) -> bool:
    return any(map(str.isalpha, glyph.text))


def _is_mark(glyph: Glyph) -> bool:
    return all(unicodedata.category(character) == "Mn" for character in glyph.text)


def _character(code: int) -> str:
    """The character, or nothing for what is no text: unmapped signs, controls, soft hyphens."""
    if code in (0, 0xFFFE, 0xFFFF, 0xAD, 0x02) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cn") and not character.isspace():
        return ""
    return character
