"""Parses dates in the forms that programs and people write."""

import datetime
import email.utils
import re

from indexer.arabic import dates
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.arabic.expressions import months
from indexer.arabic.orthography.numbers import western
from indexer.documents.text import prose
from indexer.periods import hijri

# A date, or a date and time, of ISO 8601, in the extended or the basic form.
ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])(?:[T ][0-9:.,+Z −-]*)?")
# A time after a date, without vowel marks: T08:00:00+03:00, 10:30 صباحا, (10:30), في تمام الساعة
# 10:30 بتوقيت مكة المكرمة, à 14h30, at 2:15 p.m. UTC+3.
_TIME = re.compile(
    r"(?:(?<=[0-9])T|(?<![\s،,|-])[\s،,|-]+(\()?(?:(?:(?:في|على|عند) )?(?:تمام )?الساعة ?:? |[àa] |at )?)"
    r"(?:(?:[01]?[0-9]|2[0-3])[:h][0-5][0-9]|24:00)(?::[0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?: ?(?:صباحا|ظهرا|عصرا|مساء|ليلا|ص|م|[ap]\.?m\.?))?"
    r"(?: ?(?:Z|(?:GMT|UTC)(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2})| ب(?:ال)?توقيت(?: [^\W\d_]+){1,2})?"
    r"(?(1)\))$",
    re.IGNORECASE,
)
# What separates a date of one calendar from the same date in the other: الموافق لـ, a dash, a bar.
_CALENDAR_SEPARATOR = re.compile(
    r"\bالموافقة?\s+(?:لـ?\s*(?=\d))?|\s[-–—/|]\s|[،,]\s|[()]|(?:(?<=هـ)|(?<=[\d\s]ه))\s(?=\d)"
)
# Words before a Hijri date; before a Gregorian one, `arabic.dates` handles them.
_HIJRI_PREFIX = re.compile(rf"(?:في\s+)?(?:يوم\s+)?(?:(?:{'|'.join(dates.WEEKDAYS)})[\s،,]+)?")
# 11/13/2025, Wed, 01/15/2025.
_US_DATE = re.compile(
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]? )?"
    r"(?P<month>[0-9]{1,2})(?P<mark>[/.-])(?P<day>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_LAST_MONTH = 12
# A date on its own has a year of four digits. Most lines that are checked have none, so this test
# is made first.
_YEAR = re.compile(r"\d{4}")
_SIGNS = "،,-–—/|:. "


def parse(text: str | None) -> datetime.date | None:
    """The date of a metadata value: ISO 8601, RFC 2822 (``Tue, 14 Oct 2025 09:00:00 GMT``), or a
    date in Arabic text.

    The date as written, regardless of the time zone; None for anything else. Never raises.
    """
    plain = western(prose.one_line(text or ""))
    found = ISO.match(plain)
    try:
        if found:
            return _from_iso(found)
        return email.utils.parsedate_to_datetime(plain).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_month_first(plain) or dates.find(plain)


def parse_month_first(text: str) -> datetime.date | None:
    """A US date, month first, alone or before a time: ``11/13/2025``. If both numbers could be
    months, an English weekday must confirm it: ``Thu, 11/06/2025``. None for anything else. Never
    raises."""
    found = _US_DATE.fullmatch(strip_time(text)) if len(text) <= DATE_CHARACTERS else None
    if not found or int(found["year"]) not in months.YEARS:
        return None
    try:
        day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    weekday = dates.LATIN_WEEKDAYS[day.weekday()].lower()
    is_confirmed = found["weekday"] and weekday.startswith(found["weekday"].lower())
    return day if day.day > _LAST_MONTH or is_confirmed else None


def from_numbers(year: int, month: int, number: int) -> datetime.date | None:
    """A Gregorian date, or a Hijri one by its year: 1446-09-17. None for a year of neither
    calendar, such as the year 1 that programs write for a missing date. Raises ValueError if the
    Gregorian calendar has no such day."""
    if year in months.YEARS:
        return datetime.date(year, month, number)
    return _parse_hijri(f"{year:04}/{month:02}/{number:02}")


def parse_whole(text: str) -> datetime.date | None:
    """The date if all of `text` is one, Gregorian, Hijri, or both: ``الأحد 12/5/1447هـ``,
    ``25 شعبان 1445 هـ الموافق 06 مارس 2024 م``. None for anything else. Never raises."""
    if len(text) > DATE_CHARACTERS or not _YEAR.search(text):
        return None
    if found := parse_month_first(text) or dates.parse_day(text) or _parse_hijri(text):
        return found
    parts = [part for each in _CALENDAR_SEPARATOR.split(text) if (part := each.strip(_SIGNS))]
    if parts and parts[0] in dates.WEEKDAYS:
        del parts[0]
    gregorian = list(filter(None, map(dates.parse_day, parts)))
    hijri_dates = list(filter(None, map(_parse_hijri, parts)))
    are_all_dates = len(gregorian) + len(hijri_dates) == len(parts)
    is_one_day = len(gregorian) == 1 and len(hijri_dates) <= 1
    return gregorian[0] if are_all_dates and is_one_day else None


def parse_with_time(written: str) -> datetime.date | None:
    """A date in a cell, in metadata or beside a heading, alone or before a time: 05/06/2025 10:30
    is 5 June, 17 رمضان 1446 is converted. None for anything else. Never raises."""
    if len(written) > DATE_CHARACTERS:
        return None
    plain = strip_time(written)
    found = ISO.fullmatch(plain)
    try:
        return _from_iso(found) if found else parse_whole(plain)
    except ValueError:
        return None


def strip_time(text: str) -> str:
    """A written date without the time after it, with western digits and without vowel marks."""
    return _TIME.sub("", western(dates.visible(prose.one_line(text))))


def _from_iso(found: re.Match[str]) -> datetime.date | None:
    """The date of a match of ISO. Raises ValueError as `from_numbers`."""
    return from_numbers(int(found[1]), int(found[2]), int(found[3]))


def _parse_hijri(text: str) -> datetime.date | None:
    """A Hijri date with its year."""
    written = _HIJRI_PREFIX.sub("", prose.trim(text), count=1)
    found = hijri.read(dates.plain_text(written).strip(), datetime.date.min)
    return found.first if found and found.first == found.last else None
