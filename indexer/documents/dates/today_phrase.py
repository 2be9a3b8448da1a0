"""Finds the date that a text calls today: ``اليوم الأحد 2 نوفمبر 2025``,
``يومه الخميس 19 جمادى الآخرة 1444، الموافق لـ 12 يناير 2023``.

A statement was issued on the date that it calls today, except for anniversaries: في مثل هذا اليوم
18 نوفمبر 1956. A date without that word may be the date of anything.
"""

import datetime
import re

from indexer.arabic import dates
from indexer.documents.dates import date_text

# Only the beginning of a paragraph is searched.
_CHARACTERS = 500
_TODAY = re.compile(
    rf"(?<!\w)(?<!\bهذا )(?<! ذلك )(?<!\bمثل )(?<!\bصادف )(?<!\bوصادف )(?:اليوم|يومه|يومنا هذا)[\s،,(]+(?:(?:{'|'.join(dates.WEEKDAYS)})[\s،,()]+)?"
    r"(?:الموافق\s+(?:لـ?\s*)?)?(?=\d)"
)
# The length of a date in both calendars: 19 جمادى الآخرة 1444 هـ، الموافق لـ 12 يناير 2023 م.
_WORDS = 11


def find(paragraph: str) -> datetime.date | None:
    """The date, or None. Never raises."""
    head = paragraph[:_CHARACTERS]
    for found in _TODAY.finditer(head):
        words = head[found.end() :].split()[:_WORDS]
        for count in range(len(words), 0, -1):
            if day := date_text.parse_whole(" ".join(words[:count]).strip("،,.؛:()")):
                return day
    return None
