"""Designations of aircraft, diseases, standards and meetings: some Latin letters and a number.

They are written together, with a hyphen or apart (F35, F-35, F 35). The first is one word; the
others are found as runs of two words with the same term.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from indexer.arabic.expressions.runs import Run
from indexer.arabic.lexicon import stopwords

# As in COVID-19, ISO-9001: longer letters are a word, a longer number an amount.
_LETTERS, _DIGITS = 5, 4


def may_open(word: str) -> bool:
    """Whether a folded word may be the letters of a designation: F 35, but not "in 2024"."""
    short = len(word) <= _LETTERS and word.isascii() and word.isalpha()
    return short and not stopwords.is_stop(word)


def runs(words: Sequence[str]) -> Iterator[Run]:
    """Where letters stand before a number among folded `words`."""
    for place, (letters, number) in enumerate(pairwise(words)):
        if may_open(letters) and len(number) <= _DIGITS and number.isdecimal():
            yield Run(place, place + 2, letters + number)
