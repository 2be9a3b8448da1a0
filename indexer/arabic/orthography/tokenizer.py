"""Where words begin and end, as code-point offsets into the original text.

A word is a run of one script. Arabic words keep their marks, tatweel and invisible joiners; Latin
words keep digits and apostrophes between letters (COVID19, G20); a number keeps its separators
between digits; a Chinese character is a word of its own. Words without a space between them are
split where the script changes: 2025م, 17سبتمبر.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.orthography import letters, numbers

_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e-\u066f\u0671-\u0673\u0675-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
_MARK = f"{letters.VOWEL_MARKS}{letters.TATWEEL}"
_JOINER = letters.FORMAT_MARKS
_CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OTHER = f"(?:(?![{_ARABIC}{_CJK}{_MARK}])[^\\W_])"
_LETTER = f"(?:(?![{_ARABIC}{_CJK}{_MARK}])[^\\W\\d_])"
# Nearly all words: letters alone, which match many times faster than letters among marks.
_PLAIN = f"[{letters.PLAIN}]++(?![{_ARABIC}{_MARK}{_JOINER}])"
_WORD = re.compile(
    f"({_PLAIN}"
    # A tatweel or a mark may begin a word (a suffix is often written ـه), but is no word by itself.
    # The lookbehind prevents a retry at each mark of a long run.
    f"|(?:(?:(?<![{_MARK}])[{_MARK}]++)?[{_ARABIC}](?:[{_ARABIC}{_MARK}]|[{_JOINER}]+(?=[{_ARABIC}{_MARK}]))*)"
    # Not a part of the digits of 17th, which is one Latin word; 1.5kg is a number and a word.
    f"|(?:\\d++(?:[{numbers.SEPARATORS}]\\d++)++|\\d++(?!{_LETTER}))"
    f"|(?:{_OTHER}(?:{_OTHER}|[\u0300-\u036f]|[{_JOINER}]+(?={_OTHER})|['’](?={_LETTER}))*)"
    f"|[{_CJK}])"
    # Characters that often follow a word and begin none are consumed here, because a search for the
    # next word would try every alternative at each of them.
    '[ \n.,،؛:«»"()]*+'
)
_BREAK = re.compile(r"\n\s*\n")
# Characters that belong to no word: signs except marks, joiners, apostrophes, and separators
# between digits.
_GAP = re.compile(
    f"[^\\w{_MARK}{_JOINER}\u0300-\u036f'’{numbers.SEPARATORS}]|_"
    f"|[{numbers.SEPARATORS}](?!\\d)|(?<!\\d)[{numbers.SEPARATORS}]"
    f"|[{_CJK}]"
)
# A stretch of text that nearly always contains one.
_BEFORE = 64

# Words on two sides of a paragraph break are never adjacent, so no phrase spans it.
PARAGRAPH_GAP = 8


class Span(NamedTuple):
    """One word: ``text[start:end] == surface``. ``position`` counts words, with a gap at each
    paragraph break."""

    surface: str
    start: int
    end: int
    position: int


def spans(text: str, first: int = 0) -> Iterator[Span]:
    """The words of `text` in order, from the one that begins at `first`, which has position 0."""
    position = 0
    for start, end in _paragraphs(text, first):
        for word in _WORD.finditer(text, start, end):
            yield Span(word[1], word.start(1), word.end(1), position)
            position += 1
        position += PARAGRAPH_GAP


def cut_before(text: str, place: int) -> int:
    """The last place up to `place` at which `text` can be cut without cutting a word."""
    reach = _BEFORE
    while place > reach // 2:
        first = max(0, place - reach)
        # One more character, which shows whether a separator stands between digits.
        gaps = [end for gap in _GAP.finditer(text, first, place + 1) if (end := gap.end()) <= place]
        if gaps or first == 0:
            return gaps[-1] if gaps else 0
        reach *= 4
    return 0


def cut_after(text: str, place: int) -> int:
    """The first place from `place` on at which `text` can be cut without cutting a word."""
    gap = _GAP.search(text, place)
    return gap.start() if gap else len(text)


def surfaces_of(text: str) -> tuple[list[str], NDArray[np.uint32]]:
    """The words of `text` and their positions, as in `spans` but faster."""
    surfaces: list[str] = []
    firsts: list[int] = []
    for start, end in _paragraphs(text):
        firsts.append(len(surfaces))
        surfaces += _WORD.findall(text, start, end)
    positions = np.arange(len(surfaces), dtype=np.uint32)
    if len(firsts) > 1:
        gaps = np.arange(len(firsts), dtype=np.uint32) * np.uint32(PARAGRAPH_GAP)
        positions += np.repeat(gaps, np.diff(firsts, append=len(surfaces)))
    return surfaces, positions


def _paragraphs(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    for found in _BREAK.finditer(text, start):
        yield start, found.start()
        start = found.end()
    yield start, len(text)
