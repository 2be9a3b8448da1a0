"""Finds the columns of a page, and the reading order of their lines.

Columns are separated by a gutter: a vertical strip without glyphs across several rows. Word spaces
in justified text can be as wide, but not at the same position in row after row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.documents.pdf.glyphs import Glyph

Segment = list[Glyph]
Extent = tuple[float, float]

# In font sizes: glyphs with a larger gap are in different columns or cells; rows with a smaller
# difference are one; the least width of a gutter.
_COLUMN_GAP = 2.5
SAME_LINE = 0.4
_GUTTER = 0.8
# The least rows with text on each side of a gutter. Fewer are labels, or spaces that align by
# chance.
_ROWS = 4
# The least width of a text column, in font sizes; columns of tables are usually narrower.
_TEXT_WIDTH = 9
# The most strips that are tracked at the same time; the widest are kept.
_STRIPS = 20


@dataclass(slots=True)
class _Strip:
    """A strip from `left` to `right` without glyphs in the rows from `first` to `last`, with the
    numbers of rows that have text on either side."""

    left: float
    right: float
    first: int
    last: int
    lefts: int = 0
    rights: int = 0

    def narrow(self, free: Sequence[Extent], number: int, least: float) -> bool:
        """Continues with its widest part that is free in row `number`; False, without a change, if
        none is `least` wide."""
        left, right = max(
            ((max(self.left, a), min(self.right, b)) for a, b in free),
            key=lambda each: each[1] - each[0],
            default=(0.0, 0.0),
        )
        if right - left < least:
            return False
        self.left, self.right, self.last = left, right, number
        return True


def in_reading_order(rows: Sequence[Sequence[Glyph]], rightwards: bool) -> list[list[Segment]]:
    """The lines of the columns, and of the text above, between and below them, in reading order."""
    found: list[list[Segment]] = []
    done = 0
    for band in _bands(_gutters(rows)):
        first, last = band[0].first, max(each.last for each in band)
        found.append(_read_cells(rows[done:first], rightwards))
        found += _read_columns(rows[first : last + 1], band, rightwards)
        done = last + 1
    return [*found, _read_cells(rows[done:], rightwards)]


def extent(segment: Iterable[Glyph]) -> Extent:
    glyphs = list(segment)
    return min(glyph.left for glyph in glyphs), max(glyph.right for glyph in glyphs)


def _gutters(rows: Sequence[Sequence[Glyph]]) -> list[_Strip]:
    """The gutters of a page, from top to bottom."""
    if not rows:
        return []
    edges = extent(glyph for row in rows for glyph in row)
    found: list[_Strip] = []
    open_strips: list[_Strip] = []
    for number, row in enumerate(rows):
        least = _GUTTER * max(glyph.size for glyph in row)
        free = _free_extents(row, edges, least)
        going: list[_Strip] = []
        for strip in open_strips:
            (going if strip.narrow(free, number, least) else found).append(strip)
        for left, right in free:
            if not any(strip.left >= left and strip.right <= right for strip in going):
                going.append(_Strip(left, right, number, number))
        open_strips = sorted(going, key=lambda strip: strip.left - strip.right)[:_STRIPS]
        _count_sides(open_strips, row)
    return _between_texts([*found, *open_strips], rows, edges)


def _free_extents(row: Sequence[Glyph], edges: Extent, least: float) -> list[Extent]:
    """The extents of a row without glyphs, including its ends."""
    free: list[Extent] = []
    at = edges[0]
    for glyph in sorted(row, key=lambda each: each.left):
        if glyph.left - at >= least:
            free.append((at, glyph.left))
        at = max(at, glyph.right)
    if edges[1] - at >= least:
        free.append((at, edges[1]))
    return free


def _count_sides(strips: Sequence[_Strip], row: Sequence[Glyph]) -> None:
    """Counts for each strip on which sides a row has text."""
    left, right = extent(row)
    for strip in strips:
        strip.lefts += left < strip.left
        strip.rights += right > strip.right


def _between_texts(
    strips: Sequence[_Strip], rows: Sequence[Sequence[Glyph]], edges: Extent
) -> list[_Strip]:
    """The strips with columns of running text on both sides, from top to bottom."""
    found: list[_Strip] = []
    for strip in strips:
        if min(strip.lefts, strip.rights) < _ROWS:
            continue
        size = max(glyph.size for glyph in rows[strip.first])
        if min(strip.left - edges[0], edges[1] - strip.right) >= _TEXT_WIDTH * size:
            found.append(strip)
    found.sort(key=lambda strip: (strip.first, strip.last, strip.left))
    return found


def _bands(gutters: Sequence[_Strip]) -> list[list[_Strip]]:
    """Groups gutters that are side by side."""
    bands: list[list[_Strip]] = []
    for gutter in gutters:
        if bands and gutter.first <= max(each.last for each in bands[-1]):
            bands[-1].append(gutter)
        else:
            bands.append([gutter])
    return bands


def _read_columns(
    rows: Sequence[Sequence[Glyph]], gutters: Sequence[_Strip], rightwards: bool
) -> list[list[Segment]]:
    """The lines of each column, in reading order."""
    middles = sorted((gutter.left + gutter.right) / 2 for gutter in gutters)
    columns: list[list[Segment]] = [[] for _ in range(len(middles) + 1)]
    for row in rows:
        parts: dict[int, Segment] = {}
        for glyph in sorted(row, key=lambda each: each.middle):
            parts.setdefault(sum(glyph.middle > middle for middle in middles), []).append(glyph)
        for column, part in parts.items():
            columns[column].append(part)
    return columns if rightwards else columns[::-1]


def _segments(row: Sequence[Glyph]) -> list[Segment]:
    """Splits a row at gaps between columns."""
    segments: list[Segment] = []
    for glyph in sorted(row, key=lambda each: each.middle):
        if segments and glyph.left - segments[-1][-1].right <= _COLUMN_GAP * glyph.size:
            segments[-1].append(glyph)
        else:
            segments.append([glyph])
    return segments


def _read_cells(rows: Sequence[Sequence[Glyph]], rightwards: bool) -> list[Segment]:
    """The lines of bands from top to bottom, split at wide gaps: in each band one column after the
    other."""
    segments = [segment for row in rows for segment in _segments(row)]
    lines: list[Segment] = []
    band: list[Segment] = []
    gutter: tuple[float, float] | None = None
    for segment in segments:
        left, right = extent(segment)
        if gutter and not (left < gutter[1] and right > gutter[0]):
            band.append(segment)
            continue
        neighbour = band[-1] if band else None
        if neighbour and abs(neighbour[0].base - segment[0].base) <= SAME_LINE * segment[0].size:
            gutter = (extent(neighbour)[1], left)
            lines.extend(band[:-1])
            band = [neighbour, segment]
            continue
        lines.extend(_split_band(band, gutter, rightwards))
        band, gutter = [segment], None
    return lines + _split_band(band, gutter, rightwards)


def _split_band(
    band: list[Segment], gutter: tuple[float, float] | None, rightwards: bool
) -> list[Segment]:
    if gutter is None:
        return band
    lefts = [segment for segment in band if extent(segment)[1] <= gutter[0] + 0.1]
    rights = [segment for segment in band if extent(segment)[1] > gutter[0] + 0.1]
    if len(lefts) < 3 or len(rights) < 3:  # a table or a line of labels: row by row
        return sorted(
            band, key=lambda s: (-round(s[0].base), s[0].left if rightwards else -s[0].left)
        )
    return lefts + rights if rightwards else rights + lefts
