"""The orders that scores have no part in: by date, by title."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns, Mapped, Mask, Rows

# How many times as many releases as are likely needed are walked over, and then so many times more.
_AMPLE, _MORE = 2, 4
# Behind all days.
_NO_DAY = 2**31 - 1


class Orders:
    """Of one index; safe to share between threads."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        # All rows in an order, from when it is first walked: 4 bytes a release.
        self._orders: dict[Sort, Mapped] = {}

    def first(self, matched: Mask, total: int, sort: Sort, most: int) -> Rows:
        """The first `most` of the `total` releases that `matched`, in order.

        Where many match they are soon met on a walk over all releases; else those that match are sorted.
        """
        ahead = _AMPLE * most * len(matched) // max(1, total)
        while ahead < total:
            walked = self._all(sort)[:ahead].astype(np.int64)
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

    def _all(self, sort: Sort) -> Mapped:
        if sort not in self._orders:
            every = np.arange(len(self._columns))
            self._orders[sort] = np.argsort(self._keys(every, sort)).astype(np.int32)
        return self._orders[sort]

    def _keys(self, rows: Rows, sort: Sort) -> NDArray[np.int64]:
        """No two are equal: ties keep their usual order."""
        columns = self._columns
        keys = columns.rank[rows].astype(np.int64)
        if sort == "published":
            # What has no day comes last, in either order.
            days = columns.days[rows].astype(np.int64)
            keys += np.where(days, days, _NO_DAY) << 32
        elif sort == "title":
            keys += columns.title_rank[rows].astype(np.int64) << 32
        return keys
