"""Evaluates Query values over arrays: which releases match, and with what score."""

from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.scratch import Scratch
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.frequencies import Frequencies
from indexer.engines.whoosh.searching.matching import Matcher
from indexer.engines.whoosh.searching.parts import Scoring, scoring
from indexer.engines.whoosh.searching.phrases import Neighbours
from indexer.engines.whoosh.searching.scoring import Scorer
from indexer.query.values import Query, Warn


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
        neighbours = Neighbours(postings, scratch)
        self._matcher = Matcher(postings, columns, neighbours)
        self._scorer = Scorer(postings, columns, frequencies, self._matcher, neighbours, scratch)

    def matching(self, query: Query) -> Mask:
        """Which live releases match; not to be written to."""
        return self._matcher.mask(query)

    def foremost(self, query: Query, matched: Mask, best: int) -> Ranked:
        """The `best` of the releases that `matched`, in order, with their scores, rounded."""
        wanted = scoring(query)
        leading = self._scorer.leading(wanted, matched, best)
        if leading is not None:
            return Ranked(*leading, ())
        rows, scores, warnings = self._scored(wanted, np.flatnonzero(matched), best)
        page = ranking.best(self._columns, rows, scores, best)
        return Ranked(rows[page], ranking.rounded(scores[page]), warnings)

    def scores(self, query: Query, rows: Rows) -> Ranked:
        """What the releases of some rows, in order, score."""
        return self._scored(scoring(query), rows, len(rows))

    def _scored(self, wanted: Scoring, rows: Rows, best: int) -> Ranked:
        """Of those that cannot be among the `best` nearness may be missing."""
        scores, whole = self._scorer.scores(wanted, rows, best)
        return Ranked(rows, scores, () if whole else (Warn("ranked_in_part"),))
