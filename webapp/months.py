"""Dates as they are typed into an address: a day, a month or a year."""

import calendar
import datetime
import re

_TYPED = re.compile(r"([0-9]{4})(?:-([0-9]{1,2}))?(?:-([0-9]{1,2}))?")
_NUMBER = re.compile(r"[0-9]+")
DECEMBER = 12


def digits(text: str) -> bool:
    """Whether `text` is made of the digits 0-9 and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def first_day(text: str) -> datetime.date | None:
    """The first day of what was typed, or None."""
    return _day(text, last=False)


def last_day(text: str) -> datetime.date | None:
    """The last day of what was typed, or None."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> datetime.date | None:
    typed = _TYPED.fullmatch(text)
    if typed is None:
        return None
    year = int(typed[1])
    month = int(typed[2]) if typed[2] else DECEMBER if last else 1
    try:
        day = int(typed[3]) if typed[3] else _length(year, month) if last else 1
        return datetime.date(year, month, day)
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
