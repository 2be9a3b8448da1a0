"""Compares patterns with words and with their lemmas, so that هجر* finds الهجرة too."""

import re

from indexer.arabic.layers import Layer
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold
from indexer.query.scope import Scope
from indexer.query.syntax import FuzzyWord, WildcardWord
from indexer.query.values import Fuzzy, Pattern, Prefix, Wildcard

# The least letters of a pattern that is compared with stems: every other stem has one given letter.
_LEAST_LETTERS = 2


def patterns_in_layers(node: WildcardWord | FuzzyWord, scope: Scope) -> tuple[Pattern, ...]:
    """The pattern in the spelling of each layer that it is compared in."""
    layers: tuple[Layer, ...] = ("exact",) if scope.layer == "exact" else ("exact", "stem")
    by_layer = (_pattern_in_layer(node, layer, scope.fields) for layer in layers)
    return tuple(pattern for pattern in by_layer if pattern)


def _pattern_in_layer(
    node: WildcardWord | FuzzyWord, layer: Layer, fields: tuple[str, ...]
) -> Pattern | None:
    """The pattern in the spelling of a layer; None if too few letters are left."""
    if isinstance(node, FuzzyWord):
        text = _without_article(fold(node.text), layer)
        return Fuzzy(text, node.distance, layer, fields) if text else None
    text = _without_article(
        "".join(_fold_part(part) for part in re.split("([*?])", node.text)), layer
    )
    if not text:
        return None
    head = text.removesuffix("*")
    if "*" in head or "?" in head:
        return Wildcard(text, layer, fields)
    return Prefix(head, layer, fields) if head else None


def _fold_part(part: str) -> str:
    return part if part in ("*", "?") else fold(part)


def _without_article(text: str, layer: Layer) -> str:
    """The pattern as it is compared in a layer: stems have no article. Empty if too few letters are
    left."""
    if layer == "exact":
        return text
    rest = text.removeprefix(ARTICLE)
    return rest if len(re.sub("[*?]", "", rest)) >= _LEAST_LETTERS else ""
