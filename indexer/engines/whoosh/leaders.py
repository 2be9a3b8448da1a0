"""Champion lists (Manning, Raghavan and Schütze, 2008, 7.1.3): the releases in which something scores most.

What is ranked by one score alone needs no other releases, as long as no other can be among the first:
unlike the lists in the book these say what the others score at most, so nothing is lost.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from indexer.engines.whoosh import ranking
from indexer.engines.whoosh.bm25f import Scored
from indexer.engines.whoosh.columns import Floats, Mask, Rows

# So many releases are kept of a word: for some hundred pages, or the first of them where few of these match.
_MOST = 2_048
# Of these so many for each that is wanted are looked at first, and then so many times more.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Leaders:
    """``rows`` with their ``scores``, the highest first; no other release scores more than ``others``."""

    rows: Rows
    scores: Floats
    others: float

    @classmethod
    def of(cls, scored: Scored) -> Self:
        everywhere = scored.everywhere
        scores = scored.scores if everywhere is None else everywhere
        chosen = np.arange(len(scores))
        if len(scores) > _MOST:
            chosen = ranking.highest(scores, _MOST, 0.0)
        # A copy: many may tie, and they would be kept with it.
        order = chosen[np.argsort(-scores[chosen], kind="stable")][:_MOST].copy()
        highest = scores[order]
        others = float(highest[-1]) if len(scores) > _MOST else 0.0
        return cls(order if everywhere is not None else scored.rows[order], highest, others)

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.scores.nbytes

    def among(self, matched: Mask, best: int, times: float) -> tuple[Rows, Floats] | None:
        """Releases that matched with `times` their scores, the `best` of all that matched and those that tie
        with the last of these among them; None where others may be."""
        count = 0
        while count < len(self.rows):
            count = min(len(self.rows), _AHEAD * max(best, count))
            beyond = self.others if count == len(self.rows) else float(self.scores[count - 1])
            held = matched[self.rows[:count]].nonzero()[0]
            if len(held) < best:
                continue
            scores = times * self.scores[held]
            least = scores[best - 1] - ranking.ROUNDED
            if least > times * beyond:
                some = held[scores >= least]
                return self.rows[some], scores[: len(some)]
        return None
