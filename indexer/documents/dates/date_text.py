"""Days in the forms that programs and people write."""

import datetime
import email.utils
import re

from indexer import limits
from indexer.arabic import dates, months
from indexer.arabic.numbers import western
from indexer.documents.text import prose
from indexer.periods import hijri

# With a time as ISO 8601 has it, which may lack its colons.
ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])(?:[T ][0-9:.,+Z −-]*)?")
# Behind a day, without vowel marks: T08:00:00+03:00, 10:30 صباحا, (10:30), في تمام الساعة 10:30 بتوقيت مكة المكرمة, à 14h30,
# at 2:15 p.m. UTC+3.
_TIME = re.compile(
    r"(?:(?<=[0-9])T|(?<![\s،,|-])[\s،,|-]+(\()?(?:(?:(?:في|على|عند) )?(?:تمام )?الساعة ?:? |[àa] |at )?)"
    r"(?:(?:[01]?[0-9]|2[0-3])[:h][0-5][0-9]|24:00)(?::[0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?: ?(?:صباحا|ظهرا|عصرا|مساء|ليلا|ص|م|[ap]\.?m\.?))?"
    r"(?: ?(?:Z|(?:GMT|UTC)(?: ?[+-][0-9]{1,2}(?::?[0-9]{2})?)?|[+-][0-9]{2}:?[0-9]{2})| ب(?:ال)?توقيت(?: [^\W\d_]+){1,2})?"
    r"(?(1)\))$",
    re.IGNORECASE,
)
# What stands between a day of one calendar and the same day of the other: الموافق لـ, a dash, a bar.
_OTHERWISE = re.compile(
    r"\bالموافقة?\s+(?:لـ?\s*(?=\d))?|\s[-–—/|]\s|[،,]\s|[()]|(?:(?<=هـ)|(?<=[\d\s]ه))\s(?=\d)"
)
# What may stand before a Hijri day; `dates` knows it before one of ours.
_BEFORE = re.compile(rf"(?:في\s+)?(?:يوم\s+)?(?:(?:{'|'.join(dates.WEEKDAYS)})[\s،,]+)?")
# 11/13/2025, Wed, 01/15/2025.
_FIGURES = re.compile(
    r"(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)[.,]? )?"
    r"(?P<month>[0-9]{1,2})(?P<mark>[/.-])(?P<day>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})",
    re.IGNORECASE,
)
_LAST_MONTH = 12
# Every day that stands alone has a year, of four figures; most lines that are asked for one have none.
_YEAR = re.compile(r"\d{4}")
_SIGNS = "،,-–—/|:. "


def parse(text: str | None) -> datetime.date | None:
    """ISO 8601, RFC 2822 (``Tue, 14 Oct 2025 09:00:00 GMT``), or a date as Arabic text has it.

    The day as it is written, whatever the time zone. None for anything else. Never raises.
    """
    plain = western(prose.one_line(text or ""))
    found = ISO.match(plain)
    try:
        if found:
            return from_numbers(int(found[1]), int(found[2]), int(found[3]))
        return email.utils.parsedate_to_datetime(plain).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return parse_month_first(plain) or dates.find(plain)


def parse_month_first(text: str) -> datetime.date | None:
    """The day that figures name the month of first, as in the United States, alone or before a time: ``11/13/2025``. Where
    both numbers may be months an English day of the week must tell: ``Thu, 11/06/2025``. None for anything else. Never
    raises."""
    found = _FIGURES.fullmatch(strip_time(text)) if len(text) <= limits.DATE_CHARACTERS else None
    if not found or int(found["year"]) not in months.YEARS:
        return None
    try:
        day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None
    weekday = dates.LATIN_WEEKDAYS[day.weekday()].lower()
    is_told = found["weekday"] and weekday.startswith(found["weekday"].lower())
    return day if day.day > _LAST_MONTH or is_told else None


def from_numbers(year: int, month: int, number: int) -> datetime.date | None:
    """The day of a year of our calendar or, as with slashes, of the other: 1446-09-17; None where it is of neither, as the
    year 1 is that programs write for no day. Raises ValueError where our calendar has no such day."""
    if year in months.YEARS:
        return datetime.date(year, month, number)
    return _hijri(f"{year:04}/{month:02}/{number:02}")


def parse_whole(text: str) -> datetime.date | None:
    """The day that `text` is, as a whole, in our calendar, in the other, or in both: ``الأحد 12/5/1447هـ``,
    ``25 شعبان 1445 هـ الموافق 06 مارس 2024 م``. None for anything else. Never raises."""
    if len(text) > limits.DATE_CHARACTERS or not _YEAR.search(text):
        return None
    if found := parse_month_first(text) or dates.parse_day(text) or _hijri(text):
        return found
    parts = [part for each in _OTHERWISE.split(text) if (part := each.strip(_SIGNS))]
    if parts and parts[0] in dates.WEEKDAYS:
        del parts[0]
    ours = list(filter(None, map(dates.parse_day, parts)))
    theirs = list(filter(None, map(_hijri, parts)))
    return ours[0] if len(ours) == len(parts) - len(theirs) == 1 and len(theirs) < 2 else None


def parse_with_time(written: str) -> datetime.date | None:
    """The day that people write in a cell, a note or beside a heading, alone or before a time: 05/06/2025 10:30 is the
    fifth of June, 17 رمضان 1446 the day that it was. None for anything else. Never raises."""
    if len(written) > limits.DATE_CHARACTERS:
        return None
    plain = strip_time(written)
    found = ISO.fullmatch(plain)
    try:
        return (
            from_numbers(int(found[1]), int(found[2]), int(found[3]))
            if found
            else parse_whole(plain)
        )
    except ValueError:
        return None


def strip_time(text: str) -> str:
    """A day, as it is written, without the time behind it; digits are western, vowel marks are left out."""
    return _TIME.sub("", western(dates.visible(prose.one_line(text))))


def _hijri(text: str) -> datetime.date | None:
    """A day of the other calendar with its year: without one it could be any."""
    written = _BEFORE.sub("", prose.bare(text), count=1)
    found = hijri.read(dates.plain_text(written).strip(), datetime.date.min)
    return found.first if found and found.first == found.last else None
