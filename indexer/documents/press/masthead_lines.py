"""Recognises the lines of a masthead: the kind of text, an embargo (see `embargo`), labelled lines,
place and date.

The kinds are those that ministries, agencies and companies print above their statements, in Arabic,
English, French and Chinese.
"""

import re
from collections.abc import Iterator

from indexer.arabic import dates
from indexer.arabic.orthography.letters import TATWEEL, VOWEL_MARKS
from indexer.documents.dates import date_text
from indexer.documents.press import embargo, imprint, labels, lead
from indexer.documents.press.facts import Facts
from indexer.documents.text import prose
from indexer.releases import agencies

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


def is_unambiguous(line: str) -> bool:
    """Whether a line is unambiguously part of a masthead, as a date alone is not."""
    shown = _without_vowel_marks(line)
    return bool(
        _KIND.fullmatch(shown)
        or labels.is_labelled(prose.trim(line))
        or _ISSUED_BY.fullmatch(shown)
        or embargo.read(shown)
        or is_slug(shown)
    )


def is_slug(line: str) -> bool:
    """Whether a line is the slug of a dispatch."""
    return bool(_SLUG.fullmatch(prose.trim(line)))


def is_subject(line: str) -> bool:
    """Whether a line can be the subject below the slug of a dispatch."""
    return bool(_SUBJECT.fullmatch(prose.trim(line)))


def is_kind(line: str) -> bool:
    """Whether a line is the kind of text, which a bare noun may be."""
    return bool(_ANY_KIND.fullmatch(_without_vowel_marks(line)))


def is_basmala(line: str) -> bool:
    """Whether a line is the basmala."""
    return bool(re.fullmatch(_BASMALA, _without_vowel_marks(line)))


def is_rule(line: str) -> bool:
    """Whether a line is a rule or an ornament."""
    return bool(_RULE.fullmatch(prose.trim(line)))


def _without_vowel_marks(line: str) -> str:
    """A line without vowel marks and tatweel, which letterheads may have."""
    return _MARKS.sub("", prose.trim(line))


def is_lone_date(line: str) -> bool:
    """Whether a line is a date that can be a headline: with the name of a month, without a
    weekday."""
    shown = prose.trim(line)
    words = {word.strip("،,").lower() for word in shown.split()}
    return (
        bool(dates.parse_day(shown))
        and not _NUMERIC_DATE.fullmatch(shown)
        and words.isdisjoint(_WEEKDAYS)
    )


def read(line: str) -> Facts | None:
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
