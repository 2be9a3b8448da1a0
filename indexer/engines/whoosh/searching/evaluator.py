"""Evaluates Query values over arrays: which releases match, and with what score."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from indexer.cache import ByteCache
from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows, kept_bytes
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.scratch import Scratch
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.frequencies import Frequencies
from indexer.engines.whoosh.searching.leaders import Leaders
from indexer.engines.whoosh.searching.matching import Matcher
from indexer.engines.whoosh.searching.parts import Scoring, scoring
from indexer.engines.whoosh.searching.phrases import Neighbours
from indexer.engines.whoosh.searching.scoring import Scorer
from indexer.query.values import Query, Warn, nbytes

# What is kept of queries, over few releases: of some hundred.
_KEPT_BYTES = 24_000_000


@dataclass(slots=True)
class Evaluation:
    """A query over one index: what of it scores, the ``mask`` of the live releases that match, not to be written to,
    how many these are, and, once they were looked for, those that score most."""

    query: Query
    scoring: Scoring
    mask: Mask
    total: int
    leaders: Leaders | None = None

    @property
    def nbytes(self) -> int:
        """With what it may come to hold."""
        return nbytes(self.query) + self.mask.nbytes + Leaders.MOST_BYTES


class Ranked(NamedTuple):
    """Rows and what they score."""

    rows: Rows
    scores: Floats
    warnings: tuple[Warn, ...]


class Evaluator:
    """Evaluates queries on one index; safe to share between threads."""

    def __init__(
        self,
        postings: PostingsReader,
        columns: Columns,
        frequencies: Frequencies,
        scratch: Scratch,
    ) -> None:
        self._columns = columns
        kept = kept_bytes(_KEPT_BYTES, len(columns))
        self._kept: ByteCache[Evaluation] = ByteCache(lambda found: found.nbytes, kept)
        neighbours = Neighbours(postings, scratch)
        self._matcher = Matcher(postings, columns, neighbours)
        self._scorer = Scorer(postings, columns, frequencies, self._matcher, scratch)

    def evaluated(self, query: Query) -> Evaluation:
        """Kept, for a reader turns pages, sorts and filters."""
        return self._kept.get_or_make(query, lambda: self._evaluated(query))

    def foremost(self, found: Evaluation, matched: Mask, best: int) -> Ranked:
        """The `best` of the releases that `matched`, which are among those that were found, in order, with their
        scores, rounded."""
        leaders = found.leaders
        if leaders is None:
            leaders = self._scorer.leaders(found.scoring, int(np.count_nonzero(matched)))
            # What another thread has found meanwhile, for more matches, stays.
            found.leaders = leaders or found.leaders
        leading = leaders.among(matched, best) if leaders else None
        if leading is not None:
            return Ranked(*leading, ())
        rows, scores, warnings = self._scored(found.scoring, np.flatnonzero(matched), best)
        page = ranking.best(self._columns, rows, scores, best)
        return Ranked(rows[page], ranking.rounded(scores[page]), warnings)

    def scores(self, found: Evaluation, rows: Rows) -> Ranked:
        """What the releases of some rows, in order, score."""
        return self._scored(found.scoring, rows, len(rows))

    def _scored(self, wanted: Scoring, rows: Rows, best: int) -> Ranked:
        """Of those that cannot be among the `best` nearness may be missing."""
        scores, whole = self._scorer.scores(wanted, rows, best)
        return Ranked(rows, scores, () if whole else (Warn("ranked_in_part"),))

    def _evaluated(self, query: Query) -> Evaluation:
        mask = self._matcher.mask(query)
        mask.setflags(write=False)
        return Evaluation(query, scoring(query), mask, int(np.count_nonzero(mask)))
