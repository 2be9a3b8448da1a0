"""The order of matches, and no more of it than is asked for."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines import bm25
from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns, Floats, Rows

# Of so many scores for each that is wanted a part is looked at first, and that is every eighth.
_MANY, _STEP = 64, 8
# Scores that differ by less may be equal once they are rounded.
ROUNDED = 2 * 10.0**-bm25.DECIMALS


def rounded(scores: Floats) -> Floats:
    """As they are compared and shown: so that ties are ties."""
    return np.round(scores, bm25.DECIMALS)


def least(scores: Floats, most: int) -> float:
    """The last of the `most` highest of more scores."""
    if len(scores) > _MANY * most:
        # As many of a part are no higher than those of all.
        scores = scores[scores >= least(scores[::_STEP], most)]
    return float(np.partition(scores, -most)[-most])


def highest(scores: Floats, most: int, below: float) -> NDArray[np.int64]:
    """Indexes of the `most` highest scores, fewer than all, and of those at most so much `below`; in order."""
    some = np.arange(len(scores))
    if len(scores) > _MANY * most:
        some = np.flatnonzero(scores >= least(scores[::_STEP], most) - below)
    chosen = scores[some]
    last = np.partition(chosen, -most)[-most]
    found: NDArray[np.int64] = some[chosen >= last - below]
    return found


def best(columns: Columns, rows: Rows, scores: Floats, most: int) -> NDArray[np.int64]:
    """Indexes into `rows` of the `most` with the highest scores, those first."""
    chosen = np.arange(len(rows))
    if most < len(rows):
        # With all that may tie with the last one.
        chosen = highest(scores, most, ROUNDED)
    order = np.lexsort((columns.rank[rows[chosen]], -rounded(scores[chosen])))
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
