"""What stands above the headline of a statement: what kind of text it is, when it may be published, labelled lines,
the state and the institution whose it is, place and day.

The kinds are those that ministries, agencies and companies print above their statements, in Arabic, English, French
and Chinese.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from indexer.arabic import dates
from indexer.documents import imprint, institutions, labels, lead, prose

# A masthead is a few short lines.
_LINES, _CHARACTERS = 8, 120
# A headline of which a full stop makes no sentence.
_SHORT = 70
_ISSUED = "بيان|بلاغ|خبر|تصريح|إعلان|اعلان|تعميم"
_PRESS = "صحفي|صحافي|إعلامي|اعلامي|رسمي|إخباري|اخباري"
_KINDS = (
    rf"(?:{_ISSUED}) (?:{_PRESS})(?: مشترك)?",
    r"نشرة (?:صحفية|صحافية|إخبارية|اخبارية|إعلامية|اعلامية)",
    r"للنشر(?: (?:الفوري|العاجل|فورا|فوراً))?",
    r"بسم الله الرحمن الرحيم",
    r"(?:press|news|media) (?:release|statement|advisory)",
    r"(?:for )?immediate release",
    r"communiqu(?:é|e\u0301?) de presse",
    r"新闻稿|新闻公报|即时发布",
)
# These are headlines of short statements, too.
_BARE_KINDS = (*_KINDS, "بيان|بلاغ", r"communiqu(?:é|e\u0301?)")
# Possessive, as all of these: a row of signs can be read in one way.
_NUMBER = r"(?:\s*+(?:رقم|no\.?|number)?+\s*+\(?\d[\d/\-]*+\)?)?+"
_BETWEEN = r"[\s\-–—|/:،,.*]"
_KIND, _ANY_KIND = (
    re.compile(
        rf"(?:{_BETWEEN}*+(?<!\w)(?:{'|'.join(kinds)}){_NUMBER}(?!\w))++{_BETWEEN}*+",
        re.IGNORECASE,
    )
    for kinds in (_KINDS, _BARE_KINDS)
)
_BESIDE = re.compile(
    rf"{_BETWEEN}*+(?<!\w)(?:{'|'.join(_BARE_KINDS)})(?!\w){_BETWEEN}*+(?:بتاريخ )?", re.IGNORECASE
)
# 14/11/2025م
_FIGURES = re.compile(r"[\d/.\-\s]+م?")
_WEEKDAYS = frozenset((*dates.WEEKDAYS, *map(str.lower, dates.LATIN_WEEKDAYS)))


class Told(NamedTuple):
    """What a masthead says; None where it does not."""

    day: datetime.date | None
    place: str | None
    agency: str | None


def apart(
    paragraphs: Sequence[str], wholes: Sequence[str] | None = None
) -> tuple[list[str], list[str]]:
    """The masthead, most often none, and the rest, which begins with the headline. There is no masthead without a
    headline below it and text below that; a date alone is a headline, and where there is no other so is the kind of
    the text, or whose it is. `wholes` are the ends of the paragraphs that `paragraphs`, if they are lines, begin."""
    above = _above(paragraphs)
    if not all(map(_is_lone_date, above)):
        if _is_headline(paragraphs, wholes or paragraphs, above):
            return above, list(paragraphs[len(above) :])
        at = _titled(above)
        return above[:at], list(paragraphs[at:])
    return [], list(paragraphs)


def is_part(line: str) -> bool:
    """Whether a line can stand in a masthead."""
    return len(line) <= _CHARACTERS and (
        _is_told(line)
        or bool(_ANY_KIND.fullmatch(prose.bare(line)))
        or _day(line) is not None
        or institutions.named(line) is not None
    )


def told(lines: Sequence[str]) -> Told:
    """What the lines of a masthead say, but for its labels."""
    days = list(filter(None, map(_day, lines)))
    places = (found.place for found in days if found.place)
    agency = next(filter(None, map(institutions.named, lines)), None)
    return Told(days[0].day if days else None, next(places, None), agency)


def _above(paragraphs: Sequence[str]) -> list[str]:
    """The lines at the top that can be a masthead. Below the name of an institution something must say that it is no
    headline."""
    above = list(takewhile(is_part, paragraphs[:_LINES]))
    while above and institutions.named(above[-1]) is not None:
        del above[-1]
    return above


def _is_headline(paragraphs: Sequence[str], wholes: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a headline stands below a masthead, and text below that."""
    below = paragraphs[len(above) :]
    if len(below) < 2 or len(below[0]) > prose.HEADLINE_CHARACTERS or lead.read(below[0]):
        return False
    whole = wholes[len(above)]
    if any(map(_is_told, above)) and whole == below[0] and len(whole) <= _SHORT:
        return True
    return prose.is_heading(whole)


def _titled(above: Sequence[str]) -> int:
    """Which line of a masthead the text has for its headline: its kind or, without one, whose it is."""
    for tells in (lambda line: _ANY_KIND.fullmatch(prose.bare(line)), institutions.named):
        for at, line in enumerate(above):
            if tells(line):
                return at
    return 0


def _is_told(line: str) -> bool:
    """Whether a line says that it is part of a masthead, as a date alone does not."""
    shown = prose.bare(line)
    return bool(_KIND.fullmatch(shown) or labels.is_labelled(shown))


def _is_lone_date(line: str) -> bool:
    """Whether a line is a date as headlines are: with the name of a month, without the day of the week."""
    shown = prose.bare(line)
    words = {word.strip("،,").lower() for word in shown.split()}
    return (
        bool(dates.parse_day(shown))
        and not _FIGURES.fullmatch(shown)
        and words.isdisjoint(_WEEKDAYS)
    )


def _day(line: str) -> Told | None:
    """The day that a line is, with its place if it has one, alone or beside the kind of the text."""
    for text in _readings(prose.bare(line)):
        if found := imprint.read(text):
            return Told(found.day, found.place, None)
        if day := dates.parse_day(text):
            return Told(day, None, None)
    return None


def _readings(shown: str) -> Iterator[str]:
    """A line, and what it is without the kind that it begins or ends with."""
    yield shown
    for found in _BESIDE.finditer(shown):
        if found.start() == 0:
            yield shown[found.end() :]
        elif found.end() == len(shown):
            yield shown[: found.start()]
