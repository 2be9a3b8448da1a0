"""The main text of a web page: what its author wrote, without the frame that the site puts around it."""

import re
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents import html_text

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
_BESIDE, _MENU_LINE, _MENU_LINES = 0.4, 90, 3
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
    left_out = _margins(page)
    left_out |= _side_columns(page, left_out)
    everything = html_text.of(body, left_out)
    main = _main(page, left_out, sum(map(len, everything)))
    paragraphs = html_text.of(main, left_out) if main else everything
    called = _called(page, everything)
    heading = _named(main or body, left_out, called) or _named(body, left_out, called)
    return heading, _below(heading, paragraphs) if heading else paragraphs


def _called(page: LexborHTMLParser, paragraphs: list[str]) -> str:
    """The title of the page, if a part of it stands in the text; else it is that of the site, most often."""
    node = page.css_first("head title") or page.css_first("title")
    title = " ".join((node.text(deep=True) if node else "").split())
    parts = tuple(part for part in _JOINTS.split(title) if len(part) in _HEADLINE_CHARACTERS)
    return title if any(each.startswith(parts) for each in paragraphs) else ""


def _named(node: LexborNode, left_out: frozenset[int], called: str) -> str | None:
    return _heading(node, left_out) or _headline(node, left_out, called)


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


def _margins(page: LexborHTMLParser) -> frozenset[int]:
    """The elements that frame the text."""
    framing = {node.mem_id for node in page.css(_FRAME)}
    articles = page.css("article, main")
    inside = {node.mem_id for part in articles for node in part.css(_EDGES)}
    framing |= {node.mem_id for node in page.css(_EDGES) if node.mem_id not in inside}
    whole = _length(page.body, frozenset()) if page.body else 0
    for node in page.css("div, section, ul, ol, table, td, p, span"):
        label = f"{node.attributes.get('class') or ''} {node.id or ''}"
        margin = bool(_MARGIN.search(label)) and _length(node, frozenset()) < _MOST * whole
        if margin or _is_links(node):
            framing.add(node.mem_id)
    return frozenset(framing)


def _is_links(node: LexborNode) -> bool:
    """Whether a list or block is links and little else."""
    links = node.css("a")
    if not links:
        return False
    lines = html_text.of(node)
    if lines and _OTHERS.fullmatch(lines[0].rstrip(" :")):
        del lines[0]
    elif len(links) < 3:
        return False
    size = sum(map(len, lines))
    return size <= _LINKED_CHARACTERS and sum(len(link.text()) for link in links) >= _LINKED * size


def _side_columns(page: LexborHTMLParser, left_out: frozenset[int]) -> frozenset[int]:
    """The cells beside the one that holds the text, in tables that lay a page out, when they are menus."""
    whole = _length(page.body, left_out) if page.body else 0
    beside = set[int]()
    for row in page.css("tr"):
        cells = [cell for cell in row.iter() if cell.tag in ("td", "th")]
        if len(cells) < 2:
            continue
        sizes = [_length(cell, left_out) for cell in cells]
        if max(sizes) < _MOST * whole:
            continue
        text = cells[sizes.index(max(sizes))]
        beside |= {
            cell.mem_id
            for cell, size in zip(cells, sizes, strict=True)
            if cell.mem_id != text.mem_id and size <= _BESIDE * max(sizes) and _is_menu(cell)
        }
    return frozenset(beside)


def _is_menu(cell: LexborNode) -> bool:
    lines = html_text.of(cell)
    links = sum(len(link.text()) for link in cell.css("a"))
    # A line or two may be a day, or whose picture it is; short lines without links may be figures.
    is_list = (
        links > 0 and len(lines) >= _MENU_LINES and all(len(line) <= _MENU_LINE for line in lines)
    )
    return is_list or links * 2 >= sum(map(len, lines))


def _length(node: LexborNode, left_out: frozenset[int]) -> int:
    return sum(map(len, html_text.of(node, left_out)))


def _heading(node: LexborNode, left_out: frozenset[int]) -> str | None:
    """The first heading of the highest level."""
    for level in ("h1", "h2"):
        for heading in node.css(level):
            if not _framed(heading, left_out) and (shown := html_text.of(heading)):
                return " ".join(shown)
    return None


def _headline(node: LexborNode, left_out: frozenset[int], called: str) -> str | None:
    """What looks like the headline on a page without headings: the first that is called or set so, and that the page
    is `called` where it is called something."""
    for marks in _HEADLINES:
        for found in islice(node.css(marks), _LOOKED_AT):
            label = f"{found.attributes.get('class') or ''} {found.id or ''}"
            is_long = len(found.text(deep=True)) > _RAW_CHARACTERS
            if is_long or _NO_HEADLINES.search(label) or _framed(found, left_out):
                continue
            shown = html_text.of(found)
            if len(shown) != 1 or len(shown[0]) not in _HEADLINE_CHARACTERS:
                continue
            if not called or shown[0] in called or called in shown[0]:
                return shown[0]
    return None


def _framed(node: LexborNode, left_out: frozenset[int]) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id in left_out or not html_text.shown(above):
            return True
        above = above.parent if above.tag != "body" else None
    return False
