"""Parses Hijri dates, in the Umm al-Qura calendar: ``17 محرم 1447``, ``رمضان 1446هـ``, ``1447هـ``.

Texts are plain (`dates.plain_text`). The years of the calendar's table (1343-1500) are Hijri even
without an era, as no press release is that old. Only dates like 1447-03-25 are never Hijri: an ISO
date is Gregorian.
"""

import datetime
import re

from hijridate import Gregorian, Hijri

from indexer.arabic.dates import one_of
from indexer.arabic.orthography.normalizer import fold_phrase
from indexer.periods import period
from indexer.periods.period import DECEMBER, Period

YEARS = range(1343, 1501)
# The names of each month, with variants; Muharram first.
MONTHS: tuple[tuple[str, ...], ...] = (
    ("محرم", "المحرم", "محرم الحرام", "Muharram"),
    ("صفر", "Safar"),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع آخر", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جمادى أولى"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الآخر", "جمادى الثاني"),
    ("رجب", "Rajab"),
    ("شعبان", "Shaaban", "Sha'ban"),
    ("رمضان", "رمضان المبارك", "Ramadan"),
    ("شوال", "Shawwal"),
    ("ذو القعدة", "ذي القعدة", "ذوالقعدة"),
    ("ذو الحجة", "ذي الحجة", "ذوالحجة"),
)
_NUMBERS = {fold_phrase(name): n for n, names in enumerate(MONTHS, 1) for name in names}
_NAME = f"(?P<name>{one_of(_NUMBERS)})"
_ERA = r"(?: ?(?:ه|هج|هجري|هجريه|ah))?"
_YEAR = rf"(?P<year>[0-9]{{4}}){_ERA}"
_DAY, _MONTH = r"(?P<day>[0-9]{1,2})", r"(?P<month>[0-9]{1,2})"
_OF = r"[،,]? (?:من )?(?:عام |سنه |العام |لعام )?"
_SHAPES = tuple(
    map(
        re.compile,
        (
            rf"(?:{_DAY} (?:من )?)?(?:شهر )?{_NAME}(?:{_OF}{_YEAR})?",
            rf"{_DAY} ?(?P<mark>[/.-]) ?{_MONTH} ?(?P=mark) ?{_YEAR}",
            rf"{_YEAR}(?P<mark>[/.]){_MONTH}(?P=mark){_DAY}{_ERA}",
            rf"{_MONTH} ?[-/] ?{_YEAR}",
            rf"{_YEAR}[-/]{_MONTH}{_ERA}|(?:عام |سنه |العام )?(?P<alone>[0-9]{{4}}){_ERA}",
        ),
    )
)


def read(plain: str, today: datetime.date) -> Period | None:
    """The Hijri day, month or year that `plain` names, or None."""
    for shape in _SHAPES:
        found = shape.fullmatch(plain)
        if found:
            parts = found.groupdict()
            name = parts.get("name")
            month = _NUMBERS[name] if name else int(parts.get("month") or 0)
            written = parts.get("year") or parts.get("alone")
            years = [int(written)] if written else _recent_years(today)
            periods = (_period(year, month, int(parts.get("day") or 0)) for year in years)
            return next(
                (each for each in periods if each and (written or each.has_begun(today))), None
            )
    return None


def _recent_years(today: datetime.date) -> list[int]:
    """The current Hijri year, and the one before."""
    try:
        year = Gregorian.fromdate(today).to_hijri().year
    except (ValueError, OverflowError):
        return []
    return [year, year - 1]


def _period(year: int, month: int, day: int) -> Period | None:
    """The Hijri day; if `day` is 0, the month; if `month` is 0 too, the year."""
    if year not in YEARS:
        return None
    try:
        if day:
            return period.day(_gregorian(year, month, day))
        last = month or DECEMBER
        length = Hijri(year, last, 1).month_length()
        return Period(_gregorian(year, month or 1, 1), _gregorian(year, last, length))
    except (ValueError, OverflowError):
        return None


def _gregorian(year: int, month: int, day: int) -> datetime.date:
    """Raises ValueError if the calendar has no such day."""
    return datetime.date.fromordinal(Hijri(year, month, day).to_gregorian().toordinal())
