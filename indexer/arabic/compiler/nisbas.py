"""Plurals of nisbas with one ي too few: السعودين for السعوديين.

The form is spelled like the dual or the plural of another word: الشعبين is "the two peoples", but
المصرين hardly "those who insist". The counts tell which nisbas it is written for: where the right
spelling is far commoner, the short one is mostly a slip.
"""

import re

from indexer.arabic.compiler import sources
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import letters
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import YEH
from indexer.arabic.orthography.normalizer import fold

ENDING = "ين"
# The right spelling must occur this often in a million words, and the short one at most in this
# share of its count.
_RAREST, _SHARE = 0.05, 0.3
_HEADS = ("", "و", "ب", "ل", "ال", "وال", "بال", "لل")
# The surcharge where a listed name has the letters of the plural.
_BESIDE_NAME = 1.0
_NISBA = re.compile("\u0650ي\u0651$")
# Shorter words are confused with others: حي, حين.
_SHORTEST = 4


def add_short_plurals(stock: Stock) -> None:
    """Add such a plural to each nisba that has one. A listed name is likelier unless it has the
    article: مدنين."""
    names = name_table.shipped().words
    for (spelling, speech), number in list(stock.lemmas.items()):
        word = letters(spelling)
        is_nisba = _NISBA.search(spelling) or (word == spelling and word.endswith(YEH))
        if speech == "noun" and is_nisba and len(word) >= _SHORTEST and _is_mostly_slip(word):
            more = _BESIDE_NAME if fold(word[:-1] + ENDING) in names else 0.0
            stock.add(word[:-1], f"{Slot.PLURAL_IN_ONE_YEH}:{more:g}", number, 0.0)


def _is_mostly_slip(nisba: str) -> bool:
    """Whether the plural is far commoner with both its ي."""
    right, short = _count(nisba), _count(nisba[:-1])
    return right >= _RAREST and short <= _SHARE * right


def _count(stem: str) -> float:
    """How often a stem has the ending in a million words, however its hamzas are written."""
    counts = sources.folded_counts()
    return sum(counts.get(fold(head + stem + ENDING), 0.0) for head in _HEADS)
