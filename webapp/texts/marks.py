"""Text as safe HTML, with matches marked; the only module that may declare text safe."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.answers.results import Span
from indexer.releases.release import PARAGRAPH_BREAK

# A date from year to day. After Arabic letters the bidirectional algorithm would reverse its parts.
_DATE = re.compile(r"(?<!\d)(\d{4}(?:-\d{1,2}){1,2})(?!\d)")
_OPEN, _CLOSE = Markup("<mark>"), Markup("</mark>")


class Paragraph(NamedTuple):
    """A paragraph that begins at ``start`` of a text; ``matches`` are offsets into the paragraph."""

    text: str
    matches: tuple[Span, ...]
    start: int


def mark_matches(text: str, matches: Sequence[Span]) -> Markup:
    """`text` escaped, with `<mark>` around the matches and nothing else.

    `matches` are in code points of `text`, sorted and disjoint. Raises ValueError if they are not:
    the caller is wrong then, and guessed markup would mislead the reader.
    """
    return _mark(text, matches, [_OPEN] * len(matches)) if matches else escape(text)


def mark_with_anchors(text: str, matches: Sequence[Span], anchors: Iterable[str]) -> Markup:
    """`mark_matches` with an empty element before each match, whose id is from `anchors`."""
    openings = [Markup('<span id="{}"></span><mark>').format(name) for name in anchors]
    return _mark(text, matches, openings)


def isolate(typed: str) -> Markup:
    """Something a reader typed, for the middle of a text: isolated, so that its direction changes
    nothing around it."""
    return Markup("<bdi>{}</bdi>").format(_isolate_dates(typed))


def isolate_query(typed: str) -> Markup:
    """`isolate` for a query, which is emphasized."""
    return Markup('<bdi class="typed">{}</bdi>').format(_isolate_dates(typed))


def _isolate_dates(typed: str) -> Markup:
    parts = _DATE.split(typed)
    return Markup("").join(
        isolate_ltr(part) if n % 2 else escape(part) for n, part in enumerate(parts)
    )


def isolate_with_direction(text: str, direction: str) -> Markup:
    """`isolate` for a text of known direction (``rtl``, ``ltr`` or ``auto``)."""
    return Markup('<bdi dir="{}">{}</bdi>').format(direction, text)


def isolate_ltr(typed: str) -> Markup:
    """A date or number, which runs left to right; the style sheet does not break it."""
    return isolate_with_direction(typed, "ltr")


def body_anchor(start: int) -> str:
    """The id of the match at code point `start` of a body."""
    return f"at-{start}"


def title_anchor(start: int) -> str:
    """The id of the match at code point `start` of a title."""
    return f"title-{start}"


def _mark(text: str, matches: Sequence[Span], openings: Sequence[Markup]) -> Markup:
    # Most texts have nothing to escape: they are searched once, not piece by piece.
    escape_piece = _keep if len(escape(text)) == len(text) else escape
    pieces: list[str] = []
    done = 0
    for match, opening in zip(matches, openings, strict=True):
        start, end = match.start, match.end
        if not done <= start < end <= len(text):
            raise ValueError(f"match {start}-{end} is out of order or outside the text")
        pieces += (escape_piece(text[done:start]), opening, escape_piece(text[start:end]), _CLOSE)
        done = end
    pieces.append(escape_piece(text[done:]))
    # All pieces are escaped; `Markup.join` would examine each again.
    return Markup("".join(pieces))  # noqa: S704 # nosec B704


def _keep(text: str) -> str:
    return text


def paragraph_at(body: str, offset: int) -> str:
    """The paragraph of a body that contains the code point at `offset`."""
    before = body.rfind(PARAGRAPH_BREAK, 0, offset)
    begin = before + len(PARAGRAPH_BREAK) if before >= 0 else 0
    end = body.find(PARAGRAPH_BREAK, offset)
    return body[begin:] if end < 0 else body[begin:end]


def paragraphs(body: str, matches: Sequence[Span]) -> Iterator[Paragraph]:
    """The paragraphs of a body; a match across a break is marked on both sides of it."""
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
