"""The bracketed line below a title: ``(17 سبتمبر 2025، ليان يون قانغ، جيانغسو، الصين)``."""

import datetime
import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.text import prose

# A longer text is a sentence in brackets. The limit also keeps places short enough for filters.
_CHARACTERS = 200
# A date may contain commas: الأربعاء، 17 سبتمبر، 2025.
_DATE_PARTS = 3
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_COMMA = re.compile("[،,，]")


class Dateline(NamedTuple):
    """The text of the line without the brackets, its date, and its place, if any."""

    text: str
    event_date: datetime.date
    place: str | None


def read(paragraph: str) -> Dateline | None:
    """Parses `paragraph` as a dateline; None if it is none. Never raises.

    A dateline is entirely in brackets, has at most 200 characters, and its first or last
    comma-separated part is a date; the other parts, joined by ``، ``, are the place. Brackets
    without a date may contain a place, an agency or a remark, which cannot be distinguished, so
    they stay in the body.
    """
    bracketed = _BRACKETED.fullmatch(prose.trim(paragraph))
    if not bracketed or len(bracketed[1]) > _CHARACTERS:
        return None
    text = prose.one_line(prose.remove_invisible(bracketed[1]))
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    for count in range(1, min(_DATE_PARTS, len(parts)) + 1):
        for day, rest in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            event_date = dates.parse_day("، ".join(day))
            if event_date:
                return Dateline(text, event_date, "، ".join(rest) or None)
    return None
