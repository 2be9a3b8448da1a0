"""What is known of every release of a generation, as arrays over the live releases.

Deleted releases are left out here once, so that everything above counts live ones only. The number
of a release in these arrays is its `row`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh import layout
from indexer.schema import TEXT_FIELDS

Rows = NDArray[np.int32]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Columns:
    """Arrays over live releases.

    ``docnums[row]`` is Whoosh's number of the release, ``rows[docnum]`` the way back (-1 where it is
    deleted). ``published`` is the day's ordinal, 0 for none. ``norms[field]`` is BM25's length
    normalisation, 1 - b + b * length / mean length.
    """

    docnums: Rows
    rows: Rows
    ids: Sequence[str]
    published: NDArray[np.int32]
    norms: dict[str, Floats]
    _title_keys: Callable[[], Sequence[bytes]]

    def __len__(self) -> int:
        return len(self.docnums)

    def published_within(self, first: date | None, last: date | None) -> Mask:
        """The releases with a publication date from `first` to `last`; None is no bound."""
        low = first.toordinal() if first else 1
        mask: Mask = self.published >= low
        return mask & (self.published <= last.toordinal()) if last else mask

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {release_id: row for row, release_id in enumerate(self.ids)}

    @cached_property
    def rank(self) -> NDArray[np.int32]:
        """The order of ties: newer publication first, then smaller id. ``rank[row]`` from 0."""
        return _rank(sorted(range(len(self)), key=lambda r: (-self.published[r], self.ids[r])))

    @cached_property
    def title_rank(self) -> NDArray[np.int32]:
        """Equal titles have equal rank, so that `rank` decides between them."""
        keys = self._title_keys()
        number = {key: n for n, key in enumerate(sorted(set(keys)))}
        return np.fromiter((number[key] for key in keys), np.int32, len(self))


def _rank(order: Sequence[int]) -> NDArray[np.int32]:
    rank = np.empty(len(order), np.int32)
    rank[np.asarray(order, np.int64)] = np.arange(len(order), dtype=np.int32)
    return rank


def values_of(reader: IndexReader, column: str) -> list[Any]:
    """A column's value for each of Whoosh's document numbers, deleted ones included."""
    values: list[Any] = []
    if reader.doc_count_all():  # Whoosh's reader of an empty index has no leaves to ask
        for leaf, _ in reader.leaf_readers():
            values.extend(leaf.column_reader(column))
    return values


def load(reader: IndexReader) -> Columns:
    """Read the columns of all segments."""
    live = np.fromiter((not reader.is_deleted(n) for n in range(reader.doc_count_all())), np.bool_)
    docnums = np.flatnonzero(live).astype(np.int32)
    rows = np.where(live, np.cumsum(live) - 1, -1).astype(np.int32)

    def column(name: str) -> list[Any]:
        values = values_of(reader, name)
        return [values[n] for n in docnums]

    norms = {}
    for field in TEXT_FIELDS:
        lengths = np.asarray(column(layout.length_column(field.name)), np.float64)
        mean = lengths.mean() if len(lengths) else 0.0
        norms[field.name] = 1 - field.b + field.b * lengths / (mean or 1.0)
    return Columns(
        docnums,
        rows,
        [value.decode() for value in column(layout.ID_COLUMN)],
        np.asarray(column(layout.PUBLISHED), np.int32),
        norms,
        lambda: column(layout.TITLE_KEY),
    )
