"""The order of matches, and no more of it than is asked for."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns, Floats, Rows


def first(
    columns: Columns, rows: Rows, scores: Floats, sort: Sort, start: int, size: int
) -> NDArray[np.int64]:
    """Indexes into `rows` of matches `start` to ``start + size`` in the order of `sort`."""
    most = start + size
    if sort == "relevance":
        # Smallest first, so that all sorts are alike.
        return _relevance(columns, rows, -scores, most)[start:]
    key = columns.rank[rows].astype(np.int64)
    if sort == "published":
        # No date is the oldest, so it comes first here; ties keep their usual order.
        key += columns.published[rows].astype(np.int64) << 32
    elif sort == "title":
        key += columns.title_rank[rows].astype(np.int64) << 32
    if most < len(rows):
        chosen = np.argpartition(key, most)[:most]
        return chosen[np.argsort(key[chosen])][start:]
    return np.argsort(key)[start:]


def _relevance(columns: Columns, rows: Rows, key: Floats, most: int) -> NDArray[np.int64]:
    chosen = np.arange(len(rows))
    if most < len(rows):
        # With all that tie with the last one.
        chosen = np.flatnonzero(key <= np.partition(key, most)[most])
    order = np.lexsort((columns.rank[rows[chosen]], key[chosen]))
    return chosen[order][:most]
