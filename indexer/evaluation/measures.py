"""Measures of a ranking at cut-off 10.

The reciprocal rank of the first relevant release (its mean is the MRR), normalised discounted
cumulative gain with graded judgements (nDCG; Järvelin and Kekäläinen, 2002), and the share of
relevant releases found (recall).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

CUT = 10


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over queries, each from 0 to 1."""

    queries: int
    mrr: float
    ndcg: float
    recall: float

    def as_json(self) -> dict[str, float | int]:
        return {
            "queries": self.queries,
            f"mrr@{CUT}": round(self.mrr, 4),
            f"ndcg@{CUT}": round(self.ndcg, 4),
            f"recall@{CUT}": round(self.recall, 4),
        }


def judge(ranked: Sequence[str], grades: Mapping[str, int]) -> tuple[float, float, float]:
    """Reciprocal rank, nDCG and recall of one ranking."""
    gains = [grades.get(release, 0) for release in ranked[:CUT]]
    reciprocal = next((1 / (rank + 1) for rank, gain in enumerate(gains) if gain > 0), 0.0)
    best = _discounted_gain(sorted(grades.values(), reverse=True)[:CUT])
    relevant = sum(grade > 0 for grade in grades.values())
    return (
        reciprocal,
        _discounted_gain(gains) / best if best else 0.0,
        sum(gain > 0 for gain in gains) / relevant if relevant else 0.0,
    )


def _discounted_gain(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))
