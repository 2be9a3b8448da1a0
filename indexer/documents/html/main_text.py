"""The main text of a web page: what its author wrote, without the frame that the site puts around it."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.html import (
    boilerplate,
    class_names,
    page_date,
    page_title,
    rendering,
    text_sizes,
)
from indexer.documents.html.boilerplate import AncestorCheck, Evidence

_MAIN = (
    '[itemprop="articleBody"]',
    "article",
    "main",
    "[role=main]",
    "#content",
    "#main",
    "#main-content",
    ".article-body",
    ".entry-content",
    ".post-content",
)
# An element is the main text when it holds this share of the page's paragraphs.
_MOST = 0.5
# Paragraphs that come to a smaller share of others are a line that the frame has left over: a copyright, a "loading".
_SCANT = 0.25
# What seems a frame is the text if so many of its paragraphs are long; a notice and a box beside the text have one.
_LEAST_PARAGRAPHS = 2
_COOKIES = re.compile(r"ملفات (?:تعريف )?الارتباط|كوكيز|\bcookies?\b", re.IGNORECASE)
# So many paragraphs may stand above the heading, as part of the page's frame.
_ABOVE = 3
# How old pages mark a headline that is no heading.
_HEADLINES = (
    '[itemprop="headline"]',
    '[class*="title" i], [class*="headline" i], [id*="title" i], [id*="headline" i]',
    'font[size="7"], font[size="6"], font[size="5"], font[size="+3"], font[size="+2"]',
)
_HEADLINE_CHARACTERS = range(15, 301)
_TITLE = frozenset({"title", "headline", "newstitle"})
# What is called a title and is that of a site, of a part of it, or below that of the text.
_NO_HEADLINE = frozenset(
    {"block", "category", "menu", "page", "section", "sidebar", "site", "sub", "tab", "widget"}
)
# Where no other tells, and the page is called what all pages of its site are.
_LOWER_HEADINGS = ("h3", "h4")
# Elements that are looked at, for they may lie in one another, and characters in them with those of their layout.
_LOOKED_AT, _RAW_CHARACTERS = 50, 400
_HEADINGS = 30


class MainText(NamedTuple):
    """The heading, if there is one, and the paragraphs of the main text, the heading not among them; what frames it, and
    the characters of the page with its frames."""

    heading: str | None
    paragraphs: list[str]
    frames: frozenset[int] = frozenset()
    whole: int = 0


def extract(page: LexborHTMLParser, described: Sequence[str] = ()) -> MainText:
    """The main text; `described` are the paragraphs that the page says for programs, which count where it shows next to
    nothing. What frames the text is left out only while enough remains: what seems a frame may be the page."""
    body = page.body
    if body is None:
        return MainText(None, list(described))
    found = _read(page, body, Evidence.NAMES)
    if described and _is_scant(found.paragraphs, _characters(described)):
        return found._replace(paragraphs=list(described))
    if _has_text(found) or not _is_scant(found.paragraphs, found.whole):
        return found
    unnamed = _read(page, body, Evidence.ROLES)
    if _is_release(unnamed) and _is_scant(found.paragraphs, _characters(unnamed.paragraphs)):
        found = unnamed
    return found if found.paragraphs else _behind(page, body, found)


def _behind(page: LexborHTMLParser, body: LexborNode, found: MainText) -> MainText:
    """The text of a page that shows none but what it hides or puts beside it; `found` where there is none either."""
    beside = _read(page, body, Evidence.EDGES)
    boilerplate.unhide(body)
    uncovered = _read(page, body, Evidence.ROLES)
    is_all_hidden = uncovered.paragraphs and uncovered.heading != found.heading
    if is_all_hidden or _is_release(uncovered):
        return uncovered
    return beside if _is_release(beside) else found


def _is_release(found: MainText) -> bool:
    """Whether there are so many paragraphs of text that they are no box or notice beside one."""
    told = (
        len(each) > text_sizes.LINE_CHARACTERS and not _COOKIES.search(each)
        for each in found.paragraphs
    )
    return sum(told) >= _LEAST_PARAGRAPHS


def _has_text(found: MainText) -> bool:
    """Whether there is a paragraph that is no line of a frame."""
    return any(len(each) > text_sizes.LINE_CHARACTERS for each in found.paragraphs)


def _is_scant(paragraphs: Sequence[str], characters: int) -> bool:
    """Whether paragraphs are so few beside others of so many characters that these are the text."""
    return not paragraphs or _characters(paragraphs) < _SCANT * characters


def _characters(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _read(page: LexborHTMLParser, body: LexborNode, told_by: Evidence) -> MainText:
    sizes = text_sizes.measure(body)
    frames = boilerplate.find_elements(body, sizes, told_by)
    everything = rendering.node_paragraphs(body, frames)
    main = _main(page, frames, _characters(everything))
    paragraphs = rendering.node_paragraphs(main, frames) if main else everything
    framed = AncestorCheck(lambda node: node.mem_id in frames or not rendering.is_rendered(node))
    head = _Head(page_title.title_of(page), everything, framed)
    heading = head.of(main or body) or head.of(body)
    whole = sizes.get(body.mem_id, text_sizes.EMPTY).characters
    return MainText(heading, _below(heading, paragraphs) if heading else paragraphs, frames, whole)


class _Head:
    """The headline in an element, as the title of the page tells it."""

    def __init__(self, named: str, paragraphs: list[str], framed: AncestorCheck) -> None:
        self._named = named
        self._top = paragraphs[: _ABOVE + 1]
        self._framed = framed
        # The title, if a part of it stands in the text; else it is that of the site, most often.
        parts = tuple(
            part for part in page_title.split_title(named) if len(part) in _HEADLINE_CHARACTERS
        )
        self._called = named if any(each.startswith(parts) for each in paragraphs) else ""

    def of(self, node: LexborNode) -> str | None:
        """The heading that the page is called by, else the first one of the highest level; else what looks like it."""
        headings = [shown for level in ("h1", "h2") for shown in self._headings(node, level)]
        called = (each for each in headings if self._is_called(each))
        return (
            next(called, None)
            or next(iter(headings), None)
            or self._headline(node)
            or self._lower_heading(node)
        )

    def _is_called(self, heading: str) -> bool:
        return len(heading) in _HEADLINE_CHARACTERS and heading in self._called

    def _headings(self, node: LexborNode, level: str) -> list[str]:
        """Those of a level that name no section of the site, and no day."""
        found = (each for each in node.css(level) if not self._framed(each))
        shown = (" ".join(rendering.node_paragraphs(each)) for each in islice(found, _HEADINGS))
        return [each for each in shown if each and not _is_of_site(each)]

    def _headline(self, node: LexborNode) -> str | None:
        """What looks like the headline on a page without headings: the first that is called or set so, and that the page
        is called where it is called something."""
        for marks in _HEADLINES:
            marked = (each for each in node.css(marks) if _is_title(each))
            for found in islice(marked, _LOOKED_AT):
                is_long = len(found.text(deep=True)) > _RAW_CHARACTERS
                if is_long or self._framed(found):
                    continue
                shown = rendering.node_paragraphs(found)
                if len(shown) != 1 or len(shown[0]) not in _HEADLINE_CHARACTERS:
                    continue
                if not self._called or shown[0] in self._called or self._called in shown[0]:
                    return shown[0]
        return None

    def _lower_heading(self, node: LexborNode) -> str | None:
        """A heading above the text of a page whose title tells nothing of it."""
        if not page_title.is_generic(self._named):
            return None
        headings = (each for level in _LOWER_HEADINGS for each in self._headings(node, level))
        return next((each for each in headings if each in self._top), None)


def _is_of_site(heading: str) -> bool:
    return page_title.is_section_name(heading) or page_date.parse_date_line(heading) is not None


def _is_title(node: LexborNode) -> bool:
    """Whether an element is marked as a title, and as none of the site."""
    words = {
        word
        for name in class_names.names_of(node).split()
        for word in class_names.split_words(name)
    }
    is_marked = node.tag == "font" or "itemprop" in node.attributes
    return (is_marked or not words.isdisjoint(_TITLE)) and words.isdisjoint(_NO_HEADLINE)


def _below(heading: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs without the heading, and without what stands above it."""
    if heading not in paragraphs:
        begun = (n for n, each in enumerate(paragraphs[: _ABOVE + 1]) if _begins(each, heading))
        at = next(begun, None)
        if at is None:
            return paragraphs
        rest = paragraphs[at].removeprefix(heading).strip()
        paragraphs = [*paragraphs[:at], heading, rest, *paragraphs[at + 1 :]]
    at = paragraphs.index(heading)
    # What stands above it is the way to it: a category, a date.
    above = [] if at < _ABOVE else paragraphs[:at]
    return [*above, *paragraphs[at + 1 :]]


def _begins(paragraph: str, heading: str) -> bool:
    """Whether a line break, or a day, is all that parts the heading from what follows."""
    rest = paragraph.removeprefix(heading)
    return rest != paragraph and (
        rest.startswith(" ") or page_date.parse_date_line(rest) is not None
    )


def _main(page: LexborHTMLParser, frames: frozenset[int], characters: int) -> LexborNode | None:
    """The element that the page declares to be its text, when it holds most of it."""
    for selector in _MAIN:
        found = [node for node in page.css(selector) if node.mem_id not in frames]
        if (
            len(found) == 1
            and _characters(rendering.node_paragraphs(found[0], frames)) >= _MOST * characters
        ):
            return found[0]
    return None
