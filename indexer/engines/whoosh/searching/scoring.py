"""Scores of matching releases: the sum over terms, phrases and pairs of near words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import numpy as np

from indexer import deadline
from indexer.cache import ByteCache
from indexer.engines import bm25, limits
from indexer.engines.scoring_parts import ScoringPart, ScoringPlan
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Floats, Rows, cache_bytes
from indexer.engines.whoosh.searching.bm25f import Scores, score_all, score_rows
from indexer.engines.whoosh.searching.champions import ChampionList
from indexer.engines.whoosh.searching.matching import Matcher
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.proximity import ProximityScorer
from indexer.engines.whoosh.sparse_sum import sparse_sum
from indexer.query.values import Near, Term
from indexer.releases.schema import FIELDS

K = TypeVar("K")

# Bytes of cached scores in an index of few releases.
_CACHE_BYTES = 48_000_000
# Cached costs and idfs of terms; one query needs each of them several times.
_MAX_CACHED_NUMBERS = 8_192
# Score all releases with a word and cache the scores, unless it has more than `_FEW` postings (in
# all layers and fields) and more than `_SELECTIVE` × the matches: then score the matches only.
_FEW, _SELECTIVE = 2_000, 32
# Cached scores of more than this many times as many releases as match are looked up one by one, not
# summed.
_SCORES_LOOKED_UP = 8


class Scorer:
    """Scores releases of one index; safe to share between threads."""

    def __init__(self, index: OpenIndex, matcher: Matcher) -> None:
        self._postings = index.postings
        self._columns = index.columns
        self._frequencies = index.frequencies
        self._work = index.work
        self._matcher = matcher
        self._proximity = ProximityScorer(index)
        kept = cache_bytes(_CACHE_BYTES, len(index.columns))
        self._scored: ByteCache[Scores] = ByteCache(lambda s: s.nbytes, kept)
        self._term_cost = lru_cache(_MAX_CACHED_NUMBERS)(self._count_postings)
        self._idf = lru_cache(_MAX_CACHED_NUMBERS)(self._compute_idf)

    def champions(self, plan: ScoringPlan, matched: int) -> ChampionList | None:
        """The champion list; None if more than one part scores, if scoring all releases is not
        worthwhile for `matched` releases, or if time is up."""
        if len(plan.parts) != 1 or plan.nears or deadline.has_passed():
            return None
        ((part, times),) = plan.parts.items()
        if times != 1 or self._within_budget(plan) != plan:
            return None
        scores = self._full_scores_if_cheap(part, matched)
        return ChampionList.from_scores(scores, self._columns) if scores else None

    def scores(self, plan: ScoringPlan, matched: Rows, best: int) -> tuple[Floats, bool]:
        """The score of each of the `matched` rows, and whether everything that scores was counted.
        Rows that cannot be among the `best` may lack proximity scores; no score is too high."""
        kept = self._within_budget(plan)
        totals = np.zeros(len(matched))
        waiting: list[tuple[Scores, float]] = []
        in_time = True
        for part, times in kept.parts.items():
            in_time = not deadline.has_passed()
            if not in_time:
                break
            full = self._full_scores_if_cheap(part, len(matched))
            if full is None:
                totals += times * self._score_rows(part, matched)
            elif full.everywhere is not None or len(matched) * _SCORES_LOOKED_UP < len(full.rows):
                totals += full.lookup(matched) if times == 1 else times * full.lookup(matched)
            else:
                waiting.append((full, times))
        self._add_sparse(waiting, matched, totals)
        in_time = self._proximity.add_scores(kept.nears, matched, totals, best) and in_time
        return totals, in_time and kept == plan

    def _full_scores_if_cheap(self, part: ScoringPart, matched: int) -> Scores | None:
        """The scores of a part in all releases, if they are cached, or worth computing for
        `matched` releases."""
        scores = self._scored.get(part)
        if scores is None and (
            part.within or self._part_cost(part) <= max(_FEW, matched * _SELECTIVE)
        ):
            scores = self._scored.get_or_make(part, lambda: self._score_all(part))
        return scores

    def _add_sparse(
        self, parts: Sequence[tuple[Scores, float]], matched: Rows, totals: Floats
    ) -> None:
        """Add sparse scores, each multiplied by its count, by way of a dense work array."""
        if parts:
            sums = self._work.sums
            sums[matched] = 0.0
            for scores, times in parts:
                sums[scores.rows] += scores.scores if times == 1 else times * scores.scores
            totals += sums[matched]

    def _score_rows(self, part: ScoringPart, rows: Rows) -> Floats:
        """The scores of a part in some rows; for a phrase, all of the rows must have it."""
        totals = np.zeros(len(rows))
        if len(rows) == 0:
            return totals
        for terms, weight, _ in part.groups:
            postings = self._postings.any_term(terms, part.fields)
            factor = self._group_idf(terms, part.fields)
            totals += weight * score_rows(rows, postings, self._columns.weights, factor)
        return totals

    def _score_all(self, part: ScoringPart) -> Scores:
        """The scores of a part in all rows that have any."""
        if part.within:
            rows = np.flatnonzero(self._matcher.mask(part.within))
            return Scores.from_rows(rows, self._score_rows(part, rows), len(self._columns))
        parts = []
        for terms, weight, _ in part.groups:
            postings = self._postings.any_term(terms, part.fields)
            scores = score_all(postings, self._columns.weights, len(self._columns))
            parts.append((scores.rows, weight * scores.scores))
        return Scores.from_rows(*sparse_sum(parts), len(self._columns))

    def _group_idf(self, terms: frozenset[Term], fields: tuple[str, ...]) -> float:
        """The idf of terms that count as one."""
        if len(terms) == 1:
            return self._idf(*terms, fields)
        lists = [postings.rows for postings in self._postings.any_term(terms, fields).values()]
        return bm25.idf(self._work.count_union(lists), len(self._columns))

    def _compute_idf(self, term: Term, fields: tuple[str, ...]) -> float:
        return bm25.idf(self._frequencies.document_frequency(term, fields), len(self._columns))

    def _within_budget(self, plan: ScoringPlan) -> ScoringPlan:
        """The plan without what exceeds the cost limit: first proximity is dropped, then rank-only
        terms, the most expensive first."""
        nears = {near: self._near_cost(near) for near in plan.nears}
        terms = {
            (group.terms, part.fields): self._terms_cost(group.terms, part.fields)
            for part in plan.parts
            for group in part.groups
        }
        over = sum(nears.values()) + sum(terms.values()) - limits.MAX_SCORING_POSTINGS
        if over <= 0:
            return plan
        near_left, over = _most_expensive(nears, over)
        matching = {
            (group.terms, part.fields)
            for part in plan.parts
            for group in part.groups
            if not group.rank_only
        }
        rank_only = {each: cost for each, cost in terms.items() if each not in matching}
        terms_left, _ = _most_expensive(rank_only, over)
        parts = defaultdict[ScoringPart, float](float)
        for part, times in plan.parts.items():
            kept = (each for each in part.groups if (each.terms, part.fields) not in terms_left)
            parts[part._replace(groups=tuple(kept))] += times
        nears_kept = {near: n for near, n in plan.nears.items() if near not in near_left}
        return ScoringPlan(parts, nears_kept)

    def _part_cost(self, part: ScoringPart) -> int:
        """In postings of all its terms in all layers and fields."""
        return sum(self._terms_cost(group.terms, part.fields) for group in part.groups)

    def _near_cost(self, near: Near) -> int:
        return min(self._term_cost(term, FIELDS) for term in (near.first, near.second))

    def _terms_cost(self, terms: frozenset[Term], fields: tuple[str, ...]) -> int:
        """An upper bound of the number of postings of terms."""
        if len(terms) == 1:
            return self._term_cost(*terms, fields)
        lists = self._postings.any_term(terms, fields).values()
        return sum(len(postings.rows) for postings in lists)

    def _count_postings(self, term: Term, fields: tuple[str, ...]) -> int:
        names = [layout.layer_field(term.layer, field) for field in fields]
        return sum(self._postings.max_releases(name, term.text) for name in names)


def _most_expensive(costs: Mapping[K, int], over: int) -> tuple[set[K], int]:
    """The most expensive items, until `over` is used up; and the rest of `over`."""
    left_out = set[K]()
    for each in sorted(costs, key=lambda each: -costs[each]):
        if over > 0:
            over -= costs[each]
            left_out.add(each)
    return left_out, over
