"""The day that a page shows beside its heading, and the lines that show it, with what sites put beside it.

``<div class="meta"><span class="date">الإثنين 28 أكتوبر 2024</span> <span>عدد المشاهدات: 1532</span></div>``. Sites name
such elements as they like, but nearly all have "date" in a name. A page has more of them: of today in the frame, of other
articles below the text.
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
# Around a day.
_SIGNS = " |-–—،,•·"
# Of text, between the heading and the day: a further heading, the name of an author.
_BETWEEN = 300
_NAMES = frozenset({"time", "published", "posted", "timestamp", "created", "datetime", "تاريخ"})
# What is before "date" in names of other days than that of publication, and in words that end so.
_OTHER = re.compile(
    r"event|birth|end|start|modif\w*|up|updated?|deadline|expir\w*|due|clos\w*|today|current|candi"
)
# Elements of a page that are looked into: their texts overlap, as they are nested.
_LOOKED_INTO = 300
_ELEMENTS = 50
# Links of lists are titles of other articles; beside a day they are an author or a category.
_LINK_CHARACTERS = 25
_FRAMES = frozenset({"nav", "aside", "footer"})
_FRAMING = frozenset(
    (
        *("header", "top", "topbar", "navbar", "menu", "breadcrumb", "sidebar", "footer"),
        *("related", "comment", "comments", "clock", "today", "current"),
    )
)
_TITLES = frozenset({"h1", "h2", "h3", "h4"})
# Labels before a day, as sites have them. This project's own compilation.
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
# Beside a day: a number of which only a picture says what it counts, and who posted a text.
_COUNT = re.compile(r"\s[|•·]\s?\d{1,7}$")
_BYLINE = re.compile(
    r"^(?:(?:كتب|نشر)\s)?بواسطة\s[^|–—-]{1,60}\s[|–—-]\s|\s(?:by|بواسطة)(?:\s[^\s\d]+){1,4}$",
    re.IGNORECASE,
)
# [02/أبريل/2010] صنعاء - سبأ
_BRACKETED = re.compile(r"\[([^\[\]]{6,40})\](?!\d)")
# 11نوفمبر2025: elements side by side.
_GLUED = re.compile(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)")


def find_published(
    page: LexborHTMLParser, title: str | None, frames: frozenset[int] = frozenset()
) -> datetime.date | None:
    """The day below the heading `title` or, where there is none, above it; without the heading, if the page has no
    other day. A form may be the page, or one of its `frames`, which are told by `mem_id`."""
    search = _Search(title or "")
    for node in _telling(page):
        if node.tag == "-text":
            search.text(node)
        elif search.is_above and title and _is_title(node, title):
            search.title()
        elif (day := _day(node)) and not _is_framed(node, frames) and search.day(node, day):
            return day
    return search.found()


class _Search:
    """What has been met of a page, from its top on, and how far from it the heading and the last day above that are."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._above: datetime.date | None = None
        self._days: set[datetime.date] = set()
        self._since_title: int | None = None
        self._since_day = 0

    @property
    def is_above(self) -> bool:
        """Whether the heading is still to come."""
        return self._since_title is None

    def text(self, node: LexborNode) -> None:
        size = len((node.text(deep=True) or "").strip())
        self._since_day += size
        if self._since_title is not None:
            self._since_title += size

    def title(self) -> None:
        # Its own text is still to come.
        self._since_title = -len(self._title)
        if self._since_day > _BETWEEN:
            self._above = None

    def day(self, node: LexborNode, day: datetime.date) -> bool:
        """Takes note of a day; whether it is the one below the heading."""
        if self._since_title is None:
            self._above, self._since_day = day, -len(node.text(deep=True))
        elif self._since_title <= _BETWEEN and not _is_of_another(node, self._title):
            return True
        self._days.add(day)
        return False

    def found(self) -> datetime.date | None:
        """The day of a page that has none below the heading."""
        if self._since_title is None:
            return next(iter(self._days)) if len(self._days) == 1 else None
        return self._above


def parse_date_line(line: str) -> datetime.date | None:
    """The day that a line is, with its label, a time, counters or who posted it beside it. None for anything else. Never
    raises."""
    if len(line) > _CHARACTERS:
        return None
    bare = _bared(line)
    for text in (bare, _GLUED.sub(" ", bare)):
        if day := date_text.parse_whole(date_text.strip_time(text).strip(_SIGNS)):
            return day
    return None


def is_view_counter(line: str) -> bool:
    """Whether a line counts readers, and does nothing else."""
    return len(line) <= _CHARACTERS and bool(_COUNTER.search(line)) and not _bared(line)


def _telling(page: LexborHTMLParser) -> Iterator[LexborNode]:
    """Text and the elements that may be the heading or hold a day, in their order."""
    left = _LOOKED_INTO
    for node in page.body.traverse(include_text=True) if page.body else ():
        if node.tag == "-text":
            yield node
        elif left and (node.tag in _TITLES or _is_dated(node) or _is_called_title(node)):
            left -= 1
            yield node


def _day(node: LexborNode) -> datetime.date | None:
    if not _is_dated(node):
        return None
    line = _line(node)
    bracketed = _BRACKETED.match(line)
    return parse_date_line(line) or (
        date_text.parse_whole(bracketed[1].strip()) if bracketed else None
    )


def _line(node: LexborNode) -> str:
    """The text of an element, if it is a small one: elements lie in one another as deep as they like."""
    if sum(1 for _ in islice(node.traverse(), _ELEMENTS)) == _ELEMENTS:
        return ""
    return " ".join(rendering.node_paragraphs(node))


def _is_of_another(node: LexborNode, title: str) -> bool:
    """Whether the day stands beside a link to another article."""
    beside = node.parent
    if beside is None or beside.tag == "body" or title in prose.one_line(beside.text(deep=True)):
        return False
    own = prose.one_line(node.text(deep=True))
    links = (prose.one_line(link.text(deep=True)) for link in beside.css("a"))
    return any(
        own not in link and (len(link) > _LINK_CHARACTERS or beside.tag == "li") for link in links
    )


def _bared(text: str) -> str:
    """A day and its time, without label, counters and who posted it."""
    bare = _COUNTER.sub(" ", text).strip(_SIGNS)
    bare = _COUNT.sub("", _BYLINE.sub("", prose.one_line(bare)))
    return _LABEL.sub("", bare, count=1).strip(_SIGNS)


def _is_dated(node: LexborNode) -> bool:
    return any(map(_is_name, class_names.names_of(node).split()))


def _is_name(name: str) -> bool:
    """Whether a name is that of a day of publication: ``post-date``, ``itemDateCreated``, and not ``event-date``."""
    parts = class_names.split_words(name)
    if any(_OTHER.fullmatch(part.removesuffix("date")) for part in parts):
        return False
    return any(part in _NAMES or part.endswith("date") for part in parts)


def _is_title(node: LexborNode, title: str) -> bool:
    return (node.tag in _TITLES or _is_called_title(node)) and _line(node) == title


def _is_called_title(node: LexborNode) -> bool:
    return "title" in class_names.names_of(node).lower()


def _is_framed(node: LexborNode, frames: frozenset[int]) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        if above.tag in _FRAMES or (above.tag == "form" and above.mem_id in frames):
            return True
        names = class_names.names_of(above)
        if any(map(_frames, names.split())) or class_names.is_widget(names.lower()):
            return True
        above = above.parent
    return False


def _frames(name: str) -> bool:
    """Whether a name is that of a frame; the header that a day is, as ``date-header``, is none."""
    words = set(class_names.split_words(name)) - ({"header"} if _is_name(name) else set())
    return not _FRAMING.isdisjoint(words)
