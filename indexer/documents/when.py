"""Days in the forms that programs and people write."""

import datetime
import email.utils
import re

from indexer import limits
from indexer.arabic import dates
from indexer.arabic.numbers import western
from indexer.documents import prose
from indexer.periods import hijri

# What spreadsheets write behind a day.
_TIME = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:[AaPp][Mm]|ص|م))?\s*$")
_ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?![0-9])")


def day(text: str | None) -> datetime.date | None:
    """ISO 8601, RFC 2822 (``Tue, 14 Oct 2025 09:00:00 GMT``), or a date as Arabic text has it.

    The day as it is written, whatever the time zone. None for anything else. Never raises.
    """
    plain = western(prose.one_line(text or ""))
    found = _ISO.match(plain)
    try:
        if found:
            return datetime.date(int(found[1]), int(found[2]), int(found[3]))
        return email.utils.parsedate_to_datetime(plain).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return dates.find(plain)


def iso(written: str) -> str:
    """A day as people write it in a cell or a note, 05/06/2025 the fifth of June, 17 رمضان 1446 the day that it
    was, as YYYY-MM-DD; what is no day as it is."""
    if len(written) > limits.DATE_CHARACTERS:
        return written
    text = _TIME.sub("", written)
    day = dates.parse_day(text)
    if day is None:
        # Without a year it could be any.
        found = hijri.read(dates.plain_text(text).strip(), datetime.date.min)
        day = found.first if found and found.first == found.last else None
    return day.isoformat() if day else written
