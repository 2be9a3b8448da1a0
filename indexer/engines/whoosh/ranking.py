"""The order of matches, and no more of it than is asked for."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns, Floats, Rows


def best(columns: Columns, rows: Rows, scores: Floats, most: int) -> NDArray[np.int64]:
    """Indexes into `rows` of the `most` with the highest scores, those first."""
    chosen = np.arange(len(rows))
    if most < len(rows):
        # With all that tie with the last one.
        chosen = np.flatnonzero(scores >= np.partition(scores, -most)[-most])
    order = np.lexsort((columns.rank[rows[chosen]], -scores[chosen]))
    return chosen[order][:most]


def first(columns: Columns, rows: Rows, sort: Sort, most: int) -> NDArray[np.int64]:
    """Indexes into `rows` of the first `most` in an order that scores have no part in."""
    key = columns.rank[rows].astype(np.int64)
    if sort == "published":
        # No date is the oldest, so it comes first here; ties keep their usual order.
        key += columns.published[rows].astype(np.int64) << 32
    elif sort == "title":
        key += columns.title_rank[rows].astype(np.int64) << 32
    if most < len(rows):
        chosen = np.argpartition(key, most)[:most]
        return chosen[np.argsort(key[chosen])]
    return np.argsort(key)
