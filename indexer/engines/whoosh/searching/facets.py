"""Facet values of every release, for filters and counts."""

import threading
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from indexer import limits
from indexer.cache import ByteCache
from indexer.engines import facet_choice
from indexer.engines.protocol import FacetCount
from indexer.engines.whoosh.columns import Columns, Mapped, Mask, Rows

# Bytes of cached filter masks.
_CACHE_BYTES = 8_000_000


class FacetColumn:
    """``rows[i]``, sorted, has the value ``values[numbers[i]]``; a release may have several
    values."""

    def __init__(self, values: Sequence[str], rows: Mapped, numbers: Mapped) -> None:
        self._values = values
        self._rows = rows
        self._numbers = numbers

    @cached_property
    def _foldings(self) -> Mapping[str, str]:
        return facet_choice.foldings(self._values)

    @cached_property
    def _number_of(self) -> Mapping[str, int]:
        return {value: number for number, value in enumerate(self._values)}

    @cached_property
    def _is_single_valued(self) -> bool:
        """Whether every release up to the last has exactly one value, as is usual."""
        return np.array_equal(self._rows, np.arange(len(self._rows)))

    def mask(self, wanted: frozenset[str], size: int) -> Mask:
        """Which of `size` releases have any of the `wanted` values, see `facet_choice`."""
        chosen = facet_choice.matching_values(wanted, self._foldings)
        numbers = np.fromiter((value in chosen for value in self._values), np.bool_)
        mask = np.zeros(size, np.bool_)
        mask[self._rows[numbers[self._numbers]]] = True
        return mask

    def counts(self, mask: Mask, rows: Rows, wanted: Sequence[str] = ()) -> list[FacetCount]:
        """The values among the releases of `mask`, given also as `rows`, as `Matches` lists them;
        `wanted` are the chosen ones."""
        if self._is_single_valued:
            matched = rows[: np.searchsorted(rows, len(self._rows))]
        else:
            matched = np.flatnonzero(mask[self._rows])
        hits = np.bincount(self._numbers[matched], minlength=len(self._values))
        some = hits.nonzero()[0]
        # Values are numbered in order.
        most = some[np.argsort(-hits[some], kind="stable")][: limits.MAX_FACET_VALUES]
        values = self._values
        counts = [
            FacetCount(values[n], count)
            for n, count in zip(most.tolist(), hits[most].tolist(), strict=True)
        ]
        if not wanted:
            return counts
        chosen = facet_choice.matching_values(wanted, self._foldings)
        found = {value: int(hits[self._number_of[value]]) for value in chosen}
        return [*counts, *facet_choice.unlisted(counts, found, wanted)]


class Facets:
    """The facet columns of one generation, each opened on first use."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._facets: dict[str, FacetColumn] = {}
        self._lock = threading.Lock()
        self._masks: ByteCache[Mask] = ByteCache(lambda mask: mask.nbytes, _CACHE_BYTES)

    def column(self, facet: str) -> FacetColumn:
        with self._lock:
            if facet not in self._facets:
                self._facets[facet] = FacetColumn(*self._columns.facet_arrays(facet))
            return self._facets[facet]

    def mask(self, facet: str, wanted: Sequence[str]) -> Mask:
        """The releases with any of the `wanted` values, see `facet_choice`."""
        keys = frozenset(wanted)
        column = self.column(facet)
        return self._masks.get_or_make((facet, keys), lambda: column.mask(keys, len(self._columns)))
