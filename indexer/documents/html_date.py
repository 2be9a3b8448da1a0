"""The day that a page shows beside its heading, and the counters of readers that sites put beside it.

``<div class="meta"><span class="date">الإثنين 28 أكتوبر 2024</span> <span>عدد المشاهدات: 1532</span></div>``. Sites name
such elements as they like, but nearly all have "date" in a name. A page has more of them: of today in the frame, of other
articles below the text.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents import html_names, html_text, prose, when

_CHARACTERS = 100
# Of text, between the heading and the day: a further heading, the name of an author.
_BETWEEN = 300
# Counters stand in one of the first paragraphs.
_PARAGRAPHS = 4
_APART = re.compile(r"[\s_-]+")
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
    r"(?:(?:تاريخ\s+)?(?:ال)?نُ?شرت?|تاريخ|بتاريخ|التاريخ|أضيف|published|posted|publié|date)"
    r"(?:\s+(?:في|بتاريخ|يوم|on|le))?\s*[:：]?\s+",
    re.IGNORECASE,
)
_WATCHED = r"(?:ال)?(?:مشاهدات|مشاهدة|زيارات|زيارة|قراءات|قراءة|قراء|views?|vues?|hits?|reads?)"
_COUNTER = re.compile(
    rf"(?:عدد\s+)?{_WATCHED}\s*[:：]?\s*\d[\d.,٬]*|\d[\d.,٬]*\s*{_WATCHED}(?!\w)", re.IGNORECASE
)


def published(
    page: LexborHTMLParser, title: str | None, frames: frozenset[int] = frozenset()
) -> datetime.date | None:
    """The day below the heading `title` or, where there is none, above it; without the heading, if the page has no
    other day. A form may be the page, or one of its `frames`, which are told by `mem_id`."""
    above: datetime.date | None = None
    all_days: set[datetime.date] = set()
    since: int | None = None
    apart = 0
    for node in _telling(page):
        if node.tag == "-text":
            size = len((node.text(deep=True) or "").strip())
            since, apart = (None if since is None else since + size), apart + size
        elif since is None and title and _is_title(node, title):
            since = -len(title)
            above = above if apart <= _BETWEEN else None
        elif (day := _day(node)) and not _is_framed(node, frames):
            if since is None:
                above, apart = day, -len(node.text(deep=True))
            elif since <= _BETWEEN and not _is_of_another(node, title or ""):
                return day
            all_days.add(day)
    if since is None:
        return all_days.pop() if len(all_days) == 1 else None
    return above


def _telling(page: LexborHTMLParser) -> Iterator[LexborNode]:
    """Text and the elements that may be the heading or hold a day, in their order."""
    left = _LOOKED_INTO
    for node in page.body.traverse(include_text=True) if page.body else ():
        if node.tag == "-text":
            yield node
        elif left and (node.tag in _TITLES or _is_dated(node) or "title" in _names(node)):
            left -= 1
            yield node


def without_counters(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without those of a counter, alone or beside a day."""
    head = [text for text in paragraphs[:_PARAGRAPHS] if not _is_counter(text)]
    return [*head, *paragraphs[_PARAGRAPHS:]]


def _is_counter(paragraph: str) -> bool:
    if len(paragraph) > _CHARACTERS or not _COUNTER.search(paragraph):
        return False
    rest = _bared(paragraph)
    return not rest or when.alone(rest) is not None


def _day(node: LexborNode) -> datetime.date | None:
    if not _is_dated(node):
        return None
    text = _line(node)
    return when.alone(_bared(text)) if len(text) <= _CHARACTERS else None


def _line(node: LexborNode) -> str:
    """The text of an element, if it is a small one: elements lie in one another as deep as they like."""
    if sum(1 for _ in islice(node.traverse(), _ELEMENTS)) == _ELEMENTS:
        return ""
    return " ".join(html_text.of(node))


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
    """A day without label, time and counters."""
    bare = _COUNTER.sub(" ", text).strip(" |-–—،,•·")
    return when.without_time(_LABEL.sub("", prose.one_line(bare), count=1)).strip(" |-–—،,•·")


def _is_dated(node: LexborNode) -> bool:
    return any(map(_is_name, _names(node).split()))


def _names(node: LexborNode) -> str:
    """What a site calls an element."""
    return html_names.of(node).lower()


def _is_name(name: str) -> bool:
    """Whether a name is that of a day of publication: ``post-date``, and not ``event-date``."""
    parts = _APART.split(name)
    if any(_OTHER.fullmatch(part.removesuffix("date")) for part in parts):
        return False
    return any(part in _NAMES or part.endswith("date") for part in parts)


def _is_title(node: LexborNode, title: str) -> bool:
    return (node.tag in _TITLES or "title" in _names(node)) and _line(node) == title


def _is_framed(node: LexborNode, frames: frozenset[int]) -> bool:
    above: LexborNode | None = node
    while above is not None and above.tag != "body":
        if above.tag in _FRAMES or (above.tag == "form" and above.mem_id in frames):
            return True
        names = _names(above)
        if not _FRAMING.isdisjoint(_APART.split(names)) or html_names.is_widget(names):
            return True
        above = above.parent
    return False
