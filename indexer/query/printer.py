"""The canonical text of a node: what the parser reads as that node again."""

from indexer.query.lexer import operator
from indexer.query.syntax import (
    All,
    Any,
    Compared,
    Dated,
    Leaf,
    Like,
    Loose,
    Mask,
    Node,
    Quoted,
    Text,
    Within,
    Without,
)


def printed(node: Node) -> str:
    """``+`` joins what must all be there, ``|`` what may, ``-`` excludes, « » are to the letter."""
    match node:
        case Loose(parts):
            return " ".join(_side_by_side(parts))
        case All(parts):
            return " + ".join(map(_grouped, parts))
        case Any(parts):
            return " | ".join(map(_grouped, parts))
        case _:
            return _signed(node, apart=False)


def _side_by_side(parts: tuple[Node, ...]) -> list[str]:
    """A word behind a sign is held apart from a following word, that could make a name with it."""
    following = (*parts[1:], None)
    return [
        f"({printed(part)})"
        if isinstance(part, Loose | All | Any)
        else _signed(part, apart=isinstance(other, Text))
        for part, other in zip(parts, following, strict=False)
    ]


def _grouped(node: Node) -> str:
    return f"({printed(node)})" if isinstance(node, Loose | All | Any) else printed(node)


def _signed(node: Node, *, apart: bool) -> str:
    """A leaf with its signs; brackets where they would not be read as its own."""
    match node:
        case Without(part):
            return "-" + _behind(part, apart, Within, Compared)
        case Within(label, part):
            return f"{label}:" + _behind(part, apart, Compared)
        case Compared(sign, part):
            return sign + _behind(part, apart)
        case _:
            return printed(node) if isinstance(node, Loose | All | Any) else _leaf(node)


def _behind(node: Node, apart: bool, *signs: type[Node]) -> str:
    if isinstance(node, signs):
        return _signed(node, apart=apart)
    if isinstance(node, Quoted | Dated):
        return _leaf(node)
    text = printed(node)
    word = isinstance(node, Text | Mask | Like) and not text[:1].isdigit()
    bare = word and not (apart and isinstance(node, Text))
    return text if bare else f"({text})"


def _leaf(node: Leaf) -> str:
    match node:
        case Text(text):
            return f"\\{text}" if operator(text) else text
        case Quoted(text, slop):
            return f"«{text}»~{slop}" if slop else f"«{text}»"
        case Mask(text):
            return text
        case Like(text, distance):
            return f"{text}~{distance}"
        case Dated(label, text):
            return f"{label}:«{text}»"
