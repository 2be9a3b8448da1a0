"""Finds the date that a page shows beside its heading, and parses lines that consist of a date and
what sites add to it.

``<div class="meta"><span class="date">الإثنين 28 أكتوبر 2024</span> <span>عدد المشاهدات: 1532</span></div>``.
Class names vary, but nearly all contain "date". A page has other dates too: today's in its header,
those of other articles below the text.
"""

import datetime
import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.dates import date_text
from indexer.documents.html import class_names, rendering
from indexer.documents.text import prose

_CHARACTERS = 100
# Around a date.
_SIGNS = " |-–—،,•·"
# The most characters of text between the heading and the date: another heading, the name of an
# author.
_BETWEEN = 300
_NAMES = frozenset({"time", "published", "posted", "timestamp", "created", "datetime", "تاريخ"})
# Before "date" in names of dates other than that of publication, and in words that end in "date".
_OTHER_DATES = re.compile(
    r"event|birth|end|start|modif\w*|up|updated?|deadline|expir\w*|due|clos\w*|today|current|candi"
)
# The most elements whose text is extracted, because nested elements repeat it, and the most
# descendants of one.
_CANDIDATES = 300
_ELEMENTS = 50
# Links in lists are titles of other articles; shorter links beside a date are an author or a
# category.
_LINK_CHARACTERS = 25
_BOILERPLATE_TAGS = frozenset({"nav", "aside", "footer"})
_BOILERPLATE_WORDS = frozenset(
    (
        *("header", "top", "topbar", "navbar", "menu", "breadcrumb", "sidebar", "footer"),
        *("related", "comment", "comments", "clock", "today", "current"),
    )
)
_TITLES = frozenset({"h1", "h2", "h3", "h4"})
# Labels before a date. This project's own compilation.
_LABEL = re.compile(
    r"(?:(?:تاريخ\s+|تم\s+)?(?:ال)?نُ?شرت?|تاريخ\s+(?:ال)?(?:خبر|بيان|مقال|موضوع|[إا]ضافة|[إا]صدار|[إا]نشاء|تحرير)|تاريخ|بتاريخ|التاريخ"
    r"|(?:تم(?:ت)?\s+)?[أا]ضيفت?|(?:posted|published)(?:\s+on)?|publié|date)"
    r"(?:\s+(?:في|بتاريخ|يوم|on|le))?\s*[:：]?\s+",
    re.IGNORECASE,
)
_WATCHED = r"(?:ال)?(?:مشاهدات|مشاهدة|زيارات|زيارة|قراءات|قراءة|قراء|views?|vues?|hits?|reads?)"
_COUNTER = re.compile(
    rf"(?:عدد\s+)?{_WATCHED}\s*[:：]?\s*\d[\d.,٬]*|\d[\d.,٬]*\s*{_WATCHED}(?!\w)", re.IGNORECASE
)
# Beside a date: a number that only an icon explains, and a byline.
_COUNT = re.compile(r"\s[|•·]\s?\d{1,7}$")
_BYLINE = re.compile(
    r"^(?:(?:كتب|نشر)\s)?بواسطة\s[^|–—-]{1,60}\s[|–—-]\s|\s(?:by|بواسطة)(?:\s[^\s\d]+){1,4}$",
    re.IGNORECASE,
)
# [02/أبريل/2010] صنعاء - سبأ
_BRACKETED = re.compile(r"\[([^\[\]]{6,40})\](?!\d)")
# 11نوفمبر2025: adjacent elements without white space.
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def find_published(
    page: LexborHTMLParser, title: str | None, boilerplate: frozenset[int] = frozenset()
) -> datetime.date | None:
    """The date below the heading `title`, else above it; on a page without the heading, its only
    date. `boilerplate` are the `mem_id` of boilerplate; a form counts as such only if it is among
    them."""
    search = _DateSearch(title or "")
    for node in _text_and_candidates(page):
        if node.tag == "-text":
            search.add_text(node)
        elif search.is_above and title and _is_title(node, title):
            search.pass_title()
        elif (
            (day := _day(node))
            and not _is_boilerplate(node, boilerplate)
            and search.add_day(node, day)
        ):
            return day
    return search.fallback()


class _DateSearch:
    """The state of the search from the top of a page: the dates so far, and the distances in
    characters from the heading and from the last date above it."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._above: datetime.date | None = None
        self._days: set[datetime.date] = set()
        self._since_title: int | None = None
        self._since_day = 0

    @property
    def is_above(self) -> bool:
        """Whether the heading has not been reached yet."""
        return self._since_title is None

    def add_text(self, node: LexborNode) -> None:
        size = len((node.text(deep=True) or "").strip())
        self._since_day += size
        if self._since_title is not None:
            self._since_title += size

    def pass_title(self) -> None:
        # Compensates for the heading's own text, which is counted next.
        self._since_title = -len(self._title)
        if self._since_day > _BETWEEN:
            self._above = None

    def add_day(self, node: LexborNode, day: datetime.date) -> bool:
        """Records a date; True if it is the one below the heading."""
        if self._since_title is None:
            self._above, self._since_day = day, -len(node.text(deep=True))
        elif self._since_title <= _BETWEEN and not _belongs_to_other_article(node, self._title):
            return True
        self._days.add(day)
        return False

    def fallback(self) -> datetime.date | None:
        """The date of a page without a date below the heading."""
        if self._since_title is None:
            return next(iter(self._days)) if len(self._days) == 1 else None
        return self._above


def parse_date_line(line: str) -> datetime.date | None:
    """The date of a line that consists of a date, with or without a label, a time, view counters or
    a byline. None for anything else. Never raises."""
    if len(line) > _CHARACTERS:
        return None
    bare = _strip_extras(line)
    for text in (bare, _GLUED.sub(" ", bare)):
        if day := date_text.parse_whole(date_text.strip_time(text).strip(_SIGNS)):
            return day
    return None


def is_view_counter(line: str) -> bool:
    """Whether all of a line is a view counter."""
    return len(line) <= _CHARACTERS and bool(_COUNTER.search(line)) and not _strip_extras(line)


def _text_and_candidates(page: LexborHTMLParser) -> Iterator[LexborNode]:
    """Text nodes, and elements that may be the heading or contain a date, in document order."""
    left = _CANDIDATES
    for node in page.body.traverse(include_text=True) if page.body else ():
        if node.tag == "-text":
            yield node
        elif left and (node.tag in _TITLES or _has_date_name(node) or _has_title_name(node)):
            left -= 1
            yield node


def _day(node: LexborNode) -> datetime.date | None:
    if not _has_date_name(node):
        return None
    line = _line(node)
    bracketed = _BRACKETED.match(line)
    return parse_date_line(line) or (
        date_text.parse_whole(bracketed[1].strip()) if bracketed else None
    )


def _line(node: LexborNode) -> str:
    """The text of an element with few descendants, else nothing; pages can be nested to any
    depth."""
    if sum(1 for _ in islice(node.traverse(), _ELEMENTS)) == _ELEMENTS:
        return ""
    return " ".join(rendering.node_paragraphs(node))


def _belongs_to_other_article(node: LexborNode, title: str) -> bool:
    """Whether a date is beside a link to another article."""
    beside = node.parent
    if beside is None or beside.tag == "body" or title in prose.one_line(beside.text(deep=True)):
        return False
    own = prose.one_line(node.text(deep=True))
    links = (prose.one_line(link.text(deep=True)) for link in beside.css("a"))
    return any(
        own not in link and (len(link) > _LINK_CHARACTERS or beside.tag == "li") for link in links
    )


def _strip_extras(text: str) -> str:
    """A line without label, view counters and byline."""
    bare = _COUNTER.sub(" ", text).strip(_SIGNS)
    bare = _COUNT.sub("", _BYLINE.sub("", prose.one_line(bare)))
    return _LABEL.sub("", bare, count=1).strip(_SIGNS)


def _has_date_name(node: LexborNode) -> bool:
    return any(map(_is_date_name, class_names.names_of(node).split()))


def _is_date_name(name: str) -> bool:
    """Whether a class name is that of a date of publication: ``post-date``, ``itemDateCreated``,
    but not ``event-date``."""
    parts = class_names.split_words(name)
    if any(_OTHER_DATES.fullmatch(part.removesuffix("date")) for part in parts):
        return False
    return any(part in _NAMES or part.endswith("date") for part in parts)


def _is_title(node: LexborNode, title: str) -> bool:
    return (node.tag in _TITLES or _has_title_name(node)) and _line(node) == title


def _has_title_name(node: LexborNode) -> bool:
    return "title" in class_names.names_of(node).lower()


def _is_boilerplate(node: LexborNode, boilerplate: frozenset[int]) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        if above.tag in _BOILERPLATE_TAGS or (above.tag == "form" and above.mem_id in boilerplate):
            return True
        names = class_names.names_of(above)
        if any(map(_names_boilerplate, names.split())) or class_names.is_widget(names.lower()):
            return True
        above = above.parent
    return False


def _names_boilerplate(name: str) -> bool:
    """Whether a class name is that of boilerplate; ``date-header`` is not."""
    words = set(class_names.split_words(name)) - ({"header"} if _is_date_name(name) else set())
    return not _BOILERPLATE_WORDS.isdisjoint(words)
