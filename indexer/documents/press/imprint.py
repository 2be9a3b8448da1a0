"""Place and day in a line of their own, above or below a title or at the end: ``الدار البيضاء، 18 نونبر 2025``,
``الرباط في 3 دجنبر 2025``, ``Rabat, le 14 novembre 2025``, ``حرر بالرباط، في 14 نونبر 2025``.
"""

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents.dates import date_text
from indexer.documents.press import lead, places
from indexer.documents.text import prose

_CHARACTERS = 100
_SIGNS = "،,;؛/|-–—"
_DASH = re.compile(r"\s[-–—]\s")
# A place, and what begins with the first figure.
_PLACED = re.compile(r"(?P<before>[^\d()（）.!?؟«»\"]{2,80})(?P<day>\d.{4,60})")
# A day, and a place behind a sign.
_DATED = re.compile(r"(?P<day>[^،,–—|]{8,40})[،,–—|](?P<place>[^\d،,–—|]{2,40})")
# What stands between them. The first are of no sentence, as في can be: مؤتمر المناخ في 3 دجنبر 2025.
_TELLING = frozenset({"بتاريخ", "le", "on"})
_BETWEEN = _TELLING | {"", "في", "يوم", *dates.WEEKDAYS, *map(str.lower, dates.LATIN_WEEKDAYS)}
# Before a place, at the end of a statement.
_DONE = re.compile(r"(?:و?حُ?رر|صدر)\s+(?:في\s+|ب)|Fait\s+à\s+", re.IGNORECASE)
# What begins with a capital, too, and says when a text was put up. This project's own compilation.
_REMARKS = frozenset({"publié", "modifié", "posted", "published", "updated", "communiqué", "fait"})


class Imprint(NamedTuple):
    day: datetime.date
    place: str


def read(line: str) -> Imprint | None:
    """The place and the day that `line` is, or None where it is anything else. Never raises.

    Between them stands a sign or a word that no sentence has there; else the place is a name that is known.
    """
    shown = prose.one_line(prose.bare(line)).rstrip(".: ")
    if len(shown) > _CHARACTERS:
        return None
    return _placed(shown) or _dated(shown)


def _placed(shown: str) -> Imprint | None:
    done = _DONE.match(shown)
    found = _PLACED.fullmatch(shown, done.end() if done else 0)
    if not found:
        return None
    before, day = found["before"], lead.parse_day(found["day"])
    if day is None:  # November 14, 2025
        before, _, month = before.strip().rpartition(" ")
        day = lead.parse_day(f"{month} {found['day']}")
    place, is_apart = _before(before)
    if not (day and place and lead.may_be_place(place)):
        return None
    is_place = done or places.is_known(place) or (is_apart and _is_named(place))
    return Imprint(day, place) if is_place else None


def _dated(shown: str) -> Imprint | None:
    found = _DATED.fullmatch(shown)
    day = date_text.parse_whole(found["day"]) if found else None
    place = prose.bare(found["place"]) if found else ""
    return Imprint(day, place) if day and places.is_known(place) else None


def _before(text: str) -> tuple[str, bool]:
    """The place that stands before a day, and whether something tells it apart from a sentence."""
    words = text.split()
    is_apart = False
    while words and (link := words[-1].strip(f"{_SIGNS}:").lower()) in _BETWEEN:
        is_apart = is_apart or link in _TELLING or link != words[-1].lower().strip(":")
        del words[-1]
    written = " ".join(words)
    place = (lead.clean_place(written) or "").strip(f"{_SIGNS}: ")
    return _joined(place), is_apart or written.endswith(tuple(_SIGNS))


def _joined(place: str) -> str:
    """A place whose parts dashes part, as the others are written: الظهران - المملكة العربية السعودية."""
    first, *more = _DASH.split(place)
    return "، ".join([first, *more]) if more and all(map(places.is_known, more)) else place


def _is_named(place: str) -> bool:
    """Whether all parts of a place are names by their letters."""
    return all(_is_name(part.split()) for part in re.split("[،,]", place) if part.strip())


def _is_name(words: Sequence[str]) -> bool:
    """One word, words in capitals, or a known name, alone or with an adjective: مكة المكرمة, but not أسعار الذهب."""
    first, *more = words
    if first.lower() in _REMARKS:
        return False
    if not more or all(word[0].isupper() for word in words) or places.is_known(" ".join(words)):
        return True
    return places.is_known(first) and all(word.startswith("ال") for word in more)
