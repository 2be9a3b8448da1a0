"""A range of days, and the calendar units that are such ranges."""

import calendar
import datetime
from typing import NamedTuple

DECEMBER = 12
_QUARTER, _HALF = 3, 6


class Period(NamedTuple):
    """The days from `first` to `last`, both inclusive; None is no bound."""

    first: datetime.date | None
    last: datetime.date | None

    def has_begun(self, today: datetime.date) -> bool:
        """Whether its first day is not after `today`."""
        return self.first is not None and self.first <= today


def day(date: datetime.date) -> Period:
    return Period(date, date)


def year(number: int) -> Period | None:
    return months(number, 1, DECEMBER)


def month(number: int, part: int) -> Period | None:
    """The month `part` (1-12) of the year `number`."""
    return months(number, part, 1)


def quarter(number: int, part: int) -> Period | None:
    """The quarter `part` (1-4) of a year."""
    return months(number, (part - 1) * _QUARTER + 1, _QUARTER)


def half(number: int, part: int) -> Period | None:
    return months(number, (part - 1) * _HALF + 1, _HALF)


def months(number: int, first: int, count: int) -> Period | None:
    """`count` months from the month `first` of a year; None if the year has no such months."""
    last = first + count - 1
    if not (datetime.MINYEAR <= number <= datetime.MAXYEAR and 1 <= first <= last <= DECEMBER):
        return None
    end = calendar.monthrange(number, last)[1]
    return Period(datetime.date(number, first, 1), datetime.date(number, last, end))


def subtract(date: datetime.date, unit: str, count: int) -> datetime.date | None:
    """The date `count` days, weeks, months, quarters or years before `date`; in a shorter month,
    its last day. None if that is before the first year of `datetime`."""
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return date - datetime.timedelta(days) if days < date.toordinal() else None
    step = {"month": 1, "quarter": _QUARTER, "year": DECEMBER}[unit]
    year_before, month_before = divmod(
        date.year * DECEMBER + date.month - 1 - step * count, DECEMBER
    )
    if year_before < datetime.MINYEAR:
        return None
    length = calendar.monthrange(year_before, month_before + 1)[1]
    return datetime.date(year_before, month_before + 1, min(date.day, length))


def unit_around(date: datetime.date, unit: str) -> Period | None:
    """The day, week (from Monday, as in ISO 8601), month, quarter or year that contains `date`."""
    if unit == "day":
        return day(date)
    if unit == "week":
        monday = subtract(date, "day", date.weekday())
        sunday = date.toordinal() + 6 - date.weekday()
        known = monday and sunday <= datetime.date.max.toordinal()
        return Period(monday, datetime.date.fromordinal(sunday)) if known else None
    if unit == "month":
        return month(date.year, date.month)
    if unit == "quarter":
        return quarter(date.year, (date.month - 1) // _QUARTER + 1)
    return year(date.year)
