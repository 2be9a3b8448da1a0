"""Orders that do not depend on scores: by date, by title."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns, Mapped, Mask, Rows

# How far ahead the walk over all releases goes, relative to the expected need; and the growth
# factor.
_AMPLE, _MORE = 2, 4
# After all days.
_NO_DAY = 2**31 - 1


class SortOrders:
    """For one index; safe to share between threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        # All rows in a sort order, cached from first use: 4 bytes a release.
        self._orders: dict[Sort, Mapped] = {}

    def top(self, matched: Mask, total: int, sort: Sort, most: int) -> Rows:
        """The first `most` of the `total` releases that `matched`, in order.

        If many match, a walk over all releases in order soon finds enough; otherwise the matching
        ones are sorted.
        """
        ahead = _AMPLE * most * len(matched) // max(1, total)
        while ahead < total:
            walked = self._all_rows(sort)[:ahead].astype(np.int64)
            rows = walked[matched[walked]]
            if len(rows) >= most:
                return rows[:most]
            ahead *= _MORE
        rows = np.flatnonzero(matched)
        keys = self._keys(rows, sort)
        if most < total:
            chosen = np.argpartition(keys, most)[:most]
            rows, keys = rows[chosen], keys[chosen]
        return rows[np.argsort(keys)]

    def _all_rows(self, sort: Sort) -> Mapped:
        if sort not in self._orders:
            every = np.arange(len(self._columns))
            self._orders[sort] = np.argsort(self._keys(every, sort)).astype(np.int32)
        return self._orders[sort]

    def _keys(self, rows: Rows, sort: Sort) -> NDArray[np.int64]:
        """Unique sort keys: ties are in the default order."""
        columns = self._columns
        keys = columns.rank[rows].astype(np.int64)
        if sort == "published":
            # Releases without a day come last in either order.
            days = columns.days[rows].astype(np.int64)
            keys += np.where(days, days, _NO_DAY) << 32
        elif sort == "title":
            keys += columns.title_rank[rows].astype(np.int64) << 32
        return keys
