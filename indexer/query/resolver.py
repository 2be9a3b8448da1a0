"""Resolves the clauses of a query: which words count, and how juxtaposed clauses are joined.

Stop words are left out beside other words. `Juxtaposed` becomes `AllOf` or `AnyOf`; exclusions and
dates are required in either case.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer, Token
from indexer.query.matching import Matching
from indexer.query.syntax import (
    EMPTY_NODE,
    AllOf,
    AnyOf,
    DateClause,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Quoted,
    Text,
    Without,
)
from indexer.query.traversal import flatten
from indexer.query.without import is_without


class Resolved(NamedTuple):
    """``node`` has no `Juxtaposed` but `EMPTY_NODE`; ``dropped`` are the stop words left out, and
    ``behind_without`` the words that stand behind one that means "without"."""

    node: Node
    dropped: list[str]
    behind_without: list[str]


def resolve(analyzer: Analyzer, node: Node, match: Matching) -> Resolved:
    """`node` with its juxtaposed clauses joined as `match` says."""
    resolver = _Resolver(analyzer, match)
    whole = node if isinstance(node, Juxtaposed) else Juxtaposed((node,))
    resolved = resolver.resolve_node(whole, keep=True) or EMPTY_NODE
    return Resolved(resolved, resolver.dropped, resolver.behind_without)


class _Resolver:
    def __init__(self, analyzer: Analyzer, match: Matching) -> None:
        self.dropped: list[str] = []
        self.behind_without: list[str] = []
        self._analyzer = analyzer
        self._match = match

    def resolve_node(self, node: Node, *, keep: bool) -> Node | None:
        """The resolved node; None if it has only stop words, unless these are to `keep`."""
        match node:
            case Text(text):
                return node if keep or not self._is_stop_words(text) else None
            case Juxtaposed(parts):
                return self._join_juxtaposed(parts, keep=keep)
            case AllOf(parts):
                return _combine(self._resolve_parts(parts, keep=keep), AllOf)
            case AnyOf(parts):
                return _combine(self._resolve_parts(parts, keep=keep), AnyOf)
            case Without(part):
                count = len(self.behind_without)
                resolved = self.resolve_node(part, keep=True) or part
                del self.behind_without[count:]
                return Without(resolved)
            case InField(_, part) | InLayer(_, part):
                return replace(node, part=self.resolve_node(part, keep=True) or part)
            case _:
                return node

    def _resolve_parts(self, parts: Sequence[Node], *, keep: bool) -> list[Node]:
        """The parts that are more than stop words; if there are none and `keep`, all parts."""
        dropped_before = len(self.dropped)
        pairs = [(part, self.resolve_node(part, keep=False)) for part in parts]
        if keep and all(resolved is None for _, resolved in pairs):
            del self.dropped[dropped_before:]
            return [part for each in parts if (part := self.resolve_node(each, keep=True))]
        self.dropped += [
            part.text for part, resolved in pairs if not resolved and isinstance(part, Text)
        ]
        self.behind_without += [
            other.text
            for one, other in pairwise(parts)
            if isinstance(one, Text) and isinstance(other, Text) and is_without(one.text)
        ]
        return [resolved for _, resolved in pairs if resolved]

    def _join_juxtaposed(self, parts: Sequence[Node], *, keep: bool) -> Node | None:
        resolved = self._resolve_parts(parts, keep=keep)
        if self._match == "all":
            return _combine(resolved, AllOf)
        required = [part for part in resolved if _is_required(part)]
        optional = [self._with_words(part) for part in resolved if not _is_required(part)]
        any_of = _combine(optional, AnyOf)
        return _combine([*([any_of] if any_of else []), *required], AllOf)

    def _with_words(self, node: Node) -> Node:
        """A phrase or any of its words: where any word may match, the phrase only adds to the
        score."""
        if not isinstance(node, Quoted):
            return node
        tokens = self._analyzer.tokens(node.text)
        words = [self._content_word(token) for token in tokens]
        return AnyOf((*(word for word in words if word), node))

    def _content_word(self, token: Token) -> Node | None:
        if token.word.stop:
            self.dropped.append(token.surface)
            return None
        return Text(token.surface)

    def _is_stop_words(self, text: str) -> bool:
        return all(token.word.stop for token in self._analyzer.tokens(text))


def _is_required(node: Node) -> bool:
    return isinstance(node, Without | DateClause)


def _combine(parts: Sequence[Node], join: type[AllOf] | type[AnyOf]) -> Node | None:
    """The parts as one node without duplicates; those of the same kind are flattened."""
    flat = flatten(parts, join)
    if len(flat) <= 1:
        return flat[0] if flat else None
    return join(flat)
