"""Where words begin and end, as code-point offsets into the original text.

A word is a run of one script. Arabic words keep their marks, tatweel and invisible joiners inside;
Latin words keep apostrophes between letters and digits (COVID19, G20); a number keeps its
separators between digits; a Chinese character is a word of its own. What is glued without a space
is split where the script changes: 2025م, 17سبتمبر.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.arabic import letters, numbers

_ARABIC = "\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff\u0750-\u077f\u0870-\u088e\u08a0-\u08c9\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdfb\ufe70-\ufefc"
_MARK = f"{letters.VOWEL_MARKS}{letters.TATWEEL}"
_JOINER = letters.FORMAT_MARKS
_CJK = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OTHER = f"(?:(?![{_ARABIC}{_CJK}])[^\\W_])"
_LETTER = f"(?:(?![{_ARABIC}{_CJK}])[^\\W\\d_])"
_WORD = re.compile(
    # A tatweel or a mark may open a word (ـه is a common way to write a suffix), never be one.
    f"(?P<arabic>[{_MARK}]*[{_ARABIC}](?:[{_ARABIC}{_MARK}]|[{_JOINER}]+(?=[{_ARABIC}{_MARK}]))*)"
    f"|(?P<number>\\d+(?:[{numbers.SEPARATORS}]\\d+)*(?!{_LETTER}))"
    f"|(?P<latin>{_OTHER}(?:{_OTHER}|[\u0300-\u036f]|[{_JOINER}]+(?={_OTHER})|['’](?={_LETTER}))*)"
    f"|(?P<han>[{_CJK}])"
)
_BREAK = re.compile(r"\n\s*\n")

# Words on two sides of a paragraph break are never neighbours, so no phrase reaches across.
PARAGRAPH_GAP = 8


class Span(NamedTuple):
    """One word: ``text[start:end] == surface``; ``position`` counts words, with a gap at each
    paragraph break."""

    surface: str
    start: int
    end: int
    position: int


def spans(text: str) -> Iterator[Span]:
    """The words of `text` in order."""
    breaks = [found.start() for found in _BREAK.finditer(text)]
    gap = passed = 0
    for position, word in enumerate(_WORD.finditer(text)):
        while passed < len(breaks) and breaks[passed] < word.start():
            passed += 1
            gap += PARAGRAPH_GAP
        yield Span(word.group(), word.start(), word.end(), position + gap)
