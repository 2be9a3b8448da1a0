"""The lead of dispatches and statements: place, day and agency before the first sentence.

Agencies sign it: ``بكين 17 سبتمبر 2025 (شينخوا) -- …``, ``أبوظبي في 14 أكتوبر 2025 / وام /``,
``الرباط/ 8 مايو 2025/ ومع/``, ``جدة 12 ذو القعدة 1446 هـ الموافق 10 مايو 2025 م واس``; some leave the year to the reader
(``عمان 11 أيار (بترا)``). That of statements has commas: ``دبي، الإمارات، 22 فبراير 2025 – …``.
"""

import datetime
import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents import prose

_CHARACTERS = 160
# Between brackets or slashes: a name, not a remark.
_AGENCY_CHARACTERS = 40
_PLACE_CHARACTERS = 60
# The national agencies of the Arab countries and others that sign so, by the names that stand in their leads.
_AGENCIES = (
    "أ ش أ|العمانية|بترا|بنا|رويترز|سانا|سبأ|سونا|شينخوا|قنا|كونا|واس|واع|واج|وات|وام|وال|وفا|ومع"
)

_SIGNED = re.compile(
    r"(?P<place>[^\d()（）:/]{2,60}?)[\s،,/\-–—]*\b(?P<day>(?:في\s+)?(?:يوم\s+)?"
    rf"(?:(?:{'|'.join(dates.WEEKDAYS)}|[A-Za-z]+\.?)[\s،,]*)?\d[^()/]{{3,60}}?)\s*"
    rf"(?:\((?P<agency>{_AGENCIES})\)|\((?P<dashed>[^()]{{2,40}})\)(?=\s*[-–—:ـ])"
    r"|/\s*(?P<slashed>[^/]{2,40}?)\s*/|\s(?P<bare>واس|وام)(?!\w))"
)
# Commas tell it from a sentence; two places may stand with a slash between them.
_UNSIGNED = re.compile(
    r"(?P<place>[^\d()（）:]{2,60})\s*[،,;؛\-–—]\s*(?P<day>[^\d،,]{0,20}\d[^()/:]{3,60}?)\s*[:\-–—](?=\s)(?!\s*\d)"
)
# The longest part of such a place: الإمارات العربية المتحدة.
_PLACE_WORDS = 3
_PARTS = re.compile("[،,/]")
# What stands between a day of the other calendar and that of ours.
_HIJRI = "الموافق"
# A year to try a day with that has none; 29 February is one.
_ANY_YEAR = "2000"
# What a sentence says before a date, and no place does; and labels.
_NO_PLACE = frozenset(
    {"في", "اليوم", "أمس", "غدا", "صباح", "مساء", "يوم", "بين", "تاريخ", "date", "published"}
)


class Lead(NamedTuple):
    """What a lead says; None where it does not."""

    day: datetime.date | None
    place: str | None
    agency: str | None


def read(paragraph: str) -> Lead | None:
    """The lead that `paragraph` begins with, or None. Nothing but a date stands between the place and what ends
    it: what is in brackets in the sentence behind it is no agency. Never raises."""
    head = paragraph[:_CHARACTERS]
    return _signed(head) or _unsigned(head)


def _signed(head: str) -> Lead | None:
    found = _SIGNED.match(head)
    if not found:
        return None
    day = day_of(found["day"])
    agency = prose.one_line(found["agency"] or found["dashed"] or found["slashed"] or found["bare"])
    if day is None and not (
        agency in _AGENCIES.split("|") and day_of(f"{found['day']} {_ANY_YEAR}")
    ):
        return None
    place = place_of(found["place"])
    if len(agency) > _AGENCY_CHARACTERS or dates.find(agency) or not (place and is_place(place)):
        return None
    return Lead(day, place, agency)


def _unsigned(head: str) -> Lead | None:
    found = _UNSIGNED.match(head)
    day = day_of(found["day"]) if found else None
    # With "in" before the date it is a remark: صدر القرار - في 12 مارس 2010 - بشأن.
    if not found or day is None or found["day"].startswith("في "):
        return None
    place = place_of(found["place"])
    return Lead(day, place, None) if place and is_place(place) else None


def day_of(written: str) -> datetime.date | None:
    """The day, behind one of the other calendar if there is one."""
    return dates.parse_day(written.rpartition(_HIJRI)[2].strip("،,-–— "))


def place_of(written: str) -> str | None:
    """A place without the day of the week behind it."""
    whole = prose.bare(written).removesuffix(" في")
    parts = (part.strip("-–— ;؛") for part in _PARTS.split(whole))
    joint = ", " if "," in whole else "، "
    return (
        joint.join(part for part in parts if part and part not in dates.WEEKDAYS)[
            :_PLACE_CHARACTERS
        ]
        or None
    )


def is_place(text: str) -> bool:
    """Whether what stands before a date may be a place, and is no sentence or label."""
    parts = [part.lower().split() for part in _PARTS.split(text)]
    return all(0 < len(words) <= _PLACE_WORDS and _NO_PLACE.isdisjoint(words) for words in parts)
