"""The day that a field of a row names, whatever program or person wrote it.

Read is what can be told: ISO 8601 with or without a time, a day in words or figures as Arabic countries write it (the day
before the month), the month before the day where the second number is above 12, RFC 2822, seconds or
milliseconds since 1970 and, in sheets, the days that spreadsheets count. The day is the one that is written, whatever the time
zone; of seconds since 1970 the one of Greenwich, as they name none.
"""

import datetime
import email.utils
import re
from typing import NamedTuple

from indexer import limits
from indexer.arabic.numbers import western
from indexer.documents.dates import date_text
from indexer.documents.text import prose

_RFC = re.compile(
    r"(?:[A-Za-z]{3}, ?)?[0-9]{1,2} [A-Za-z]{3} [0-9]{4} [0-9:]{4,8}(?: [A-Z+-][A-Z0-9]*)?"
)
_WEEKDAY = re.compile(r"^[A-Za-z]{3,9}[.,]? (?=[0-9]+[/.-])")
_NUMBER = re.compile(r"[0-9]{5,13}(?:\.[0-9]+)?")
_EPOCH = datetime.date(1970, 1, 1)
_DAY_SECONDS = 86_400
# From 1973 on: what is smaller is no moment of a release.
_SECONDS, _MILLISECONDS = range(10**8, 10**10), range(10**11, 10**13)
# Days since the end of 1899, from 1954 to 2119: numbers of five digits.
_SERIALS, _SERIAL_EPOCH = range(20_000, 80_000), datetime.date(1899, 12, 30)


class FieldDate(NamedTuple):
    """A day; `month_first` where it is written as in the United States."""

    day: datetime.date
    month_first: bool = False


def parse(written: str | float, *, sheet: bool = False) -> FieldDate | None:
    """The day that a text or a number names; in a `sheet` numbers may count days. None where it cannot be told."""
    text = western(prose.one_line(str(written))) if _is_short(written) else ""
    if _NUMBER.fullmatch(text) and not (
        len(text) == len("20251014") and date_text.ISO.fullmatch(text)
    ):
        day = _counted(int(float(text)), sheet=sheet)
        return FieldDate(day) if day else None
    try:
        return _dated(text)
    except (ValueError, OverflowError):
        return None


def _is_short(written: str | float) -> bool:
    return not isinstance(written, str) or len(written) <= limits.DATE_CHARACTERS


def _dated(text: str) -> FieldDate | None:
    """The day of a text. Raises ValueError where the calendar has no such day."""
    plain = _WEEKDAY.sub("", date_text.strip_time(text))
    if american := date_text.parse_month_first(text) or date_text.parse_month_first(plain):
        return FieldDate(american, month_first=True)
    if _RFC.fullmatch(text):
        return FieldDate(email.utils.parsedate_to_datetime(text).date())
    named = date_text.parse_with_time(plain)
    return FieldDate(named) if named else None


def _counted(number: int, *, sheet: bool) -> datetime.date | None:
    if number in _MILLISECONDS:
        number //= 1000
    if number in _SECONDS:
        return _EPOCH + datetime.timedelta(days=number // _DAY_SECONDS)
    if sheet and number in _SERIALS:
        return _SERIAL_EPOCH + datetime.timedelta(days=number)
    return None
