"""Parses lines that are a place and a date, above or below a title or at the end:
``الدار البيضاء، 18 نونبر 2025``, ``الرباط في 3 دجنبر 2025``, ``Rabat, le 14 novembre 2025``,
``حرر بالرباط، في 14 نونبر 2025``.
"""

import re
from collections.abc import Sequence

from indexer.arabic import dates
from indexer.documents.dates import date_text
from indexer.documents.press import lead, places
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose

_CHARACTERS = 100
_SIGNS = "،,;؛/|-–—"
_DASH = re.compile(r"\s[-–—]\s")
# A place, then the text from the first digit on.
_PLACE_FIRST = re.compile(r"(?P<before>[^\d()（）.!?؟«»\"]{2,80})(?P<day>\d.{4,60})")
# A date, then a place after a separator.
_DATE_FIRST = re.compile(r"(?P<day>[^،,–—|]{8,40})[،,–—|](?P<place>[^\d،,–—|]{2,40})")
# Words between place and date. The first are unambiguous; في also occurs in sentences: مؤتمر المناخ
# في 3 دجنبر 2025.
_UNAMBIGUOUS = frozenset({"بتاريخ", "le", "on"})
_BETWEEN = _UNAMBIGUOUS | {"", "في", "يوم", *dates.WEEKDAYS, *map(str.lower, dates.LATIN_WEEKDAYS)}
# Before the place, at the end of a statement.
_ISSUED_AT = re.compile(r"(?:و?حُ?رر|صدر)\s+(?:في\s+|ب)|Fait\s+à\s+", re.IGNORECASE)
# Words before a date that are not places. This project's own compilation.
_REMARKS = frozenset(
    (
        *("publié", "modifié", "posted", "published", "updated", "communiqué", "fait"),
        *("صدر", "صدرت", "حرر", "حررت", "نشر", "نُشر", "نشرت", "نُشرت"),
    )
)


def read(line: str) -> Facts | None:
    """Parses a line that is a place and a date; None for any other. Never raises.

    They must be separated by punctuation or by a word that no sentence has there, or the place must
    be a known name.
    """
    shown = prose.one_line(prose.trim(line)).rstrip(".: ")
    if len(shown) > _CHARACTERS:
        return None
    return _parse_place_first(shown) or _parse_date_first(shown)


def _parse_place_first(shown: str) -> Facts | None:
    issued = _ISSUED_AT.match(shown)
    found = _PLACE_FIRST.fullmatch(shown, issued.end() if issued else 0)
    if not found:
        return None
    before, day = found["before"], lead.parse_day(found["day"])
    if day is None:  # November 14, 2025
        before, _, month = before.strip().rpartition(" ")
        day = lead.parse_day(f"{month} {found['day']}")
    place, is_separated = _place_before(before)
    if not (day and place and lead.may_be_place(place)):
        return None
    is_place = issued or places.is_known(place) or (is_separated and _consists_of_names(place))
    return Facts(day, place) if is_place else None


def _parse_date_first(shown: str) -> Facts | None:
    found = _DATE_FIRST.fullmatch(shown)
    day = date_text.parse_whole(found["day"]) if found else None
    place = prose.trim(found["place"]) if found else ""
    return Facts(day, place) if day and places.is_known(place) else None


def _place_before(text: str) -> tuple[str, bool]:
    """The place before a date, and whether a separator distinguishes it from a sentence."""
    words = text.split()
    is_separated = False
    while words and (link := words[-1].strip(f"{_SIGNS}:").lower()) in _BETWEEN:
        is_separated = is_separated or link in _UNAMBIGUOUS or link != words[-1].lower().strip(":")
        del words[-1]
    written = " ".join(words)
    place = (lead.clean_place(written) or "").strip(f"{_SIGNS}: ")
    return _join_parts(place), is_separated or written.endswith(tuple(_SIGNS))


def _join_parts(place: str) -> str:
    """Replaces the dashes between the parts of a place by commas: الظهران - المملكة العربية
    السعودية."""
    first, *more = _DASH.split(place)
    return "، ".join([first, *more]) if more and all(map(places.is_known, more)) else place


def _consists_of_names(place: str) -> bool:
    """Whether all parts of a place have the form of a name."""
    return all(_is_name(part.split()) for part in re.split("[،,]", place) if part.strip())


def _is_name(words: Sequence[str]) -> bool:
    """Whether words have the form of a name: one word, capitalised words, or a known name, alone or
    with an adjective (مكة المكرمة, but not أسعار الذهب)."""
    first, *more = words
    if first.lower() in _REMARKS:
        return False
    if not more or all(word[0].isupper() for word in words) or places.is_known(" ".join(words)):
        return True
    return places.is_known(first) and all(word.startswith("ال") for word in more)
