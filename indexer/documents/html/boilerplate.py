"""Finds the boilerplate of a page, the elements around its text: menus, sidebars, forms, side
columns."""

import re
from collections.abc import Callable, Mapping
from enum import IntEnum

from selectolax.lexbor import LexborNode

from indexer.documents.html import class_names, text_sizes
from indexer.documents.html.text_sizes import EMPTY, TextSize

# Elements and roles; header and footer count only outside of an article.
_MENUS = "nav, [role=navigation], [role=banner], [role=contentinfo], [role=search], [role=menu], [role=alert]"
_BESIDE_TEXT = "aside, dialog, [role=complementary], [role=dialog]"
_EDGES = "header, footer"
_NAMED = "div, section, ul, ol, table, td, p, span"
# An element with this share of the page's text is not boilerplate, and a cell with it contains the
# text.
_MAIN_SHARE = 0.5
# The link density of lists of links, and their most characters; a paragraph that contains a link is
# text.
_LINK_DENSITY = 0.6
_LINKED_CHARACTERS = 400
# Old pages lay out their columns as table cells. A cell beside the text is a menu if its text is at
# most this share of the text's, in short lines, or mostly links.
_SIDE_SHARE, _MENU_LINES = 0.4, 3
# Headings of lists of other texts.
RELATED_HEADING = re.compile(
    r"(?:الأكثر|الاكثر) (?:قراءة|مشاهدة|تعليقا|تداولا)|[اإ]قر[أا] (?:أيض[اً]+|ايضا|المزيد)|(?:شاهد|قد يعجبك) (?:أيضا|ايضا)"
    r"|(?:(?:مواضيع|أخبار|مقالات|مواد|منشورات|روابط) )?ذات صلة|(?:مواضيع|أخبار|مقالات|مواد|روابط) (?:متعلقة|مشابهة|مهمة|هامة)"
    r"|(?:مواضيع|أخبار|مقالات|مواد|روابط|فيديوهات|صور) أخرى|(?:آخر|أحدث) (?:الأخبار|المقالات|المنشورات)|المزيد من (?:الأخبار|المقالات)"
    r"|القائمة(?: الرئيسية)?|شارك(?:ها| على)?|(?:related|latest|more) (?:posts|articles|news)|(?:see|read) (?:also|more)",
    re.IGNORECASE,
)

# Pages hide their text in these ways under a dialog, or until their scripts have run.
_HIDDEN = '[hidden], [aria-hidden="true"], [style]'
_HIDING_ATTRIBUTES = ("hidden", "aria-hidden", "style")
# Dialogs are hidden until they are needed.
_DIALOGS = 'dialog, [role=dialog], [role=alertdialog], [aria-modal="true"]'


class Evidence(IntEnum):
    """The evidence for boilerplate, most reliable first: a list of links, a menu, a header or
    footer, or a name for another text; then its element or role; then its name, or that it is a
    form."""

    EDGES = 0
    ROLES = 1
    NAMES = 2


def find_elements(
    body: LexborNode, sizes: Mapping[int, TextSize], evidence: Evidence
) -> frozenset[int]:
    """The `mem_id` of the boilerplate elements of a page, using `evidence` and what is more
    reliable. `sizes` are those of the whole body."""
    uses_names = evidence >= Evidence.NAMES
    elements = _blocks(
        body, sizes, class_names.is_boilerplate if uses_names else class_names.is_foreign
    )
    inside = AncestorCheck(lambda node: node.tag in ("article", "main"))
    elements.update(node.mem_id for node in body.css(_MENUS))
    elements.update(node.mem_id for node in body.css(_EDGES) if not inside(node))
    if evidence >= Evidence.ROLES:
        elements.update(node.mem_id for node in body.css(_BESIDE_TEXT))
    if uses_names:
        elements |= _forms(body, sizes)
    return frozenset(elements) | _side_columns(body, sizes, frozenset(elements))


def unhide(body: LexborNode) -> None:
    """Reveals hidden elements of a page, except dialogs and elements that are named for another
    text."""
    dialogs = {node.mem_id for node in body.css(_DIALOGS)}
    for node in (body, *body.css(_HIDDEN)):
        if node.mem_id in dialogs or class_names.is_foreign(class_names.names_of(node)):
            continue
        for name in _HIDING_ATTRIBUTES:
            if name in node.attributes:
                del node.attrs[name]


def _forms(body: LexborNode, sizes: Mapping[int, TextSize]) -> set[int]:
    """The forms, except one around the heading or, on a page without headings, around most of the
    page, as some servers generate them."""
    least = _MAIN_SHARE * sizes.get(body.mem_id, EMPTY).characters
    has_heading = body.css_first("h1") is not None
    return {
        form.mem_id
        for form in body.css("form")
        if form.css_first("h1") is None
        and (has_heading or sizes.get(form.mem_id, EMPTY).characters < least)
    }


def _blocks(
    body: LexborNode, sizes: Mapping[int, TextSize], has_boilerplate_name: Callable[[str], bool]
) -> set[int]:
    """Lists of links and elements with the name of boilerplate, except paragraphs of text."""
    most = _MAIN_SHARE * sizes.get(body.mem_id, EMPTY).characters
    blocks = set[int]()
    for node in body.css(_NAMED):
        size = sizes.get(node.mem_id, EMPTY)
        is_text = size.characters >= most or (node.tag == "p" and size.long_paragraphs)
        is_named = not is_text and has_boilerplate_name(class_names.names_of(node))
        if is_named or _is_link_list(size):
            blocks.add(node.mem_id)
    return blocks


def _is_link_list(size: TextSize) -> bool:
    """Whether a list or block consists mostly of links."""
    characters = size.characters
    if size.first and RELATED_HEADING.fullmatch(size.first.rstrip(" :")):
        characters -= len(size.first)
        least = 1
    else:
        least = 3
    return (
        size.links >= least
        and characters <= _LINKED_CHARACTERS
        and size.linked >= _LINK_DENSITY * characters
    )


def _side_columns(
    body: LexborNode, sizes: Mapping[int, TextSize], left_out: frozenset[int]
) -> frozenset[int]:
    """The menu cells beside the cell with the text, in layout tables."""
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
        if most < _MAIN_SHARE * whole:
            continue
        text = cells[lengths.index(most)]
        beside |= {
            cell
            for cell, length in zip(cells, lengths, strict=True)
            if cell != text and length <= _SIDE_SHARE * most and _is_menu(sizes.get(cell, EMPTY))
        }
    return frozenset(beside)


def _is_menu(cell: TextSize) -> bool:
    # One or two lines may be a date or a picture credit; short lines without links may be data.
    is_list = cell.linked > 0 and cell.paragraphs >= _MENU_LINES and not cell.long_paragraphs
    return is_list or cell.linked * 2 >= cell.characters


class AncestorCheck:
    """Tests whether an element or an ancestor, up to the body, satisfies a predicate. Results are
    cached for descendants."""

    def __init__(self, predicate: Callable[[LexborNode], bool]) -> None:
        self._predicate = predicate
        self._results: dict[int, bool] = {}

    def __call__(self, node: LexborNode) -> bool:
        unknown: list[LexborNode] = []
        above: LexborNode | None = node
        while above is not None and above.mem_id not in self._results:
            unknown.append(above)
            above = above.parent if above.tag != "body" else None
        found = above is not None and self._results[above.mem_id]
        for each in reversed(unknown):
            found = found or self._predicate(each)
            self._results[each.mem_id] = found
        return found
