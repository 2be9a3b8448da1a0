"""Labelled lines at the edges of a text: ``تاريخ النشر: …``, ``المصدر: …``, ``الجهة: …``, ``المكان: …``."""

import re
from collections.abc import Sequence

from indexer import limits
from indexer.documents import prose

_PLACES = ("المكان", "مكان الحدث", "place", "地点")
_DATES = (
    "تاريخ النشر",
    "تاريخ الإصدار",
    "تاريخ البيان",
    "التاريخ",
    "نشر في",
    "نُشر في",
    "صدر في",
    "published",
    "date",
)
_AGENCIES = ("المصدر", "الجهة", "الجهة المصدرة", "جهة الإصدار", "صادر عن", "source", "来源")
_LABELS = {"date": _DATES, "agency": _AGENCIES, "place": _PLACES}
_LABELLED = re.compile(r"(?P<label>[^\d:：]{3,20}?)\s*[:：]\s*(?P<value>.{2,200})")


def is_labelled(line: str) -> bool:
    """Whether a line is a label and what it says of the text."""
    return bool(read([line]))


def read(lines: Sequence[str]) -> dict[str, str]:
    """Kind of label (date, agency, place) to what the first such line says."""
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
