"""Parses the lexemes of a query into a syntax tree, and repairs what is malformed.

    juxtaposition = disjunction …               clauses without an operator between them
    disjunction   = conjunction { OR conjunction }  OR binds more tightly: عمل OR دراسة
    conjunction   = clause { AND clause }       an explicit AND binds most tightly
    clause        = { prefix } operand | { prefix } ( juxtaposition )

Every sequence of lexemes is accepted. Recursion is as deep as brackets, whose depth is limited.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Literal, TypeGuard

from indexer.arabic.analyzer import Analyzer
from indexer.query import groups, roles
from indexer.query.lexemes import CLOSE, OPEN, Lexeme, Operand, Operator, Prefix
from indexer.query.syntax import (
    EMPTY_NODE,
    AllOf,
    AnyOf,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Text,
    Without,
)
from indexer.search_warnings import Warn


def parse(analyzer: Analyzer, lexemes: Sequence[Lexeme], warn: Callable[[Warn], None]) -> Node:
    """The syntax tree of `lexemes`; `EMPTY_NODE` if they have no clauses. Never raises; warns of
    each repair."""
    balanced = groups.balance_brackets(lexemes, warn)
    assigned = roles.assign_roles(analyzer, balanced, warn)
    merged = groups.merge_names(analyzer, assigned)
    return _Parser(analyzer, merged, warn).juxtaposition() or EMPTY_NODE


class _Parser:
    def __init__(
        self, analyzer: Analyzer, lexemes: Sequence[Lexeme], warn: Callable[[Warn], None]
    ) -> None:
        self._analyzer = analyzer
        self._lexemes = lexemes
        self._warn = warn
        self._at = 0

    def juxtaposition(self) -> Node | None:
        """The clauses up to a closing bracket or the end."""
        parts: list[Node] = []
        while self._at < len(self._lexemes) and self._lexemes[self._at] != CLOSE:
            part = self._disjunction()
            if part is not None:
                parts.append(part)
        parts = self._with_names_merged(parts)
        return parts[0] if len(parts) == 1 else Juxtaposed(tuple(parts)) if parts else None

    def _with_names_merged(self, parts: Sequence[Node]) -> list[Node]:
        """The parts, with words merged that form a name once empty brackets or stray operators
        between them are gone: their canonical text would be read as a name."""
        merged: list[Node] = []
        for are_words, some in groupby(parts, lambda part: isinstance(part, Text)):
            if are_words:
                texts = [part.text for part in some if isinstance(part, Text)]
                merged += map(Text, groups.merge_words(self._analyzer, texts))
            else:
                merged += some
        return merged

    def _disjunction(self) -> Node | None:
        return self._chain("or", self._conjunction, AnyOf)

    def _conjunction(self) -> Node | None:
        return self._chain("and", self._clause, AllOf)

    def _chain(
        self,
        kind: Literal["or", "and"],
        operand: Callable[[], Node | None],
        join: Callable[[tuple[Node, ...]], Node],
    ) -> Node | None:
        """Operands joined by operators of one kind; superfluous operators are left out."""
        first = operand()
        parts = [] if first is None else [first]
        while written := self._operator(kind):
            part = operand()
            if part is None or not parts:
                self._warn(Warn("dangling_operator", written))
            if part is not None:
                parts.append(part)
        return parts[0] if len(parts) == 1 else join(tuple(parts)) if parts else None

    def _operator(self, kind: str) -> str:
        """Consumes an operator of that kind. Returns its text, empty if there is none here."""
        lexeme = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if not isinstance(lexeme, Operator) or lexeme.kind != kind:
            return ""
        self._at += 1
        return lexeme.written

    def _clause(self) -> Node | None:
        """An operand or a group with its prefixes; None if there is none here."""
        prefixes: list[Prefix | Operator] = []
        while self._at < len(self._lexemes):
            lexeme = self._lexemes[self._at]
            if not isinstance(lexeme, Prefix) and not _is_not(lexeme):
                break
            prefixes.append(lexeme)
            self._at += 1
        node = self._operand()
        if node is not None:
            return _apply_prefixes(node, prefixes)
        return self._read_dangling(prefixes)

    def _operand(self) -> Node | None:
        lexeme = self._lexemes[self._at] if self._at < len(self._lexemes) else None
        if isinstance(lexeme, Operand):
            self._at += 1
            return lexeme.leaf
        if lexeme != OPEN:
            return None
        self._at += 1
        node = self.juxtaposition()
        self._at += 1
        if node is None:
            self._warn(Warn("empty_group"))
        return node

    def _read_dangling(self, prefixes: Sequence[Prefix | Operator]) -> Node | None:
        """Read prefixes without an operand: the name of a field becomes a word."""
        labels = [
            prefix.label for prefix in prefixes if isinstance(prefix, Prefix) and prefix.label
        ]
        if labels:
            self._warn(Warn("empty_field", labels[-1]))
            return Text(labels[-1])
        for prefix in prefixes:
            written = prefix.written if isinstance(prefix, Operator) else prefix.kind
            self._warn(Warn("dangling_operator", "-" if written == "not" else written))
        return None


def _is_not(lexeme: Lexeme) -> TypeGuard[Operator]:
    return isinstance(lexeme, Operator) and lexeme.kind == "not"


def _apply_prefixes(node: Node, prefixes: Sequence[Prefix | Operator]) -> Node:
    """The node with its prefixes: the last one of each kind applies, two "not" cancel out."""
    kinds = [prefix.kind for prefix in prefixes]
    signs = [kind for kind in kinds if kind in ("=", "%")]
    labels = [prefix.label for prefix in prefixes if isinstance(prefix, Prefix) and prefix.label]
    if signs:
        node = InLayer("=" if signs[-1] == "=" else "%", node)
    if labels:
        node = InField(labels[-1], node)
    return Without(node) if kinds.count("not") % 2 else node
