"""From what was written to what is meant: which words count, and how clauses side by side are joined.

Stop words are left out where other words stand beside them. `Juxtaposed` is resolved: every clause, or any
of them; what excludes and what names a date holds in either case.
"""

from collections.abc import Sequence

from indexer.arabic.analyzer import Analyzer, Token
from indexer.query.syntax import (
    NOTHING,
    All,
    Any,
    DateClause,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Quoted,
    Text,
    Without,
)
from indexer.query.values import Matching, flattened


class Meaning:
    """``node`` has no `Juxtaposed` but for `NOTHING`; ``dropped`` are the stop words that were left out."""

    def __init__(self, analyzer: Analyzer, node: Node, match: Matching) -> None:
        self._analyzer = analyzer
        self._match = match
        self.dropped: list[str] = []
        whole = node if isinstance(node, Juxtaposed) else Juxtaposed((node,))
        self.node = self._resolved(whole, keep=True) or NOTHING

    def _resolved(self, node: Node, *, keep: bool) -> Node | None:
        """The node as it is meant; None where it holds nothing but stop words, unless `keep`."""
        match node:
            case Text(text):
                return node if keep or not self._stop(text) else None
            case Juxtaposed(parts):
                return self._loose(parts, keep=keep)
            case All(parts):
                return _joined(self._parts(parts, keep=keep), All)
            case Any(parts):
                return _joined(self._parts(parts, keep=keep), Any)
            case Without(part):
                return Without(self._resolved(part, keep=True) or part)
            case InField(label, part):
                return InField(label, self._resolved(part, keep=True) or part)
            case InLayer(sign, part):
                return InLayer(sign, self._resolved(part, keep=True) or part)
            case _:
                return node

    def _parts(self, parts: Sequence[Node], *, keep: bool) -> list[Node]:
        """The parts that count; all of them where none would and some must."""
        known = len(self.dropped)
        found = [(part, self._resolved(part, keep=False)) for part in parts]
        if keep and all(resolved is None for _, resolved in found):
            del self.dropped[known:]
            return [part for each in parts if (part := self._resolved(each, keep=True))]
        self.dropped += [
            part.text for part, resolved in found if not resolved and isinstance(part, Text)
        ]
        return [resolved for _, resolved in found if resolved]

    def _loose(self, parts: Sequence[Node], *, keep: bool) -> Node | None:
        found = self._parts(parts, keep=keep)
        if self._match == "all":
            return _joined(found, All)
        held = [part for part in found if _always_holds(part)]
        any_of = [self._words_too(part) for part in found if not _always_holds(part)]
        chosen = _joined(any_of, Any)
        return _joined([*([chosen] if chosen else []), *held], All)

    def _words_too(self, node: Node) -> Node:
        """Where any word will do, so will the words of a phrase; the phrase itself then only adds score."""
        if not isinstance(node, Quoted):
            return node
        tokens = self._analyzer.tokens(node.text)
        words = [self._word(token) for token in tokens]
        return Any((*(word for word in words if word), node))

    def _word(self, token: Token) -> Node | None:
        if token.word.stop:
            self.dropped.append(token.surface)
            return None
        return Text(token.surface)

    def _stop(self, text: str) -> bool:
        return all(token.word.stop for token in self._analyzer.tokens(text))


def _always_holds(node: Node) -> bool:
    return isinstance(node, Without | DateClause)


def _joined(parts: Sequence[Node], join: type[All] | type[Any]) -> Node | None:
    """The parts as one node, each once, nodes of the same kind flattened."""
    flat = flattened(parts, join)
    if len(flat) <= 1:
        return flat[0] if flat else None
    return join(flat)
