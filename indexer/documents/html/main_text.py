"""Extracts the main text of a web page, without the boilerplate of the site."""

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
# An element is the main text if it holds this share of the page's text.
_MAIN_SHARE = 0.5
# Paragraphs with a smaller share than this of another text are remnants of boilerplate: a
# copyright, a "loading".
_SCANT = 0.25
# Apparent boilerplate is the text if it has this many long paragraphs; a notice or a box beside the
# text has one.
_LEAST_PARAGRAPHS = 2
_COOKIES = re.compile(r"ملفات (?:تعريف )?الارتباط|كوكيز|\bcookies?\b", re.IGNORECASE)
# The most paragraphs above the heading that are boilerplate.
_ABOVE = 3
# How old pages mark a headline without a heading element.
_HEADLINE_SELECTORS = (
    '[itemprop="headline"]',
    '[class*="title" i], [class*="headline" i], [id*="title" i], [id*="headline" i]',
    'font[size="7"], font[size="6"], font[size="5"], font[size="+3"], font[size="+2"]',
)
_HEADLINE_CHARACTERS = range(15, 301)
_TITLE = frozenset({"title", "headline", "newstitle"})
# Words in class names of titles of a site, of a section, or below the headline.
_NO_HEADLINE = frozenset(
    {"block", "category", "menu", "page", "section", "sidebar", "site", "sub", "tab", "widget"}
)
# Used only as a fallback, on pages with a generic title.
_LOWER_HEADINGS = ("h3", "h4")
# The most candidates for a headline, which may be nested, and the most characters of one, layout
# included.
_CANDIDATES, _RAW_CHARACTERS = 50, 400
_HEADINGS = 30


class MainText(NamedTuple):
    """The heading, if any, and the paragraphs of the main text without it; the `mem_id` of
    boilerplate elements (`boilerplate_ids`), and the characters of the whole page, boilerplate
    included."""

    heading: str | None
    paragraphs: list[str]
    boilerplate_ids: frozenset[int] = frozenset()
    whole: int = 0


def extract(page: LexborHTMLParser, described: Sequence[str] = ()) -> MainText:
    """The main text. `described` are the paragraphs in the structured data, which are used if the
    page shows almost no text. Apparent boilerplate is removed only if enough text remains, because
    it may be the text itself."""
    body = page.body
    if body is None:
        return MainText(None, list(described))
    found = _extract_with(page, body, Evidence.NAMES)
    if described and _is_scant(found.paragraphs, _characters(described)):
        return found._replace(paragraphs=list(described))
    if _has_text(found) or not _is_scant(found.paragraphs, found.whole):
        return found
    unnamed = _extract_with(page, body, Evidence.ROLES)
    if _is_long_text(unnamed) and _is_scant(found.paragraphs, _characters(unnamed.paragraphs)):
        found = unnamed
    return found if found.paragraphs else _from_hidden(page, body, found)


def _from_hidden(page: LexborHTMLParser, body: LexborNode, found: MainText) -> MainText:
    """The text of a page that has text only in hidden elements or in sidebars; `found` if there is
    none either."""
    beside = _extract_with(page, body, Evidence.EDGES)
    boilerplate.unhide(body)
    uncovered = _extract_with(page, body, Evidence.ROLES)
    is_all_hidden = uncovered.paragraphs and uncovered.heading != found.heading
    if is_all_hidden or _is_long_text(uncovered):
        return uncovered
    return beside if _is_long_text(beside) else found


def _is_long_text(found: MainText) -> bool:
    """Whether there are enough long paragraphs for a text, more than in a box or a notice."""
    long_paragraphs = (
        len(each) > text_sizes.LINE_CHARACTERS and not _COOKIES.search(each)
        for each in found.paragraphs
    )
    return sum(long_paragraphs) >= _LEAST_PARAGRAPHS


def _has_text(found: MainText) -> bool:
    """Whether any paragraph is longer than a line of boilerplate."""
    return any(len(each) > text_sizes.LINE_CHARACTERS for each in found.paragraphs)


def _is_scant(paragraphs: Sequence[str], characters: int) -> bool:
    """Whether paragraphs are negligible beside a text of `characters` characters."""
    return not paragraphs or _characters(paragraphs) < _SCANT * characters


def _characters(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _extract_with(page: LexborHTMLParser, body: LexborNode, evidence: Evidence) -> MainText:
    sizes = text_sizes.measure(body)
    boilerplate_ids = boilerplate.find_elements(body, sizes, evidence)
    everything = rendering.node_paragraphs(body, boilerplate_ids)
    main = _main_element(page, boilerplate_ids, _characters(everything))
    paragraphs = rendering.node_paragraphs(main, boilerplate_ids) if main else everything
    is_in_boilerplate = AncestorCheck(
        lambda node: node.mem_id in boilerplate_ids or not rendering.is_rendered(node)
    )
    head = _HeadlineFinder(page_title.title_of(page), everything, is_in_boilerplate)
    heading = head.find(main or body) or head.find(body)
    whole = sizes.get(body.mem_id, text_sizes.EMPTY).characters
    return MainText(
        heading,
        _paragraphs_below(heading, paragraphs) if heading else paragraphs,
        boilerplate_ids,
        whole,
    )


class _HeadlineFinder:
    """Finds the headline in an element, with the help of the page title."""

    def __init__(
        self, page_name: str, paragraphs: list[str], is_in_boilerplate: AncestorCheck
    ) -> None:
        self._page_title = page_name
        self._top = paragraphs[: _ABOVE + 1]
        self._is_in_boilerplate = is_in_boilerplate
        # The title, if a part of it occurs in the text; otherwise it is usually that of the site.
        parts = tuple(
            part for part in page_title.split_title(page_name) if len(part) in _HEADLINE_CHARACTERS
        )
        self._matching_title = (
            page_name if any(each.startswith(parts) for each in paragraphs) else ""
        )

    def find(self, node: LexborNode) -> str | None:
        """The heading that matches the page title, else the first one of the highest level, else
        what looks like one."""
        headings = [shown for level in ("h1", "h2") for shown in self._headings(node, level)]
        matching = (each for each in headings if self._matches_title(each))
        return (
            next(matching, None)
            or next(iter(headings), None)
            or self._headline(node)
            or self._lower_heading(node)
        )

    def _matches_title(self, heading: str) -> bool:
        return len(heading) in _HEADLINE_CHARACTERS and heading in self._matching_title

    def _headings(self, node: LexborNode, level: str) -> list[str]:
        """The headings of a level that are not section names or dates."""
        found = (each for each in node.css(level) if not self._is_in_boilerplate(each))
        shown = (" ".join(rendering.node_paragraphs(each)) for each in islice(found, _HEADINGS))
        return [each for each in shown if each and not _is_section_or_date(each)]

    def _headline(self, node: LexborNode) -> str | None:
        """The first element with the class or the font size of a headline, on a page without
        headings; it must match the page title, if that occurs in the text."""
        for marks in _HEADLINE_SELECTORS:
            marked = (each for each in node.css(marks) if _is_title(each))
            for found in islice(marked, _CANDIDATES):
                is_long = len(found.text(deep=True)) > _RAW_CHARACTERS
                if is_long or self._is_in_boilerplate(found):
                    continue
                shown = rendering.node_paragraphs(found)
                if len(shown) != 1 or len(shown[0]) not in _HEADLINE_CHARACTERS:
                    continue
                if (
                    not self._matching_title
                    or shown[0] in self._matching_title
                    or self._matching_title in shown[0]
                ):
                    return shown[0]
        return None

    def _lower_heading(self, node: LexborNode) -> str | None:
        """A lower heading above the text, on a page with a generic title."""
        if not page_title.is_generic(self._page_title):
            return None
        headings = (each for level in _LOWER_HEADINGS for each in self._headings(node, level))
        return next((each for each in headings if each in self._top), None)


def _is_section_or_date(heading: str) -> bool:
    return page_title.is_section_name(heading) or page_date.parse_date_line(heading) is not None


def _is_title(node: LexborNode) -> bool:
    """Whether an element is marked as a title, and not as that of the site."""
    words = {
        word
        for name in class_names.names_of(node).split()
        for word in class_names.split_words(name)
    }
    is_marked = node.tag == "font" or "itemprop" in node.attributes
    return (is_marked or not words.isdisjoint(_TITLE)) and words.isdisjoint(_NO_HEADLINE)


def _paragraphs_below(heading: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs without the heading and the boilerplate above it."""
    if heading not in paragraphs:
        starts = (
            n
            for n, each in enumerate(paragraphs[: _ABOVE + 1])
            if _begins_with_heading(each, heading)
        )
        at = next(starts, None)
        if at is None:
            return paragraphs
        rest = paragraphs[at].removeprefix(heading).strip()
        paragraphs = [*paragraphs[:at], heading, rest, *paragraphs[at + 1 :]]
    at = paragraphs.index(heading)
    # Lines above it are a breadcrumb, a category, a date.
    above = [] if at < _ABOVE else paragraphs[:at]
    return [*above, *paragraphs[at + 1 :]]


def _begins_with_heading(paragraph: str, heading: str) -> bool:
    """Whether a paragraph begins with the heading, followed by a space or a date."""
    rest = paragraph.removeprefix(heading)
    return rest != paragraph and (
        rest.startswith(" ") or page_date.parse_date_line(rest) is not None
    )


def _main_element(
    page: LexborHTMLParser, boilerplate_ids: frozenset[int], characters: int
) -> LexborNode | None:
    """The element that the page declares to be its main text, if it holds most of the text."""
    for selector in _MAIN:
        found = [node for node in page.css(selector) if node.mem_id not in boilerplate_ids]
        if (
            len(found) == 1
            and _characters(rendering.node_paragraphs(found[0], boilerplate_ids))
            >= _MAIN_SHARE * characters
        ):
            return found[0]
    return None
