"""Removes lines that a site puts above and below a text: bylines, dates, reading times, buttons,
tags, navigation, lists of other texts.

Only whole lines of a known form, and only at the edges: the same words within a text are text.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.arabic import dates
from indexer.documents.html import boilerplate, page_date, page_title, rendering, text_sizes
from indexer.documents.text import prose

# The number of lines that are checked above and below the text, and the most characters of one.
_ABOVE, _BELOW, _CHARACTERS = 8, 20, 300
# The most links and headings that are read, and the most elements within one.
_MARKED, _ELEMENTS = 2_000, 30
# Targets that are not other pages: mail addresses, telephone numbers and files belong to the text.
_NO_PAGE = re.compile(
    r"(?:mailto|tel):|[^?#]+\.(?:pdf|docx?|xlsx?|pptx?|zip)(?:[?#]|$)", re.IGNORECASE
)
_NETWORK = (
    r"(?:فيسبوك|فيس ?بوك|تويتر|[إا]كس|واتس ?[اآ]ب|واتساب|تي?لي?[غج]رام|لينكد ?[إا]ن|[إا]نستغرام|ماسنجر|البريد(?: الإلكتروني)?"
    r"|facebook|twitter|whatsapp|linkedin|telegram|instagram|messenger|pinterest|e-?mail)"
)
_TEXT = r"(?:المقال|المقالة|الخبر|الموضوع|الصفحة|المحتوى|المنشور|البيان)"
_TOOL = (
    rf"(?:طباعة(?: {_TEXT})?|(?:نسخة|صيغة|صفحة) (?:قابلة )?للطباعة|[أا]رسل (?:لصديق|{_TEXT})"
    rf"|[إا]رسال (?:(?:لصديق|{_TEXT})(?: (?:لصديق|[إا]لى صديق))?)|(?:شارك|مشاركة)(?: (?:هذا |هذه )?{_TEXT})?(?: (?:على|عبر))?"
    rf"|(?:تكبير|تصغير|حجم) (?:الخط|النص)|نسخ الرابط|{_NETWORK}|print|tweet|share(?: this)?(?: on {_NETWORK})?|imprimer|partager)"
)
_SPAN = (
    r"(?:لحظات|ثوان|ثانية|دقيقة|دقيقتين|دقائق|ساعة|ساعتين|ساعات|يوما?|يومين|[أا]يام|[أا]سبوعا?|[أا]سبوعين|[أا]سابيع|شهرا?|شهرين"
    r"|[أا]شهر|شهور|سنة|سنتين|سنوات|عاما?|عامين|[أا]عوام)"
)
_UNITS = r"(?:minute|heure|jour|semaine|an)s?|mois"
_TOOLS = rf"{_TOOL}(?:[\s:|•·/،,-]+{_TOOL})*\s*:?"
_LOADING = r"(?:جار[يٍ]?|يتم) (?:ال)?تحميل|loading|chargement(?: en cours)?"
# With or without the name of the author.
_BYLINE = r"(?:(?:كتبها?|كتب|نشرها?|نشر|[أا]ضيف) )?بواسطة\s*:?(?: [^\s.:،]+){0,5}|(?:posted|written|published) by:?(?: [^\s.:,]+){1,4}"
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:ص|م|صباحا|مساء|[ap]\.?m\.?))?", re.IGNORECASE)
_TOP = re.compile(
    rf"{_TOOLS}|(?:{_LOADING})[.…\s]*|{_BYLINE}|(?:منذ|قبل) (?:\d+ )?{_SPAN}|\d+ (?:minute|hour|day|week|month|year)s? ago"
    rf"|il y a \d+ (?:{_UNITS})|(?:\d+ )?(?:دقيقة|دقيقتان|دقيقتين|دقائق) (?:لل)?قراءة|(?:وقت|مدة|زمن) القراءة\s*:? (?:\d+ )?(?:دقيقة|دقيقتان|دقيقتين|دقائق)(?: واحدة)?"
    rf"|\d+ min(?:ute)?s?(?: of)? read(?:ing)?|\d+ min(?:ute)?s? de lecture|{_CLOCK.pattern}",
    re.IGNORECASE,
)  # fmt: skip
_BYLINE_ALONE = re.compile(r"(?:كتب |نشر )?بواسطة\s*:?|(?:posted )?by:?", re.IGNORECASE)
_BOTTOM = re.compile(
    rf"{_TOOLS}|(?:{_LOADING})[.…\s]*|[إا]علان"
    rf"|(?:عودة|العودة|رجوع|الرجوع) (?:[إا]لى )?(?:قائمة |صفحة )?(?:ال[أا]خبار|القائمة|البداية|الصفحة (?:السابقة|الرئيسية)|الرئيسية|[أا]على(?: الصفحة)?|الخلف)"
    r"|(?:الوسوم|وسوم|الكلمات (?:المفتاحية|الدلالية|الدالة)|كلمات (?:مفتاحية|دلالية)|تصنيف|التصنيف|التصنيفات|tags|categor(?:y|ies)|filed under|mots[- ]clés)\s*(?::[^.؟!]*)?"
    rf"|هل (?:كانت|كان|وجدت|[أا]عجبك|[أا]عجبتك) هذ[ها] (?:{_TEXT}|المعلومات?|الخدمة|الإجابة)(?: [^\s؟?.]+){{0,2}} ?[؟?](?: ?نعم[\s/|]+لا)?|نعم[\s/|]+لا"
    r"|(?:©|(?:جميع|كافة|كل) الحقوق محفوظة(?!\w)|(?:\(c\)|copyright|حقوق (?:النشر|الطبع))[\s:]*(?:©|\(c\)|محفوظة(?!\w)|\d{4}(?!\w))"
    r"|all rights reserved|tous droits réservés).{0,120}"
    r"|[اإ]شتركو?ا? (?:ال[آا]ن )?(?:في|ب|لل)\s*(?:نشرتنا|نشرة|النشرة|ال?قائمة|قائمتنا)(?: (?:البريدية|ال[إا]خبارية|ال[إا]لكترونية|ال[أا]سبوعية|اليومية))*"
    r"|the post .{1,300} (?:first appeared|appeared first) on .{1,150}|l['’]article .{1,300} est apparu en premier sur .{1,150}"
    r"|(?:ال)?متوسط(?: التقييم)?\s*:?\s*\(?\d+[^\w]*[أا]صوات\)?"
    r"|(?:url المصدر|رابط مختصر|الرابط المختصر|رابط (?:هذا )?(?:الخبر|المقال|الصفحة)|source url|short ?link)\s*:?\s*(?:https?://|www\.)\S+"
    r"|لا توجد تعليقات|لا يوجد تعليقات|[أا]ضف تعليقا?ك?|(?:اترك|اكتب) (?:ردا?|تعليقا?|تعليقك)|\d+ (?:تعليق|تعليقات|comments?)|(?:ال)?تعليقات(?: ?\(\d+\))?"
    r"|(?:no comments|leave a (?:comment|reply))|français|english|العربية",
    re.IGNORECASE,
)  # fmt: skip
_POSTED_IN = re.compile(r"(?:نُ?شر(?:ت)?|منشور) في|posted in|publié dans", re.IGNORECASE)
_OTHER = re.compile(
    r"(?:المقال|المقالة|الخبر|الموضوع|التدوينة|البيان)? ?(?:السابقة?|التالية?)\s*:?|(?:previous|next)(?: (?:post|article))?\s*:?",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"(?:تاريخ )?(?:[آا]خر تحديث|تم تحديث هذه الصفحة|last updated?)(?: (?:في|للصفحة|on))?\s*:?\s*", re.IGNORECASE)  # fmt: skip
# Where a date may begin: at a digit, or at a weekday.
_DATE_START = re.compile(r"(?<!\d)\d|(?<=\s)(?=ال)")
_BAR = re.compile(r"[|•·]")
_NUMBER = re.compile(r"[\d.,٬]{1,9}|[^\w\s]{1,3}")


class StrippedText(NamedTuple):
    """The paragraphs without the lines of the site, and the date in the lines above."""

    paragraphs: list[str]
    day: datetime.date | None = None


class PageMarks(NamedTuple):
    """The texts of a page that are links to other pages, and those that are headings below the
    first level."""

    links: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()


NO_MARKS = PageMarks()


def page_marks(page: LexborHTMLParser) -> PageMarks:
    """The links and headings of a page, as its paragraphs render them."""
    links = (
        link for link in page.css("a") if not _NO_PAGE.match(link.attributes.get("href") or "")
    )
    return PageMarks(_texts(links), _texts(page.css("h2, h3, h4, h5, h6")))


def strip_site_lines(
    paragraphs: Sequence[str], published: datetime.date | None = None, page: PageMarks = NO_MARKS
) -> StrippedText:
    """Removes the lines of the site above and below the text. A date above it is removed if it
    equals the known date `published`, or if none is known. Several dates, or times, are a programme
    and stay."""
    count = len(list(takewhile(_may_be_above, paragraphs[:_ABOVE])))
    head = [_plain(line) for line in paragraphs[:count]]
    days = list(map(_day, head))
    dates_above = {each for each in days if each}
    only = next(iter(dates_above)) if len(dates_above) == 1 else None
    day = only if published in (None, only) else None
    is_programme = sum(1 for line in head if _CLOCK.fullmatch(line)) > 1
    is_site_line = [
        (each == day) if each else _is_above(line) and not (is_programme and _CLOCK.fullmatch(line))
        for line, each in zip(head, days, strict=True)
    ]
    _add_neighbours(head, is_site_line)
    left = [
        line for line, is_removed in zip(paragraphs, is_site_line, strict=False) if not is_removed
    ]
    return StrippedText(strip_end([*left, *paragraphs[count:]], page), day)


def strip_end(paragraphs: Sequence[str], page: PageMarks = NO_MARKS) -> list[str]:
    """Removes the lines of the site below the text."""
    end = len(paragraphs)
    for at in range(end - 1, max(end - _BELOW, 0) - 1, -1):
        line = _plain(paragraphs[at])
        above = _plain(paragraphs[at - 1]) if at else ""
        rest = paragraphs[at + 1 :]
        if _is_below(line, above, page) or _is_list(line, rest, page):
            end = at
        elif not _is_item(line, page) and line not in page.headings:
            break
    return list(paragraphs[:end])


def _is_above(line: str) -> bool:
    is_known = page_title.is_section_name(line) or page_date.is_view_counter(line)
    return is_known or bool(_TOP.fullmatch(line))


def _day(line: str) -> datetime.date | None:
    """The date of a line above the text, alone or between bars with other parts of the site:
    تاريخ النشر: 16/06/2025 | عدد المشاهدات: 345 | طباعة."""
    parts = [part for each in _BAR.split(line) if (part := each.strip())]
    days = [day for part in parts if (day := page_date.parse_date_line(part))]
    others = sum(map(_is_above, parts))
    is_whole = len(parts) > 1 and len(days) == 1 and others == len(parts) - 1
    return days[0] if is_whole else page_date.parse_date_line(line)


def _add_neighbours(head: Sequence[str], is_site_line: list[bool]) -> None:
    """Marks the name below a byline label, and numbers and symbols beside a line of the site."""
    for at, line in enumerate(head):
        before = at > 0 and is_site_line[at - 1]
        is_beside = before or (at + 1 < len(head) and is_site_line[at + 1])
        is_name = before and bool(_BYLINE_ALONE.fullmatch(head[at - 1])) and len(line.split()) <= 4
        is_site_line[at] = (
            is_site_line[at] or is_name or (is_beside and bool(_NUMBER.fullmatch(line)))
        )


def _is_below(line: str, above: str, page: PageMarks) -> bool:
    """Whether a line belongs to the site, regardless of the lines below it."""
    if len(line) > _CHARACTERS:
        return False
    if _BOTTOM.fullmatch(line) or page_date.is_view_counter(line) or _is_list_heading(line):
        return True
    if updated := _UPDATED.match(line):
        return page_date.parse_date_line(line[updated.end() :]) is not None
    for shape in (_OTHER, _POSTED_IN, boilerplate.RELATED_HEADING):
        if (found := shape.match(line)) and (rest := line[found.end() :].strip(" :")) in page.links:
            return bool(rest)
    if _OTHER.fullmatch(line) or (line in page.links and line in page.headings):
        return True
    if page_date.parse_date_line(line):
        return _is_item(above, page) or _is_list_heading(above)
    return line not in page.links and _is_item(line, page)


def _is_list(line: str, below: Sequence[str], page: PageMarks) -> bool:
    """Whether a line is the heading of a list of links, one of which has a date."""
    if line not in page.headings or not below:
        return False
    items = [_plain(each) for each in below]
    has_day = any(page_date.parse_date_line(each) or each not in page.links for each in items)
    are_items = all(_is_item(each, page) or page_date.parse_date_line(each) for each in items)
    return has_day and are_items and _is_item(items[0], page)


def _is_item(line: str, page: PageMarks) -> bool:
    """Whether a line is a link, alone or before a date."""
    if line in page.links:
        return True
    links = (
        line[: found.start()].strip(" |-–—،,") for found in _DATE_START.finditer(line[:_CHARACTERS])
    )
    return any(
        link in page.links and page_date.parse_date_line(line[len(link) :]) for link in links
    )


def _is_list_heading(line: str) -> bool:
    return bool(boilerplate.RELATED_HEADING.fullmatch(line.rstrip(" :")))


def _may_be_above(line: str) -> bool:
    """Whether a line can be above the text: it is short and does not end like a sentence."""
    is_text = len(line) > text_sizes.LINE_CHARACTERS or prose.trim(line).endswith((".", "،", "؟"))
    return not is_text or _is_above(_plain(line))


def _plain(line: str) -> str:
    return dates.visible(prose.trim(line))


def _texts(nodes: Iterable[LexborNode]) -> frozenset[str]:
    small = filter(_is_small, nodes)
    shown = (" ".join(rendering.node_paragraphs(node)) for node in islice(small, _MARKED))
    return frozenset(_plain(text) for text in shown if 0 < len(text) <= _CHARACTERS)


def _is_small(node: LexborNode) -> bool:
    """Whether an element has few descendants; pages can be nested to any depth."""
    return sum(1 for _ in islice(node.traverse(), _ELEMENTS)) < _ELEMENTS
