"""Labelled lines at the edges of a text: ``تاريخ النشر: …``, ``المصدر: …``, ``الجهة: …``, ``المكان: …``,
``العنوان: …``."""

import re
from collections.abc import Sequence

from indexer import limits
from indexer.documents import prose

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
# A label is one of these; what else stands before a colon or, as in Iraq, a slash is text. What offices number and file their letters by; nobody asks for it.
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
_LABELLED = re.compile(r"(?P<label>[^\d:：]{3,20}?)\s*[:：/]\s*(?P<value>.{1,200})")


def is_labelled(line: str) -> bool:
    """Whether a line is a label and what it says of the text, but for its title."""
    return bool(read([line]).keys() - {"title"})


def title(line: str) -> str | None:
    """The title that a line says it is."""
    return read([line]).get("title")


def read(lines: Sequence[str]) -> dict[str, str]:
    """Kind of label (date, agency, place, title, reference) to what the first such line says."""
    said: dict[str, str] = {}
    for line in lines:
        found = _LABELLED.fullmatch(line) if len(line) <= limits.FILTER_CHARACTERS else None
        if not found:
            continue
        label = prose.bare(found["label"]).lower()
        for kind, labels in _LABELS.items():
            if label in labels:
                said.setdefault(kind, prose.one_line(found["value"]))
    return said
