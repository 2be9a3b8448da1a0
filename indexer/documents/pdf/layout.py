"""Builds lines from glyphs, and paragraphs from lines, in reading order."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from indexer.documents.pdf import bidi, columns
from indexer.documents.pdf.glyphs import Glyph
from indexer.documents.press import masthead
from indexer.documents.text import prose

# In font sizes, unless they are shares.
_WIDER_LEADING, _WIDE_LEADING = 1.3, 1.5
_OTHER_SIZE = 0.15
# A line that ends this far from the margin (as a share of the width) ends its paragraph, with and
# without the end of a sentence.
_SHORT_LINE = 0.08
_VERY_SHORT_LINE = 0.3
_SENTENCE_END = re.compile(r"[.!?؟:。…][»\")\]]?$")
_INDENT = 1.0
# For the usual font size, a line is counted once per this many characters.
_SAMPLED = 10
# Running heads are in this outer share of the page.
_MARGIN = 0.08
_PAGE_NUMBER = re.compile(
    r"\W*+(?:page|صفحة|ص|第)?\W*+\d{1,4}(?:\W{0,3}(?:of|من|/|共)?\W{0,3}\d{1,4})?\W*+(?:页)?\W*+",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
# The least font size of a headline relative to the text, and the number of paragraphs in which it
# is searched.
_LARGER, _TOP = 1.15, 12


@dataclass(slots=True)
class PageLine:
    """A line: its text and its position in points. ``edges`` are those of its column."""

    text: str
    left: float
    right: float
    base: float
    size: float
    column: int
    edges: columns.Extent = (0.0, 0.0)


@dataclass(slots=True)
class Page:
    """Lines from top to bottom, column by column, and the height of the page in points."""

    lines: list[PageLine]
    height: float
    rightwards: bool


def page(glyphs: Sequence[Glyph], ligatures: bidi.Ligatures, height: float) -> Page:
    """The lines of a page."""
    kinds = Counter(bidi.bidi_class(glyph.text) for glyph in glyphs)
    rightwards = kinds["AL"] + kinds["R"] < kinds["L"]
    lines = [
        _line(segment, ligatures, column, rightwards)
        for column, segments in enumerate(columns.in_reading_order(_rows(glyphs), rightwards))
        for segment in segments
    ]
    return Page([line for line in lines if line.text.strip()], height, rightwards)


class SizedParagraph(NamedTuple):
    """The text of a paragraph and its font size in points."""

    text: str
    size: float


def headline(found: Sequence[SizedParagraph]) -> str | None:
    """The first paragraph with the largest font size at the top of a document, if it is larger than
    that of the text and the paragraph is not part of a letterhead."""
    body = _usual_size((each.size, len(each.text)) for each in found)
    top = [
        each
        for each in found[:_TOP]
        if each.size >= _LARGER * body
        and prose.is_heading(each.text)
        and not masthead.is_part(each.text)
    ]
    return max(top, key=lambda each: round(each.size), default=SizedParagraph("", 0)).text or None


def paragraphs(pages: Sequence[Page]) -> list[SizedParagraph]:
    """The paragraphs of a document, without running heads and page numbers."""
    repeated = _repeated_patterns(pages)
    usual = _usual_size((line.size, len(line.text)) for one in pages for line in one.lines)
    found: list[list[PageLine]] = []
    last: PageLine | None = None
    for one in pages:
        lines = [line for line in one.lines if not _is_margin(line, one, repeated)]
        leading = _leading(lines)
        for _, column in itertools.groupby(lines, key=lambda each: each.column):
            _set_edges(list(column))
        for number, line in enumerate(lines):
            if last is None or _is_letterhead(line, last, len(found)):
                found.append([])
            elif number and _is_headline_wrapped(line, last, leading, usual):
                pass
            elif _begins(line, last, leading, one.rightwards, same_page=number > 0):
                found.append([])
            found[-1].append(line)
            last = line
    return [
        SizedParagraph(bidi.fix_brackets(_join([line.text for line in lines])), lines[0].size)
        for lines in found
    ]


def _usual_size(sizes: Iterable[tuple[float, int]]) -> float:
    """The font size of most characters."""
    counts: Counter[float] = Counter()
    for size, characters in sizes:
        counts[round(size, 1)] += characters
    return counts.most_common(1)[0][0] if counts else 0.0


def _is_letterhead(line: PageLine, last: PageLine, count: int) -> bool:
    """Whether two lines, after `count` paragraphs, belong to a letterhead, where each line is a
    paragraph."""
    return count <= _TOP and masthead.is_part(line.text) and masthead.is_part(last.text)


def _is_headline_wrapped(line: PageLine, last: PageLine, leading: float, usual: float) -> bool:
    """Whether a line continues a headline: of the same size, larger than the text, and close below
    it. Its margins do not matter, because headlines are centred. Lines of a letterhead, which may
    be as large, are excluded."""
    step = last.base - line.base
    return (
        min(line.size, last.size) >= _LARGER * usual
        and abs(line.size - last.size) <= _OTHER_SIZE * last.size
        and 0 < step <= _WIDER_LEADING * leading * line.size
        and not masthead.is_part(line.text)
        and not masthead.is_part(last.text)
    )


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Groups glyphs of equal height on the page, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda each: -each.base):
        if rows and rows[-1][0].base - glyph.base <= columns.SAME_LINE * max(
            rows[-1][0].size, glyph.size
        ):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _line(
    segment: Sequence[Glyph], ligatures: bidi.Ligatures, column: int, rightwards: bool
) -> PageLine:
    left, right = columns.extent(segment)
    text = bidi.to_logical_order(segment, ligatures, rightwards=rightwards)
    size = median(glyph.size for glyph in segment)
    return PageLine(text, left, right, median(glyph.base for glyph in segment), size, column)


def _set_edges(column: Sequence[PageLine]) -> None:
    edges = min(line.left for line in column), max(line.right for line in column)
    for line in column:
        line.edges = edges


def _leading(lines: Sequence[PageLine]) -> float:
    """The usual distance between lines of a paragraph, in font sizes. If all lines end a sentence,
    they may be paragraphs, so the distance is not taken for wider than a wide one."""
    pairs = [
        (above, below)
        for above, below in itertools.pairwise(lines)
        if above.base > below.base and abs(above.size - below.size) <= _OTHER_SIZE * above.size
    ]
    steps = sorted((above.base - below.base) / above.size for above, below in pairs)
    usual = max(1.0, steps[len(steps) // 3]) if steps else 1.0
    may_be_paragraphs = all(_SENTENCE_END.search(above.text) for above, _ in pairs)
    return min(usual, _WIDE_LEADING) if may_be_paragraphs else usual


def _begins(
    line: PageLine, last: PageLine, leading: float, rightwards: bool, *, same_page: bool
) -> bool:
    """Whether a paragraph begins with `line`. `last` is the line before, possibly on another
    page."""
    step = last.base - line.base
    return (
        abs(line.size - last.size) > _OTHER_SIZE * last.size
        or _is_ended(last, line, rightwards)
        or (same_page and step > _WIDER_LEADING * leading * line.size)
        # Not at the top of another column.
        or ((step > 0 or not same_page) and _is_indented(line, last, rightwards))
    )


def _is_ended(last: PageLine, line: PageLine, rightwards: bool) -> bool:
    """Whether `last` is so short that the first word of `line` would have fitted on it."""
    left_over = last.edges[1] - last.right if rightwards else last.left - last.edges[0]
    short = _SHORT_LINE if _SENTENCE_END.search(last.text) else _VERY_SHORT_LINE
    return left_over > max(short * _width(line), _first_word(line) + line.size)


def _is_indented(line: PageLine, last: PageLine, rightwards: bool) -> bool:
    """Whether `line` is indented relative to `last`, like the first line of a paragraph."""
    indent, before = _indent(line, rightwards), _indent(last, rightwards)
    least = _INDENT * line.size
    return least < indent < _width(line) / 2 and before < indent - least / 2


def _indent(line: PageLine, rightwards: bool) -> float:
    return line.left - line.edges[0] if rightwards else line.edges[1] - line.right


def _width(line: PageLine) -> float:
    """The width of its column."""
    return line.edges[1] - line.edges[0]


def _first_word(line: PageLine) -> float:
    """The approximate width of the first word of a line."""
    word = line.text.partition(" ")[0]
    return (line.right - line.left) * len(word) / len(line.text)


def _is_margin(line: PageLine, page: Page, repeated: frozenset[str]) -> bool:
    """Whether a line is a running head or foot."""
    outer = _MARGIN * page.height
    if outer < line.base < page.height - outer:
        return False
    if _pattern(line.text) in repeated or _PAGE_NUMBER.fullmatch(line.text):
        return True
    # Browsers print headers and footers in a smaller font than most of the text.
    body = median(other.size for other in page.lines for _ in range(0, len(other.text), _SAMPLED))
    return line.size < 0.8 * body


def _repeated_patterns(pages: Sequence[Page]) -> frozenset[str]:
    """Patterns of lines at the edges of half of the pages, ignoring numbers."""
    counts = Counter(
        pattern
        for one in pages
        for pattern in {_pattern(line.text) for line in [*one.lines[:2], *one.lines[-2:]]}
    )
    least = max(2, len(pages) / 2)
    return frozenset(pattern for pattern, count in counts.items() if count >= least)


def _pattern(text: str) -> str:
    return _DIGITS.sub("0", "".join(text.split()))


def _join(lines: list[str]) -> str:
    """Joins the lines of a paragraph, and words that are hyphenated at line ends."""
    text = lines[0]
    for line in lines[1:]:
        if re.search(r"[a-z]-$", text) and re.match(r"[a-z]", line):
            text = text[:-1] + line
        else:
            text = f"{text} {line}"
    return text
