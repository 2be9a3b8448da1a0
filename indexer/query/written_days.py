"""Reads days in figures as the same day in any usual way of writing it."""

import datetime
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from indexer.arabic import dates
from indexer.arabic.expressions import months
from indexer.arabic.orthography.numbers import western
from indexer.periods import hijri
from indexer.query.lexemes import BAR, CLOSE, OPEN, Lexeme, Operand
from indexer.query.patterns import CHUNK_END
from indexer.query.syntax import Leaf, Quoted, Text

# A day in figures, with its era and the punctuation of its sentence: 17/7/2015م, 2025-10-14,
# 17 / 7 / 2015.
_DAY = re.compile(
    r"(?P<day>(?P<figures>\d{1,4}(?:([/.-])\d{1,2}\3|\s?/\s?\d{1,2}\s?/\s?)\d{1,4})(?:م|هـ?)?)"
    rf"[.,،؛;!?؟]*{CHUNK_END}"
)
_NUMBER = re.compile("[0-9]+")
# How texts write a day in figures. A slash and a hyphen make no difference: both separate words.
_WRITINGS = (
    *("{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{2}-{1:02}-{0:02}"),
    *("{2}/{1}/{0}", "{0}.{1}.{2}", "{0:02}.{1:02}.{2}"),
)
_WORDS_OF_DAY = 3
# The most words that the lexemes of a day have: its writings, the typed one, the name of its month.
MOST_WORDS = (len(_WRITINGS) + 2) * _WORDS_OF_DAY


class WrittenDay(NamedTuple):
    """``end`` is where its text ends, and ``words`` the number of words of all lexemes."""

    end: int
    lexemes: list[Lexeme]
    words: int


def read(text: str, start: int, today: datetime.date) -> WrittenDay | None:
    """The day whose text begins at `start`, the start of a word; None if there is no day."""
    found = _DAY.match(text, start)
    if not found:
        return None
    figures = western(re.sub(r"\s", "", found["figures"]))
    first, month, last = map(int, _NUMBER.findall(figures))
    # Only a year has more than two digits.
    day, year = min(first, last), max(first, last)
    if dates.parse_day(found["day"]):
        # These words are read as one.
        named: Sequence[Leaf] = [
            Text(word) for word in f"{day} {months.MONTHS[month - 1][0]} {year}".split()
        ]
    elif hijri.read(dates.plain_text(found["day"]), today):
        named = [Quoted(f"{day} {hijri.MONTHS[month - 1][0]} {year}")]
    else:
        return None
    phrases = _different([*(each.format(day, month, year) for each in _WRITINGS), figures])
    lexemes: list[Lexeme] = [OPEN]
    for phrase in phrases:
        lexemes += [Operand(Quoted(phrase)), BAR]
    lexemes += [*map(Operand, named), CLOSE]
    return WrittenDay(found.end(), lexemes, (len(phrases) + 1) * _WORDS_OF_DAY)


def _different(phrases: Iterable[str]) -> list[str]:
    """`phrases` without those that have the same words as an earlier one."""
    by_words: dict[str, str] = {}
    for phrase in phrases:
        by_words.setdefault(phrase.replace("-", "/"), phrase)
    return list(by_words.values())
