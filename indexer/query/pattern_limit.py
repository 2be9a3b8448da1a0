"""Leaves out the patterns of a query beyond a limit, as each is compared with the vocabulary."""

from collections.abc import Callable
from dataclasses import replace

from indexer.arabic.layers import Layer
from indexer.query import lemma_patterns, limits
from indexer.query.scope import Scope
from indexer.query.syntax import (
    EMPTY_NODE,
    AllOf,
    AnyOf,
    FuzzyWord,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    WildcardWord,
    Without,
)
from indexer.query.unparser import unparse
from indexer.query.values import Pattern
from indexer.search_warnings import Warn


def limit_patterns(node: Node, layer: Layer, warn: Callable[[Warn], None]) -> Node:
    """`node` without the patterns beyond `limits.MAX_PATTERNS`, as if they had not been typed.

    Warns of each. A word with several patterns, one for each layer that it is compared in, stays
    with all of them or goes.
    """
    return _Limiter(warn).without_excess(node, Scope(layer)) or EMPTY_NODE


class _Limiter:
    def __init__(self, warn: Callable[[Warn], None]) -> None:
        self._warn = warn
        # Excluded patterns are expanded apart.
        self._seen: set[tuple[Pattern, bool]] = set()

    def without_excess(self, node: Node, scope: Scope) -> Node | None:
        """What is left of `node`; None if that is nothing."""
        match node:
            case WildcardWord() | FuzzyWord():
                return node if self._has_room(node, scope) else None
            case Juxtaposed(parts) | AllOf(parts) | AnyOf(parts):
                left = tuple(
                    rest for part in parts if (rest := self.without_excess(part, scope)) is not None
                )
                # With fewer conditions an exclusion would leave out more than was meant.
                is_wider = scope.excluded and not isinstance(node, AnyOf) and len(left) < len(parts)
                return type(node)(left) if left and not is_wider else None
            case Without(part) | InField(_, part) | InLayer(_, part):
                rest = self.without_excess(part, scope.inside(node))
                return replace(node, part=rest) if rest else None
            case _:
                return node

    def _has_room(self, node: WildcardWord | FuzzyWord, scope: Scope) -> bool:
        patterns = {
            (each, scope.excluded) for each in lemma_patterns.patterns_in_layers(node, scope)
        }
        has_room = len(self._seen | patterns) <= limits.MAX_PATTERNS
        if has_room:
            self._seen |= patterns
        else:
            self._warn(Warn("too_many_patterns", unparse(node)))
        return has_room
