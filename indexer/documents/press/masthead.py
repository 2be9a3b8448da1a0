"""What stands above the headline of a statement: what kind of text it is, when it may be published (see `embargo`), labelled lines,
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
from indexer.arabic.letters import TATWEEL, VOWEL_MARKS
from indexer.documents.dates import date_text
from indexer.documents.press import (
    agencies,
    embargo,
    greetings,
    imprint,
    institutions,
    labels,
    lead,
)
from indexer.documents.text import prose

# A masthead is a few short lines.
LINES, _CHARACTERS = 12, 120
# A headline of which a full stop makes no sentence.
_SHORT = 70
# A headline below the name of an institution, where nothing else tells: longer than a heading, shorter than text.
_TITLE_WORDS, _TITLE_CHARACTERS = 3, 200
_MARKS = re.compile(f"[{VOWEL_MARKS}{TATWEEL}]")
_RULE = re.compile(r"(?:[-–—_=*•~.#]\s?){3,}")
_ISSUED = "بيان|بلاغ|خبر|تصريح|إعلان|اعلان|تعميم"
_PRESS = "صحفي|صحافي|إعلامي|اعلامي|رسمي|إخباري|اخباري|توضيحي|للصحافة"
_BASMALA = "بسم الله الرحمن الرحيم|﷽"
_KINDS = (
    rf"(?:{_ISSUED}) (?:{_PRESS})(?: مشترك)?",
    r"نشرة (?:صحفية|صحافية|إخبارية|اخبارية|إعلامية|اعلامية|صباحية|مسائية|الصباح|الظهيرة|المساء)",
    r"للنشر(?: (?:الفوري|العاجل|فورا))?",
    _BASMALA,
    r"(?:press|news|media) (?:release|statement|advisory)",
    r"(?:for )?immediate release",
    r"communiqu(?:é|e\u0301?) de presse",
    r"新闻稿|新闻公报|即时发布",
)
# These are headlines of short statements, too.
_BARE_KINDS = (*_KINDS, "بيان|بلاغ", r"communiqu(?:é|e\u0301?)")
# Possessive, as all of these: a row of signs can be read in one way.
_NUMBER = (
    r"(?:\s*+(?:رقم|عدد|no\.?|n°|number)?+\s*+\(?\d[\d/\-]*+\)?)?+"
    r"(?:\s*+[(\[](?:تصحيح|مصحح|معدل|محدث|تحديث|عاجل|هام|مهم|rectificatif|erratum|corrected|updated)[)\]])?+"
)
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
# صدر عن مكتب شؤون الإعلام البيان الآتي:
_ISSUED_BY = re.compile(
    rf"(?:و?صدرت?|و?أصدرت?|وزعت?|عممت?|جاءنا|توصلنا)\s.{{0,90}}?(?:ال(?:{_ISSUED})|ما)\s"
    r"(?:الآتي|التالي|يلي|يأتي)\s?:?"
)
# What agencies number a dispatch by, with letters of its desk: قنا/ع/014; below it may stand what it is about: مجلس الشورى / جلسة.
_SLUG = re.compile(
    rf"(?:{'|'.join(map(re.escape, agencies.ALL))})(?:\s?/\s?[^/\d]{{1,12}})*\s?/\s?\d{{1,6}}"
)
_SUBJECT = re.compile(r"[^\s/.:،؛]+(?: [^\s/.:،؛]+){0,3}(?: / [^\s/.:،؛]+(?: [^\s/.:،؛]+){0,3})+")
_DATE_WORD = re.compile(r"^(?:ب|ال)?تاريخ\s+")
# 14/11/2025م
_FIGURES = re.compile(r"[\d/.\-\s]+م?")
_WEEKDAYS = frozenset((*dates.WEEKDAYS, *map(str.lower, dates.LATIN_WEEKDAYS)))


class MastheadFacts(NamedTuple):
    """What a masthead says; None where it does not."""

    day: datetime.date | None
    place: str | None
    agency: str | None


class SplitText(NamedTuple):
    """The masthead, most often none, and the rest, which begins with the headline if `is_headed`."""

    above: list[str]
    below: list[str]
    is_headed: bool = True


def split(paragraphs: Sequence[str], wholes: Sequence[str] | None = None) -> SplitText:
    """The masthead and the rest. A date alone is a headline, so is a label that may be one and has none below it, and where there is no other so is the kind of the text,
    not below the name of a state or an institution. `wholes` are the ends of the paragraphs that `paragraphs`, if they
    are lines, begin."""
    wholes = wholes or paragraphs
    above = _above(paragraphs, wholes)
    below = list(paragraphs[len(above) :])
    if not above or all(map(_is_lone_date, above)):
        return SplitText([], list(paragraphs))
    if _is_headline(paragraphs, wholes, above):
        return SplitText(above, below)
    if labels.may_be_headline(prose.bare(above[0])) and all(map(_day, above[1:])):
        return SplitText([], list(paragraphs))
    at = next((at for at, line in enumerate(above) if _is_kind(line)), None)
    if below and (at is None or any(institutions.name_in_line(line) is not None for line in above)):
        return SplitText(above, below, is_headed=False)
    return SplitText(above[: at or 0], list(paragraphs[at or 0 :]))


def is_part(line: str) -> bool:
    """Whether a line can stand in a masthead."""
    return len(line) <= _CHARACTERS and (
        _is_told(line)
        or _is_kind(line)
        or _day(line) is not None
        or institutions.name_in_line(line) is not None
    )


def read_facts(lines: Sequence[str]) -> MastheadFacts:
    """What the lines of a masthead say, but for its labels."""
    unlabelled = (line for line in lines if not labels.is_labelled(prose.bare(line)))
    said = list(filter(None, map(_day, unlabelled)))
    days = (found.day for found in said if found.day)
    places = (found.place for found in said if found.place)
    signed = (found.agency for found in said if found.agency)
    named = filter(None, map(institutions.name_in_line, lines))
    whose = min(named, key=institutions.rank, default=None)
    return MastheadFacts(next(days, None), next(places, None), next(signed, whose))


def _above(paragraphs: Sequence[str], wholes: Sequence[str]) -> list[str]:
    """The lines at the top that can be a masthead, and rules between them. The name of one institution is a headline,
    unless a state stands beside it or a headline below it."""
    tops = takewhile(lambda at: _is_top(paragraphs, at), range(min(len(paragraphs), LINES)))
    above = list(paragraphs[: len(list(tops))])
    if above and _is_rule(above[0]):
        return []
    while above and _is_rule(above[-1]) and len(above) == len(paragraphs):
        del above[-1]
    if _is_letterhead(above) or _is_named_below(paragraphs, wholes, len(above)):
        return above
    while above and institutions.name_in_line(above[-1]) is not None:
        del above[-1]
    return above


def _is_top(lines: Sequence[str], at: int) -> bool:
    """Whether a line can stand in a masthead below those before it."""
    if is_part(lines[at]) or _is_rule(lines[at]):
        return True
    return at > 0 and _is_slug(lines[at - 1]) and bool(_SUBJECT.fullmatch(prose.bare(lines[at])))


def _is_named_below(paragraphs: Sequence[str], wholes: Sequence[str], count: int) -> bool:
    """Whether what stands below so many lines looks like a headline, of itself."""
    if len(paragraphs) - count < 2:
        return False
    line, whole = paragraphs[count], wholes[count]
    if greetings.is_greeting(line):
        return False
    is_long = len(line.split()) >= _TITLE_WORDS and len(line) <= _TITLE_CHARACTERS
    return is_long and prose.is_heading(whole) and len(whole) <= _TITLE_CHARACTERS


def _is_letterhead(above: Sequence[str]) -> bool:
    """Whether lines tell that they are the top of a letter: the name of a state, several institutions, the basmala."""
    named = [line for line in above if institutions.name_in_line(line) is not None]
    return len(named) > 1 or any(map(institutions.is_state, named)) or any(map(_is_basmala, above))


def _is_headline(paragraphs: Sequence[str], wholes: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a headline stands below a masthead, and text below that."""
    below = paragraphs[len(above) :]
    if below and labels.title(prose.bare(below[0])):
        return True
    if len(below) < 2 or len(below[0]) > prose.HEADLINE_CHARACTERS or lead.read(below[0]):
        return False
    if greetings.is_greeting(below[0]):
        return False
    whole = wholes[len(above)]
    sure = (line for line in above if not labels.may_be_headline(prose.bare(line)))
    if any(map(_is_told, sure)) and whole == below[0] and len(whole) <= _SHORT:
        return True
    return prose.is_heading(whole)


def _is_told(line: str) -> bool:
    """Whether a line says that it is part of a masthead, as a date alone does not."""
    shown = _shown(line)
    return bool(
        _KIND.fullmatch(shown)
        or labels.is_labelled(prose.bare(line))
        or _ISSUED_BY.fullmatch(shown)
        or embargo.read(shown)
        or _is_slug(shown)
    )


def _is_slug(line: str) -> bool:
    return bool(_SLUG.fullmatch(prose.bare(line)))


def _is_kind(line: str) -> bool:
    return bool(_ANY_KIND.fullmatch(_shown(line)))


def _is_basmala(line: str) -> bool:
    return bool(re.fullmatch(_BASMALA, _shown(line)))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(prose.bare(line)))


def _shown(line: str) -> str:
    """A line without vowel marks, which letterheads may have."""
    return _MARKS.sub("", prose.bare(line))


def _is_lone_date(line: str) -> bool:
    """Whether a line is a date as headlines are: with the name of a month, without the day of the week."""
    shown = prose.bare(line)
    words = {word.strip("،,").lower() for word in shown.split()}
    return (
        bool(dates.parse_day(shown))
        and not _FIGURES.fullmatch(shown)
        and words.isdisjoint(_WEEKDAYS)
    )


def _day(line: str) -> MastheadFacts | None:
    """The day that a line is, with its place if it has one, alone or beside the kind of the text; or place and agency
    of a dispatch."""
    shown = prose.bare(line)
    if held := embargo.read(shown):
        return MastheadFacts(held.day, None, None)
    for text in _readings(shown):
        if found := imprint.read(text):
            return MastheadFacts(found.day, found.place, None)
        if day := date_text.parse_whole(text):
            return MastheadFacts(day, None, None)
    signed = lead.read(shown)
    if signed and not lead.text_after(shown, signed):
        return MastheadFacts(signed.day, signed.place, signed.agency)
    return None


def _readings(shown: str) -> Iterator[str]:
    """A line, and what it is without the kind that it begins or ends with, or the word for a date."""
    yield shown
    if shown != (rest := _DATE_WORD.sub("", shown)):
        yield rest
    for found in _BESIDE.finditer(shown):
        if found.start() == 0:
            yield shown[found.end() :]
        elif found.end() == len(shown):
            yield shown[: found.start()]
