"""The signs of a page and their places."""

import ctypes
import math
import unicodedata
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

# A ligature is one sign of several characters: PDFium gives all of them one origin.
_SAME_PLACE = 0.01
# Where it turns letters round, what is one sign may be so many others apart.
_TURNED = 12
# Not turned, or of no direction (a dot).
_UPRIGHT = (0.0, -1.0)

Point: TypeAlias = tuple[float, float]


class Box(NamedTuple):
    left: float
    right: float
    bottom: float
    top: float


@dataclass(slots=True)
class Glyph:
    """A sign: its characters in the order of PDFium, its box in points, origin below left, and the x where it is set.

    ``word`` numbers the words as PDFium parts them, ``firm`` those that spaces of the file part; PDFium
    makes up others where objects end. ``place`` is its rank in the file. ``marks`` are combining marks
    that stand on it; ``spaced`` is whether the file has a space to the left of it. Of a
    ``floating`` letter with its mark the box is that of the mark alone.
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
        """Another character of the same sign, which PDFium gives a part of its box."""
        self.text += character
        self.left, self.right = min(self.left, box.left), max(self.right, box.right)


class Signs(NamedTuple):
    """The signs of a page, combining marks among them, and where the file has spaces: x and y in points."""

    glyphs: list[Glyph]
    spaces: list[Point]


def signs(page: Any) -> Signs:
    """The signs of a page (`pypdfium2.PdfPage`)."""
    textpage = page.get_textpage()
    raw = textpage.raw
    pen = _Pen(raw)
    try:
        for place in range(textpage.count_chars()):
            character = _character(pdfium.FPDFText_GetUnicode(raw, place))
            if not character or pdfium.FPDFText_GetCharAngle(raw, place) not in _UPRIGHT:
                continue  # a watermark across the page
            if character.isspace():
                pen.space(place)
            else:
                pen.sign(place, character)
    finally:
        textpage.close()
    # What PDFium makes up stands where a sign does.
    taken = {_rounded((glyph.origin, glyph.base)) for glyph in pen.glyphs}
    return Signs(pen.glyphs, [space for space in pen.spaces if _rounded(space) not in taken])


def _rounded(point: Point) -> Point:
    return round(point[0], 2), round(point[1], 2)


class _Pen:
    """Sets the characters of a page one after the other, as PDFium gives them."""

    def __init__(self, raw: Any) -> None:
        self.glyphs: list[Glyph] = []
        self.spaces: list[Point] = []
        self._raw = raw
        self._word = self._firm = 0
        # A space of the file with no sign after it yet.
        self._space: Point | None = None
        self._last: tuple[int, Glyph] | None = None
        self._known: dict[Point, Glyph] = {}

    def space(self, place: int) -> None:
        """End a word."""
        self._word += 1
        self._space = None
        if pdfium.FPDFText_IsGenerated(self._raw, place) != 1:
            self._space = _origin(self._raw, place)
            self.spaces.append(self._space)

    def sign(self, place: int, character: str) -> None:
        """Set a sign, or another character of one that is there."""
        origin, box = _origin(self._raw, place), _box(self._raw, place)
        glyph = self._unfinished(place, character, origin)
        if glyph:
            glyph.add(character, box)
        else:
            glyph = self._begun(place, character, origin, box)
        self._last = place, glyph

    def _unfinished(self, place: int, character: str, origin: Point) -> Glyph | None:
        """The sign that the character is a part of: the one just set, or its letter or mark."""
        if self._last:
            before, last = self._last
            if before == place - 1 and _same((last.origin, last.base), origin):
                return last
        known = self._known.get(_rounded(origin))
        if known and place - known.place <= _TURNED and _completes(known.text, character):
            return known
        return None

    def _begun(self, place: int, character: str, origin: Point, box: Box) -> Glyph:
        # What PDFium makes up stands where the next sign does.
        self._firm += self._space is not None and not _same(self._space, origin)
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
    """Of a sign, with its usual distance from others to the left and right."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharBox(raw, place, left, right, bottom, top)
    pdfium.FPDFText_GetLooseCharBox(raw, place, loose)
    return Box(min(left.value, loose.left), max(right.value, loose.right), bottom.value, top.value)


def _same(one: Point, other: Point) -> bool:
    return all(abs(a - b) < _SAME_PLACE for a, b in zip(one, other, strict=True))


def _completes(text: str, character: str) -> bool:
    """Whether one is a letter and the other its mark: anything else at one place is printed twice."""
    return character not in text and is_mark(text) != is_mark(character)


def _size(raw: Any, place: int) -> float:
    """The height of the letters in points: many files give 1 and scale the page."""
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
    """The character, or nothing for what is no text: unmapped signs, controls, soft hyphens."""
    if code in (0, 0xFFFE, 0xFFFF, 0xAD, 0x02) or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return ""
    character = chr(code)
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Co", "Cn") and not character.isspace():
        return ""
    return character
