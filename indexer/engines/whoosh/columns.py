"""Data of all releases of a generation, as arrays over the live releases.

Deleted releases are left out here, so that all code above deals with live ones only. The index of a
release in these arrays is its `row`. They are computed when a generation is made and stored in one
memory-mapped file, so that opening it reads next to nothing.
"""

import json
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.cache import ByteCache
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import string_table
from indexer.engines.whoosh.codec.sections import Array, Sections, map_file
from indexer.releases.schema import TEXT_FIELDS

# The type of numpy's own indexes: indexing with narrower numbers takes twice as long.
Rows = NDArray[np.int64]
Mapped = NDArray[np.int32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]

# Caches of arrays over releases have their base size up to `_BASE_RELEASES` releases; beyond that
# they grow with the collection, up to `_MAX_GROWTH` times the size. So the words of some hundred
# queries stay cached in a collection of 100,000, with 384 MB per process at most.
_BASE_RELEASES, _MAX_GROWTH = 33_000, 3

# Ids of rows that are cached, some 3 MB.
_MAX_CACHED_IDS = 8_192
# What the cache of the rows by id counts for one, mostly a constant per entry: as many fit.
_ROW_BYTES = 1_200

FILE = "releases.arrays"


def cache_bytes(base: int, releases: int) -> int:
    """The size of a cache of arrays over `releases` rows, which has the size `base` for few."""
    return int(base * min(_MAX_GROWTH, max(1.0, releases / _BASE_RELEASES)))


class Columns:
    """Arrays over live releases; safe to share between threads.

    ``docnums[row]`` is Whoosh's number of the release, ``rows[docnum]`` the inverse (-1 for a
    deleted one). ``days`` are the ordinals of `Release.day`, 0 for none. ``rank`` is the order of
    ties: newer days first, then smaller id. Equal titles have equal ``title_rank``.
    """

    def __init__(self, folder: Path) -> None:
        self._sections = Sections(map_file(folder / FILE))
        self.docnums: Mapped = self._sections.array("docnums")
        self.rows: Mapped = self._sections.array("rows")
        self.days: Mapped = self._sections.array("days")
        self.rank: Mapped = self._sections.array("rank")
        self.title_rank: Mapped = self._sections.array("title_rank")
        self._ids = string_table.read(self._sections, "ids")
        self._by_id: Array = self._sections.array("by_id")
        self.id_of = lru_cache(_MAX_CACHED_IDS)(self._read_id)
        # Releases that were found are read by their ids next.
        self._rows_by_id: ByteCache[int] = ByteCache(lambda _: 0, _MAX_CACHED_IDS * _ROW_BYTES)

    def __len__(self) -> int:
        return len(self.docnums)

    @cached_property
    def weights(self) -> dict[str, Floats]:
        """By field, the weight of one occurrence in each release: the field's weight over BM25's
        length normalisation, 1 - b + b * length / mean length."""
        weights = {}
        for field in TEXT_FIELDS:
            lengths = self._sections.array(layout.length_column(field.name)).astype(np.float64)
            mean = (lengths.mean() if len(lengths) else 0.0) or 1.0
            weights[field.name] = field.weight / (1 - field.b + field.b * lengths / mean)
        return weights

    @property
    def has_deletions(self) -> bool:
        return len(self.rows) != len(self.docnums)

    def _read_id(self, row: int) -> str:
        release_id = self._ids[row]
        self._rows_by_id.put(release_id, row)
        return release_id

    def row_of(self, release_id: str) -> int | None:
        row = self._rows_by_id.get(release_id)
        return self._find_row(release_id) if row is None else row

    def _find_row(self, release_id: str) -> int | None:
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self._ids[int(self._by_id[middle])] < release_id:
                low = middle + 1
            else:
                high = middle
        row = int(self._by_id[low]) if low < len(self) else -1
        return row if row >= 0 and self._ids[row] == release_id else None

    def all_ids(self) -> list[str]:
        """The ids of all rows; much faster than one by one."""
        return self._ids.to_list()

    def date_mask(self, first: date | None, last: date | None) -> Mask:
        """The releases with a day from `first` to `last`; None means no bound."""
        low = first.toordinal() if first else 1
        mask: Mask = self.days >= low
        return mask & (self.days <= last.toordinal()) if last else mask

    def facet_arrays(self, name: str) -> tuple[Sequence[str], Mapped, Mapped]:
        """The values of a facet; rows, and for each of them the number of one of its values."""
        values: list[str] = json.loads(bytes(self._sections.blob(f"{name}.values")))
        return values, self._sections.array(f"{name}.rows"), self._sections.array(f"{name}.numbers")
