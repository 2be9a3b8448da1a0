"""The bracketed line below a title: ``(17 سبتمبر 2025، ليان يون قانغ، جيانغسو، الصين)``."""

import datetime
import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.text import prose

# Longer than this it is a sentence in brackets. Also keeps a place within what a filter may hold.
_CHARACTERS = 200
# A date may hold commas of its own: الأربعاء، 17 سبتمبر، 2025.
_DATE_PARTS = 3
_BRACKETED = re.compile(r"[(（]([^()（）]*)[)）]")
_COMMA = re.compile("[،,，]")


class Dateline(NamedTuple):
    """What the line says: its text without the brackets, the day, and the place if it names one."""

    text: str
    event_date: datetime.date
    place: str | None


def read(paragraph: str) -> Dateline | None:
    """The dateline that `paragraph` is, or None if it is text. Never raises.

    A dateline is wholly in brackets, at most 200 characters, and its first or last part between
    commas is a date; the other parts, joined by ``، ``, are the place. Brackets without a date may
    hold a place, an agency or a remark: nobody can tell, so they stay in the body, where readers and
    searches find them.
    """
    bracketed = _BRACKETED.fullmatch(prose.bare(paragraph))
    if not bracketed or len(bracketed[1]) > _CHARACTERS:
        return None
    text = prose.one_line(prose.visible(bracketed[1]))
    parts = [part.strip() for part in _COMMA.split(text) if part.strip()]
    for count in range(1, min(_DATE_PARTS, len(parts)) + 1):
        for day, rest in ((parts[:count], parts[count:]), (parts[-count:], parts[:-count])):
            event_date = dates.parse_day("، ".join(day))
            if event_date:
                return Dateline(text, event_date, "، ".join(rest) or None)
    return None
