"""What stands out in a text, whatever is sought in it. The texts that are often shown are read once."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.cache import ByteCache

PLAIN = "\u0621-\u063a\u0641-\u064a"
# What stands beside words and never in one. What is missing here only costs time.
_BESIDE = "\\s!-~٠-٩،؛؟٪«»“”‘’–—…•"
_CHANGED = re.compile(f"[^{PLAIN}{_BESIDE}][^ ]*")
# The end of a sentence or paragraph, and the white space after it. Branches that begin with a letter
# each are found many times faster than a class in a group.
_SENTENCE_END = re.compile(r"\.\s+|!\s+|\?\s+|؟\s+|۔\s+|\n\s*")
_KEPT_BYTES = 16_000_000
# Of a character of the text, and of a landmark, which comes every hundred characters or so.
_CHARACTER_BYTES, _LANDMARK_BYTES = 2, 120


class Landmarks(NamedTuple):
    """``changed``: start and end of what holds other characters than plain Arabic letters, numbers and
    punctuation, up to a space. ``stops[n]`` is where a sentence or paragraph ends, its sign within;
    the next one begins at ``starts[n]``; both in order."""

    changed: Sequence[tuple[int, int]]
    stops: Sequence[int]
    starts: Sequence[int]


def landmarks(text: str) -> Landmarks:
    return _kept.get(text, lambda: _read(text))[0]


def _read(text: str) -> tuple[Landmarks, int]:
    """With the bytes that it takes to keep them."""
    changed = [found.span() for found in _CHANGED.finditer(text)]
    ends = [found.span() for found in _SENTENCE_END.finditer(text)]
    # The sign stays, the white space goes; a paragraph ends before its break.
    stops = [start + (text[start] != "\n") for start, _ in ends]
    found = Landmarks(changed, stops, [end for _, end in ends])
    return found, _CHARACTER_BYTES * len(text) + _LANDMARK_BYTES * (len(changed) + len(ends))


_kept: ByteCache[tuple[Landmarks, int]] = ByteCache(lambda both: both[1], _KEPT_BYTES)
