"""Marked text: the one place where text of a release or a reader becomes HTML."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.release import PARAGRAPH_BREAK
from indexer.results import Span

# A date from year to day. Behind Arabic letters the bidirectional algorithm turns its parts round.
_DATE = re.compile(r"(?<!\d)(\d{4}(?:-\d{1,2}){1,2})(?!\d)")
_OPEN, _CLOSE = Markup("<mark>"), Markup("</mark>")


class Paragraph(NamedTuple):
    """One paragraph of a body, from ``start`` on, with the matches inside it as offsets into its own
    text."""

    text: str
    matches: tuple[Span, ...]
    start: int


def marked(text: str, matches: Sequence[Span]) -> Markup:
    """`text` escaped, with `<mark>` around the matches and nothing else.

    `matches` are code points of `text`, sorted and disjoint. Raises ValueError when they are not:
    that is a fault of whoever made them, and markup guessed from it would mislead the reader.
    """
    return _marked(text, matches, [_OPEN] * len(matches)) if matches else escape(text)


def anchored(text: str, matches: Sequence[Span], anchors: Iterable[str]) -> Markup:
    """The same with a place to go to, by its name in `anchors`, before each match."""
    openings = [Markup('<span id="{}"></span><mark>').format(name) for name in anchors]
    return _marked(text, matches, openings)


def isolated(typed: str) -> Markup:
    """What a reader typed, in the middle of a text: its direction turns nothing around it."""
    return Markup("<bdi>{}</bdi>").format(_dated(typed))


def sought(typed: str) -> Markup:
    """The same of what was searched for, which stands out of the text."""
    return Markup('<bdi class="typed">{}</bdi>').format(_dated(typed))


def _dated(typed: str) -> Markup:
    """A text whose dates run as they were typed."""
    parts = _DATE.split(typed)
    return Markup("").join(figures(part) if n % 2 else escape(part) for n, part in enumerate(parts))


def directed(text: str, way: str) -> Markup:
    """The same of a text whose direction (``rtl``, ``ltr``, ``auto``) its first letter need not tell."""
    return Markup('<bdi dir="{}">{}</bdi>').format(way, text)


def figures(typed: str) -> Markup:
    """A date or a number as it is typed: whatever stands around it turns it round no more, and the style
    sheet keeps it in one line."""
    return directed(typed, "ltr")


def anchor(start: int) -> str:
    """The fragment by which a match at code point `start` of a body is linked to."""
    return f"at-{start}"


def title_anchor(start: int) -> str:
    """The same of a title."""
    return f"title-{start}"


def _marked(text: str, matches: Sequence[Span], openings: Sequence[Markup]) -> Markup:
    # Most texts hold nothing that HTML reads as markup: they are looked through once, not by the piece.
    escaped = _as_it_is if len(escape(text)) == len(text) else escape
    pieces: list[str] = []
    done = 0
    for (start, end), opening in zip(matches, openings, strict=True):
        if not done <= start < end <= len(text):
            raise ValueError(f"match {start}-{end} is out of order or outside the text")
        pieces += (escaped(text[done:start]), opening, escaped(text[start:end]), _CLOSE)
        done = end
    pieces.append(escaped(text[done:]))
    # Each piece is escaped; the join of Markup would go through them all once more.
    return Markup("".join(pieces))  # noqa: S704 # nosec B704


def _as_it_is(text: str) -> str:
    return text


def paragraph_at(body: str, place: int) -> str:
    """The paragraph of a body that the code point at `place` is of."""
    before = body.rfind(PARAGRAPH_BREAK, 0, place)
    begin = before + len(PARAGRAPH_BREAK) if before >= 0 else 0
    end = body.find(PARAGRAPH_BREAK, place)
    return body[begin:] if end < 0 else body[begin:end]


def paragraphs(body: str, matches: Sequence[Span]) -> Iterator[Paragraph]:
    """The paragraphs of a body; a match that runs over a break is marked on both sides of it."""
    start = 0
    starts, ends = [match.start for match in matches], [match.end for match in matches]
    for text in body.split(PARAGRAPH_BREAK):
        end = start + len(text)
        inside = (
            Span(max(match.start, start) - start, min(match.end, end) - start)
            for match in matches[bisect_right(ends, start) : bisect_left(starts, end)]
        )
        if text.strip():
            yield Paragraph(text, tuple(inside), start)
        start = end + len(PARAGRAPH_BREAK)
