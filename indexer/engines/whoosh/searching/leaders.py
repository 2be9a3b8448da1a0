"""Champion lists (Manning, Raghavan and Schütze, 2008, 7.1.3): the releases in which something scores most.

They are the first of all in the order of matches, ties too. So where what is ranked by one score alone matches
enough of them, no other release is looked at, and unlike with the lists in the book nothing is lost.
"""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.bm25f import Scored

# So many releases are kept of a word: for some hundred pages, or the first of them where few of these match.
_MOST = 2_048
# Of these so many for each that is wanted are looked at first, and then so many times more.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class Leaders:
    """``rows`` with their ``scores``, rounded, in the order of matches."""

    # A row and a score each.
    MOST_BYTES: ClassVar[int] = 16 * _MOST

    rows: Rows
    scores: Floats

    @classmethod
    def of(cls, scored: Scored, columns: Columns) -> Self:
        everywhere = scored.everywhere
        scores = scored.scores if everywhere is None else everywhere
        chosen = np.arange(len(scores))
        if len(scores) > _MOST:
            # With all that may tie with the last one.
            chosen = ranking.highest(scores, _MOST, ranking.ROUNDED)
        rows = chosen if everywhere is not None else scored.rows[chosen]
        first = ranking.best(columns, rows, scores[chosen], _MOST)
        return cls(rows[first], ranking.rounded(scores[chosen[first]]))

    def among(self, matched: Mask, best: int) -> tuple[Rows, Floats] | None:
        """The `best` of the releases that matched, in order; None where others may be among them: too few of
        these matched, or what scores nothing is as good."""
        count = 0
        while best and count < len(self.rows):
            count = min(len(self.rows), _AHEAD * max(best, count))
            held = matched[self.rows[:count]].nonzero()[0][:best]
            if len(held) == best:
                scores = self.scores[held]
                return (self.rows[held], scores) if scores[-1] > 0 else None
        return None
