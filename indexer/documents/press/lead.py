"""Parses the lead of dispatches and statements: place, date and agency before the first sentence.

Leads of agencies are signed: ``بكين 17 سبتمبر 2025 (شينخوا) -- …``,
``أبوظبي في 14 أكتوبر 2025 / وام /``, ``الرباط/ 8 مايو 2025/ ومع/``,
``جدة 12 ذو القعدة 1446 هـ الموافق 10 مايو 2025 م واس``, ``وطنية - بيروت في 5 آب 2025 -``; some omit
the year (``عمان 11 أيار (بترا)``) or the date (``بغداد - واع``), or have it behind the agency
(``الرياض (واس) 3 أبريل 2025م:``). Leads of statements have commas:
``دبي، الإمارات، 22 فبراير 2025 – …``, or a known place: ``مسقط في 22 أبريل 2025 — …``.
"""

import datetime
import re
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.dates import date_text
from indexer.documents.press import institutions, places
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose
from indexer.releases import agencies

_CHARACTERS = 160
# A longer text between brackets or slashes is a remark.
_AGENCY_CHARACTERS = 40
_PLACE_CHARACTERS = 60
_AGENCIES = "|".join(map(re.escape, agencies.ALL))
_UNAMBIGUOUS_AGENCIES = "|".join(map(re.escape, agencies.NAMES))
# The tatweel (ـ) is often used as a dash.
_DASH = "[-–—ـ]"
_WEEKDAYS = "|".join(dates.WEEKDAYS)
# The end of a lead without an agency; the tatweel of 1447هـ is none.
_END = r"\s*(?:[:\-–—]|(?<!ه)ـ)(?=\s|$)(?!\s*\d)"

_SIGNED = re.compile(
    r"(?P<place>[^\d()（）:/]{2,60}?)[\s،,/\-–—ـ]*\b(?P<day>(?:في\s+)?(?:يوم\s+)?"
    rf"(?:(?:{_WEEKDAYS}|[A-Za-z]+\.?)[\s،,]*)?\d[^()/]{{3,60}}?)\s*"
    rf"(?:\((?P<agency>{_AGENCIES})\)|\((?P<dashed>[^()]{{2,40}})\)(?=\s*[-–—:ـ])"
    r"|/\s*(?P<slashed>[^/]{2,40}?)\s*/|\s(?P<bare>واس|وام)(?!\w)"
    rf"|\s(?P<dashed_bare>{_AGENCIES})(?=\s*[-–—:]))"
)
_SIGNATURES = ("agency", "dashed", "slashed", "bare", "dashed_bare")
# Commas distinguish it from a sentence; two places may be separated by a slash.
_UNSIGNED = re.compile(
    r"(?P<place>[^\d()（）:]{2,60})\s*[،,;؛|\-–—/]\s*(?P<day>[^\d،,]{0,20}\d[^():]{3,60}?)"
    rf"(?P<end>{_END})"
)
# A known place needs no separator after it.
_KNOWN_PLACE = re.compile(
    r"(?P<place>[^\d()（）:،,]{2,40}?)\s+(?P<day>(?:في\s+)?(?:يوم\s+)?"
    rf"(?:(?:{_WEEKDAYS})[\s،,]+)?\d[^():،,]{{3,60}}?)(?P<end>{_END})"
)
# The agency first, then possibly a place alone.
_AGENCY_FIRST = re.compile(rf"(?P<agency>{_AGENCIES})\s*(?:{_DASH}|/)\s*(?=\S)")
_PLACE_ALONE = re.compile(rf"(?P<place>[^\d()（）:/،,]{{2,40}}?){_END}")
# Without a date, or with a numeric one without a year: الكويت - 5 - 11 (كونا). Punctuation after
# the agency, or on both sides of it, distinguishes it from a sentence and from a headline with the
# name of its site: تعزية - واس.
_UNDATED = re.compile(
    rf"(?P<place>[^\d()（）:/،,\"«“]{{2,40}}?)\s*(?:(?:{_DASH}{{1,3}}|/)\s*)?(?:\d{{1,2}}\s*[-/]\s*\d{{1,2}}\s*)?"
    rf"(?:\(\s*(?P<agency>{_AGENCIES})\s*\)(?P<closed>\s*[-–—:ـ])?|/\s*(?P<slashed>{_AGENCIES})\s*(?:(?P<shut>/)|$)"
    rf"|{_DASH}{{1,3}}\s*[\"«“]?(?P<dashed>{_AGENCIES})[\"»”]?(?:(?P<ended>\s*[-–—:ـ])|\s*$)"
    rf"|{_DASH}{{1,3}}\s*(?P<begun>{_UNAMBIGUOUS_AGENCIES})(?=\s))"
)
# The date behind the agency: الرياض (واس) 5 شوال 1446هـ الموافق 3 أبريل 2025م:
_DAY_BEHIND = re.compile(
    rf"\s*[،,]?\s*(?P<day>(?:في\s+)?(?:يوم\s+)?(?:(?:{_WEEKDAYS})[\s،,]+)?\d[^:]{{3,60}}?)(?:{_END}|$)"
)
_UNDATED_SIGNATURES = ("agency", "slashed", "dashed", "begun")
# A place and a date in brackets: الرياض (4 نوفمبر 2025):, (الرياض – 4 نوفمبر 2025).
_BRACKETED = re.compile(
    rf"\((?P<place>[^\d()]{{2,60}}?)\s*[،,؛|\-–—]\s*(?P<day>\d[^()]{{3,60}})\)|"
    rf"(?P<before>[^\d()（）:/،,]{{2,40}}?)\s*\((?P<within>[^()]{{4,60}})\)(?P<end>{_END})"
)
# A date in brackets first: [05/03/2025] عدن - سبأنت.
_DATE_FIRST = re.compile(r"\[(?P<day>[^\[\]]{6,40})\]\s*")
# The longest part of a place in words: الإمارات العربية المتحدة.
_PLACE_WORDS = 3
# The same for an unknown place, because three words can be a sentence.
_UNKNOWN_PLACE_WORDS = 2
_PARTS = re.compile("[،,/]")
# Separates a Hijri date from the Gregorian one.
_HIJRI = "الموافق"
_SIGNS = "،,-–— "
# A leap year, for parsing dates without a year.
_ANY_YEAR = "2000"
# Words that occur before a date in sentences and labels, not in places.
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
    """The parts of a lead, None where missing. The text begins at `end`, after punctuation."""

    day: datetime.date | None
    place: str | None
    agency: str | None
    end: int = 0

    @property
    def facts(self) -> Facts:
        return Facts(self.day, self.place, self.agency)


def read(paragraph: str) -> Lead | None:
    """The lead that `paragraph` begins with, or None. Only a date may stand between the place and
    the end of the lead, so brackets within the first sentence are not taken for an agency. Never
    raises."""
    head = paragraph[:_CHARACTERS]
    return (
        _read_signed(head)
        or _read_unsigned(head)
        or _read_agency_first(head)
        or _read_undated(head)
        or _read_bracketed(head)
        or _read_date_first(head)
    )


def text_after(paragraph: str, lead: Lead) -> str:
    """The text of a paragraph after its lead; empty if there is none."""
    return paragraph[lead.end :].lstrip(" :-–—ـ./")


def _read_signed(head: str) -> Lead | None:
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


def _read_unsigned(head: str) -> Lead | None:
    found = _UNSIGNED.match(head)
    # With في before the date it is a remark, unless a known place precedes it: صدر القرار - في 12
    # مارس 2010 - بشأن.
    if found and (day := parse_day(found["day"])):
        place = clean_place(found["place"])
        is_confirmed = not found["day"].startswith("في ") or places.is_known(place or "")
        is_lead = place and is_place(place) and is_confirmed
        return Lead(day, place, None, found.end()) if is_lead else None
    found = _KNOWN_PLACE.match(head)
    day = parse_day(found["day"]) if found else None
    if not (found and day and places.is_known(found["place"])):
        return None
    return Lead(day, clean_place(found["place"]), None, found.end())


def _read_agency_first(head: str) -> Lead | None:
    agency_first = _AGENCY_FIRST.match(head)
    if not agency_first:
        return None
    rest = head[agency_first.end() :]
    agency = prose.one_line(agency_first["agency"])
    if found := _read_signed(rest) or _read_unsigned(rest):
        return found._replace(agency=agency, end=agency_first.end() + found.end)
    placed = _PLACE_ALONE.match(rest)
    if placed and (places.is_known(placed["place"]) or _is_between_dashes(placed)):
        return Lead(None, clean_place(placed["place"]), agency, agency_first.end() + placed.end())
    return Lead(None, None, agency, agency_first.end())


def _read_undated(head: str) -> Lead | None:
    found = _UNDATED.match(head)
    place = clean_place(found["place"]) if found else None
    if not (found and place):
        return None
    agency = prose.one_line(next(filter(None, found.group(*_UNDATED_SIGNATURES))))
    if places.is_known(place) or (_is_confirmed(found, agency) and _may_be_unknown_place(place)):
        return _with_day_behind(Lead(None, place, agency, found.end()), head)
    return None


def _with_day_behind(lead: Lead, head: str) -> Lead:
    """A lead with the date between it and the text, if there is one."""
    found = _DAY_BEHIND.match(head, lead.end)
    day = parse_day(found["day"]) if found else None
    return lead._replace(day=day, end=found.end()) if found and day else lead


def _is_confirmed(found: re.Match[str], agency: str) -> bool:
    """Whether punctuation confirms an agency after an unknown place. Between dashes a word can be
    anything: مبادرة - وطنية - رائدة."""
    if found["ended"] is not None:
        return agency not in (*agencies.WORDS, *agencies.PLACES)
    is_closed = found["closed"] is not None or found["shut"] is not None
    return is_closed and agency not in agencies.PLACES


def _read_bracketed(head: str) -> Lead | None:
    found = _BRACKETED.match(head)
    place = clean_place(found["place"] or found["before"]) if found else None
    if not (found and place):
        return None
    day = parse_day(found["day"] or found["within"])
    is_lead = _may_be_unknown_place(place, 1) if found["place"] else places.is_known(place)
    return Lead(day, place, None, found.end()) if day and is_lead else None


def _read_date_first(head: str) -> Lead | None:
    found = _DATE_FIRST.match(head)
    day = date_text.parse_with_time(found["day"]) if found else None
    signed = _read_undated(head[found.end() :]) if found and day else None
    return signed._replace(day=day, end=found.end() + signed.end) if found and signed else None


def _is_between_dashes(found: re.Match[str]) -> bool:
    """Whether the text after an agency may be an unknown place: وطنية - بعبدا - استقبل."""
    return not found[0].rstrip().endswith(":") and _may_be_unknown_place(found["place"])


def _may_be_unknown_place(place: str, words: int = _UNKNOWN_PLACE_WORDS) -> bool:
    """Whether a text may be an unknown place whose parts have at most `words` words."""
    parts = [part.strip() for part in _PARTS.split(place)]
    is_short = all(places.is_known(part) or len(part.split()) <= words for part in parts)
    return is_short and may_be_place(place)


def parse_day(written: str) -> datetime.date | None:
    """The date, which may follow a Hijri date."""
    last = written.rpartition(_HIJRI)[2].strip(_SIGNS)
    return date_text.parse_whole(last.removeprefix("لـ").strip()) or date_text.parse_whole(
        written.strip(_SIGNS)
    )


def clean_place(written: str) -> str | None:
    """A place without the weekday after it."""
    whole = prose.trim(written).removesuffix(" في")
    parts = (part.strip("-–— ;؛") for part in _PARTS.split(whole))
    joint = ", " if "," in whole else "، "
    return (
        joint.join(part for part in parts if part and part not in dates.WEEKDAYS)[
            :_PLACE_CHARACTERS
        ]
        or None
    )


def is_place(text: str) -> bool:
    """Whether a text before a date has the form of a place, and not of a sentence or a label."""
    parts = [part.lower().split() for part in _PARTS.split(text)]
    return all(0 < len(words) <= _PLACE_WORDS and _NO_PLACE.isdisjoint(words) for words in parts)


def may_be_place(text: str) -> bool:
    """Whether a text may be a place, known or not: not an institution, an agency, or another noun
    that occurs there."""
    return is_place(text) and not (
        text in agencies.ALL
        or institutions.starts_like_institution(text)
        or places.is_other_noun(text)
    )
