"""Writes a node as its canonical text, which the parser reads as the same node."""

from indexer.query.operators import find_operator
from indexer.query.syntax import (
    AllOf,
    AnyOf,
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
    """The canonical text: ``+`` joins required clauses, ``|`` alternatives; ``-`` excludes."""
    match node:
        case Juxtaposed(parts):
            return " ".join(_unparse_parts(parts))
        case AllOf(parts):
            return " + ".join(map(_unparse_operand, parts))
        case AnyOf(parts):
            return " | ".join(map(_unparse_operand, parts))
        case _:
            return _unparse_clause(node, apart=False)


def _unparse_parts(parts: tuple[Node, ...]) -> list[str]:
    """The parts. A word behind a sign is put in brackets before a word with which it could form a
    name."""
    following = (*parts[1:], None)
    return [
        f"({unparse(part)})"
        if isinstance(part, Juxtaposed | AllOf | AnyOf)
        else _unparse_clause(part, apart=isinstance(other, Text))
        for part, other in zip(parts, following, strict=False)
    ]


def _unparse_operand(node: Node) -> str:
    return f"({unparse(node)})" if isinstance(node, Juxtaposed | AllOf | AnyOf) else unparse(node)


def _unparse_clause(node: Node, *, apart: bool) -> str:
    """A clause with its signs, and with brackets where the signs would not apply to all of it."""
    match node:
        case Without(part):
            return "-" + _unparse_prefixed(part, apart, InField, InLayer)
        case InField(label, part):
            return f"{label}:" + _unparse_prefixed(part, apart, InLayer)
        case InLayer(sign, part):
            return sign + _unparse_prefixed(part, apart)
        case _:
            return (
                unparse(node)
                if isinstance(node, Juxtaposed | AllOf | AnyOf)
                else _unparse_leaf(node)
            )


def _unparse_prefixed(node: Node, apart: bool, *signs: type[Node]) -> str:
    if isinstance(node, signs):
        return _unparse_clause(node, apart=apart)
    if isinstance(node, Quoted | DateClause):
        return _unparse_leaf(node)
    text = unparse(node)
    word = isinstance(node, Text | WildcardWord | FuzzyWord) and not text[:1].isdigit()
    bare = word and not (apart and isinstance(node, Text))
    return text if bare else f"({text})"


def _unparse_leaf(node: Leaf) -> str:
    match node:
        case Text(text):
            return f"\\{text}" if find_operator(text) else text
        case Quoted(text, slop):
            return f"«{text}»~{slop}" if slop else f"«{text}»"
        case WildcardWord(text):
            return text
        case FuzzyWord(text, distance):
            return f"{text}~{distance}"
        case DateClause(label, text):
            return f"{label}:«{text}»"
