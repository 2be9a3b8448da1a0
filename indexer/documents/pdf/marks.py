"""Combining marks: set on the letters that they stand on, wherever files give them.

Programs that shape Arabic (HarfBuzz) may write a letter and its mark as one sign, at the place of either: of
some fonts that is the place of the mark, above its line, and its box that of the mark alone.
"""

from collections.abc import Iterable, Iterator

from indexer.documents.pdf.glyphs import Glyph, Point, Signs, has_mark, is_mark

# Points; the letters around a sign are sought in the three bands around it.
_BAND = 24.0
# In sizes of the letters: signs of one line.
_SAME_LINE = 0.3
# In sizes of the letters: what begins so far above its line is no letter.
_FLOATING = 0.1


def attach(signs: Signs) -> list[Glyph]:
    """The signs without the marks, which are set on letters; letters with a mark of their own on their lines."""
    bases = [glyph for glyph in signs.glyphs if not is_mark(glyph.text)]
    letters = _Around(each for each in bases if _is_letter(each) and not has_mark(each.text))
    for glyph in filter(lambda each: has_mark(each.text), signs.glyphs):
        near = [each for each in letters.of(glyph.base) if abs(each.base - glyph.base) < each.size]
        if near and is_mark(glyph.text):
            min(near, key=lambda base: _distance(base, glyph)).marks += glyph.text
        elif near:
            glyph.base = min(near, key=lambda base: _distance_of_line(base, glyph)).base
            above = glyph.bottom > glyph.base + _FLOATING * glyph.size
            glyph.floating = above or glyph.top < glyph.base
    if any(glyph.floating for glyph in bases):
        _note_spaces(bases, signs.spaces)
    return bases


class _Around:
    """Signs by their height on the page."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._bands: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            self._bands.setdefault(int(glyph.base // _BAND), []).append(glyph)

    def of(self, height: float) -> Iterator[Glyph]:
        band = int(height // _BAND)
        for around in (band - 1, band, band + 1):
            yield from self._bands.get(around, ())


def _note_spaces(glyphs: list[Glyph], spaces: list[Point]) -> None:
    """Tell each sign whether the file has a space to the left of it."""
    events = sorted(
        [*((x, 0, y, None) for x, y in spaces), *((g.middle, 1, g.base, g) for g in glyphs)],
        key=lambda event: event[:2],
    )
    # From left to right: the spaces of each line that no sign has come behind yet.
    waiting: dict[int, list[float]] = {}
    for _, _, height, glyph in events:
        band = int(height // _BAND)
        if glyph is None:
            waiting.setdefault(band, []).append(height)
            continue
        reach = _SAME_LINE * glyph.size
        for around in (band - 1, band, band + 1):
            heights = waiting.get(around)
            if heights:
                left = [each for each in heights if abs(each - height) >= reach]
                glyph.spaced = glyph.spaced or len(left) < len(heights)
                waiting[around] = left


def _distance(base: Glyph, mark: Glyph) -> tuple[float, float]:
    """How far the middle of a mark is from the box of a sign, then from its middle."""
    outside = max(base.left - mark.middle, mark.middle - base.right, 0.0)
    return outside, abs(base.middle - mark.middle)


def _distance_of_line(letter: Glyph, glyph: Glyph) -> tuple[bool, float, float]:
    """How far the line of a letter is from a sign: of lines that have letters beside the sign, the nearest."""
    outside = max(letter.left - glyph.right, glyph.left - letter.right, 0.0)
    return outside > letter.size, abs(letter.base - glyph.base), outside


def _is_letter(glyph: Glyph) -> bool:
    return any(map(str.isalpha, glyph.text))
