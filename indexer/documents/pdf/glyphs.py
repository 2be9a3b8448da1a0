"""Reads the glyphs of a page with their positions."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

# A ligature is one glyph with several characters, all of which have the same origin in PDFium.
_SAME_PLACE = 0.01
# Where PDFium reverses letters, the characters of one glyph may be this far apart.
_REVERSED_DISTANCE = 12
# Angles: not rotated, or without a direction (a dot).
_UPRIGHT = (0.0, -1.0)

Point: TypeAlias = tuple[float, float]


class Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


@dataclass(slots=True)
class Glyph:
    """A glyph: its characters in the order of PDFium, its box in points (from the lower left
    corner), and the x of its origin.

    ``word`` is the number of the word by PDFium's spaces, ``firm`` by the spaces of the file;
    PDFium inserts spaces where objects end. ``place`` is its rank in the file. ``marks`` are the
    combining marks attached to it; ``spaced`` is whether the file has a space to the left of it.
    The box of a ``floating`` glyph, a letter with a mark, is that of the mark alone.
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
    spaced: bool = False
    floating: bool = False
    origin: float = 0.0
    bottom: float = 0.0
    top: float = 0.0

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    def add(self, character: str, box: Box) -> None:
        """Adds a character of the same glyph, whose box in PDFium is a part of the glyph's."""
        self.text += character
        self.left, self.right = min(self.left, box.left), max(self.right, box.right)


class PageGlyphs(NamedTuple):
    """The glyphs of a page, including combining marks, and the positions of spaces in the file: x
    and y in points."""

    glyphs: list[Glyph]
    spaces: list[Point]


def read_glyphs(page: Any) -> PageGlyphs:
    """The glyphs of a page (`pypdfium2.PdfPage`)."""
    textpage = page.get_textpage()
    raw = textpage.raw
    builder = _GlyphBuilder(raw)
    try:
        for place in range(textpage.count_chars()):
            character = _character(pdfium.FPDFText_GetUnicode(raw, place))
            if not character or pdfium.FPDFText_GetCharAngle(raw, place) not in _UPRIGHT:
                continue  # rotated text: a watermark
            if character.isspace():
                builder.add_space(place)
            else:
                builder.add_character(place, character)
    finally:
        textpage.close()
    # Spaces that PDFium inserted are at the origin of a glyph.
    taken = {_rounded((glyph.origin, glyph.base)) for glyph in builder.glyphs}
    return PageGlyphs(
        builder.glyphs, [space for space in builder.spaces if _rounded(space) not in taken]
    )


def _rounded(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)


class _GlyphBuilder:
    """Builds glyphs from the characters of a page in the order of PDFium."""

    def __init__(self, raw: Any) -> None:
        self.glyphs: list[Glyph] = []
        self.spaces: list[Point] = []
        self._raw = raw
        self._word = self._firm = 0
        # The origin of a space of the file, if no glyph has followed it yet.
        self._space: Point | None = None
        self._last: tuple[int, Glyph] | None = None
        self._known: dict[Point, Glyph] = {}

    def add_space(self, place: int) -> None:
        """Ends a word."""
        self._word += 1
        self._space = None
        if pdfium.FPDFText_IsGenerated(self._raw, place) != 1:
            self._space = _origin(self._raw, place)
            self.spaces.append(self._space)

    def add_character(self, place: int, character: str) -> None:
        """Adds a glyph, or a character to an existing glyph."""
        origin, box = _origin(self._raw, place), _box(self._raw, place)
        glyph = self._existing_glyph(place, character, origin)
        if glyph:
            glyph.add(character, box)
        else:
            glyph = self._begin_glyph(place, character, origin, box)
        self._last = place, glyph

    def _existing_glyph(self, place: int, character: str, origin: Point) -> Glyph | None:
        """The glyph that the character belongs to: the last one, or its letter or mark; None for a
        new glyph."""
        if self._last:
            before, last = self._last
            if before == place - 1 and _is_same_point((last.origin, last.base), origin):
                return last
        known = self._known.get(_rounded(origin))
        if (
            known
            and place - known.place <= _REVERSED_DISTANCE
            and _completes(known.text, character)
        ):
            return known
        return None

    def _begin_glyph(self, place: int, character: str, origin: Point, box: Box) -> Glyph:
        # Spaces that PDFium inserted are at the origin of the next glyph.
        self._firm += self._space is not None and not _is_same_point(self._space, origin)
        self._space = None
        glyph = Glyph(
            character,
            box.left,
            box.right,
            base=origin[1],
            size=_size(self._raw, place),
            word=self._word,
            firm=self._firm,
            place=place,
            origin=origin[0],
            bottom=box.bottom,
            top=box.top,
        )
        self._known[_rounded(origin)] = glyph
        self.glyphs.append(glyph)
        return glyph


def _origin(raw: Any, place: int) -> Point:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, place, x, y)
    return x.value, y.value


def _box(raw: Any, place: int) -> Box:
    """The box of a glyph, with its side bearings."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharBox(raw, place, left, right, bottom, top)
    pdfium.FPDFText_GetLooseCharBox(raw, place, loose)
    return Box(min(left.value, loose.left), max(right.value, loose.right), bottom.value, top.value)


def _is_same_point(one: Point, other: Point) -> bool:
    return all(abs(a - b) < _SAME_PLACE for a, b in zip(one, other, strict=True))


def _completes(text: str, character: str) -> bool:
    """Whether one is a letter and the other its mark; anything else at the same origin is printed
    twice."""
    return character not in text and is_mark(text) != is_mark(character)


def _size(raw: Any, place: int) -> float:
    """The font size in points, with the scale of the page: many files declare 1 and scale it."""
    matrix = pdfium.FS_MATRIX()
    size = float(pdfium.FPDFText_GetFontSize(raw, place))
    if pdfium.FPDFText_GetMatrix(raw, place, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    return min(max(size, 1.0), 1000.0)


def has_mark(text: str) -> bool:
    return any(unicodedata.category(character) == "Mn" for character in text)


def is_mark(text: str) -> bool:
    return all(unicodedata.category(character) == "Mn" for character in text)


def _character(code: int) -> str:
    """The character, or nothing for unmapped glyphs, control characters and soft hyphens."""
    if code in (0, 0xFFFE, 0xFFFF, 0xAD, 0x02) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cn") and not character.isspace():
        return ""
    return character
