"""Work arrays as long as the collection, for each thread its own; results are never kept in them."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Rows

# A list that is so many times shorter than another is looked up in it; otherwise the longer one is marked.
_ROWS_LOOKED_UP = 16


class Scratch(threading.local):
    """Between uses ``marks`` are all False, while ``sums`` hold anything."""

    def __init__(self, size: int) -> None:
        self.marks = np.zeros(size, np.bool_)
        self.sums = np.zeros(size)

    def common(self, one: Rows, other: Rows) -> Rows:
        """The rows that are in both of two lists, which are in order."""
        few, many = (one, other) if len(one) < len(other) else (other, one)
        both: Rows = few[self.among(many, few)]
        return both

    def among(self, rows: Rows, wanted: Rows) -> NDArray[np.bool_]:
        """For each of the `wanted` rows whether it is one of `rows`; both are in order."""
        if not len(rows):
            return np.zeros(len(wanted), np.bool_)
        if len(wanted) * _ROWS_LOOKED_UP < len(rows):
            held: NDArray[np.bool_] = rows[places(rows, wanted)] == wanted
            return held
        self.marks[rows] = True
        held = self.marks[wanted]
        self.marks[rows] = False
        return held

    def union(self, lists: Sequence[Rows]) -> int:
        """How many different rows there are in the lists."""
        some = [rows for rows in lists if len(rows)]
        if len(some) < 2:
            return len(some[0]) if some else 0
        for rows in some:
            self.marks[rows] = True
        count = int(np.count_nonzero(self.marks))
        for rows in some:
            self.marks[rows] = False
        return count


def places(rows: Rows, wanted: Rows) -> NDArray[np.int64]:
    """The index of each of `wanted` in `rows` (in order, not empty); any index for one that is not there."""
    return np.minimum(np.searchsorted(rows, wanted), len(rows) - 1)
