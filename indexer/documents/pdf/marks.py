"""Attaches combining marks to the letters that they are printed on.

Programs that shape Arabic (HarfBuzz) may write a letter and its mark as one glyph, at the origin of
either. With some fonts that is the origin of the mark, above the line, and the box is that of the
mark alone.
"""

from collections.abc import Iterable, Iterator

from indexer.documents.pdf.glyphs import Glyph, PageGlyphs, Point, has_mark, is_mark

# In points: letters near a glyph are searched in the three bands around it.
_BAND = 24.0
# In font sizes: the tolerance for glyphs on one line.
_SAME_LINE = 0.3
# In font sizes: a glyph whose box begins this far above its line is not a letter.
_FLOATING = 0.1


def attach(page: PageGlyphs) -> list[Glyph]:
    """The glyphs without combining marks, which are attached to letters; glyphs that include a mark
    are moved to their line."""
    bases = [glyph for glyph in page.glyphs if not is_mark(glyph.text)]
    letters = _HeightIndex(each for each in bases if _is_letter(each) and not has_mark(each.text))
    for glyph in filter(lambda each: has_mark(each.text), page.glyphs):
        near = [
            each for each in letters.near(glyph.base) if abs(each.base - glyph.base) < each.size
        ]
        if near and is_mark(glyph.text):
            min(near, key=lambda base: _distance(base, glyph)).marks += glyph.text
        elif near:
            glyph.base = min(near, key=lambda base: _distance_of_line(base, glyph)).base
            above = glyph.bottom > glyph.base + _FLOATING * glyph.size
            glyph.floating = above or glyph.top < glyph.base
    if any(glyph.floating for glyph in bases):
        _note_spaces(bases, page.spaces)
    return bases


class _HeightIndex:
    """Glyphs by their height on the page."""

    def __init__(self, glyphs: Iterable[Glyph]) -> None:
        self._bands: dict[int, list[Glyph]] = {}
        for glyph in glyphs:
            self._bands.setdefault(int(glyph.base // _BAND), []).append(glyph)

    def near(self, height: float) -> Iterator[Glyph]:
        band = int(height // _BAND)
        for around in (band - 1, band, band + 1):
            yield from self._bands.get(around, ())


def _note_spaces(glyphs: list[Glyph], spaces: list[Point]) -> None:
    """Sets for each glyph whether the file has a space to the left of it."""
    events = sorted(
        [*((x, 0, y, None) for x, y in spaces), *((g.middle, 1, g.base, g) for g in glyphs)],
        key=lambda event: event[:2],
    )
    # From left to right: the spaces of each line that no glyph has followed yet.
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
    """The horizontal distance of the middle of a mark from the box of a glyph, then from its
    middle."""
    outside = max(base.left - mark.middle, mark.middle - base.right, 0.0)
    return outside, abs(base.middle - mark.middle)


def _distance_of_line(letter: Glyph, glyph: Glyph) -> tuple[bool, float, float]:
    """Sort key for the line of a glyph: lines with letters beside the glyph first, then the
    nearest."""
    outside = max(letter.left - glyph.right, glyph.left - letter.right, 0.0)
    return outside > letter.size, abs(letter.base - glyph.base), outside


def _is_letter(glyph: Glyph) -> bool:
    return any(map(str.isalpha, glyph.text))
