"""Recognises the masthead of a statement, the lines above its headline: the kind of text, an
embargo (see `embargo`), labelled lines, the state and the institution that issued it, place and
date.

The kinds are those that ministries, agencies and companies print above their statements, in Arabic,
English, French and Chinese.
"""

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

from indexer.arabic import dates
from indexer.arabic.orthography.letters import TATWEEL, VOWEL_MARKS
from indexer.documents.dates import date_text
from indexer.documents.press import (
    embargo,
    greetings,
    imprint,
    institutions,
    labels,
    lead,
)
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose
from indexer.releases import agencies

# The most lines of a masthead, and the most characters of a line.
LINES, _CHARACTERS = 12, 120
# A line up to this length can be a headline even if it ends in a full stop.
_SHORT = 70
# The least words and the most characters of a headline below the name of an institution, without
# other evidence.
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
# The bare nouns are also headlines of short statements.
_BARE_KINDS = (*_KINDS, "بيان|بلاغ", r"communiqu(?:é|e\u0301?)")
# Possessive quantifiers, here and below: no backtracking over rows of punctuation.
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
_KIND_BESIDE_DATE = re.compile(
    rf"{_BETWEEN}*+(?<!\w)(?:{'|'.join(_BARE_KINDS)})(?!\w){_BETWEEN}*+(?:بتاريخ )?", re.IGNORECASE
)
# صدر عن مكتب شؤون الإعلام البيان الآتي:
_ISSUED_BY = re.compile(
    rf"(?:و?صدرت?|و?أصدرت?|وزعت?|عممت?|جاءنا|توصلنا)\s.{{0,90}}?(?:ال(?:{_ISSUED})|ما)\s"
    r"(?:الآتي|التالي|يلي|يأتي)\s?:?"
)
# The slug of a dispatch, with the letters of its desk: قنا/ع/014. Its subject may follow: مجلس
# الشورى / جلسة.
_SLUG = re.compile(
    rf"(?:{'|'.join(map(re.escape, agencies.ALL))})(?:\s?/\s?[^/\d]{{1,12}})*\s?/\s?\d{{1,6}}"
)
_SUBJECT = re.compile(r"[^\s/.:،؛]+(?: [^\s/.:،؛]+){0,3}(?: / [^\s/.:،؛]+(?: [^\s/.:،؛]+){0,3})+")
_DATE_WORD = re.compile(r"^(?:ب|ال)?تاريخ\s+")
# 14/11/2025م
_NUMERIC_DATE = re.compile(r"[\d/.\-\s]+م?")
_WEEKDAYS = frozenset((*dates.WEEKDAYS, *map(str.lower, dates.LATIN_WEEKDAYS)))


class SplitText(NamedTuple):
    """The masthead, usually empty, and the rest, which begins with the headline if
    `has_headline`."""

    above: list[str]
    below: list[str]
    has_headline: bool = True


def split(paragraphs: Sequence[str], wholes: Sequence[str] | None = None) -> SplitText:
    """Splits off the masthead. A date alone is a headline, as is a label that may be one with no
    headline below it. Without another headline the kind of text is the headline, unless the name of
    a state or an institution stands above it.

    If `paragraphs` are lines, `wholes` has for each the last line of the paragraph that it
    begins."""
    wholes = wholes or paragraphs
    above = _masthead_lines(paragraphs, wholes)
    below = list(paragraphs[len(above) :])
    if not above or all(map(_is_lone_date, above)):
        return SplitText([], list(paragraphs))
    if _has_headline_below(paragraphs, wholes, above):
        return SplitText(above, below)
    if labels.may_be_headline(prose.trim(above[0])) and all(map(_facts, above[1:])):
        return SplitText([], list(paragraphs))
    at = next((at for at, line in enumerate(above) if _is_kind(line)), None)
    if below and (at is None or any(institutions.name_in_line(line) is not None for line in above)):
        return SplitText(above, below, has_headline=False)
    return SplitText(above[: at or 0], list(paragraphs[at or 0 :]))


def is_part(line: str) -> bool:
    """Whether a line can be part of a masthead."""
    return len(line) <= _CHARACTERS and (
        _is_unambiguous(line)
        or _is_kind(line)
        or _facts(line) is not None
        or institutions.name_in_line(line) is not None
    )


def read_facts(lines: Sequence[str]) -> Facts:
    """The facts in the lines of a masthead, without those in labelled lines."""
    unlabelled = (line for line in lines if not labels.is_labelled(prose.trim(line)))
    facts = reduce(Facts.or_else, filter(None, map(_facts, unlabelled)), Facts())
    names = filter(None, map(institutions.name_in_line, lines))
    institution = min(names, key=institutions.rank, default=None)
    return facts.or_else(Facts(agency=institution))


def _masthead_lines(paragraphs: Sequence[str], wholes: Sequence[str]) -> list[str]:
    """The lines at the top that can be a masthead, and rules between them. A single name of an
    institution is a headline, unless there is a state beside it or a headline below it."""
    tops = takewhile(
        lambda at: _continues_masthead(paragraphs, at), range(min(len(paragraphs), LINES))
    )
    above = list(paragraphs[: len(list(tops))])
    if above and _is_rule(above[0]):
        return []
    while above and _is_rule(above[-1]) and len(above) == len(paragraphs):
        del above[-1]
    if _is_letterhead(above) or _is_above_headline(paragraphs, wholes, len(above)):
        return above
    while above and institutions.name_in_line(above[-1]) is not None:
        del above[-1]
    return above


def _continues_masthead(lines: Sequence[str], at: int) -> bool:
    """Whether the line at `at` can continue a masthead."""
    if is_part(lines[at]) or _is_rule(lines[at]):
        return True
    return at > 0 and _is_slug(lines[at - 1]) and bool(_SUBJECT.fullmatch(prose.trim(lines[at])))


def _is_above_headline(paragraphs: Sequence[str], wholes: Sequence[str], count: int) -> bool:
    """Whether the line below the first `count` lines looks like a headline by itself."""
    if len(paragraphs) - count < 2:
        return False
    line, whole = paragraphs[count], wholes[count]
    if greetings.is_greeting(line):
        return False
    is_long = len(line.split()) >= _TITLE_WORDS and len(line) <= _TITLE_CHARACTERS
    return is_long and prose.is_heading(whole) and len(whole) <= _TITLE_CHARACTERS


def _is_letterhead(above: Sequence[str]) -> bool:
    """Whether lines are a letterhead: the name of a state, several institutions, or the basmala."""
    named = [line for line in above if institutions.name_in_line(line) is not None]
    return len(named) > 1 or any(map(institutions.is_state, named)) or any(map(_is_basmala, above))


def _has_headline_below(
    paragraphs: Sequence[str], wholes: Sequence[str], above: Sequence[str]
) -> bool:
    """Whether a headline follows a masthead, and text follows the headline."""
    below = paragraphs[len(above) :]
    if below and labels.title(prose.trim(below[0])):
        return True
    if len(below) < 2 or len(below[0]) > prose.HEADLINE_CHARACTERS or lead.read(below[0]):
        return False
    if greetings.is_greeting(below[0]):
        return False
    whole = wholes[len(above)]
    sure = (line for line in above if not labels.may_be_headline(prose.trim(line)))
    if any(map(_is_unambiguous, sure)) and whole == below[0] and len(whole) <= _SHORT:
        return True
    return prose.is_heading(whole)


def _is_unambiguous(line: str) -> bool:
    """Whether a line is unambiguously part of a masthead, as a date alone is not."""
    shown = _without_vowel_marks(line)
    return bool(
        _KIND.fullmatch(shown)
        or labels.is_labelled(prose.trim(line))
        or _ISSUED_BY.fullmatch(shown)
        or embargo.read(shown)
        or _is_slug(shown)
    )


def _is_slug(line: str) -> bool:
    return bool(_SLUG.fullmatch(prose.trim(line)))


def _is_kind(line: str) -> bool:
    return bool(_ANY_KIND.fullmatch(_without_vowel_marks(line)))


def _is_basmala(line: str) -> bool:
    return bool(re.fullmatch(_BASMALA, _without_vowel_marks(line)))


def _is_rule(line: str) -> bool:
    return bool(_RULE.fullmatch(prose.trim(line)))


def _without_vowel_marks(line: str) -> str:
    """A line without vowel marks and tatweel, which letterheads may have."""
    return _MARKS.sub("", prose.trim(line))


def _is_lone_date(line: str) -> bool:
    """Whether a line is a date that can be a headline: with the name of a month, without a
    weekday."""
    shown = prose.trim(line)
    words = {word.strip("،,").lower() for word in shown.split()}
    return (
        bool(dates.parse_day(shown))
        and not _NUMERIC_DATE.fullmatch(shown)
        and words.isdisjoint(_WEEKDAYS)
    )


def _facts(line: str) -> Facts | None:
    """The date of a line, with its place if it has one, alone or beside the kind of text; or the
    place and agency of a dispatch."""
    shown = prose.trim(line)
    if embargoed := embargo.read(shown):
        return embargoed
    for text in _variants(shown):
        if found := imprint.read(text):
            return found
        if day := date_text.parse_whole(text):
            return Facts(day)
    lead_found = lead.read(shown)
    if lead_found and not lead.text_after(shown, lead_found):
        return lead_found.facts
    return None


def _variants(shown: str) -> Iterator[str]:
    """A line, and the same without a kind of text at either end, or without the word for "date"."""
    yield shown
    if shown != (rest := _DATE_WORD.sub("", shown)):
        yield rest
    for found in _KIND_BESIDE_DATE.finditer(shown):
        if found.start() == 0:
            yield shown[found.end() :]
        elif found.end() == len(shown):
            yield shown[: found.start()]
