"""Reads labelled lines at the beginning and the end of a text: ``تاريخ النشر: …``, ``المصدر: …``,
``الجهة: …``, ``المكان: …``, ``العنوان: …``."""

import re
from collections.abc import Sequence

from indexer.arabic import dates
from indexer.documents.dates import date_text
from indexer.documents.press import institutions, places
from indexer.documents.text import prose

_PLACES = ("المكان", "مكان الحدث", "المدينة", "place", "location", "lieu", "地点")
_DATES = (
    "تاريخ",
    "تاريخ الصدور",
    "تاريخ النشر",
    "تاريخ الإصدار",
    "تاريخ البيان",
    "التاريخ",
    "نشر في",
    "نُشر في",
    "صدر في",
    "الموافق",
    "published",
    "date",
)
_AGENCIES = ("المصدر", "الجهة", "الجهة المصدرة", "جهة الإصدار", "صادر عن", "source", "来源")
_TITLES = ("العنوان", "عنوان البيان", "عنوان الخبر", "الموضوع", "title", "titre", "objet", "标题")
# File numbers of letters, which are not stored.
_REFERENCES = (
    "العدد",
    "الرقم",
    "رقم البيان",
    "رقم الصادر",
    "المرجع",
    "المرفقات",
    "الإشارة",
    "ref",
    "réf",
)
_LABELS = {
    "date": _DATES,
    "agency": _AGENCIES,
    "place": _PLACES,
    "title": _TITLES,
    "reference": _REFERENCES,
}
# The most words of a place, and the least words of a value that can be a headline.
_PLACE_WORDS, _SENTENCE_WORDS = 4, 3
# Longer lines are text.
_CHARACTERS = 200
# A numeric date with any separators, or nothing, if a form was not filled in.
_NUMERIC_DATE = re.compile(r"[\d/.\-\sهـم]*")
# A date of issue without a colon: صدر في 5 شوال 1446هـ.
_ISSUED = re.compile(
    r"(?P<label>(?:و?حُ?رر|و?صدر|نُ?شر)ت? (?:في|بتاريخ|يوم)) (?P<value>[^:：]{4,100})"
)
_LABELLED = re.compile(r"(?P<label>[^\d:：]{3,20}?)\s*[:：/]\s*(?P<value>.{1,200})")


def is_labelled(line: str) -> bool:
    """Whether a line is a label with its value, other than a title."""
    return bool(read([line]).keys() - {"title"})


def title(line: str) -> str | None:
    """The value of a line that is labelled as the title, or None."""
    return read([line]).get("title")


def may_be_headline(line: str) -> bool:
    """Whether a labelled line can be a headline that begins like a label:
    ``المصدر: 5 قتلى في انفجار``."""
    values = read([line])
    if "date" in values or not is_labelled(line):
        return False
    value = next(iter(values.values()))
    is_name = institutions.name_in_line(value) is not None or places.is_known(value)
    return len(value.split()) >= _SENTENCE_WORDS and not is_name


def read(lines: Sequence[str]) -> dict[str, str]:
    """Maps kinds of labels (date, agency, place, title, reference) to the value of the first such
    line."""
    values: dict[str, str] = {}
    for line in lines:
        if len(line) > _CHARACTERS:
            continue
        issued = _ISSUED.fullmatch(prose.one_line(prose.trim(line)))
        if issued and date_text.parse_whole(issued["value"].rstrip(".")):
            values.setdefault("date", issued["value"].rstrip("."))
            continue
        found = _LABELLED.fullmatch(line)
        if not found:
            continue
        label = prose.trim(found["label"]).lower()
        value = prose.one_line(found["value"])
        for kind, labels in _LABELS.items():
            if label in labels and _fits(kind, value):
                values.setdefault(kind, value)
    return values


def _fits(kind: str, value: str) -> bool:
    """Whether a value fits the kind of its label."""
    if kind == "place":
        return len(value.split()) <= _PLACE_WORDS
    if kind == "date":
        return bool(
            _NUMERIC_DATE.fullmatch(value) or date_text.parse_whole(value) or dates.find(value)
        )
    return True
