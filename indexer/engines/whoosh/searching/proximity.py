"""Adds scores for words near each other, to those releases that may reach the top by them.

Reading positions costs more than the rest of a ranking. So an upper bound, which needs no
positions, is computed for each release first (Broder et al., 2003): the most promising releases are
scored, and then only those that may still beat the last of the best.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from indexer import deadline
from indexer.engines import bm25
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Floats, Mask, Rows
from indexer.engines.whoosh.postings import TermPositions
from indexer.engines.whoosh.searching import bm25f, ranking
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.phrases import co_occurrence_postings
from indexer.query.values import Near, Term
from indexer.releases.schema import FIELDS

# How many releases are scored first, per wanted one.
_AHEAD = 12

# For each field, which of some rows have something in it; fields without any are left out.
_FieldMasks = Mapping[str, Mask]


class _Pair(NamedTuple):
    """Two words near each other: the idf of the pair, its weight, and the rows that have both
    words."""

    near: Near
    idf: float
    weight: float
    masks: _FieldMasks

    @property
    def max_scores(self) -> Floats:
        """An upper bound of its score for each of the rows."""
        either = np.logical_or.reduce(list(self.masks.values()))
        most: Floats = either * (self.weight * bm25f.max_score(self.idf))
        return most

    def restrict(self, some: NDArray[np.int64]) -> Self:
        """The pair for some of the rows only."""
        restricted = ((field, mask[some]) for field, mask in self.masks.items())
        return self._replace(masks={field: mask for field, mask in restricted if mask.any()})


class ProximityScorer:
    """For one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._columns = index.columns
        self._frequencies = index.frequencies
        self._work = index.work

    def add_scores(
        self, nears: Mapping[Near, int], matched: Rows, totals: Floats, best: int
    ) -> bool:
        """Add the scores of pairs of words, each weighted by a count, to the `totals` of the
        `matched` rows; rows that cannot reach the `best` may be left as they are. False if time was
        up."""
        if not nears or not best:
            return True
        idfs = {near: self._idf(near) for near in nears}
        gain = sum(near.weight * nears[near] * bm25f.max_score(idf) for near, idf in idfs.items())
        some = _contenders(totals, best, gain)
        rows, scores = matched[some], totals[some]
        pairs = [
            _Pair(near, idfs[near], near.weight * times, masks)
            for (near, times), masks in zip(
                nears.items(), self._pair_masks(nears, rows), strict=True
            )
            if masks
        ]
        bounds = scores + sum(pair.max_scores for pair in pairs)
        first = _contenders(bounds, _AHEAD * best, 0.0)
        in_time = self._score_pairs(pairs, rows, scores, first)
        if in_time and len(first) < len(rows):
            last = ranking.nth_highest(scores, best) - ranking.ROUNDED
            bounds[first] = 0.0
            rest = np.flatnonzero((bounds >= last) & (bounds > scores))
            in_time = self._score_pairs(pairs, rows, scores, rest)
        totals[some] = scores
        return in_time

    def _idf(self, near: Near) -> float:
        """The idf of a pair is that of its rarer word."""
        rarer = min(
            self._frequencies.document_frequency(term, FIELDS) for term in (near.first, near.second)
        )
        return bm25.idf(rarer, len(self._columns))

    def _pair_masks(self, nears: Iterable[Near], rows: Rows) -> Iterator[_FieldMasks]:
        """For each pair, which of some rows have both of its words."""
        alone: dict[Term, _FieldMasks] = {}
        for near in nears:
            for term in (near.first, near.second):
                if term not in alone:
                    alone[term] = dict(self._term_masks(term, rows))
            first, second = alone[near.first], alone[near.second]
            both = ((field, first[field] & second[field]) for field in first if field in second)
            yield {field: mask for field, mask in both if mask.any()}

    def _term_masks(self, term: Term, rows: Rows) -> Iterator[tuple[str, Mask]]:
        """Which of some rows have a term, by field."""
        for field in FIELDS:
            term_rows = self._postings.postings(
                layout.layer_field(term.layer, field), term.text
            ).rows
            if len(term_rows):
                yield field, self._work.membership(term_rows, rows)

    def _score_pairs(
        self, pairs: Sequence[_Pair], rows: Rows, scores: Floats, some: NDArray[np.int64]
    ) -> bool:
        """Add the scores of the pairs to `scores` for some of the rows; False once time is up."""
        looked_at = rows[some]
        pairs = [among for pair in pairs if (among := pair.restrict(some)).masks]
        places = self._occurrences(pairs, looked_at)
        for near, idf, weight, held in pairs:
            if deadline.has_passed():
                return False
            met = {
                field: co_occurrence_postings(
                    places[near.first, field], places[near.second, field], near.window
                )
                for field in held
            }
            scores[some] += weight * bm25f.score_rows(looked_at, met, self._columns.weights, idf)
        return True

    def _occurrences(
        self, pairs: Iterable[_Pair], rows: Rows
    ) -> dict[tuple[Term, str], TermPositions]:
        """The occurrences of the terms in those rows that have both words of a pair."""
        wanted: dict[tuple[Term, str], Mask] = {}
        for near, _, _, held in pairs:
            for field, mask in held.items():
                for each in ((near.first, field), (near.second, field)):
                    wanted[each] = wanted[each] | mask if each in wanted else mask
        return {
            (term, field): self._postings.occurrences(
                layout.layer_field(term.layer, field), term.text, rows[mask]
            )
            for (term, field), mask in wanted.items()
        }


def _contenders(totals: Floats, best: int, most: float) -> NDArray[np.int64]:
    """The rows that may be among the `best` if they gain up to `most`; in order."""
    if best >= len(totals):
        return np.arange(len(totals))
    return ranking.indexes_of_highest(totals, best, most + ranking.ROUNDED)
