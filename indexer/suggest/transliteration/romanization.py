"""Spells Latin words in Arabic letters by rule: Chinese names by their pinyin, others letter by
letter."""

import heapq
from functools import cache
from importlib import resources
from typing import NamedTuple

from indexer.arabic.reading import english

_WORDS = resources.files("indexer.suggest.transliteration") / "data" / "english_words.txt"

# How many spellings of a word are kept, likeliest first.
_MOST_SPELLINGS = 96

# Initials and finals of pinyin, in the usual transcription of the Arabic press.
_INITIALS = {
    "zh": "تش", "ch": "تش", "sh": "ش", "b": "ب", "p": "ب", "m": "م", "f": "ف", "d": "د", "t": "ت",
    "n": "ن", "l": "ل", "g": "ق", "k": "ك", "h": "ه", "j": "ج", "q": "تش", "x": "ش", "r": "ر",
    "z": "تس", "c": "تس", "s": "س", "y": "ي", "w": "و", "": "",
}  # fmt: skip
_FINALS = {
    "iang": "يانغ", "iong": "يونغ", "uang": "وانغ", "ang": "انغ", "eng": "نغ", "ing": "ينغ",
    "ong": "ونغ", "ian": "يان", "iao": "ياو", "uai": "واي", "uan": "وان", "ai": "اي", "an": "ان",
    "ao": "او", "ei": "ي", "en": "ن", "er": "ار", "ia": "يا", "ie": "يه", "in": "ين", "iu": "يو",
    "ou": "و", "ua": "وا", "ue": "ويه", "ui": "وي", "un": "ون", "uo": "وه", "a": "ا", "e": "ه",
    "i": "ي", "o": "و", "u": "و",
}  # fmt: skip
# Graphemes of other words, the usual spelling first; "" is a short vowel.
_LETTERS = {
    "sch": "ش", "sh": "ش", "ch": "تش ش خ", "th": "ث ت", "kh": "خ", "gh": "غ", "dh": "ذ ض ظ",
    "ph": "ف", "ck": "ك", "oo": "و", "ou": "و عو", "ee": "ي", "ai": "اي ي اعي عي", "ay": "اي ي",
    "ae": "اي ا اع",
    "ei": "اي ي", "au": "او عو", "ow": "و او", "qu": "كو ق قو", "a": 'ا ""', "b": "ب", "c": "ك س",
    "aa": "ا ع عا", "d": "د ض", "e": '"" ي', "f": "ف", "g": "غ ج ق", "h": "ه ح", "i": 'ي ""',
    "j": "ج", "k": "ك ق", "l": "ل", "m": "م", "n": "ن", "o": 'و ""', "p": "ب", "q": "ق",
    "r": "ر", "s": "س ص", "t": "ت ط", "u": 'و ""', "v": "ف", "w": "و", "x": "كس", "y": "ي",
    "z": "ز ظ ذ", "'": '"" ع',
}  # fmt: skip
# "Servant of the": Abdulaziz, Abderrahman.
SLAVE = dict.fromkeys(("abdul", "abdel", "abdal", "abdur", "abder"), "عبدال")
_OPENING = {
    "a": "ا ع عا", "e": "ا ع اي", "i": "ا ع اي", "o": "او ع ا", "u": "ا ع او", "ai": "عي اي", "ei": "عي اي",
    "ao": "عو او", **SLAVE,
}  # fmt: skip
_GOD = dict.fromkeys(("allah", "ullah", "ollah"), "الله")
_ENDING = {
    "a": "ا ه ي", "aa": "اء عا ا", "e": '"" ي ه', "ah": "ه ا اح", "ei": "ي ئي اي", "i": "ي", **_GOD,
}  # fmt: skip
_LONGEST_GRAPHEME = 5


class Spelling(NamedTuple):
    """A folded Arabic word, and how unusual its letters are for those of the Latin word."""

    unusual: int
    text: str


def is_latin(word: str) -> bool:
    """Whether there is a rule for each letter of a folded word."""
    return all(letter in _LETTERS for letter in word)


def is_everyday(word: str) -> bool:
    """Whether a folded word is an everyday English word, in singular or plural."""
    return word in _everyday() or english.stem(word) in _everyday()


@cache
def _everyday() -> frozenset[str]:
    lines = _WORDS.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def spellings(word: str) -> list[Spelling]:
    """The possible spellings of a Latin word in folded Arabic letters."""
    chinese = pinyin(word)
    return [*([Spelling(0, chinese)] if chinese else []), *by_letter(word)]


def pinyin(word: str) -> str:
    """A word of pinyin in Arabic letters, split into the fewest syllables; empty if it is not
    pinyin."""
    best: list[tuple[int, str] | None] = [(0, "")] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before, syllable = best[start], _syllable(word[start:end])
            if before and syllable:
                known = best[end]
                longer = (before[0] + 1, before[1] + syllable)
                best[end] = min(known, longer) if known else longer
    whole = best[len(word)]
    return whole[1] if whole else ""


def _syllable(part: str) -> str:
    for size in (2, 1, 0):
        initial, final = part[:size], part[size:]
        if initial in _INITIALS and final in _FINALS:
            return _INITIALS[initial] + _FINALS[final]
    return ""


def by_letter(word: str) -> list[Spelling]:
    """Spellings of a Latin word in folded Arabic letters, most usual first."""
    spellings = [Spelling(0, "")]
    at = 0
    while at < len(word):
        size, ways = _ways(word, at)
        grown = (
            Spelling(before.unusual + rank, before.text + way)
            for before in spellings
            for rank, way in enumerate(ways)
        )
        spellings = heapq.nsmallest(_MOST_SPELLINGS, set(grown))
        at += size
    return [each for each in spellings if len(each.text) > 1]


def _ways(word: str, at: int) -> tuple[int, list[str]]:
    """The length of the grapheme at a place, and its Arabic spellings."""
    if at and word[at - 1] == word[at] and word[at] not in "aeiou":
        return 1, [""]
    for size in range(_LONGEST_GRAPHEME, 0, -1):
        part = word[at : at + size]
        opening = _OPENING.get(part) if at == 0 or word[:at] in SLAVE else None
        ending = _ENDING.get(part) if at + size == len(word) else None
        ways = opening or ending or _LETTERS.get(part)
        if ways and len(part) == size:
            return size, [way.strip('"') for way in ways.split()]
    return 1, [""]
