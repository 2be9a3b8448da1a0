"""The root layer: three letters that the words of one family share.

The root of a lemma is taken from the lexicon if it is known there. For other words the affixes and
the pattern are stripped, longest pattern first, as in Taghva, Elkhoury and Coombs (2005) and in the
grammars. No dictionary is consulted, so the result is a key for matching, not a verified root.
"""

import re
from functools import lru_cache

# Patterns by length; digits 1-3 stand for the radicals, letters for themselves (folded: ء is any
# seat).
_PATTERNS = (
    "است12ا3 مست1ا23 است1ا23",
    "است123 مست123 ا1ت2ا3 ان12ا3 مت1ا23 ا12و3 1وا2ي3 م1ا2ي3 ت1ا2ي3 ا1ا2ي3 ت12ي3 ا123اء 12ا3ين",
    "م12و3 م12ا3 م1ا23 م1ت23 من123 مت123 ت1ا23 ان123 ا1ت23 ا12ا3 1وا23 12اء3 1ا2و3 123اء 1ا2ي3 123ان مس123 ا1ا23",
    "1ا23 12ا3 12ي3 12و3 ا123 ت123 م123 ن123 123ي 123ا 1و23 1ي23",
)  # fmt: skip
_ENDINGS = ("ات", "ون", "ين", "يه", "ان", "ه", "ي", "ا", "ء")
_ALL = tuple(" ".join(_PATTERNS).split())
_MEMO = 100_000


def _pattern_of(patterns: list[str]) -> re.Pattern[str]:
    """A regex of the patterns, tried in order; its last three matched groups are the radicals."""
    return re.compile("(?s:" + "|".join(re.sub("[123]", "(.)", each) for each in patterns) + ")")


_TABLE = {length: _pattern_of([p for p in _ALL if len(p) == length]) for length in range(4, 8)}


@lru_cache(maxsize=_MEMO)
def root(lemma: str) -> str:
    """The root of a folded lemma, or what is left of it if no pattern fits."""
    word = lemma
    while len(word) > 3:
        shorter = _radicals(word) or _strip_ending(word)
        if not shorter:
            break
        word = shorter
    return word


def _radicals(word: str) -> str:
    """The radicals by the first pattern of the word's length that fits; empty if none does."""
    patterns = _TABLE.get(len(word))
    found = patterns.fullmatch(word) if patterns else None
    last = found.lastindex if found else None
    return "".join(found.group(last - 2, last - 1, last)) if found and last else ""


def _strip_ending(word: str) -> str:
    """The word without one ending, if three letters remain; else empty."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)]
    return ""
