"""BM25F (Robertson, Zaragoza and Taylor, 2004) over the postings of several fields.

Frequencies are normalised by field length and summed with the fields' weights before saturation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np

from indexer.engines import bm25
from indexer.engines.whoosh.columns import Floats, Rows
from indexer.engines.whoosh.postings import Postings
from indexer.engines.whoosh.sparse_sum import sparse_sum
from indexer.engines.whoosh.work_arrays import insertion_indexes

# Where at least one release in this many has a score, a dense array is used, which needs no lookup.
_DENSE = 4


@dataclass(frozen=True, slots=True)
class Scores:
    """``scores`` of the sorted ``rows``; if they are many, ``everywhere`` is a dense array of the
    scores of all rows instead, 0 for rows without."""

    rows: Rows
    scores: Floats
    everywhere: Floats | None = None

    @classmethod
    def from_rows(cls, rows: Rows, scores: Floats, releases: int) -> Self:
        if len(rows) * _DENSE < releases:
            return cls(rows, scores)
        everywhere = np.zeros(releases)
        everywhere[rows] = scores
        return cls(rows[:0], scores[:0], everywhere)

    @property
    def nbytes(self) -> int:
        arrays = (self.rows, self.scores, self.everywhere)
        return sum(array.nbytes for array in arrays if array is not None)

    def lookup(self, wanted: Rows) -> Floats:
        """The scores of some rows, 0 for rows without."""
        if self.everywhere is not None:
            return self.everywhere[wanted]
        if not len(self.rows):
            return np.zeros(len(wanted))
        at = insertion_indexes(self.rows, wanted)
        return np.where(self.rows[at] == wanted, self.scores[at], 0.0)


def score_all(
    postings_by_field: Mapping[str, Postings], weights: Mapping[str, Floats], releases: int
) -> Scores:
    """The scores of all releases with postings in any field."""
    parts = [
        (postings.rows, postings.frequencies * weights[field][postings.rows])
        for field, postings in postings_by_field.items()
        if len(postings.rows)
    ]
    rows, weighted = sparse_sum(parts)
    return Scores(rows, _saturate(weighted, bm25.idf(len(rows), releases)))


def score_rows(
    wanted: Rows,
    postings_by_field: Mapping[str, Postings],
    weights: Mapping[str, Floats],
    idf: float,
) -> Floats:
    """The scores of the `wanted` rows only, 0 for rows without."""
    weighted = np.zeros(len(wanted))
    for field, postings in postings_by_field.items():
        if len(postings.rows):
            at = insertion_indexes(postings.rows, wanted)
            present = np.flatnonzero(postings.rows[at] == wanted)
            weighted[present] += postings.frequencies[at[present]] * weights[field][wanted[present]]
    return _saturate(weighted, idf)


def max_score(idf: float) -> float:
    """The least upper bound of a term's score."""
    return idf * (bm25.K1 + 1)


def _saturate(weighted: Floats, factor: float) -> Floats:
    return weighted / (weighted + bm25.K1) * max_score(factor)
