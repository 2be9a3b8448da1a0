"""Converts text typed with the wrong keyboard layout; knows which keys are adjacent.

The layouts are those of xkeyboard-config, `symbols/ara`: "basic" (the Arabic 101 of Windows too),
"mac", and "azerty", which has the letters of "basic" on the keys of a French keyboard.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from indexer.arabic.orthography.letters import TEH_MARBUTA
from indexer.arabic.orthography.normalizer import fold

KeyRows: TypeAlias = tuple[str, ...]

# The three rows of letters, keys separated by spaces; the key left of 1 comes before the first row.
_QWERTY: KeyRows = ("` q w e r t y u i o p [ ]", "a s d f g h j k l ; '", "z x c v b n m , . /")
_AZERTY: KeyRows = ("² a z e r t y u i o p ^ $", "q s d f g h j k l m ù", "w x c v b n , ; : !")
_PC: KeyRows = ("ذ ض ص ث ق ف غ ع ه خ ح ج د", "ش س ي ب ل ا ت ن م ك ط", "ئ ء ؤ ر لا ى ة و ز ظ")
_MAC: KeyRows = ("ـ ض ص ث ق ف غ ع ه خ ح ج ة", "ش س ي ب ل ا ت ن م ك ؛", "ظ ط ذ د ز ر و ، . /")
# Letters typed with Shift, by the keys of a QWERTY keyboard.
_PC_SHIFTED = {"H": "أ", "Y": "إ", "N": "آ", "G": "لأ", "T": "لإ", "B": "لآ"}
_MAC_SHIFTED = {"D": "ى", "H": "آ", "C": "ئ", "V": "ء", "B": "أ", "N": "إ", "M": "ؤ"}

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")
_SIGNS = re.compile(r'[\s"“”„‟«»()|:*?~+&=%-]+')
# A single letter with a number is no sign of a wrong layout: G20, 5G, F-16.
_NUMBERED = re.compile(r"\b(?:[A-Za-z]-?\d+|\d+-?[A-Za-z])\b")


def in_arabic_layout(text: str) -> list[str]:
    """The texts that the same keys type in Arabic layouts; none if `text` is not all Latin or only
    has single letters with numbers, nor those with punctuation within a word."""
    if _ARABIC.search(text) or not _LATIN.search(_NUMBERED.sub("", text)):
        return []
    typed = text.lower() if text.isupper() else text
    return _distinct(filter(_is_words, (_retype(typed, table) for table in _to_arabic())))


def in_latin_layout(text: str) -> list[str]:
    """The texts that the same keys type in Latin layouts; none if `text` is not all Arabic, nor
    those with punctuation within a word."""
    if _LATIN.search(text) or not _ARABIC.search(text):
        return []
    typed = _distinct(_retype(text, table) for table in _to_latin())
    # A letter without a key in a layout stays Arabic.
    return [other for other in typed if not _ARABIC.search(other) and _is_words(other)]


def _is_words(text: str) -> bool:
    """Whether there are letters and digits alone between the signs of the language of queries, and
    a ة at the ends of words alone."""
    words = list(filter(None, _SIGNS.split(text)))
    return all(map(str.isalnum, words)) and not any(TEH_MARBUTA in word[:-1] for word in words)


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _retype(text: str, table: dict[str, str]) -> str:
    """`text` with each key replaced by `table`; لا is one key."""
    out = []
    at = 0
    while at < len(text):
        size = 2 if text[at : at + 2] in table else 1
        key = text[at : at + size]
        out.append(table.get(key) or table.get(key.lower()) or key)
        at += size
    return "".join(out)


@cache
def _to_arabic() -> tuple[dict[str, str], ...]:
    return (
        {**_pairs(_QWERTY, _PC), **_PC_SHIFTED},
        {**_pairs(_QWERTY, _MAC), **_MAC_SHIFTED},
        _pairs(_AZERTY, _PC),
    )


@cache
def _to_latin() -> tuple[dict[str, str], ...]:
    """With لا typed by one key and by two, which look the same."""
    pc = _pairs(_PC, _QWERTY)
    two_keys = {letters: key for letters, key in pc.items() if letters != "لا"}
    return pc, two_keys, _pairs(_MAC, _QWERTY), _pairs(_PC, _AZERTY)


def _pairs(keys: KeyRows, letters: KeyRows) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one, other in zip(keys, letters, strict=True):
        pairs.update(zip(one.split(), other.split(), strict=True))
    return pairs


@cache
def adjacent_keys() -> frozenset[tuple[str, str]]:
    """Pairs of folded letters, in both orders, whose keys touch on the Arabic 101 layout."""
    places = {
        key: (row, column + (row > 0))
        for row, keys in enumerate(_PC)
        for column, key in enumerate(keys.split())
        if len(key) == 1
    }
    return frozenset(
        (fold(one), fold(other))
        for one, (row, column) in places.items()
        for other, (below, beside) in places.items()
        if one != other and _touch(below - row, beside - column)
    )


def _touch(down: int, right: int) -> bool:
    """Rows are shifted by half a key: a key touches two keys in the row below and two in the row
    above."""
    return (down, right) in {(0, 1), (0, -1), (1, 0), (1, -1), (-1, 0), (-1, 1)}
