"""Chinese names in Arabic letters: their syllables, and one spelling for the variants of each.

The Arabic press writes a pinyin g as ق, غ, ج or ك and a final ng as نغ or نج, with or without a
vowel letter before it, and puts the spaces anywhere: قوانغدونغ, غوانغدونغ; ليان يون قانغ,
ليانيونغانغ.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.arabic.lexicon import shipped

_MEMO = 50_000
_LONGEST_GIVEN = 2
# Letters that Arabic words hardly ever have in sequence: only words with one of these are split
# into syllables.
_MARKED = re.compile("نغ|تش|نج(?:$|[^اوي])")
_FINAL_NJ = re.compile("نج(?=$|[^اوي])")
_SHORT_ING = re.compile("(?<=[^اوي])ينغ")
_JW = re.compile("ج(?=وا|وي)")
_CHI = re.compile("تشي(?=[^اويغ])")


class Table(NamedTuple):
    """Syllables, surnames, and Arabic words that look like syllables."""

    syllables: frozenset[str]
    surnames: frozenset[str]
    arabic: frozenset[str]


@cache
def table() -> Table:
    """Syllables and surnames in their `canonical_spelling`, and Arabic words."""
    lines = (
        line.split("\t")
        for line in shipped.text(shipped.SYLLABLES).splitlines()
        if not line.startswith("#")
    )
    lists = {name: words.split() for name, words in lines}
    joined = {initial + final for initial in lists["initials"] for final in lists["finals"]}
    return Table(
        syllables=frozenset(map(canonical_spelling, joined | set(lists["alone"]))),
        surnames=frozenset(map(canonical_spelling, lists["surnames"])),
        arabic=frozenset(lists["arabic"]),
    )


def canonical_spelling(letters: str) -> str:
    """The one spelling of a Chinese name's letters, without spaces."""
    # Called for every word of a text: a pattern is tried only where its letters occur.
    word = letters.replace(" ", "")
    if "نج" in word:
        word = _FINAL_NJ.sub("نغ", word)
    if "جو" in word:
        word = _JW.sub("غ", word)
    word = word.replace("ق", "غ").replace("ك", "غ")
    if "ينغ" in word:
        word = _SHORT_ING.sub("نغ", word)
    return _CHI.sub("تش", word) if "تشي" in word else word


@lru_cache(maxsize=_MEMO)
def syllables(word: str) -> int:
    """The smallest number of syllables that make up a word; 0 if it is not made of syllables."""
    known, letters = table().syllables, canonical_spelling(word)
    fewest: list[int] = [0] + [0] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - 6), end):
            if letters[start:end] in known and (start == 0 or fewest[start]):
                fewest[end] = min(fewest[end] or 99, fewest[start] + 1)
    return fewest[len(letters)]


def looks_marked(word: str) -> bool:
    """Whether a word contains letters that Arabic words hardly ever have in sequence."""
    return _MARKED.search(word) is not None


def is_marked(word: str) -> bool:
    """Whether a word is made of syllables and looks like no Arabic word."""
    return looks_marked(word) and syllables(word) > 0


def may_belong(word: str) -> bool:
    """Whether a word may be part of a name: a syllable, or a marked word of two, and no Arabic
    word."""
    longest = _LONGEST_GIVEN if is_marked(word) else 1
    return 0 < syllables(word) <= longest and word not in table().arabic


def may_open(word: str, letters: str) -> bool:
    """Whether a word, with its `canonical_spelling`, may begin a name of several words: it is a
    surname."""
    return letters in table().surnames and word not in table().arabic
