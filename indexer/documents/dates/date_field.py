"""Parses the date in a field of a record, in whatever form a program or a person wrote it.

Accepted are unambiguous forms: ISO 8601 with or without a time, a date in words or digits in the
Arabic order (day before month), the US order where the second number is above 12, RFC 2822, seconds
or milliseconds since 1970 and, in sheets, serial dates of spreadsheets. The date is taken as
written, regardless of the time zone; seconds since 1970 are UTC.
"""

import datetime
import email.utils
import re
from typing import NamedTuple

from indexer.arabic.dates import DATE_CHARACTERS
from indexer.arabic.orthography.numbers import western
from indexer.documents.dates import date_text
from indexer.documents.text import prose

_RFC = re.compile(
    r"(?:[A-Za-z]{3}, ?)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9:]{4,8}(?: [A-Z+-][A-Z0-9]*)?"
)
_WEEKDAY = re.compile(r"^[A-Za-z]{3,9}[.,]? (?=[0-9]+[/.-])")
_NUMBER = re.compile(r"[0-9]{5,13}(?:\.[0-9]+)?")
_EPOCH = datetime.date(1970, 1, 1)
_DAY_SECONDS = 86_400
# From 1973 on: smaller numbers are not timestamps of releases.
_SECONDS, _MILLISECONDS = range(10**8, 10**10), range(10**11, 10**13)
# Days since the end of 1899, for 1954 to 2119: numbers of five digits.
_SERIALS, _SERIAL_EPOCH = range(20_000, 80_000), datetime.date(1899, 12, 30)


class FieldDate(NamedTuple):
    """A date; `month_first` if it was written in the US order."""

    day: datetime.date
    month_first: bool = False


def parse(written: str | float, *, sheet: bool = False) -> FieldDate | None:
    """The date of a text or a number, or None. In a `sheet`, a number may be a serial date."""
    text = western(prose.one_line(str(written))) if _is_short(written) else ""
    is_compact_date = len(text) == len("20251014") and date_text.ISO.fullmatch(text)
    if _NUMBER.fullmatch(text) and not is_compact_date:
        day = _parse_number(int(float(text)), sheet=sheet)
        return FieldDate(day) if day else None
    try:
        return _parse_text(text)
    except (ValueError, OverflowError):
        return None


def _is_short(written: str | float) -> bool:
    return not isinstance(written, str) or len(written) <= DATE_CHARACTERS


def _parse_text(text: str) -> FieldDate | None:
    """The date of a text. Raises ValueError if the calendar has no such day."""
    plain = _WEEKDAY.sub("", date_text.strip_time(text))
    if american := date_text.parse_month_first(text) or date_text.parse_month_first(plain):
        return FieldDate(american, month_first=True)
    if _RFC.fullmatch(text):
        return FieldDate(email.utils.parsedate_to_datetime(text).date())
    named = date_text.parse_with_time(plain)
    return FieldDate(named) if named else None


def _parse_number(number: int, *, sheet: bool) -> datetime.date | None:
    if number in _MILLISECONDS:
        number //= 1000
    if number in _SECONDS:
        return _EPOCH + datetime.timedelta(days=number // _DAY_SECONDS)
    if sheet and number in _SERIALS:
        return _SERIAL_EPOCH + datetime.timedelta(days=number)
    return None
