"""The main text of a web page: what its author wrote, without the frame that the site puts around it."""

import re
from collections.abc import Callable, Mapping
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents import html_sizes, html_text
from indexer.documents.html_sizes import NOTHING, Size

# Elements and roles that frame the text; header and footer only outside of an article.
_FRAME = (
    "nav, aside, dialog, form, [role=navigation], [role=banner], [role=contentinfo], [role=search], "
    "[role=complementary], [role=menu], [role=dialog], [role=alert]"
)
_EDGES = "header, footer"
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
# Names that sites give to what is not the text.
_MARGIN = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|cookies?|copyright|footer|foot|masthead|"
    r"menu|nav(?:bar|igation)?|newsletter|pagination|pager|popup|promo|related|share|sharing|sidebar|"
    r"social|subscribe|tags|toolbar|topbar|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
# An element is the main text when it holds this share of the page's paragraphs.
_MOST = 0.5
# So many paragraphs may stand above the heading, as part of the page's frame.
_ABOVE = 3
# Lists of links frame; a paragraph with a link in it is text.
_LINKED = 0.6
_LINKED_CHARACTERS = 400
# Old pages have their columns in the cells of a table: of those beside the text the ones are menus that are this small and
# of short lines, or links for the greater part.
_BESIDE, _MENU_LINES = 0.4, 3
# What sites write above lists of other texts.
_OTHERS = re.compile(
    r"(?:الأكثر|الاكثر) (?:قراءة|مشاهدة|تعليقا|تداولا)|[اإ]قر[أا] (?:أيضا|ايضا|المزيد)|(?:مواضيع|أخبار|مقالات|روابط) "
    r"(?:ذات صلة|متعلقة|مشابهة|مهمة|هامة|أخرى)|آخر الأخبار|القائمة(?: الرئيسية)?|شارك(?:ها| على)?",
)
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


def text(page: LexborHTMLParser) -> tuple[str | None, list[str]]:
    """The heading, if there is one, and the paragraphs of the main text, the heading not among them."""
    body = page.body
    if body is None:
        return None, []
    sizes = html_sizes.of(body)
    left_out = _margins(page, sizes)
    left_out |= _side_columns(page, sizes, left_out)
    everything = html_text.of(body, left_out)
    main = _main(page, left_out, sum(map(len, everything)))
    paragraphs = html_text.of(main, left_out) if main else everything
    called = _called(page, everything)
    framed = _Within(lambda node: node.mem_id in left_out or not html_text.shown(node))
    heading = _named(main or body, framed, called) or _named(body, framed, called)
    return heading, _below(heading, paragraphs) if heading else paragraphs


def _called(page: LexborHTMLParser, paragraphs: list[str]) -> str:
    """The title of the page, if a part of it stands in the text; else it is that of the site, most often."""
    node = page.css_first("head title") or page.css_first("title")
    title = " ".join((node.text(deep=True) if node else "").split())
    parts = tuple(part for part in _JOINTS.split(title) if len(part) in _HEADLINE_CHARACTERS)
    return title if any(each.startswith(parts) for each in paragraphs) else ""


def _named(node: LexborNode, framed: "_Within", called: str) -> str | None:
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


def _main(page: LexborHTMLParser, left_out: frozenset[int], characters: int) -> LexborNode | None:
    """The element that the page declares to be its text, when it holds most of it."""
    for selector in _MAIN:
        found = [node for node in page.css(selector) if node.mem_id not in left_out]
        if len(found) == 1 and _length(found[0], left_out) >= _MOST * characters:
            return found[0]
    return None


def _margins(page: LexborHTMLParser, sizes: Mapping[int, Size]) -> frozenset[int]:
    """The elements that frame the text."""
    framing = {node.mem_id for node in page.css(_FRAME)}
    inside = _Within(lambda node: node.tag in ("article", "main"))
    framing |= {node.mem_id for node in page.css(_EDGES) if not inside(node)}
    whole = sizes.get(page.body.mem_id, NOTHING).characters if page.body else 0
    for node in page.css("div, section, ul, ol, table, td, p, span"):
        size = sizes.get(node.mem_id, NOTHING)
        label = f"{node.attributes.get('class') or ''} {node.id or ''}"
        margin = bool(_MARGIN.search(label)) and size.characters < _MOST * whole
        if margin or _is_links(size):
            framing.add(node.mem_id)
    return frozenset(framing)


def _is_links(size: Size) -> bool:
    """Whether a list or block is links and little else."""
    characters = size.characters
    if size.first and _OTHERS.fullmatch(size.first.rstrip(" :")):
        characters -= len(size.first)
        least = 1
    else:
        least = 3
    return (
        size.links >= least
        and characters <= _LINKED_CHARACTERS
        and size.linked >= _LINKED * characters
    )


def _side_columns(
    page: LexborHTMLParser, sizes: Mapping[int, Size], left_out: frozenset[int]
) -> frozenset[int]:
    """The cells beside the one that holds the text, in tables that lay a page out, when they are menus."""
    body, rows = page.body, page.css("tr")
    if body is None or not rows:
        return frozenset()
    shown = html_sizes.of(body, left_out)
    whole = shown.get(body.mem_id, NOTHING).characters
    beside = set[int]()
    for row in rows:
        cells = [cell.mem_id for cell in row.iter() if cell.tag in ("td", "th")]
        if len(cells) < 2:
            continue
        lengths = [shown.get(cell, NOTHING).characters for cell in cells]
        most = max(lengths)
        if most < _MOST * whole:
            continue
        text = cells[lengths.index(most)]
        beside |= {
            cell
            for cell, length in zip(cells, lengths, strict=True)
            if cell != text and length <= _BESIDE * most and _is_menu(sizes.get(cell, NOTHING))
        }
    return frozenset(beside)


def _is_menu(cell: Size) -> bool:
    # A line or two may be a day, or whose picture it is; short lines without links may be figures.
    is_list = cell.linked > 0 and cell.paragraphs >= _MENU_LINES and not cell.long_paragraphs
    return is_list or cell.linked * 2 >= cell.characters


def _length(node: LexborNode, left_out: frozenset[int]) -> int:
    return sum(map(len, html_text.of(node, left_out)))


def _heading(node: LexborNode, framed: "_Within") -> str | None:
    """The first heading of the highest level."""
    for level in ("h1", "h2"):
        for heading in node.css(level):
            if not framed(heading) and (shown := html_text.of(heading)):
                return " ".join(shown)
    return None


def _headline(node: LexborNode, framed: "_Within", called: str) -> str | None:
    """What looks like the headline on a page without headings: the first that is called or set so, and that the page
    is `called` where it is called something."""
    for marks in _HEADLINES:
        for found in islice(node.css(marks), _LOOKED_AT):
            label = f"{found.attributes.get('class') or ''} {found.id or ''}"
            is_long = len(found.text(deep=True)) > _RAW_CHARACTERS
            if is_long or _NO_HEADLINES.search(label) or framed(found):
                continue
            shown = html_text.of(found)
            if len(shown) != 1 or len(shown[0]) not in _HEADLINE_CHARACTERS:
                continue
            if not called or shown[0] in called or called in shown[0]:
                return shown[0]
    return None


class _Within:
    """Whether an element or one around it, up to the body, is of a kind. What is told of one is remembered for those in it."""

    def __init__(self, is_such: Callable[[LexborNode], bool]) -> None:
        self._is_such = is_such
        self._told: dict[int, bool] = {}

    def __call__(self, node: LexborNode) -> bool:
        untold: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._told:
            untold.append(above)
            above = above.parent if above.tag != "body" else None
        found = above is not None and self._told[above.mem_id]
        for each in reversed(untold):
            found = found or self._is_such(each)
            self._told[each.mem_id] = found
        return found
