"""Labelled lines at the edges of a text: ``تاريخ النشر: …``, ``المصدر: …``, ``الجهة: …``, ``المكان: …``,
``العنوان: …``."""

import re
from collections.abc import Sequence

from indexer import limits
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
# What offices number and file their letters by; nobody asks for it.
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
# The name of a place has at most so many words; what has as many behind another label may be a headline.
_PLACE_WORDS, _SENTENCE_WORDS = 4, 3
# A day in figures, whatever stands between them; nothing, where a form was not filled in.
_FIGURES = re.compile(r"[\d/.\-\sهـم]*")
_LABELLED = re.compile(r"(?P<label>[^\d:：]{3,20}?)\s*[:：/]\s*(?P<value>.{1,200})")


def is_labelled(line: str) -> bool:
    """Whether a line is a label and what it says of the text, but for its title."""
    return bool(read([line]).keys() - {"title"})


def title(line: str) -> str | None:
    """The title that a line says it is."""
    return read([line]).get("title")


def may_be_headline(line: str) -> bool:
    """Whether what a labelled line says can be a headline that begins like a label: ``المصدر: 5 قتلى في انفجار``."""
    said = read([line])
    if "date" in said or not is_labelled(line):
        return False
    value = next(iter(said.values()))
    is_name = institutions.name_in_line(value) is not None or places.is_known(value)
    return len(value.split()) >= _SENTENCE_WORDS and not is_name


def read(lines: Sequence[str]) -> dict[str, str]:
    """Kind of label (date, agency, place, title, reference) to what the first such line says."""
    said: dict[str, str] = {}
    for line in lines:
        found = _LABELLED.fullmatch(line) if len(line) <= limits.FILTER_CHARACTERS else None
        if not found:
            continue
        label = prose.bare(found["label"]).lower()
        value = prose.one_line(found["value"])
        for kind, labels in _LABELS.items():
            if label in labels and _is_value(kind, value):
                said.setdefault(kind, value)
    return said


def _is_value(kind: str, value: str) -> bool:
    """Whether what stands behind a label can be what it calls it."""
    if kind == "place":
        return len(value.split()) <= _PLACE_WORDS
    if kind == "date":
        return bool(_FIGURES.fullmatch(value) or date_text.parse_whole(value) or dates.find(value))
    return True
