"""The smallest parts of a query that mean something."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from indexer.query.syntax import Leaf


@dataclass(frozen=True, slots=True)
class Operand:
    """Something to look for."""

    leaf: Leaf


@dataclass(frozen=True, slots=True)
class Operator:
    """``written`` is as typed. A `word` is one of the language (أو, ليس) and an operator only where it
    stands as one; a sign like + that stands as none says nothing."""

    kind: Literal["and", "or", "not"]
    written: str
    word: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """A sign or the name of a field (``label``) that holds for what follows."""

    kind: Literal["not", "=", "%", "field"]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bracket:
    opens: bool


Lexeme: TypeAlias = Operand | Operator | Prefix | Bracket
OPEN, CLOSE = Bracket(True), Bracket(False)
