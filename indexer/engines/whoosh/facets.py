"""Facet values of every release, for filters and counts."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.normalizer import fold
from indexer.engines.protocol import FacetCount
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Mask
from indexer.engines.whoosh.postings import PostingsReader

# Values listed of one facet: more than a reader looks through, fewer than bloat an answer.
LISTED_VALUES = 100


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """``rows[i]`` has the value ``values[ordinals[i]]``; a release may have several."""

    values: Sequence[str]
    folded: Sequence[str]
    rows: NDArray[np.int32]
    ordinals: NDArray[np.int32]

    def mask(self, wanted: Sequence[str], size: int) -> Mask:
        """Which of `size` releases have any of the `wanted` values, compared folded."""
        keys = {fold(value) for value in wanted}
        chosen = np.fromiter((value in keys for value in self.folded), np.bool_, len(self.folded))
        mask = np.zeros(size, np.bool_)
        mask[self.rows[chosen[self.ordinals]]] = True
        return mask

    def counts(self, mask: Mask) -> list[FacetCount]:
        """The most frequent values among the releases of `mask`; ties by value."""
        hits = np.bincount(self.ordinals[mask[self.rows]], minlength=len(self.values))
        found = [
            FacetCount(value, int(hit)) for value, hit in zip(self.values, hits, strict=True) if hit
        ]
        return sorted(found, key=lambda f: (-f.count, f.value))[:LISTED_VALUES]


class Facets:
    """The facet columns of one index, each read when it is first needed."""

    def __init__(self, postings: PostingsReader) -> None:
        self._postings = postings
        self._columns: dict[str, FacetColumn] = {}
        self._lock = threading.Lock()

    def column(self, facet: str) -> FacetColumn:
        with self._lock:
            if facet not in self._columns:
                self._columns[facet] = self._read(layout.facet_field(facet))
            return self._columns[facet]

    def _read(self, field: str) -> FacetColumn:
        values: list[str] = []
        rows, ordinals = [], []
        for value in self._postings.terms(field):
            found = self._postings.postings(field, value).rows
            if len(found):
                rows.append(found)
                ordinals.append(np.full(len(found), len(values), np.int32))
                values.append(value)
        none = np.zeros(0, np.int32)
        return FacetColumn(
            values,
            [fold(value) for value in values],
            np.concatenate(rows) if rows else none,
            np.concatenate(ordinals) if ordinals else none,
        )
