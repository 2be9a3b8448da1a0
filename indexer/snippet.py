"""Snippets: the stretches of a text that show best why it matched.

A snippet is text and ranges; HTML is made at the edge.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.highlight import Mark
from indexer.results import Snippet, Span

# About two lines of a results page.
LENGTH = 240
# Matches are gathered within this much, so that there is room for what stands before them.
_GATHERED = 160
# A further word of the query in a snippet is worth this many repetitions of one that is there.
_NEW_TERM = 10

_SENTENCE_END = re.compile(r"[.!?؟۔](?=\s)|\n+")
_SPACE = re.compile(r"\s+")


class _Window(NamedTuple):
    """Text from `start` to `end` around `marks`."""

    start: int
    end: int
    marks: tuple[Mark, ...]

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
        window = _Window(0, _end(text, 0, min(LENGTH, len(text))), ())
        return (_snippet(field, text, window),)
    bounds = _sentence_starts(text)
    candidates = [_window(text, marks, first, bounds) for first in range(len(marks))]
    best: list[_Window] = []
    for window in sorted(candidates, key=lambda window: (-window.value, window.start)):
        if len(best) < count and all(
            window.end <= other.start or other.end <= window.start for other in best
        ):
            best.append(window)
    return tuple(_snippet(field, text, window) for window in sorted(best))


def _sentence_starts(text: str) -> list[int]:
    starts = [0]
    for found in _SENTENCE_END.finditer(text):
        after = _SPACE.match(text, found.end())
        starts.append(after.end() if after else found.end())
    return starts


def _window(text: str, marks: Sequence[Mark], first: int, bounds: Sequence[int]) -> _Window:
    """The window whose first mark is ``marks[first]``."""
    anchor = marks[first]
    held = [mark for mark in marks[first : first + LENGTH] if mark.end <= anchor.start + _GATHERED]
    last = max((mark.end for mark in held), default=anchor.end)
    room = max(0, LENGTH - (last - anchor.start))
    start = _start(text, anchor.start, room, bounds)
    end = _end(text, max(last, start), min(len(text), max(last, start + LENGTH)))
    inside = tuple(mark for mark in marks if start <= mark.start and mark.end <= end)
    return _Window(start, end, inside)


def _start(text: str, anchor: int, room: int, bounds: Sequence[int]) -> int:
    """The beginning of the anchor's sentence if it is within `room`, else of a word half-way."""
    sentence = max(bound for bound in bounds if bound <= anchor)
    if anchor - sentence <= room:
        return sentence
    space = _SPACE.search(text, anchor - room // 2, anchor)
    return space.end() if space else anchor


def _end(text: str, least: int, most: int) -> int:
    """The last end of a sentence, else of a word, between `least` and `most`."""
    if most == len(text):
        return most
    stops = [found.end() for found in _SENTENCE_END.finditer(text, least, most + 1)]
    if stops and stops[-1] <= most:
        return len(text[: stops[-1]].rstrip())
    spaces = [found.start() for found in _SPACE.finditer(text, least, most + 1)]
    return spaces[-1] if spaces else most


def _snippet(field: str, text: str, window: _Window) -> Snippet:
    matches = tuple(Span(m.start - window.start, m.end - window.start) for m in window.marks)
    return Snippet(field, text[window.start : window.end], matches, window.start)
