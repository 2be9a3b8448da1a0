"""Marked text: the one place where text of a release becomes HTML with its matches in `<mark>`."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from indexer.release import PARAGRAPH_BREAK
from indexer.results import Span

_OPEN, _CLOSE = Markup("<mark>"), Markup("</mark>")


class Paragraph(NamedTuple):
    """One paragraph of a body, with the matches inside it as offsets into its own text."""

    text: str
    matches: tuple[Span, ...]


def marked(text: str, matches: Sequence[Span]) -> Markup:
    """`text` escaped, with `<mark>` around the matches and nothing else.

    `matches` are code points of `text`, sorted and disjoint. Raises ValueError when they are not:
    that is a fault of whoever made them, and markup guessed from it would mislead the reader.
    """
    pieces: list[Markup] = []
    done = 0
    for start, end in matches:
        if not done <= start < end <= len(text):
            raise ValueError(f"match {start}-{end} is out of order or outside the text")
        pieces += (escape(text[done:start]), _OPEN, escape(text[start:end]), _CLOSE)
        done = end
    pieces.append(escape(text[done:]))
    return Markup("").join(pieces)


def paragraphs(body: str, matches: Sequence[Span]) -> Iterator[Paragraph]:
    """The paragraphs of a body; a match that runs over a break is marked on both sides of it."""
    start = 0
    for text in body.split(PARAGRAPH_BREAK):
        end = start + len(text)
        inside = (
            Span(max(match.start, start) - start, min(match.end, end) - start)
            for match in matches
            if match.start < end and match.end > start
        )
        if text.strip():
            yield Paragraph(text, tuple(inside))
        start = end + len(PARAGRAPH_BREAK)
