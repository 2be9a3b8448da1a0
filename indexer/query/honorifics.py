"""Abbreviated honorifics before a name: د. سعود, أ.د. محمد, م/ خالد, Dr. Ahmed. A text may write them in full, or not at
all, so that they restrict nothing.
"""

import re

from indexer.arabic.analyzer import Analyzer
from indexer.query.patterns import LETTER, MARKS

# Doctor, engineer, professor (أستاذ), which are joined as in أ.م.د.; a judge stands alone, for ق.م. is a time.
_LETTERS, _JUDGE = "دمأا", "ق"
_MOST = 3
_LATIN = "dr|mr|mrs|ms|prof|eng"
_SIGN = r"[./]\s?"
# Not أ.ش.أ, م/59, an agency and a decree.
_BEFORE_A_NAME = rf'(?=["«“(]?[^\W\d_{MARKS}]{LETTER})'
_ABBREVIATED = re.compile(
    # The minutes of "5 د." and the years of "2015 م." belong to the number.
    r"(?<!\d)(?<!\d\s)(?:"
    rf"و?(?:[{_LETTERS}]{_SIGN}){{1,{_MOST}}}(?:د\s)?"
    rf"|{_JUDGE}{_SIGN}"
    rf"|(?i:{_LATIN})\.\s?"
    rf"){_BEFORE_A_NAME}"
)
# An alef is more often the beginning of a word that has lost it.
_LETTER_ALONE = re.compile(rf"([دم])\s+{_BEFORE_A_NAME}")
_WORD = re.compile(f"{LETTER}++")


def end(text: str, start: int, analyzer: Analyzer, *, first: bool) -> int:
    """Where an honorific that begins at `start`, where a word does, ends and the name begins; `start` if there is none.

    One that comes `first` of all needs no full stop, for what a letter is the grade or the group of stands before it;
    but a letter that makes a word with the next ones was parted from them: د مشق.
    """
    if found := _ABBREVIATED.match(text, start):
        return found.end()
    alone = _LETTER_ALONE.match(text, start) if first else None
    following = _WORD.match(text, alone.end()) if alone else None
    if not alone or not following:
        return start
    joined = analyzer.reading(analyzer.word(alone[1] + following[0]))
    return start if joined.is_listed else alone.end()
