"""The day that a file's metadata names, in the forms that programs write."""

import datetime
import email.utils
import re

from indexer.arabic import dates
from indexer.arabic.numbers import western
from indexer.documents import prose

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
