"""The main text of a web page: what its author wrote, without the frame that the site puts around it."""

import re

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


def text(page: LexborHTMLParser) -> tuple[str | None, list[str]]:
    """The heading, if there is one, and the paragraphs of the main text, the heading not among them."""
    body = page.body
    if body is None:
        return None, []
    left_out = _margins(page)
    everything = html_text.of(body, left_out)
    main = _main(page, left_out, sum(map(len, everything)))
    paragraphs = html_text.of(main, left_out) if main else everything
    heading = _heading(main or body, left_out) or _heading(body, left_out)
    if heading is None or heading not in paragraphs:
        return heading, paragraphs
    at = paragraphs.index(heading)
    # What stands above it is the way to it: a category, a date.
    above = [] if at < _ABOVE else paragraphs[:at]
    return heading, [*above, *paragraphs[at + 1 :]]


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
    for node in page.css("div, section, ul, ol, table, p, span"):
        label = f"{node.attributes.get('class') or ''} {node.id or ''}"
        margin = bool(_MARGIN.search(label)) and _length(node, frozenset()) < _MOST * whole
        if margin or _is_links(node):
            framing.add(node.mem_id)
    return frozenset(framing)


def _is_links(node: LexborNode) -> bool:
    """Whether a list or block is links and little else."""
    links = node.css("a")
    if len(links) < 3:
        return False
    size = _length(node, frozenset())
    return size <= _LINKED_CHARACTERS and sum(len(link.text()) for link in links) >= _LINKED * size


def _length(node: LexborNode, left_out: frozenset[int]) -> int:
    return sum(map(len, html_text.of(node, left_out)))


def _heading(node: LexborNode, left_out: frozenset[int]) -> str | None:
    """The first heading of the highest level."""
    for level in ("h1", "h2"):
        for heading in node.css(level):
            if not _framed(heading, left_out) and (shown := html_text.of(heading)):
                return " ".join(shown)
    return None


def _framed(node: LexborNode, left_out: frozenset[int]) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.mem_id in left_out or not html_text.shown(above):
            return True
        above = above.parent if above.tag != "body" else None
    return False
