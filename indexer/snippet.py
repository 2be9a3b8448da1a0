"""Snippets: the stretches of a text that show best why it matched.

A snippet is text and ranges; HTML is made at the edge.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from indexer.arabic import tokenizer
from indexer.highlight import Mark
from indexer.results import Snippet, Span

# About two lines of a results page.
LENGTH = 240
# Matches are gathered within this much, so that there is room for what stands before them.
_GATHERED = 160
# A further word of the query in a snippet is worth this many repetitions of one that is there.
_NEW_TERM = 10

# The end of a sentence or paragraph, and the white space after it.
_SENTENCE_END = re.compile(r"(?:[.!?؟۔](?=\s)|(?=\n))(?P<space>\s+)")
_SPACE = re.compile(r"\s+")


class _Window(NamedTuple):
    """Text from `start` to `end` around `marks`."""

    start: int
    end: int
    marks: Sequence[Mark]

    @property
    def value(self) -> int:
        return _NEW_TERM * len({mark.term for mark in self.marks}) + len(self.marks)


def snippets(field: str, text: str, marks: Sequence[Mark], count: int) -> tuple[Snippet, ...]:
    """At most `count` snippets of `text`, in the order of the text.

    They begin and end at words, at sentences where those fit, and never overlap. Without marks, the
    beginning of the text.
    """
    if count == 0 or not text:
        return ()
    if not marks:
        window = _Window(0, _end(text, 0, LENGTH), ())
        return (_snippet(field, text, window),)
    windows = _windows(text, marks)
    best: list[_Window] = []
    for window in sorted(windows, key=lambda window: (-window.value, window.start)):
        if len(best) == count:
            break
        if all(window.end <= other.start or other.end <= window.start for other in best):
            best.append(window)
    return tuple(_snippet(field, text, window) for window in sorted(best))


def _windows(text: str, marks: Sequence[Mark]) -> list[_Window]:
    """A window for each mark, with that mark as the first that it was made for."""
    starts = [mark.start for mark in marks]
    ends = [mark.end for mark in marks]
    sentences = [0, *(found.end() for found in _SENTENCE_END.finditer(text))]
    windows = []
    for anchor in marks:
        gathered = bisect_right(ends, anchor.start + _GATHERED)
        last = max(anchor.end, ends[gathered - 1] if gathered else 0)
        room = max(0, LENGTH - (last - anchor.start))
        sentence = sentences[bisect_right(sentences, anchor.start) - 1]
        start = _start(text, anchor.start, room, sentence)
        end = _end(text, last, max(last, start + LENGTH))
        inside = marks[bisect_left(starts, start) : bisect_right(ends, end)]
        windows.append(_Window(start, end, inside))
    return windows


def _start(text: str, anchor: int, room: int, sentence: int) -> int:
    """The beginning of the anchor's sentence if it is within `room`, else of a word half-way."""
    if anchor - sentence <= room:
        return sentence
    space = _SPACE.search(text, anchor - room // 2, anchor)
    return space.end() if space else anchor


def _end(text: str, least: int, most: int) -> int:
    """The last end of a sentence, else of a word, between `least` and `most`; the end of the text
    if that is there."""
    if most >= len(text):
        return len(text)
    ends = [found.start("space") for found in _SENTENCE_END.finditer(text, least, most + 1)]
    if not ends:
        ends = [found.start() for found in _SPACE.finditer(text, least, most + 1)]
    if not ends:
        # No space at all: Chinese, a list without spaces, or one word that is too long.
        words = tokenizer.spans(text[least : most + LENGTH])
        ends = [end for word in words if (end := least + word.end) <= most]
    return max(ends, default=least or most)


def _snippet(field: str, text: str, window: _Window) -> Snippet:
    matches = tuple(Span(m.start - window.start, m.end - window.start) for m in window.marks)
    return Snippet(field, text[window.start : window.end], matches, window.start)
