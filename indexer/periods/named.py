"""Parses years, halves, quarters, months and days: ``الربع الثالث من عام 2025``, ``9/2025``.

Texts are plain (`dates.plain_text`). Without a year the latest one that has begun is meant, as
press releases report on the past.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from indexer.arabic import dates
from indexer.arabic.dates import TO, one_of
from indexer.arabic.expressions import months
from indexer.periods import period
from indexer.periods.period import Period

_NAMES = one_of(months.NUMBERS)
# One name of a month, or two of the same month: سبتمبر/أيلول, سبتمبر (أيلول).
_NAME = rf"(?P<name>{_NAMES})(?!\w)\.?(?: ?/ ?(?:{_NAMES})| ?\( ?(?:{_NAMES}) ?\))?"
_YEAR_WORD = "(?:العام |عام |السنه |سنه |year )"
_OF = rf"(?:[،,]? (?:من |of |in |لعام |لسنه )?{_YEAR_WORD}?| ?[-/,،] ?)"
_YEAR = r"(?P<year>[0-9]{4})(?: ?(?:م|ميلادي|ميلاديه))?"
_MONTH = r"(?P<month>[0-9]{1,2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er)?"
_PARTS = (
    "اول|1|first|1st|一|上",
    "ثاني|2|second|2nd|二|下",
    "ثالث|3|third|3rd|三",
    "رابع|4|fourth|4th|四",
)
_PART = f"(?P<part>{'|'.join(_PARTS)})"

# 17-18 سبتمبر 2025, 30 سبتمبر - 2 أكتوبر 2025: of these `dates.parse_day` gives only the first day.
_DAY_RANGE = rf"(?:[0-9]|{_NAMES}){TO}[0-9]{{1,2}} ?(?:{_NAMES})"
_IS_YEAR = (rf"{_YEAR_WORD}?{_YEAR}年?",)
_MONTHS = (
    rf"(?:شهر )?{_NAME}(?:{_OF}{_YEAR})?",
    rf"{_YEAR}[- ]{_NAME}",
    rf"{_YEAR} ?[-/.] ?{_MONTH}",
    rf"(?:شهر )?{_MONTH} ?[-/.] ?{_YEAR}",
    rf"شهر {_MONTH}(?:{_OF}{_YEAR})?",
    rf"(?:{_YEAR} ?年 ?)?{_MONTH} ?月(?:份)?",
)
_DAYS = (
    rf"{_YEAR}-{_MONTH}-{_DAY}",
    rf"(?:يوم )?{_DAY}(?: من| of)? {_NAME}",
    rf"{_NAME} {_DAY}",
    rf"{_DAY}/{_MONTH}",
    rf"{_MONTH}月{_DAY}[日号]",
)
_QUARTERS = (
    rf"(?:ال)?ربع (?:ال)?{_PART}(?:{_OF}{_YEAR})?",
    rf"(?:the )?{_PART} quarter(?:{_OF}{_YEAR})?",
    rf"q ?{_PART}(?:{_OF}{_YEAR})?",
    rf"{_YEAR}[- ]?q{_PART}",
    rf"(?:{_YEAR}年)?第?{_PART}季度",
)
_HALVES = (
    rf"(?:ال)?نصف (?:ال)?{_PART}(?:{_OF}{_YEAR})?",
    rf"(?:the )?{_PART} half(?:{_OF}{_YEAR})?",
    rf"h ?{_PART}(?:{_OF}{_YEAR})?",
    rf"{_YEAR}[- ]?h{_PART}",
    rf"(?:{_YEAR}年)?{_PART}半年",
)
_SHAPES = {
    "day": _DAYS,
    "month": _MONTHS,
    "quarter": _QUARTERS,
    "half": _HALVES,
    "year": _IS_YEAR,
}


@cache
def _shapes() -> Mapping[str, Sequence[re.Pattern[str]]]:
    """Compiled when the first date is parsed: that takes 20 ms, which a build need not wait for."""
    return {unit: tuple(map(re.compile, shapes)) for unit, shapes in _SHAPES.items()}


@cache
def _day_range() -> re.Pattern[str]:
    return re.compile(_DAY_RANGE)


def read(plain: str, today: datetime.date) -> Period | None:
    """The day, month, quarter, half or year that `plain` names, or None."""
    date = None if _day_range().search(plain) else dates.parse_day(plain)
    if date:
        return period.day(date)
    for unit, shapes in _shapes().items():
        for shape in shapes:
            found = shape.fullmatch(plain)
            if found:
                return _latest(unit, found.groupdict(), today)
    return None


def _latest(unit: str, parts: dict[str, str | None], today: datetime.date) -> Period | None:
    make = _period_maker(unit, parts)
    written = parts.get("year")
    if written:
        return make(int(written))
    found = make(today.year)
    return found if found and found.has_begun(today) else make(today.year - 1)


def _period_maker(unit: str, parts: dict[str, str | None]) -> Callable[[int], Period | None]:
    """A function from a year to the named part of it."""
    if unit == "year":
        return period.year
    if unit in ("quarter", "half"):
        number = next(n for n, words in enumerate(_PARTS, 1) if parts["part"] in words.split("|"))
        divide = period.quarter if unit == "quarter" else period.half
        return lambda year: divide(year, number)
    name, figure = parts.get("name"), parts.get("month")
    month = months.NUMBERS[name] if name else int(figure or 0)
    if unit == "month":
        return lambda year: period.month(year, month)
    return lambda year: _day(year, month, int(parts["day"] or 0))


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return period.day(datetime.date(year, month, day))
    except ValueError:
        return None
