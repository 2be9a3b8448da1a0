"""Renders HTML to paragraphs of text: block elements separate them, inline elements do not, hidden
elements are skipped."""

import html
import itertools
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.documents.dates import date_text
from indexer.documents.press import imprint
from indexer.documents.text import prose

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "caption",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"td", "th"})
# The separator of table cells in the text, and its placeholder within this module, which no page
# contains.
BETWEEN_CELLS, CELL_EDGE = " | ", "\x1e"
# Elements that never contain visible text.
HIDDEN = frozenset(
    [
        "applet",
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "track",
        "video",
    ]
)
_STYLE_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
TEXT = "-text"
_SPACE = re.compile(r"[ \t\r\n\f]+")
# The placeholder at the edges of blocks. A newline stands only for <br>: two of them are a blank
# line.
BLOCK_EDGE = "\0"
_MARKS = {0: None, ord(CELL_EDGE): " "}
_PARAGRAPH_END = re.compile(r"\0|\n[ \n]*\n")


def paragraphs(markup: str) -> list[str]:
    """The paragraphs of a fragment of HTML, or of plain text, where blank lines separate them."""
    if "<" not in markup:
        return prose.paragraphs(html.unescape(markup)).split("\n\n") if markup.strip() else []
    body = LexborHTMLParser(markup).body
    return node_paragraphs(body) if body else []


def line(markup: str) -> str:
    """A fragment of HTML as one line of text."""
    return " ".join(paragraphs(markup))


def escape(text: str) -> str:
    """Plain text as HTML."""
    return html.escape(text, quote=False)


def node_paragraphs(node: LexborNode, leave_out: frozenset[int] = frozenset()) -> list[str]:
    """The paragraphs below `node`, in order, without the nodes whose `mem_id` is in `leave_out`."""
    text = "".join(_pieces(node, leave_out))
    parts = (line for part in _PARAGRAPH_END.split(text) for line in _with_dates_apart(part))
    return [part for part in map(_row, parts) if not prose.is_blank(part)]


def _with_dates_apart(part: str) -> list[str]:
    """A paragraph without its lines that are dates, alone or with a place, and these: old pages
    have the title, the date and the text in one cell with line breaks. The cells of a row stay
    together."""
    is_row = sum(not prose.is_blank(cell) for cell in part.split(CELL_EDGE)) > 1
    lines = [] if is_row else part.split("\n")
    if len(lines) < 2 or not any(map(_is_date, lines)):
        return [part]
    groups = itertools.groupby(lines, key=_is_date)
    return ["\n".join(group) for _, group in groups]


def _is_date(line: str) -> bool:
    shown = prose.one_line(line.replace(CELL_EDGE, " "))
    return date_text.parse_whole(shown) is not None or imprint.read(shown) is not None


def _row(text: str) -> str:
    """A paragraph, or the cells of a row, on one line."""
    cells = map(prose.one_line, text.split(CELL_EDGE))
    return BETWEEN_CELLS.join(cell for cell in cells if not prose.is_blank(cell))


def _pieces(node: LexborNode, leave_out: frozenset[int]) -> Iterator[str]:
    """The text with placeholders. Without recursion, because pages can be nested to any depth."""
    pending: list[LexborNode | str] = [node]
    while pending:
        here = pending.pop()
        if isinstance(here, str):
            yield here
            continue
        tag = here.tag
        if tag == TEXT:
            yield node_text(here)
        elif tag in ("br", "wbr"):
            yield "\n" if tag == "br" else ""
        elif here.mem_id not in leave_out and is_rendered(here):
            mark = edge_mark(tag or "")
            pending.append(mark)
            pending.extend(reversed(list(here.iter(include_text=True))))
            yield mark


def node_text(node: LexborNode) -> str:
    """The text of a text node, with runs of white space collapsed."""
    return _SPACE.sub(" ", node.text(deep=True) or "").translate(_MARKS)


def edge_mark(tag: str) -> str:
    """The placeholder at the beginning and the end of an element, or nothing."""
    return BLOCK_EDGE if tag in _BLOCKS else CELL_EDGE if tag in _CELLS else ""


def is_rendered(node: LexborNode) -> bool:
    """Whether a browser would show the element."""
    tag = node.tag or "-"
    if tag in HIDDEN or tag.startswith(("!", "_", "-")):
        return False
    attributes = node.attributes
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return False
    return not _STYLE_HIDDEN.search(attributes.get("style") or "")
