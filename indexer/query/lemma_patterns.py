"""Patterns of words, and of their lemmas: هجر* finds الهجرة too."""

import re

from indexer.arabic.layers import Layer
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.query.scope import Scope
from indexer.query.syntax import FuzzyWord, WildcardWord
from indexer.query.values import Fuzzy, Pattern, Prefix, Wildcard

# Letters that a pattern needs to be matched against stems.
_LEAST_LETTERS = 2


def in_layers(node: WildcardWord | FuzzyWord, scope: Scope) -> tuple[Pattern, ...]:
    """The pattern in the spelling of each layer that it is compared in."""
    layers: tuple[Layer, ...] = ("exact",) if scope.layer == "exact" else ("exact", "stem")
    by_layer = (_pattern_in_layer(node, layer, scope.fields) for layer in layers)
    return tuple(pattern for pattern in by_layer if pattern)


def _pattern_in_layer(
    node: WildcardWord | FuzzyWord, layer: Layer, fields: tuple[str, ...]
) -> Pattern | None:
    """The pattern in the spelling of a layer; None if too few letters are left."""
    if isinstance(node, FuzzyWord):
        text = _in_layer(fold(node.text), layer)
        return Fuzzy(text, node.distance, layer, fields) if text else None
    text = _in_layer("".join(_folded(part) for part in re.split("([*?])", node.text)), layer)
    if not text:
        return None
    head = text.removesuffix("*")
    if "*" in head or "?" in head:
        return Wildcard(text, layer, fields)
    return Prefix(head, layer, fields) if head else None


def _folded(part: str) -> str:
    return part if part in ("*", "?") else fold(part)


def _in_layer(text: str, layer: Layer) -> str:
    """The pattern without the article, which stems do not have; empty if one letter is left, which
    is in every other stem."""
    if layer == "exact":
        return text
    rest = text.removeprefix(ARTICLE)
    return rest if len(re.sub("[*?]", "", rest)) >= _LEAST_LETTERS else ""
