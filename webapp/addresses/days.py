"""Dates as they are typed into an address, and as a canonical address holds them.

What is typed may be all that `indexer.periods` reads: a day, a month, a year, in figures or words.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer import limits, periods
from indexer.arabic.numbers import western

Length: TypeAlias = Literal["year", "month", "day"]

_NUMBER = re.compile(r"[0-9]+")
_YEAR = re.compile(r"[0-9]{4}")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[^0-9]+([0-9]{1,2})[^0-9]+([0-9]{4})\D*")


@dataclass(frozen=True, slots=True)
class Bound:
    """The first or the last day of a period, and how long the time is that was typed for it: None where that
    is neither a year nor a month nor a day."""

    day: datetime.date
    length: Length | None


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


def meanings(text: str) -> tuple[str, ...]:
    """The two days that three numbers can mean (05/06/2025), in figures that leave no doubt; none where `text` is
    not of that kind."""
    found = _NUMBERS.fullmatch(plain(text[: limits.DATE_CHARACTERS + 1]))
    if found is None:
        return ()
    one, other = int(found[1]), int(found[2])
    if one == other or not 1 <= min(one, other) <= max(one, other) <= periods.DECEMBER:
        return ()
    # An ISO date is never Hijri.
    sign = "/" if int(found[3]) in periods.HIJRI_YEARS else "-"
    pairs = ((other, one), (one, other))
    return tuple(sign.join((found[3], f"{month:02}", f"{day:02}")) for month, day in pairs)


def first(text: str) -> Bound | None:
    """What was typed, as the beginning of a period, or None."""
    period = periods.parse(text, datetime.date.today())
    return Bound(period.first, _length(period)) if period and period.first else None


def last(text: str) -> Bound | None:
    """What was typed, as the end of a period, or None."""
    period = periods.parse(text, datetime.date.today())
    return Bound(period.last, _length(period)) if period and period.last else None


def first_day(text: str) -> datetime.date | None:
    """The first day of what was typed, or None."""
    bound = first(text)
    return bound.day if bound else None


def _length(period: periods.Period) -> Length | None:
    begin, end = period.first, period.last
    if begin is None or end is None:
        return None
    if begin == end:
        return "day"
    if begin.day != 1 or begin.year != end.year or not _ends_a_month(end):
        return None
    if begin.month == end.month:
        return "month"
    return "year" if (begin.month, end.month) == (1, periods.DECEMBER) else None


def _ends_a_month(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def impossible(text: str) -> bool:
    """Whether a date was typed that no calendar has: 2025-02-31."""
    return periods.is_impossible(text, datetime.date.today())


def short_first(day: datetime.date, length: Length | None = None) -> str:
    """The text that `first` reads as `day` and `length`; without one, the shortest that means the day."""
    if length == "day" or day.day != 1 or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    if length == "month" or day.month != 1:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}"


def short_last(day: datetime.date, length: Length | None = None) -> str:
    """The text that `last` reads as `day` and `length`; without one, the shortest that means the day."""
    if length == "day" or not _ends_a_month(day) or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    if length == "month" or day.month != periods.DECEMBER:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}"
