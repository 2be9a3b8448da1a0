"""Measures the visible text and the links of each element of a page.

Elements are nested, so extracting the text of each would read the same text again and again. One
traversal measures all.
"""

from array import array
from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from indexer.documents.html import rendering
from indexer.documents.text import prose

# A paragraph longer than this counts as running text.
LINE_CHARACTERS = 90


class TextSize(NamedTuple):
    """The paragraphs of an element (see `rendering.node_paragraphs`): their characters, their
    number, how many are longer than LINE_CHARACTERS, and the first one, unless it is longer. Its
    links, hidden ones included: their number and characters (`linked`)."""

    characters: int = 0
    paragraphs: int = 0
    long_paragraphs: int = 0
    first: str = ""
    links: int = 0
    linked: int = 0


EMPTY = TextSize()
# The separators between two pieces of text, strongest last: nothing, a space, a cell edge, the end
# of a paragraph.
_GLUED, _SPACED, _CELL, _APART = range(4)
_BETWEEN = ("", " ", rendering.BETWEEN_CELLS, "")
_STRENGTHS = {"": _GLUED, rendering.CELL_EDGE: _CELL, rendering.BLOCK_EDGE: _APART}


class _TextLayout:
    """Pieces of text, in document order, laid out in paragraphs."""

    def __init__(self) -> None:
        self._begins, self._ends = array("q"), array("q")
        self._gaps = bytearray()
        self._texts: list[str] = []
        # The paragraph of each piece; the first piece of each paragraph, and the number of long
        # paragraphs before it.
        self._paragraphs, self._firsts, self._long = array("q"), array("q"), array("q")
        self._gap = _APART
        self._is_broken = False

    def __len__(self) -> int:
        return len(self._ends)

    def add_edge(self, mark: str) -> None:
        """Adds the edge of an element."""
        self._gap = max(self._gap, _STRENGTHS[mark])
        self._is_broken = self._is_broken and not mark

    def end_line(self) -> None:
        self._gap = max(self._gap, _APART if self._is_broken else _SPACED)
        self._is_broken = True

    def add(self, piece: str) -> None:
        text = "" if prose.is_blank(piece) else prose.one_line(piece)
        if piece and not (text and piece.startswith(text[0])):
            self._gap = max(self._gap, _SPACED)
        if piece.strip(" "):
            self._is_broken = False
        if text:
            self._append(text)
            self._gap = _GLUED if piece.endswith(text[-1]) else _SPACED

    def _append(self, text: str) -> None:
        here = len(self._ends)
        begin = (self._ends[-1] if here else 0) + len(_BETWEEN[self._gap])
        if self._gap == _APART:
            long = self._long[-1] if here else 0
            if here and self._ends[-1] - self._begins[self._firsts[-1]] > LINE_CHARACTERS:
                long += 1
            self._firsts.append(here)
            self._long.append(long)
        self._begins.append(begin)
        self._ends.append(begin + len(text))
        self._gaps.append(self._gap)
        self._texts.append(text if len(text) <= LINE_CHARACTERS else "")
        self._paragraphs.append(len(self._firsts) - 1)

    def size(self, first: int, links: int, linked: int) -> TextSize:
        """The size of the pieces from `first` on."""
        end = len(self._ends)
        if first == end:
            return TextSize(links=links, linked=linked)
        one, last = self._paragraphs[first], self._paragraphs[-1]
        head = self._ends[-1] if one == last else self._ends[self._firsts[one + 1] - 1]
        is_first_long = head - self._begins[first] > LINE_CHARACTERS
        long = int(is_first_long)
        if one != last:
            long += self._long[last] - self._long[one + 1]
            long += self._ends[-1] - self._begins[self._firsts[last]] > LINE_CHARACTERS
        return TextSize(
            self._ends[-1] - self._begins[first],
            last - one + 1,
            long,
            "" if is_first_long else self._text(first, one),
            links,
            linked,
        )

    def _text(self, first: int, paragraph: int) -> str:
        """The text from a piece to the end of its paragraph."""
        end = self._firsts[paragraph + 1] if paragraph < self._paragraphs[-1] else len(self._ends)
        rest = (_BETWEEN[self._gaps[at]] + self._texts[at] for at in range(first + 1, end))
        return self._texts[first] + "".join(rest)


class _Open(NamedTuple):
    """An element whose children are being traversed, with the counts at its beginning."""

    node: int
    mark: str
    is_link: bool
    is_left_out: bool
    pieces: int
    written: int
    links: int
    linked: int


class _Walk:
    def __init__(self, leave_out: frozenset[int]) -> None:
        self.sizes: dict[int, TextSize] = {}
        self._leave_out = leave_out
        # An element that is left out of its ancestors gets a layout of its own.
        self._layouts = [_TextLayout()]
        self._written = self._links = self._linked = 0

    def traverse(self, root: LexborNode) -> None:
        pending: list[LexborNode | _Open] = [root]
        while pending:
            here = pending.pop()
            if isinstance(here, _Open):
                self._close_element(here)
            elif (tag := here.tag or "") == rendering.TEXT:
                self._written += len(here.text(deep=True) or "")
                self._layouts[-1].add(rendering.node_text(here))
            elif tag == "br":
                self._layouts[-1].end_line()
            elif children := list(here.iter(include_text=True)):
                pending.append(self._open_element(here, tag))
                pending.extend(reversed(children))
            else:
                self._links += tag == "a"
                self._layouts[-1].add_edge(
                    rendering.edge_mark(tag) if rendering.is_rendered(here) else ""
                )

    def _open_element(self, node: LexborNode, tag: str) -> _Open:
        is_left_out = node.mem_id in self._leave_out or not rendering.is_rendered(node)
        if is_left_out:
            self._layouts.append(_TextLayout())
        mark = rendering.edge_mark(tag)
        self._layouts[-1].add_edge(mark)
        counted = (len(self._layouts[-1]), self._written, self._links, self._linked)
        return _Open(node.mem_id, mark, tag == "a", is_left_out, *counted)

    def _close_element(self, opened: _Open) -> None:
        layout = self._layouts[-1]
        counted = (self._links - opened.links, self._linked - opened.linked)
        size = TextSize(links=counted[0], linked=counted[1])
        if opened.is_left_out:
            self._layouts.pop()
        else:
            size = layout.size(opened.pieces, *counted)
            layout.add_edge(opened.mark)
        if opened.is_link:
            self._links += 1
            self._linked += self._written - opened.written
        self.sizes[opened.node] = size


def measure(root: LexborNode, leave_out: frozenset[int] = frozenset()) -> Mapping[int, TextSize]:
    """The sizes of an element and its descendants by `mem_id`, without the nodes in `leave_out`.
    Elements without children are not listed; their size is EMPTY."""
    walk = _Walk(leave_out)
    walk.traverse(root)
    return walk.sizes
