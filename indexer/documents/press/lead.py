"""The lead of dispatches and statements: place, day and agency before the first sentence.

Agencies sign it: ``بكين 17 سبتمبر 2025 (شينخوا) -- …``, ``أبوظبي في 14 أكتوبر 2025 / وام /``,
``الرباط/ 8 مايو 2025/ ومع/``, ``جدة 12 ذو القعدة 1446 هـ الموافق 10 مايو 2025 م واس``, ``وطنية - بيروت في 5 آب 2025 -``;
some leave the year to the reader (``عمان 11 أيار (بترا)``) or the day (``بغداد - واع``). That of statements has commas:
``دبي، الإمارات، 22 فبراير 2025 – …``, or a place that is known: ``مسقط في 22 أبريل 2025 — …``.
"""

import datetime
import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.dates import date_text
from indexer.documents.press import agencies, institutions, places
from indexer.documents.text import prose

_CHARACTERS = 160
# Between brackets or slashes: a name, not a remark.
_AGENCY_CHARACTERS = 40
_PLACE_CHARACTERS = 60
_AGENCIES = "|".join(map(re.escape, agencies.ALL))
_SURE_AGENCIES = "|".join(map(re.escape, agencies.NAMES))
# As wide as a dash, and as often one in Arabic type: ـ.
_DASH = "[-–—ـ]"
_WEEKDAYS = "|".join(dates.WEEKDAYS)
# What ends a lead, where no name does.
_END = r"\s*[:\-–—ـ](?=\s|$)(?!\s*\d)"

_SIGNED = re.compile(
    r"(?P<place>[^\d()（）:/]{2,60}?)[\s،,/\-–—ـ]*\b(?P<day>(?:في\s+)?(?:يوم\s+)?"
    rf"(?:(?:{_WEEKDAYS}|[A-Za-z]+\.?)[\s،,]*)?\d[^()/]{{3,60}}?)\s*"
    rf"(?:\((?P<agency>{_AGENCIES})\)|\((?P<dashed>[^()]{{2,40}})\)(?=\s*[-–—:ـ])"
    r"|/\s*(?P<slashed>[^/]{2,40}?)\s*/|\s(?P<bare>واس|وام)(?!\w)"
    rf"|\s(?P<dashed_bare>{_AGENCIES})(?=\s*[-–—:]))"
)
_SIGNATURES = ("agency", "dashed", "slashed", "bare", "dashed_bare")
# Commas tell it from a sentence; two places may stand with a slash between them.
_UNSIGNED = re.compile(
    r"(?P<place>[^\d()（）:]{2,60})\s*[،,;؛|\-–—/]\s*(?P<day>[^\d،,]{0,20}\d[^():]{3,60}?)"
    rf"(?P<end>{_END})"
)
# A place that is known needs no sign behind it.
_KNOWN = re.compile(
    r"(?P<place>[^\d()（）:،,]{2,40}?)\s+(?P<day>(?:في\s+)?(?:يوم\s+)?"
    rf"(?:(?:{_WEEKDAYS})[\s،,]+)?\d[^():،,]{{3,60}}?)(?P<end>{_END})"
)
# The agency before all else; behind it a place may stand alone.
_OPENED = re.compile(rf"(?P<agency>{_AGENCIES})\s*(?:{_DASH}|/)\s*(?=\S)")
_LOCATED = re.compile(rf"(?P<place>[^\d()（）:/،,]{{2,40}}?){_END}")
# Without a day, or with one of figures that leave the year out: الكويت - 5 - 11 (كونا). With a sign behind the agency, or one on
# either side of it, no sentence is so, nor a headline that names its site: تعزية - واس.
_DAYLESS = re.compile(
    rf"(?P<place>[^\d()（）:/،,\"«“]{{2,40}}?)\s*(?:(?:{_DASH}{{1,3}}|/)\s*)?(?:\d{{1,2}}\s*[-/]\s*\d{{1,2}}\s*)?"
    rf"(?:\(\s*(?P<agency>{_AGENCIES})\s*\)(?P<closed>\s*[-–—:ـ])?|/\s*(?P<slashed>{_AGENCIES})\s*(?:(?P<shut>/)|$)"
    rf"|{_DASH}{{1,3}}\s*[\"«“]?(?P<dashed>{_AGENCIES})[\"»”]?(?:(?P<ended>\s*[-–—:ـ])|\s*$)"
    rf"|{_DASH}{{1,3}}\s*(?P<begun>{_SURE_AGENCIES})(?=\s))"
)
_SIGNED_DAYLESS = ("agency", "slashed", "dashed", "begun")
# A place and a day in brackets: الرياض (4 نوفمبر 2025):, (الرياض – 4 نوفمبر 2025).
_BRACKETED = re.compile(
    rf"\((?P<place>[^\d()]{{2,60}}?)\s*[،,؛|\-–—]\s*(?P<day>\d[^()]{{3,60}})\)|"
    rf"(?P<before>[^\d()（）:/،,]{{2,40}}?)\s*\((?P<within>[^()]{{4,60}})\)(?P<end>{_END})"
)
# A day in brackets above all else: [05/03/2025] عدن - سبأنت.
_DATED = re.compile(r"\[(?P<day>[^\[\]]{6,40})\]\s*")
# The longest part of such a place: الإمارات العربية المتحدة.
_PLACE_WORDS = 3
# Of one that is not known; of three words sentences are, too.
_NEW_WORDS = 2
_PARTS = re.compile("[،,/]")
# What stands between a day of the other calendar and that of ours.
_HIJRI = "الموافق"
_SIGNS = "،,-–— "
# A year to try a day with that has none; 29 February is one.
_ANY_YEAR = "2000"
# What a sentence says before a date, and no place does; and labels.
_NO_PLACE = frozenset(
    {
        "في",
        "اليوم",
        "أمس",
        "غدا",
        "صباح",
        "مساء",
        "يوم",
        "بين",
        "تاريخ",
        "التاريخ",
        "الموافق",
        "date",
        "published",
    }
)


class Lead(NamedTuple):
    """What a lead says; None where it does not. The text begins at `end` or, behind signs, after it."""

    day: datetime.date | None
    place: str | None
    agency: str | None
    end: int = 0


def read(paragraph: str) -> Lead | None:
    """The lead that `paragraph` begins with, or None. Nothing but a date stands between the place and what ends
    it: what is in brackets in the sentence behind it is no agency. Never raises."""
    head = paragraph[:_CHARACTERS]
    return (
        _signed(head)
        or _unsigned(head)
        or _opened(head)
        or _dayless(head)
        or _bracketed(head)
        or _dated(head)
    )


def text_after(paragraph: str, lead: Lead) -> str:
    """The text behind a lead, most often a sentence; empty where the lead is all."""
    return paragraph[lead.end :].lstrip(" :-–—ـ./")


def _signed(head: str) -> Lead | None:
    found = _SIGNED.match(head)
    if not found:
        return None
    day = parse_day(found["day"])
    agency = prose.one_line(next(filter(None, found.group(*_SIGNATURES))))
    if day is None and not (agency in agencies.ALL and parse_day(f"{found['day']} {_ANY_YEAR}")):
        return None
    place = clean_place(found["place"])
    if len(agency) > _AGENCY_CHARACTERS or dates.find(agency) or not (place and is_place(place)):
        return None
    return Lead(day, place, agency, found.end())


def _unsigned(head: str) -> Lead | None:
    found = _UNSIGNED.match(head)
    # With "in" before the date it is a remark, unless a place stands before it: صدر القرار - في 12 مارس 2010 - بشأن.
    if found and (day := parse_day(found["day"])):
        place = clean_place(found["place"])
        is_told = not found["day"].startswith("في ") or places.is_known(place or "")
        is_one = place and is_place(place) and is_told
        return Lead(day, place, None, found.end()) if is_one else None
    found = _KNOWN.match(head)
    day = parse_day(found["day"]) if found else None
    if not (found and day and places.is_known(found["place"])):
        return None
    return Lead(day, clean_place(found["place"]), None, found.end())


def _opened(head: str) -> Lead | None:
    opened = _OPENED.match(head)
    if not opened:
        return None
    rest = head[opened.end() :]
    agency = prose.one_line(opened["agency"])
    if found := _signed(rest) or _unsigned(rest):
        return found._replace(agency=agency, end=opened.end() + found.end)
    placed = _LOCATED.match(rest)
    if placed and (places.is_known(placed["place"]) or _is_between_dashes(placed)):
        return Lead(None, clean_place(placed["place"]), agency, opened.end() + placed.end())
    return Lead(None, None, agency, opened.end())


def _dayless(head: str) -> Lead | None:
    found = _DAYLESS.match(head)
    place = clean_place(found["place"]) if found else None
    if not (found and place):
        return None
    agency = prose.one_line(next(filter(None, found.group(*_SIGNED_DAYLESS))))
    if places.is_known(place) or (_is_sure(found, agency) and _may_be_new(place)):
        return Lead(None, place, agency, found.end())
    return None


def _is_sure(found: re.Match[str], agency: str) -> bool:
    """Whether signs tell an agency behind a place that is not known. Between dashes a word may be any: مبادرة - وطنية - رائدة."""
    if found["ended"] is not None:
        return agency not in (*agencies.WORDS, *agencies.PLACES)
    is_closed = found["closed"] is not None or found["shut"] is not None
    return is_closed and agency not in agencies.PLACES


def _bracketed(head: str) -> Lead | None:
    found = _BRACKETED.match(head)
    place = clean_place(found["place"] or found["before"]) if found else None
    if not (found and place):
        return None
    day = parse_day(found["day"] or found["within"])
    is_one = _may_be_new(place, 1) if found["place"] else places.is_known(place)
    return Lead(day, place, None, found.end()) if day and is_one else None


def _dated(head: str) -> Lead | None:
    found = _DATED.match(head)
    day = date_text.parse_with_time(found["day"]) if found else None
    signed = _dayless(head[found.end() :]) if found and day else None
    return signed._replace(day=day, end=found.end() + signed.end) if found and signed else None


def _is_between_dashes(found: re.Match[str]) -> bool:
    """Whether what stands behind an agency may be a place that is not known: وطنية - بعبدا - استقبل."""
    return not found[0].rstrip().endswith(":") and _may_be_new(found["place"])


def _may_be_new(place: str, words: int = _NEW_WORDS) -> bool:
    """Whether a text may be a place that is not known, of so many words at most."""
    parts = [part.strip() for part in _PARTS.split(place)]
    is_short = all(places.is_known(part) or len(part.split()) <= words for part in parts)
    return is_short and may_be_place(place)


def parse_day(written: str) -> datetime.date | None:
    """The day, behind one of the other calendar if there is one."""
    last = written.rpartition(_HIJRI)[2].strip(_SIGNS)
    return date_text.parse_whole(last.removeprefix("لـ").strip()) or date_text.parse_whole(
        written.strip(_SIGNS)
    )


def clean_place(written: str) -> str | None:
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


def may_be_place(text: str) -> bool:
    """Whether a text may be a place, known or not: neither an institution nor what else stands where a place does."""
    return is_place(text) and not (
        text in agencies.ALL
        or institutions.starts_like_institution(text)
        or places.is_other_noun(text)
    )
