"""The main text of a web page: what its author wrote, without the frame that the site puts around it."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents import html_frames, html_names, html_sizes, html_text
from indexer.documents.html_frames import Telling, Within

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
    '[class~="title" i], [class~="headline" i], [id="title" i], [class$="-title" i], [class$="_title" i]',
    'font[size="7"], font[size="6"], font[size="5"], font[size="+3"], font[size="+2"]',
)
_HEADLINE_CHARACTERS = range(15, 301)
# What is called a title and is that of a site or of a part of it.
_NO_HEADLINES = re.compile(
    r"(?:^|\s)(?:site|widget|section|block|page|menu|category)[-_]?title(?:$|\s)", re.IGNORECASE
)
# Elements that are looked at, for they may lie in one another, and characters in them with those of their layout.
_LOOKED_AT, _RAW_CHARACTERS = 50, 400
# What joins the title of a page with the name of its site.
_JOINTS = re.compile(r"\s(?:[|\-–—»•]|::)\s")


class Main(NamedTuple):
    """The heading, if there is one, and the paragraphs of the main text, the heading not among them; what frames it, and
    the characters of the page with its frames."""

    heading: str | None
    paragraphs: list[str]
    frames: frozenset[int] = frozenset()
    whole: int = 0


def text(page: LexborHTMLParser, described: Sequence[str] = ()) -> Main:
    """The main text; `described` are the paragraphs that the page says for programs, which count where it shows next to
    nothing. What frames the text is left out only while enough remains: what seems a frame may be the page."""
    body = page.body
    if body is None:
        return Main(None, list(described))
    found = _read(page, body, Telling.NAMES)
    if described and _is_scant(found.paragraphs, _characters(described)):
        return found._replace(paragraphs=list(described))
    if _has_text(found) or not _is_scant(found.paragraphs, found.whole):
        return found
    unnamed = _read(page, body, Telling.ROLES)
    if _is_release(unnamed) and _is_scant(found.paragraphs, _characters(unnamed.paragraphs)):
        found = unnamed
    return found if found.paragraphs else _behind(page, body, found)


def _behind(page: LexborHTMLParser, body: LexborNode, found: Main) -> Main:
    """The text of a page that shows none but what it hides or puts beside it; `found` where there is none either."""
    beside = _read(page, body, Telling.EDGES)
    html_frames.uncover(body)
    uncovered = _read(page, body, Telling.ROLES)
    is_all_hidden = uncovered.paragraphs and uncovered.heading != found.heading
    if is_all_hidden or _is_release(uncovered):
        return uncovered
    return beside if _is_release(beside) else found


def _is_release(found: Main) -> bool:
    """Whether there are so many paragraphs of text that they are no box or notice beside one."""
    told = (
        len(each) > html_sizes.LINE_CHARACTERS and not _COOKIES.search(each)
        for each in found.paragraphs
    )
    return sum(told) >= _LEAST_PARAGRAPHS


def _has_text(found: Main) -> bool:
    """Whether there is a paragraph that is no line of a frame."""
    return any(len(each) > html_sizes.LINE_CHARACTERS for each in found.paragraphs)


def _is_scant(paragraphs: Sequence[str], characters: int) -> bool:
    """Whether paragraphs are so few beside others of so many characters that these are the text."""
    return not paragraphs or _characters(paragraphs) < _SCANT * characters


def _characters(paragraphs: Sequence[str]) -> int:
    return sum(map(len, paragraphs))


def _read(page: LexborHTMLParser, body: LexborNode, told_by: Telling) -> Main:
    sizes = html_sizes.of(body)
    frames = html_frames.of(body, sizes, told_by)
    everything = html_text.of(body, frames)
    main = _main(page, frames, _characters(everything))
    paragraphs = html_text.of(main, frames) if main else everything
    called = _called(page, everything)
    framed = Within(lambda node: node.mem_id in frames or not html_text.shown(node))
    heading = _named(main or body, framed, called) or _named(body, framed, called)
    whole = sizes.get(body.mem_id, html_sizes.NOTHING).characters
    return Main(heading, _below(heading, paragraphs) if heading else paragraphs, frames, whole)


def _called(page: LexborHTMLParser, paragraphs: list[str]) -> str:
    """The title of the page, if a part of it stands in the text; else it is that of the site, most often."""
    node = page.css_first("head title") or page.css_first("title")
    title = " ".join((node.text(deep=True) if node else "").split())
    parts = tuple(part for part in _JOINTS.split(title) if len(part) in _HEADLINE_CHARACTERS)
    return title if any(each.startswith(parts) for each in paragraphs) else ""


def _named(node: LexborNode, framed: Within, called: str) -> str | None:
    return _heading(node, framed) or _headline(node, framed, called)


def _below(heading: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs without the heading, and without what stands above it."""
    if heading not in paragraphs:
        # A line break is all that parts it from what follows.
        begun = (
            n for n, each in enumerate(paragraphs[: _ABOVE + 1]) if each.startswith(heading + " ")
        )
        at = next(begun, None)
        if at is None:
            return paragraphs
        paragraphs = [
            *paragraphs[:at],
            heading,
            paragraphs[at].removeprefix(heading).strip(),
            *paragraphs[at + 1 :],
        ]
    at = paragraphs.index(heading)
    # What stands above it is the way to it: a category, a date.
    above = [] if at < _ABOVE else paragraphs[:at]
    return [*above, *paragraphs[at + 1 :]]


def _main(page: LexborHTMLParser, frames: frozenset[int], characters: int) -> LexborNode | None:
    """The element that the page declares to be its text, when it holds most of it."""
    for selector in _MAIN:
        found = [node for node in page.css(selector) if node.mem_id not in frames]
        if len(found) == 1 and _characters(html_text.of(found[0], frames)) >= _MOST * characters:
            return found[0]
    return None


def _heading(node: LexborNode, framed: Within) -> str | None:
    """The first heading of the highest level."""
    for level in ("h1", "h2"):
        for heading in node.css(level):
            if not framed(heading) and (shown := html_text.of(heading)):
                return " ".join(shown)
    return None


def _headline(node: LexborNode, framed: Within, called: str) -> str | None:
    """What looks like the headline on a page without headings: the first that is called or set so, and that the page
    is `called` where it is called something."""
    for marks in _HEADLINES:
        for found in islice(node.css(marks), _LOOKED_AT):
            is_long = len(found.text(deep=True)) > _RAW_CHARACTERS
            if is_long or _NO_HEADLINES.search(html_names.of(found)) or framed(found):
                continue
            shown = html_text.of(found)
            if len(shown) != 1 or len(shown[0]) not in _HEADLINE_CHARACTERS:
                continue
            if not called or shown[0] in called or called in shown[0]:
                return shown[0]
    return None
