"""The lexemes of a query: its smallest meaningful parts."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.query.syntax import Leaf, Text


@dataclass(frozen=True, slots=True)
class Operand:
    """Something to search for."""

    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Operator:
    """``written`` is the typed text. If it `is_word`, `roles` decides whether it is an operator:
    أو and ليس may be ordinary words, and signs like + may have no meaning."""

    kind: Literal["and", "or", "not"]
    written: str
    is_word: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """A sign, or the name of a field (``label``), that applies to what follows."""

    kind: Literal["not", "=", "%", "field"]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bracket:
    opens: bool


Lexeme: TypeAlias = Operand | Operator | Prefix | Bracket
OPEN, CLOSE = Bracket(True), Bracket(False)
BAR = Operator("or", "|")


def text_of(lexeme: Lexeme) -> str:
    """The text of a word; empty for other lexemes."""
    match lexeme:
        case Operand(Text(text)):
            return text
        case _:
            return ""
