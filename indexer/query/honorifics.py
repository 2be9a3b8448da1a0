"""Recognises abbreviated honorifics before a name: د. سعود, أ.د. محمد, م/ خالد, Dr. Ahmed.

Texts may write them in full or omit them, so a query must not require them.
"""

import re

from indexer.arabic.analyzer import Analyzer
from indexer.query.patterns import LETTER, MARKS

# Doctor, engineer and professor (أستاذ) combine, as in أ.م.د.; judge does not, as ق.م. is "BC".
_LETTERS, _JUDGE = "دمأا", "ق"
_MOST_LETTERS = 3
_LATIN = "dr|mr|mrs|ms|prof|eng"
_SIGN = r"[./]\s?"
# Excludes أ.ش.أ (an agency) and م/59 (a decree).
_BEFORE_A_NAME = rf'(?=["«“(]?[^\W\d_{MARKS}]{LETTER})'
_ABBREVIATED = re.compile(
    # The minutes of "5 د." and the year of "2015 م." belong to the number.
    r"(?<!\d)(?<!\d\s)(?:"
    rf"و?(?:[{_LETTERS}]{_SIGN}){{1,{_MOST_LETTERS}}}(?:د\s)?"
    rf"|{_JUDGE}{_SIGN}"
    rf"|(?i:{_LATIN})\.\s?"
    rf"){_BEFORE_A_NAME}"
)
# No alef: it is more often the first letter of a word, separated by mistake.
_LETTER_ALONE = re.compile(rf"([دم])\s+{_BEFORE_A_NAME}")
_WORD = re.compile(f"{LETTER}++")


def end_of_honorific(text: str, start: int, analyzer: Analyzer, *, first: bool) -> int:
    """The end of an honorific that begins at `start`, the start of a word; `start` if there is
    none.

    As the `first` word of the query it needs no full stop: a letter that names a grade or a group
    follows another word. A letter that forms a word with the next word was separated by mistake
    (د مشق) and is no honorific.
    """
    if abbreviated := _ABBREVIATED.match(text, start):
        return abbreviated.end()
    alone = _LETTER_ALONE.match(text, start) if first else None
    following = _WORD.match(text, alone.end()) if alone else None
    if not alone or not following:
        return start
    joined = analyzer.reading(analyzer.word(alone[1] + following[0]))
    return start if joined.is_listed else alone.end()
