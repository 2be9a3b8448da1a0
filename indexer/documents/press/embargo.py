"""Parses embargo lines: ``محظور النشر حتى الساعة 10 صباحا، 20 نوفمبر 2025``."""

import re

from indexer.arabic import dates
from indexer.arabic.orthography.numbers import western
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose

_CHARACTERS = 120
_NOUN = r"(?:ال)?نشر(?:ه|ها)?"
_FORMS = (
    rf"(?:(?:محظور|ممنوع)(?: من)?|غير (?:مصرح ب|مسموح ب|قابل لل?|مخصص لل?|معد لل?)|(?:يحظر|يمنع|حظر|(?:يرجى|الرجاء) عدم)) ?{_NOUN}"
    r" (?:حتى|قبل|إلى|لغاية)",
    r"لا (?:ينشر|تنشر) (?:حتى|قبل|إلا بعد)",
    r"(?:strictly )?(?:embargoed|under embargo|embargo)(?: until| till| for)?",
    r"(?:not for|hold for|no) (?:release|publication)(?: before| until)?",
    r"(?:sous )?embargo(?: jusqu['’](?:au?|à))?",
    r"ne pas (?:publier|diffuser) avant",
)
# The phrases are this project's own compilation. A noun for the statement, asterisks or a bar may
# precede them.
_PHRASE = re.compile(
    rf"[*|\s]*(?:(?:هذا )?(?:البيان|الخبر|التقرير|المحتوى) )?(?:{'|'.join(_FORMS)})\s*[:،,–-]?\s*(?=\S)",
    re.IGNORECASE,
)
# A date or a time follows. After these phrases a headline names an event: حظر النشر حتى صدور الحكم
# في جلسة 20 نوفمبر.
_TIME = re.compile(
    rf"(?:\d|(?:الساعة|يوم|صباح|فجر|ظهر|مساء|منتصف|تاريخ|le|{'|'.join((*dates.WEEKDAYS, *dates.LATIN_WEEKDAYS))}|"
    r"midnight|noon)\b)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"الساعة|\d{1,2}[:h]\d{2}")


def read(line: str) -> Facts | None:
    """Parses an embargo line, which may have the day on which it ends; None for any other line.
    Never raises."""
    shown = prose.one_line(dates.visible(prose.trim(line)))
    phrase = _PHRASE.match(shown) if len(shown) <= _CHARACTERS else None
    until = shown[phrase.end() :] if phrase else ""
    if not _TIME.match(until):
        return None
    day = dates.find(until)
    return Facts(day) if day or _CLOCK.search(western(until)) else None
