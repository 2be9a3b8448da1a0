"""Evaluates Query values over arrays: which releases match, and with what score."""

from typing import NamedTuple

from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows
from indexer.engines.whoosh.frequencies import Frequencies
from indexer.engines.whoosh.matching import Matcher
from indexer.engines.whoosh.phrases import Neighbours
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.scoring import Scorer
from indexer.engines.whoosh.scratch import Scratch
from indexer.query.values import Query, Warn


class Ranked(NamedTuple):
    """Scores of the rows asked for; those that cannot be among the best may lack nearness."""

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
        neighbours = Neighbours(postings, scratch)
        self._matcher = Matcher(postings, columns, neighbours)
        self._scorer = Scorer(postings, columns, frequencies, self._matcher, neighbours, scratch)

    def matching(self, query: Query) -> Mask:
        """Which live releases match; not to be written to."""
        return self._matcher.mask(query)

    def rows(self, query: Query) -> Rows:
        """The same in order; not to be written to."""
        return self._matcher.rows(query)

    def scores(self, query: Query, rows: Rows, best: int) -> Ranked:
        """What the releases of some rows score, of which the `best` are wanted."""
        scores, whole = self._scorer.scores(query, rows, best)
        return Ranked(scores, () if whole else (Warn("ranked_in_part"),))
