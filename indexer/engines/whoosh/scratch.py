"""Arrays as long as the collection that each thread keeps for computing, never for keeping results."""

import threading
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Rows

# Where one list is this much shorter than the other it is looked up there, else both are marked.
_LOOKED_UP = 16


class Scratch(threading.local):
    """``marks`` are all False between uses; what is in ``sums`` means nothing between uses."""

    def __init__(self, size: int) -> None:
        self.marks = np.zeros(size, np.bool_)
        self.sums = np.zeros(size)

    def common(self, one: Rows, other: Rows) -> Rows:
        """What is in both of two lists of rows in order."""
        few, many = (one, other) if len(one) < len(other) else (other, one)
        if len(few) * _LOOKED_UP < len(many):
            found: Rows = few[many[places(many, few)] == few]
            return found
        self.marks[many] = True
        both: Rows = few[self.marks[few]]
        self.marks[many] = False
        return both

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
    """For each of the `wanted` where it is in `rows`, which are not none; anywhere if it is not."""
    return np.minimum(np.searchsorted(rows, wanted), len(rows) - 1)
