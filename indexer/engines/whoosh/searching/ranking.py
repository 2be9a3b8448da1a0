"""Selects and orders the highest scores, and sorts no more of them than needed."""

import numpy as np
from numpy.typing import NDArray

from indexer.engines import bm25
from indexer.engines.whoosh.columns import Columns, Floats, Rows

# Above 64 scores per wanted one, estimate the threshold from every eighth score first.
_MANY, _STEP = 64, 8
# Scores that differ by less may be equal once they are rounded.
ROUNDED = 2 * 10.0**-bm25.DECIMALS


def round_scores(scores: Floats) -> Floats:
    """Scores as they are compared and shown, so that ties are ties."""
    return scores.round(bm25.DECIMALS)


def nth_highest(scores: Floats, most: int) -> float:
    """The `most`-th highest of more scores."""
    if len(scores) > _MANY * most:
        # The n-th highest of a part is not higher than that of the whole.
        scores = scores[scores >= nth_highest(scores[::_STEP], most)]
    return float(np.partition(scores, -most)[-most])


def indexes_of_highest(scores: Floats, most: int, below: float) -> NDArray[np.int64]:
    """Indexes of the `most` highest scores (fewer than all) and of those at most `below` lower; in
    order."""
    return np.flatnonzero(scores >= nth_highest(scores, most) - below)


def top_indexes(columns: Columns, rows: Rows, scores: Floats, most: int) -> NDArray[np.int64]:
    """Indexes into `rows` of the `most` with the highest scores, highest first."""
    # Includes all that may tie with the last one.
    chosen = indexes_of_highest(scores, most, ROUNDED) if most < len(rows) else np.arange(len(rows))
    order = np.lexsort((columns.rank[rows[chosen]], -round_scores(scores[chosen])))
    return chosen[order][:most]
