"""Sums of sparse vectors: sorted rows and their values."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.columns import Rows
from indexer.engines.whoosh.work_arrays import insertion_indexes

Values: TypeAlias = NDArray[Any]


def sparse_sum(parts: Sequence[tuple[Rows, Values]]) -> tuple[Rows, Values]:
    """The sum of the values of each row in any of the parts; rows are sorted, in `parts` too."""
    if not parts:
        return np.zeros(0, np.int64), np.zeros(0)
    (rows, sums), *others = sorted(parts, key=lambda part: -len(part[0]))
    if others:
        sums = sums.copy()
    left = []
    for other_rows, values in others:
        at = insertion_indexes(rows, other_rows)
        shared = rows[at] == other_rows
        sums[at[shared]] += values[shared]
        if not shared.all():
            left.append((other_rows[~shared], values[~shared]))
    if not left:
        return rows, sums
    other_rows, values = sparse_sum(left)
    both = np.concatenate([rows, other_rows])
    order = np.argsort(both, kind="stable")
    return both[order], np.concatenate([sums, values])[order]
