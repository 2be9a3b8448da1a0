"""Dates as they are typed into an address, and as a canonical address holds them.

What is typed may be all that `indexer.periods` reads: a day, a month, a year, in figures or words.
"""

import calendar
import datetime
import re

from indexer import limits, periods
from indexer.arabic.numbers import western

_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+[0-9]{4}\D*")


def digits(text: str) -> bool:
    """Whether `text` is made of the digits 0-9 and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def plain(text: str) -> str:
    """`text` without space around it, with the digits of every script as 0-9."""
    return western(text.strip())


def year(text: str) -> bool:
    """Whether `text` is a year of four digits 0-9."""
    return _YEAR.fullmatch(text) is not None


def month(text: str) -> str | None:
    """The month that was typed as year and month, as `YYYY-MM`; None if it is none."""
    typed = _MONTH.fullmatch(plain(text))
    if typed is None or not 1 <= int(typed[2]) <= periods.DECEMBER:
        return None
    return f"{typed[1]}-{int(typed[2]):02}"


def ambiguous(text: str) -> bool:
    """Whether `text` is three numbers of which day and month could be either (05/06/2025)."""
    found = _NUMBERS.fullmatch(plain(text[: limits.DATE_CHARACTERS + 1]))
    if found is None:
        return False
    one, other = int(found[1]), int(found[2])
    return one != other and max(one, other) <= periods.DECEMBER


def first_day(text: str) -> datetime.date | None:
    """The first day of what was typed, or None."""
    period = periods.parse(text, datetime.date.today())
    return period.first if period else None


def last_day(text: str) -> datetime.date | None:
    """The last day of what was typed, or None."""
    period = periods.parse(text, datetime.date.today())
    return period.last if period else None


def impossible(text: str) -> bool:
    """Whether a date was typed that no calendar has: 2025-02-31."""
    return periods.is_impossible(text, datetime.date.today())


def short_first(day: datetime.date) -> str:
    """The shortest text that `first_day` reads as `day`."""
    if day.day != 1 or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    return f"{day.year:04}" if day.month == 1 else f"{day.year:04}-{day.month:02}"


def short_last(day: datetime.date) -> str:
    """The shortest text that `last_day` reads as `day`."""
    length = calendar.monthrange(day.year, day.month)[1]
    if day.day != length or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    return f"{day.year:04}" if day.month == periods.DECEMBER else f"{day.year:04}-{day.month:02}"
