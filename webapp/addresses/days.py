"""Dates in addresses: parsing what was typed, and formatting it canonically.

Everything that `indexer.periods` understands may be typed: days, months, years, in figures or words.
As in queries, 05/06/2025 is 5 June.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer import periods
from indexer.arabic.orthography.numbers import western

Length: TypeAlias = Literal["year", "month", "day"]

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?!0000)[0-9]{4}")
_MONTH = re.compile(r"((?!0000)[0-9]{4})-([0-9]{1,2})")


@dataclass(frozen=True, slots=True)
class Bound:
    """The first or last day of a period. ``length`` is that of the period that was typed, None if
    it is no whole year, month or day."""

    day: datetime.date
    length: Length | None


def has_only_digits(text: str) -> bool:
    """Whether `text` consists of ASCII digits, at least one."""
    return _DIGITS.fullmatch(text) is not None


def normalize(text: str) -> str:
    """`text` stripped, with the digits of every script replaced by ASCII digits."""
    return western(text.strip())


def parse_year(text: str) -> str | None:
    """A year typed in four digits, in ASCII digits; None if `text` is none."""
    year = normalize(text)
    return year if _YEAR.fullmatch(year) else None


def parse_month(text: str) -> str | None:
    """A month typed as year and month, as `YYYY-MM`; None if `text` is none."""
    match = _MONTH.fullmatch(normalize(text))
    if match is None or not 1 <= int(match[2]) <= periods.DECEMBER:
        return None
    return f"{match[1]}-{int(match[2]):02}"


def parse_first(text: str) -> Bound | None:
    """`text` as the beginning of a period; None if it is no date."""
    period = periods.parse(text, datetime.date.today())
    return Bound(period.first, _length(period)) if period and period.first else None


def parse_last(text: str) -> Bound | None:
    """`text` as the end of a period; None if it is no date."""
    period = periods.parse(text, datetime.date.today())
    return Bound(period.last, _length(period)) if period and period.last else None


def first_day(text: str) -> datetime.date | None:
    """The first day of the period that `text` names; None if it is no date."""
    bound = parse_first(text)
    return bound.day if bound else None


def _length(period: periods.Period) -> Length | None:
    begin, end = period.first, period.last
    if begin is None or end is None:
        return None
    if begin == end:
        return "day"
    if begin.day != 1 or begin.year != end.year or not _is_last_of_month(end):
        return None
    if begin.month == end.month:
        return "month"
    return "year" if (begin.month, end.month) == (1, periods.DECEMBER) else None


def _is_last_of_month(day: datetime.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def is_impossible(text: str) -> bool:
    """Whether `text` has the form of a date that no calendar has (2025-02-31)."""
    return periods.is_impossible(text, datetime.date.today())


def format_first(day: datetime.date, length: Length | None = None) -> str:
    """The text that `parse_first` reads as `day` and `length`; by default the shortest one."""
    if length == "day" or day.day != 1 or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    if length == "month" or day.month != 1:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}"


def format_last(day: datetime.date, length: Length | None = None) -> str:
    """The text that `parse_last` reads as `day` and `length`; by default the shortest one."""
    if length == "day" or not _is_last_of_month(day) or day.year in periods.HIJRI_YEARS:
        return day.isoformat()
    if length == "month" or day.month != periods.DECEMBER:
        return f"{day.year:04}-{day.month:02}"
    return f"{day.year:04}"
