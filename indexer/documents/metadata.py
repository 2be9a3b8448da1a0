"""What Arabic press text says of itself at its edges: day and place of the event, day of publication,
agency.

Read are, and only where they stand alone or lead a paragraph:

- the line in brackets below the title (see `dateline`), which leaves the body;
- the lead of the agencies: ``بكين 17 سبتمبر 2025 (شينخوا) -- …``, ``أبوظبي في 14 أكتوبر 2025 / وام /``, and that of
  statements: ``دبي، الإمارات، 22 فبراير 2025 – …``;
- labelled lines: ``تاريخ النشر: …``, ``المصدر: …``, ``الجهة: …``, ``المكان: …``;
- a last or first paragraph that is a date, which leaves the body.
"""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer import limits
from indexer.arabic import dates
from indexer.documents import dateline, prose

# Labelled lines stand in the first or last few paragraphs.
_EDGE_PARAGRAPHS = 4
_LEAD_CHARACTERS = 160
# Between brackets or slashes in a lead: a name, not a remark.
_AGENCY_CHARACTERS = 40
_PLACE_CHARACTERS = 60

_LEAD = re.compile(
    r"(?P<place>[^\d()（）:/]{2,60}?)[\s،,\-–—]*\b(?P<day>(?:في\s+)?(?:يوم\s+)?\S*\s*\d[^()/]{3,60}?)\s*"
    r"(?:\((?P<agency>[^()]{2,40})\)|/\s*(?P<slashed>[^/]{2,40}?)\s*/)"
)
# Of a statement; commas tell it from a sentence.
_UNSIGNED_LEAD = re.compile(
    r"(?P<place>[^\d()（）:/]{2,60})\s*[،,\-–—]\s*(?P<day>[^\d،,]{0,20}\d[^()/:]{3,60}?)\s*[:\-–—](?=\s)(?!\s*\d)"
)
# The longest part of such a place: الإمارات العربية المتحدة.
_PLACE_WORDS = 3
_COMMA = re.compile("[،,]")
# What stands between a day of the other calendar and that of ours.
_HIJRI = "الموافق"
# What a sentence says before a date, and no place does.
_NO_PLACE = frozenset({"في", "اليوم", "أمس", "غدا", "صباح", "مساء", "يوم", "بين"})
_PLACE_LABELS = ("المكان", "مكان الحدث", "place", "地点")
_DATE_LABELS = (
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
_AGENCY_LABELS = ("المصدر", "الجهة", "الجهة المصدرة", "جهة الإصدار", "صادر عن", "source", "来源")
_LABELS = {"date": _DATE_LABELS, "agency": _AGENCY_LABELS, "place": _PLACE_LABELS}
_LABELLED = re.compile(r"(?P<label>[^\d:：]{3,20}?)\s*[:：]\s*(?P<value>.{2,200})")


class Said(NamedTuple):
    """``body`` is what is left of the paragraphs; None where the text does not say."""

    body: list[str]
    published: datetime.date | None = None
    event_date: datetime.date | None = None
    place: str | None = None
    agency: str | None = None
    dateline: str | None = None


def read(paragraphs: Sequence[str], masthead: Sequence[str] = ()) -> Said:
    """What `paragraphs` say, and what stands above the title, which is in neither. Never raises."""
    body = list(paragraphs)
    if body and prose.bare(body[-1]) == "•":
        del body[-1]
    published = _lone_date(body) or next(filter(None, map(dates.parse_day, masthead)), None)
    line = dateline.read(body[0]) if body else None
    if line:
        del body[0]
    lead = _lead(body[0]) if body else None
    labels = _labels(
        [*masthead, *body[:_EDGE_PARAGRAPHS], *body[_EDGE_PARAGRAPHS:][-_EDGE_PARAGRAPHS:]]
    )
    day = line.event_date if line else lead[0] if lead else None
    return Said(
        body,
        published or dates.find(labels.get("date", "")),
        day,
        (line.place if line else None) or labels.get("place") or (lead[1] if lead else None),
        labels.get("agency") or (lead[2] if lead else None),
        line.text if line else None,
    )


def _lone_date(body: list[str]) -> datetime.date | None:
    """The date that is the last paragraph, or the first; it is taken out with its bullet."""
    for place in (-1, 0):
        if len(body) > 1:
            day = dates.parse_day(prose.bare(body[place]).lstrip("•").strip())
            if day:
                del body[place]
                if place == -1 and prose.bare(body[-1]) == "•":
                    del body[-1]
                return day
    return None


def _lead(paragraph: str) -> tuple[datetime.date, str | None, str | None] | None:
    """Day, place and agency of a lead. Nothing but a date stands between the place and what ends it: what is in
    brackets in the sentence behind it is no agency."""
    for lead in (_LEAD, _UNSIGNED_LEAD):
        found = lead.match(paragraph[:_LEAD_CHARACTERS])
        # Behind a day of the other calendar, if there is one.
        day = dates.parse_day(found["day"].rpartition(_HIJRI)[2].strip("،,-–— ")) if found else None
        if not found or day is None:
            continue
        place = _place(found["place"].removesuffix(" في"))
        if lead is _UNSIGNED_LEAD and not _is_place(place):
            continue
        said = found.groupdict()
        agency = prose.one_line(said.get("agency") or said.get("slashed") or "")
        if len(agency) > _AGENCY_CHARACTERS or dates.find(agency):
            return None
        return day, place[:_PLACE_CHARACTERS] or None, agency or None
    return None


def _place(written: str) -> str:
    """A place as a lead has it, without the day of the week behind it."""
    parts = (part.strip("-–— ") for part in _COMMA.split(prose.bare(written)))
    joint = ", " if "," in written else "، "
    return joint.join(part for part in parts if part and part not in dates.WEEKDAYS)


def _is_place(text: str) -> bool:
    """Whether what stands before a date may be a place, and is no sentence or label."""
    parts = [part.split() for part in _COMMA.split(text)]
    return text.lower() not in _DATE_LABELS and all(
        0 < len(words) <= _PLACE_WORDS and _NO_PLACE.isdisjoint(words) for words in parts
    )


def is_labelled(line: str) -> bool:
    """Whether a line is a label and what it says of the text."""
    return bool(_labels([line]))


def _labels(lines: Sequence[str]) -> dict[str, str]:
    """Kind of label to what the first such line says."""
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
