"""Telephone numbers: one term for the digits, however they are grouped: 050 123 4567, 050-123-4567,
0501234567.

Only words are available, not the signs between them, so the digits must decide: a number begins
with 0 or a country code, has as many digits as telephone numbers have, and is not grouped like a
date. Its parts are still found as words.
"""

from collections.abc import Iterator, Sequence

from indexer.arabic.expressions.runs import Run

# Codes of the Arab countries and of those that their newsrooms write to most. Source: ITU-T E.164
# (list of assigned country codes).
_ARAB = "20 211 212 213 216 218 222 249 252 253 269 961 962 963 964 965 966 967 968 970 971 973 974"
_OTHER = "1 7 30 31 32 33 34 39 41 43 44 46 49 55 60 61 62 65 66 81 82 84 86 90 91 92 93 94 98 251 254 256 880"
_CODES = frozenset((*_ARAB.split(), *_OTHER.split()))
# National service numbers, which have no 0: unified numbers of Saudi Arabia, free calls of the
# Gulf.
_SERVICES = frozenset({"800", "920", "9200"})
# The most groups; how many digits a number has with its country code, within its country, and for
# services.
LONGEST = 6
_ABROAD, _AT_HOME, _SERVICE = range(10, 16), range(9, 12), range(9, 11)
_ABROAD_SIGN = "00"


def may_open(word: str) -> bool:
    """Whether a folded word may be the first group of a number."""
    return (
        word.isascii()
        and word.isdecimal()
        and ((word[0] == "0" and len(word) <= len("00971")) or word in _CODES or word in _SERVICES)
    )


def term(word: str) -> str | None:
    """The term of a number that is written as one word, if it differs from the word: 00 is equal to
    +, dots are ignored."""
    if not word.isascii() or not word[0].isdecimal():
        return None
    groups = word.split(".")
    if len(groups) > 2 and all(map(str.isdecimal, groups)):
        return _term(groups)
    abroad = word.startswith(_ABROAD_SIGN) and word.isdecimal()
    return word.lstrip("0") if abroad and len(word) - 2 in _ABROAD else None


def runs(words: Sequence[str]) -> Iterator[Run]:
    """Where numbers of several groups stand among folded `words`, longest first from the left,
    disjoint."""
    end = 0
    for first, word in enumerate(words):
        # This may be the month of a date: 05/06/2025 10:30.
        goes_on = len(word) == 2 and first > 0 and words[first - 1].isdecimal()
        if first < end or goes_on or not may_open(word):
            continue
        groups = list(_digits(words[first : first + LONGEST]))
        for count in range(len(groups), 1, -1):
            if found := _term(groups[:count]):
                end = first + count
                yield Run(first, end, found)
                break


def _digits(words: Sequence[str]) -> Iterator[str]:
    """The groups of digits at the beginning of `words`; a 0 begins another number."""
    for place, word in enumerate(words):
        if not (word.isascii() and word.isdecimal()) or (
            place > 1 and len(word) > 2 and word[0] == "0"
        ):
            return
        yield word


def _term(groups: Sequence[str]) -> str | None:
    """The term of a number of these groups; None if they are no number."""
    first, second = groups[0], groups[1]
    digits = "".join(groups)
    if first.startswith(_ABROAD_SIGN):
        return digits[2:] if len(digits) - 2 in _ABROAD else None
    if first in _SERVICES:
        return digits if len(digits) in _SERVICE else None
    if first in _CODES:
        return digits if len(digits) in _ABROAD and len(groups[-1]) > 1 else None
    # 05 06 2025 1030 is a date and a time, 05 22 43 12 00 a number.
    in_pairs = len(first) in (2, 4) and all(len(group) == 2 for group in groups[1:])
    home = first[0] == "0" and (len(second) > 2 or in_pairs)
    return digits if home and len(digits) in _AT_HOME else None
