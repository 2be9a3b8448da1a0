"""Dates as they are typed into an address: a day, a month or a year.

Years and months are read here, in the order of ISO dates; other ways to write a day are those of the
press (14/10/2025, 14 أكتوبر 2025). Digits of every script are read.
"""

import calendar
import datetime
import re

from indexer.arabic import dates

_TYPED = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_NUMBERS = re.compile(r"([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+[0-9]{4}\D*")
DECEMBER = 12
# Longer than any date in words, weekday and all.
_LONGEST = 100


def digits(text: str) -> bool:
    """Whether `text` is made of the digits 0-9 and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def plain(text: str) -> str:
    """`text` without space around it, every decimal digit as one of 0-9."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text.strip())


def year(text: str) -> bool:
    """Whether `text` is a year of four digits 0-9."""
    return _YEAR.fullmatch(text) is not None


def month(text: str) -> str | None:
    """The month that was typed as year and month, as `YYYY-MM`; None if it is none."""
    typed = _TYPED.fullmatch(plain(text))
    if typed is None or not typed[2] or typed[3] or not 1 <= int(typed[2]) <= DECEMBER:
        return None
    return f"{typed[1]}-{int(typed[2]):02}"


def ambiguous(text: str) -> bool:
    """Whether `text` is three numbers of which day and month could be either (05/06/2025)."""
    found = _NUMBERS.fullmatch(plain(text[: _LONGEST + 1]))
    if found is None:
        return False
    one, other = int(found[1]), int(found[2])
    return one != other and max(one, other) <= DECEMBER


def first_day(text: str) -> datetime.date | None:
    """The first day of what was typed, or None."""
    return _day(text, last=False)


def last_day(text: str) -> datetime.date | None:
    """The last day of what was typed, or None."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> datetime.date | None:
    if len(text) > _LONGEST:
        return None
    typed = _TYPED.fullmatch(plain(text))
    if typed is None:
        return dates.parse_day(text)
    number = int(typed[1])
    month = int(typed[2]) if typed[2] else DECEMBER if last else 1
    try:
        day = int(typed[3]) if typed[3] else _length(number, month) if last else 1
        return datetime.date(number, month, day)
    except (ValueError, calendar.IllegalMonthError):
        return None


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]


def short_first(day: datetime.date) -> str:
    """The shortest text that `first_day` reads as `day`."""
    if day.day != 1:
        return day.isoformat()
    return f"{day.year:04}" if day.month == 1 else f"{day.year:04}-{day.month:02}"


def short_last(day: datetime.date) -> str:
    """The shortest text that `last_day` reads as `day`."""
    if day.day != _length(day.year, day.month):
        return day.isoformat()
    return f"{day.year:04}" if day.month == DECEMBER else f"{day.year:04}-{day.month:02}"
