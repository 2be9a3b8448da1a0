"""The canonical text of a node: what the parser reads as that node again."""

from indexer.query.lexer import operator
from indexer.query.syntax import (
    All,
    Any,
    DateClause,
    FuzzyWord,
    InField,
    InLayer,
    Juxtaposed,
    Leaf,
    Node,
    Quoted,
    Text,
    WildcardWord,
    Without,
)


def unparse(node: Node) -> str:
    """``+`` joins what must all be there, ``|`` what may, ``-`` excludes, « » are to the letter."""
    match node:
        case Juxtaposed(parts):
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
        f"({unparse(part)})"
        if isinstance(part, Juxtaposed | All | Any)
        else _signed(part, apart=isinstance(other, Text))
        for part, other in zip(parts, following, strict=False)
    ]


def _grouped(node: Node) -> str:
    return f"({unparse(node)})" if isinstance(node, Juxtaposed | All | Any) else unparse(node)


def _signed(node: Node, *, apart: bool) -> str:
    """A leaf with its signs; brackets where they would not be read as its own."""
    match node:
        case Without(part):
            return "-" + _behind(part, apart, InField, InLayer)
        case InField(label, part):
            return f"{label}:" + _behind(part, apart, InLayer)
        case InLayer(sign, part):
            return sign + _behind(part, apart)
        case _:
            return unparse(node) if isinstance(node, Juxtaposed | All | Any) else _leaf(node)


def _behind(node: Node, apart: bool, *signs: type[Node]) -> str:
    if isinstance(node, signs):
        return _signed(node, apart=apart)
    if isinstance(node, Quoted | DateClause):
        return _leaf(node)
    text = unparse(node)
    word = isinstance(node, Text | WildcardWord | FuzzyWord) and not text[:1].isdigit()
    bare = word and not (apart and isinstance(node, Text))
    return text if bare else f"({text})"


def _leaf(node: Leaf) -> str:
    match node:
        case Text(text):
            return f"\\{text}" if operator(text) else text
        case Quoted(text, slop):
            return f"«{text}»~{slop}" if slop else f"«{text}»"
        case WildcardWord(text):
            return text
        case FuzzyWord(text, distance):
            return f"{text}~{distance}"
        case DateClause(label, text):
            return f"{label}:«{text}»"
