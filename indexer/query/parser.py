"""From the reader's text to a node: what was written, repaired where it does not make sense.

    loose   = either …              side by side
    either  = both { OR both }      OR binds closer than what stands side by side: عمل OR دراسة
    both    = clause { AND clause } AND, expressly, closer still
    clause  = { prefix } operand | { prefix } ( loose )

No text is an error. Recursion goes as deep as brackets, which are bounded.
"""

import datetime
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple, TypeGuard

from indexer.arabic.analyzer import Analyzer
from indexer.query import groups, roles
from indexer.query.lexemes import CLOSE, OPEN, Lexeme, Operand, Operator, Prefix
from indexer.query.lexer import lex
from indexer.query.syntax import (
    NOTHING,
    All,
    Any,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Text,
    Without,
)
from indexer.query.values import Warn


class Parsed(NamedTuple):
    """``warnings`` says what was repaired, each thing once; ``honorifics`` are the words of those that were left out."""

    node: Node
    warnings: tuple[Warn, ...]
    honorifics: tuple[str, ...]


def parse(analyzer: Analyzer, q: str, today: datetime.date) -> Parsed:
    """What `q` says. Never raises; a query without clauses is `NOTHING`."""
    lexemes, warnings, honorifics = lex(analyzer, q, today)
    lexemes, of_brackets = groups.balanced(lexemes)
    lexemes, of_words = roles.roles(analyzer, lexemes)
    parser = _Parser(groups.joined(analyzer, lexemes))
    node = parser.loose() or NOTHING
    warnings = [*warnings, *of_brackets, *of_words, *parser.warnings]
    return Parsed(node, tuple(dict.fromkeys(warnings)), tuple(honorifics))


class _Parser:
    def __init__(self, lexemes: Sequence[Lexeme]) -> None:
        self.warnings: list[Warn] = []
        self._lexemes = lexemes
        self._at = 0

    def loose(self) -> Node | None:
        """Clauses up to the bracket that closes them, or the end."""
        parts: list[Node] = []
        while self._at < len(self._lexemes) and self._lexemes[self._at] != CLOSE:
            part = self._either()
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else Juxtaposed(tuple(parts)) if parts else None

    def _either(self) -> Node | None:
        return self._chain("or", self._both, Any)

    def _both(self) -> Node | None:
        return self._chain("and", self._clause, All)

    def _chain(
        self,
        kind: Literal["or", "and"],
        operand: Callable[[], Node | None],
        join: Callable[[tuple[Node, ...]], Node],
    ) -> Node | None:
        """Operands with operators of one kind between them; an operator too many is left out."""
        first = operand()
        parts = [] if first is None else [first]
        while written := self._operator(kind):
            part = operand()
            if part is None or not parts:
                self.warnings.append(Warn("dangling_operator", written))
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else join(tuple(parts)) if parts else None

    def _operator(self, kind: str) -> str:
        """The operator that stands here, if it is of that kind; it is passed."""
        lexeme = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if not isinstance(lexeme, Operator) or lexeme.kind != kind:
            return ""
        self._at += 1
        return lexeme.written

    def _clause(self) -> Node | None:
        """An operand or a group with the prefixes before it; None where none stands here."""
        prefixes: list[Prefix | Operator] = []
        while self._at < len(self._lexemes):
            lexeme = self._lexemes[self._at]
            if not isinstance(lexeme, Prefix) and not _is_not(lexeme):
                break
            prefixes.append(lexeme)
            self._at += 1
        node = self._operand()
        if node is not None:
            return _prefixed(node, prefixes)
        return self._dangling(prefixes)

    def _operand(self) -> Node | None:
        lexeme = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if isinstance(lexeme, Operand):
            self._at += 1
            return lexeme.leaf
        if lexeme != OPEN:
            return None
        self._at += 1
        node = self.loose()
        self._at += 1
        if node is None:
            self.warnings.append(Warn("empty_group"))
        return node

    def _dangling(self, prefixes: Sequence[Prefix | Operator]) -> Node | None:
        """Prefixes before nothing: the name of a field is a word then."""
        labels = [
            prefix.label for prefix in prefixes if isinstance(prefix, Prefix) and prefix.label
        ]
        if labels:
            self.warnings.append(Warn("empty_field", labels[-1]))
            return Text(labels[-1])
        for prefix in prefixes:
            written = prefix.written if isinstance(prefix, Operator) else prefix.kind
            self.warnings.append(Warn("dangling_operator", "-" if written == "not" else written))
        return None


def _is_not(lexeme: Lexeme) -> TypeGuard[Operator]:
    return isinstance(lexeme, Operator) and lexeme.kind == "not"


def _prefixed(node: Node, prefixes: Sequence[Prefix | Operator]) -> Node:
    """The node with its signs. Of each kind the last one holds; "not" twice is none."""
    kinds = [prefix.kind for prefix in prefixes]
    signs = [kind for kind in kinds if kind in ("=", "%")]
    labels = [prefix.label for prefix in prefixes if isinstance(prefix, Prefix) and prefix.label]
    if signs:
        node = InLayer("=" if signs[-1] == "=" else "%", node)
    if labels:
        node = InField(labels[-1], node)
    return Without(node) if kinds.count("not") % 2 else node
