"""Champion lists (Manning, Raghavan and Schütze, 2008, 7.1.3): the releases with the highest scores
of a query part.

The list is a prefix of the full ranking, including ties. So if a query is ranked by one part alone
and enough champions match, no other release needs to be looked at, and unlike in the book the
result is exact.
"""

from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np

from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.bm25f import Scores

# Releases in a list: for some hundred pages, or for the first ones if few of the champions match.
_MAX_CHAMPIONS = 2_048
# How many champions are tested per wanted release at first, and the growth factor after that.
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class ChampionList:
    """``rows`` with their rounded ``scores``, in ranking order."""

    # A row and a score each.
    MAX_BYTES: ClassVar[int] = 16 * _MAX_CHAMPIONS

    rows: Rows
    scores: Floats

    @classmethod
    def from_scores(cls, scored: Scores, columns: Columns) -> Self:
        everywhere = scored.everywhere
        scores = scored.scores if everywhere is None else everywhere
        chosen = np.arange(len(scores))
        if len(scores) > _MAX_CHAMPIONS:
            # Includes all that may tie with the last one.
            chosen = ranking.indexes_of_highest(scores, _MAX_CHAMPIONS, ranking.ROUNDED)
        rows = chosen if everywhere is not None else scored.rows[chosen]
        first = ranking.top_indexes(columns, rows, scores[chosen], _MAX_CHAMPIONS)
        return cls(rows[first], ranking.round_scores(scores[chosen[first]]))

    def top_matched(self, matched: Mask, best: int) -> tuple[Rows, Floats] | None:
        """The `best` of the matched releases in order; None if releases outside the list may be
        among them: too few champions matched, or the last one scores no more than releases without
        a score."""
        count = 0
        while best and count < len(self.rows):
            count = min(len(self.rows), _AHEAD * max(best, count))
            places = matched[self.rows[:count]].nonzero()[0][:best]
            if len(places) == best:
                scores = self.scores[places]
                return (self.rows[places], scores) if scores[-1] > 0 else None
        return None
