"""Whoosh as it comes over the terms that Kashaf stores: what its own codec, matchers and highlighter cost."""

from collections.abc import Iterator
from typing import Any

from whoosh.analysis import Analyzer, Token

from benchmarks.peers.queries import KINDS
from benchmarks.peers.stock import TEXTS, Stock
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import LAYERS, Layer


class OfLayer(Analyzer):  # type: ignore[misc] # Whoosh has no types
    """The terms of one layer in the way that Whoosh asks for them; it is pickled with the schema."""

    def __init__(self, layer: Layer) -> None:
        self._layer = layer

    def __call__(self, value: str, **asked: Any) -> Iterator[Any]:
        token = Token(**asked)
        token.boost, token.stopped = 1.0, False
        for found in standard().tokens(value):
            if not found.word.stop or self._layer == "exact":
                token.text, token.pos = found.word.term(self._layer), found.position
                token.startchar, token.endchar = found.start, found.end
                yield token


class SameTerms(Stock):
    """All three layers are indexed, the stems are searched."""

    name = "whoosh-same-terms"
    searched = tuple(f"stem_{name}" for name in TEXTS)
    # Letters of a pattern are not those of stems; `Stock` is asked for those.
    unable = frozenset(kind for kind in KINDS if kind.startswith(("prefix", "wildcard", "fuzzy")))

    def texts(self) -> dict[str, Any]:
        from whoosh import fields

        layers = {
            f"{layer}_{name}": fields.TEXT(OfLayer(layer)) for layer in LAYERS for name in TEXTS
        }
        return {**layers, **{name: fields.STORED() for name in TEXTS}}

    def indexed(self, row: dict[str, Any]) -> dict[str, str]:
        layers = {f"{layer}_{name}": row[name] for layer in LAYERS for name in TEXTS}
        return {**super().indexed(row), **layers}
