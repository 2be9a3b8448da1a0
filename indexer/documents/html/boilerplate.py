"""The elements of a page that frame its text: menus, margins, forms, the columns beside it."""

import re
from collections.abc import Callable, Mapping
from enum import IntEnum

from selectolax.lexbor import LexborNode

from indexer.documents.html import class_names, text_sizes
from indexer.documents.html.text_sizes import EMPTY, TextSize

# Elements and roles that frame the text; header and footer only outside of an article.
_MENUS = "nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=menu], [role=alert]"
_BESIDE_TEXT = "aside, dialog, [role=complementary], [role=dialog]"
_EDGES = "header, footer"
_NAMED = "div, section, ul, ol, table, td, p, span"
# What holds such a share of a page is no margin of it, and its cell is the one of the text.
_MOST = 0.5
# Lists of links frame; a paragraph with a link in it is text.
_LINKED = 0.6
_LINKED_CHARACTERS = 400
# Old pages have their columns in the cells of a table: of those beside the text the ones are menus that are this small and
# of short lines, or links for the greater part.
_BESIDE, _MENU_LINES = 0.4, 3
# What sites write above lists of other texts.
RELATED_HEADING = re.compile(
    r"(?:الأكثر|الاكثر) (?:قراءة|مشاهدة|تعليقا|تداولا)|[اإ]قر[أا] (?:أيض[اً]+|ايضا|المزيد)|(?:شاهد|قد يعجبك) (?:أيضا|ايضا)"
    r"|(?:(?:مواضيع|أخبار|مقالات|مواد|منشورات|روابط) )?ذات صلة|(?:مواضيع|أخبار|مقالات|مواد|روابط) (?:متعلقة|مشابهة|مهمة|هامة)"
    r"|(?:مواضيع|أخبار|مقالات|مواد|روابط|فيديوهات|صور) أخرى|(?:آخر|أحدث) (?:الأخبار|المقالات|المنشورات)|المزيد من (?:الأخبار|المقالات)"
    r"|القائمة(?: الرئيسية)?|شارك(?:ها| على)?|(?:related|latest|more) (?:posts|articles|news)|(?:see|read) (?:also|more)",
    re.IGNORECASE,
)

# Programs hide a page so while a dialog lies over it, or until their scripts have run.
_COVERED = '[hidden], [aria-hidden="true"], [style]'
_COVERING = ("hidden", "aria-hidden", "style")
# What lies over a page is hidden until it is needed.
_DIALOGS = 'dialog, [role=dialog], [role=alertdialog], [aria-modal="true"]'


class Evidence(IntEnum):
    """What tells a frame, the surest first: that it is a list of links, a menu, an edge of the page or named for another
    text; its element or role; its name, or that it is a form."""

    EDGES = 0
    ROLES = 1
    NAMES = 2


def find_elements(
    body: LexborNode, sizes: Mapping[int, TextSize], told_by: Evidence
) -> frozenset[int]:
    """The frames (their `mem_id`) of a page, as far as what is so sure tells them. `sizes` are those of the body, nothing
    left out."""
    is_named = told_by >= Evidence.NAMES
    frames = _margins(body, sizes, class_names.is_margin if is_named else class_names.is_foreign)
    inside = AncestorCheck(lambda node: node.tag in ("article", "main"))
    frames.update(node.mem_id for node in body.css(_MENUS))
    frames.update(node.mem_id for node in body.css(_EDGES) if not inside(node))
    if told_by >= Evidence.ROLES:
        frames.update(node.mem_id for node in body.css(_BESIDE_TEXT))
    if is_named:
        frames |= _forms(body, sizes)
    return frozenset(frames) | _side_columns(body, sizes, frozenset(frames))


def unhide(body: LexborNode) -> None:
    """Shows what a page itself hides, but for dialogs and what is named for another text."""
    dialogs = {node.mem_id for node in body.css(_DIALOGS)}
    for node in (body, *body.css(_COVERED)):
        if node.mem_id in dialogs or class_names.is_foreign(class_names.names_of(node)):
            continue
        for name in _COVERING:
            if name in node.attributes:
                del node.attrs[name]


def _forms(body: LexborNode, sizes: Mapping[int, TextSize]) -> set[int]:
    """The forms, but for one around the heading or, on a page that has none, around the page, as some servers make them."""
    least = _MOST * sizes.get(body.mem_id, EMPTY).characters
    has_heading = body.css_first("h1") is not None
    return {
        form.mem_id
        for form in body.css("form")
        if form.css_first("h1") is None
        and (has_heading or sizes.get(form.mem_id, EMPTY).characters < least)
    }


def _margins(
    body: LexborNode, sizes: Mapping[int, TextSize], is_named_so: Callable[[str], bool]
) -> set[int]:
    """Lists of links and what is named for a margin; a paragraph of text is none."""
    most = _MOST * sizes.get(body.mem_id, EMPTY).characters
    margins = set[int]()
    for node in body.css(_NAMED):
        size = sizes.get(node.mem_id, EMPTY)
        is_text = size.characters >= most or (node.tag == "p" and size.long_paragraphs)
        is_margin = not is_text and is_named_so(class_names.names_of(node))
        if is_margin or _is_links(size):
            margins.add(node.mem_id)
    return margins


def _is_links(size: TextSize) -> bool:
    """Whether a list or block is links and little else."""
    characters = size.characters
    if size.first and RELATED_HEADING.fullmatch(size.first.rstrip(" :")):
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
    body: LexborNode, sizes: Mapping[int, TextSize], left_out: frozenset[int]
) -> frozenset[int]:
    """The cells beside the one that holds the text, in tables that lay a page out, when they are menus."""
    rows = body.css("tr")
    if not rows:
        return frozenset()
    shown = text_sizes.measure(body, left_out)
    whole = shown.get(body.mem_id, EMPTY).characters
    beside = set[int]()
    for row in rows:
        cells = [cell.mem_id for cell in row.iter() if cell.tag in ("td", "th")]
        if len(cells) < 2:
            continue
        lengths = [shown.get(cell, EMPTY).characters for cell in cells]
        most = max(lengths)
        if most < _MOST * whole:
            continue
        text = cells[lengths.index(most)]
        beside |= {
            cell
            for cell, length in zip(cells, lengths, strict=True)
            if cell != text and length <= _BESIDE * most and _is_menu(sizes.get(cell, EMPTY))
        }
    return frozenset(beside)


def _is_menu(cell: TextSize) -> bool:
    # A line or two may be a day, or whose picture it is; short lines without links may be figures.
    is_list = cell.linked > 0 and cell.paragraphs >= _MENU_LINES and not cell.long_paragraphs
    return is_list or cell.linked * 2 >= cell.characters


class AncestorCheck:
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
