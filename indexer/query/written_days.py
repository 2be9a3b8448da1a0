"""Reads days in figures as the same day in any usual way of writing it."""

import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.arabic.expressions import months
from indexer.query.lexemes import BAR, CLOSE, OPEN, Lexeme, Operand
from indexer.query.syntax import Quoted, Text

# A day in figures, with the punctuation of its sentence: 17/7/2015, 2025-10-14.
_DAY = re.compile(r"(?P<day>[0-9٠-٩۰-۹]{1,4}([/-])[0-9٠-٩۰-۹]{1,2}\2[0-9٠-٩۰-۹]{1,4})[.,،؛;!?؟]*")
# How texts write a day in figures. Each is three words, like the day with the name of its month.
_WRITINGS = ("{0}/{1}/{2}", "{0:02}/{1:02}/{2}", "{2}-{1:02}-{0:02}")
_WORDS_OF_DAY = 3
# The most words that the lexemes of a day have.
MOST_WORDS = (len(_WRITINGS) + 1) * _WORDS_OF_DAY


class WrittenDay(NamedTuple):
    """``words`` is the number of words of all lexemes."""

    lexemes: list[Lexeme]
    words: int


def read(chunk: str) -> WrittenDay | None:
    """The day that `chunk` is, apart from the punctuation of its sentence; None if it is no day."""
    figures = _DAY.fullmatch(chunk)
    day = dates.parse_day(figures["day"]) if figures else None
    if day is None:
        return None
    phrases = dict.fromkeys(writing.format(day.day, day.month, day.year) for writing in _WRITINGS)
    named = f"{day.day} {months.MONTHS[day.month - 1][0]} {day.year}".split()
    lexemes: list[Lexeme] = [OPEN]
    for phrase in phrases:
        lexemes += [Operand(Quoted(phrase)), BAR]
    lexemes += [*(Operand(Text(word)) for word in named), CLOSE]
    return WrittenDay(lexemes, len(phrases) * _WORDS_OF_DAY + len(named))
