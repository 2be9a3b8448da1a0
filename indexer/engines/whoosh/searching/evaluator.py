"""Evaluates queries: which releases match, and with what score."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from indexer.cache import ByteCache
from indexer.engines.scoring_parts import ScoringPlan, scoring_plan
from indexer.engines.whoosh.columns import Floats, Mask, Rows, cache_bytes
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.champions import ChampionList
from indexer.engines.whoosh.searching.matching import Matcher
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.scoring import Scorer
from indexer.query.query_size import query_bytes
from indexer.query.values import Query
from indexer.search_warnings import Warn

# Bytes of cached evaluations in an index of few releases: some hundred queries.
_CACHE_BYTES = 24_000_000


@dataclass(slots=True)
class Evaluation:
    """The result of a query on one index: its scoring plan, the read-only ``mask`` of matching live
    releases, their number, and the champion list once it was computed."""

    query: Query
    plan: ScoringPlan
    mask: Mask
    total: int
    champions: ChampionList | None = None

    @property
    def nbytes(self) -> int:
        """Includes the champion list, even before it is computed."""
        return query_bytes(self.query) + self.mask.nbytes + ChampionList.MAX_BYTES


class Ranked(NamedTuple):
    """Rows and their scores."""

    rows: Rows
    scores: Floats
    warnings: tuple[Warn, ...]


class Evaluator:
    """Evaluates queries on one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._columns = index.columns
        kept = cache_bytes(_CACHE_BYTES, len(index.columns))
        self._kept: ByteCache[Evaluation] = ByteCache(lambda evaluation: evaluation.nbytes, kept)
        self._matcher = Matcher(index)
        self._scorer = Scorer(index, self._matcher)

    def evaluate(self, query: Query) -> Evaluation:
        """Cached, because readers turn pages, sort and filter."""
        return self._kept.get_or_make(query, lambda: self._evaluate(query))

    def top(self, evaluation: Evaluation, matched: Mask, best: int) -> Ranked:
        """The `best` of the `matched` releases in order, a subset of those that the query found,
        with rounded scores."""
        leaders = evaluation.champions
        if leaders is None:
            leaders = self._scorer.champions(evaluation.plan, int(np.count_nonzero(matched)))
            # Keep the list of another thread, which may have computed it for more matches.
            evaluation.champions = leaders or evaluation.champions
        leading = leaders.top_matched(matched, best) if leaders else None
        if leading is not None:
            return Ranked(*leading, ())
        rows, scores, warnings = self._score(evaluation.plan, np.flatnonzero(matched), best)
        page = ranking.top_indexes(self._columns, rows, scores, best)
        return Ranked(rows[page], ranking.round_scores(scores[page]), warnings)

    def scores(self, evaluation: Evaluation, rows: Rows) -> Ranked:
        """The scores of some rows, which are in order."""
        return self._score(evaluation.plan, rows, len(rows))

    def _score(self, plan: ScoringPlan, rows: Rows, best: int) -> Ranked:
        """Releases that cannot be among the `best` may lack proximity scores."""
        scores, whole = self._scorer.scores(plan, rows, best)
        return Ranked(rows, scores, () if whole else (Warn("ranked_in_part"),))

    def _evaluate(self, query: Query) -> Evaluation:
        mask = self._matcher.mask(query)
        mask.setflags(write=False)
        return Evaluation(query, scoring_plan(query), mask, int(np.count_nonzero(mask)))
