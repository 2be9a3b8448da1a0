"""How releases that match a query score: the sum of what its terms, phrases and pairs of words give."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import deadline, limits
from indexer.cache import ByteCache
from indexer.engines import bm25
from indexer.engines.whoosh import bm25f, layout
from indexer.engines.whoosh.bm25f import Scored, scored, scored_at
from indexer.engines.whoosh.columns import Columns, Floats, Rows, kept_bytes
from indexer.engines.whoosh.frequencies import Frequencies
from indexer.engines.whoosh.matching import FIELDS, Matcher
from indexer.engines.whoosh.phrases import Neighbours
from indexer.engines.whoosh.postings import Postings, PostingsReader
from indexer.engines.whoosh.scratch import Scratch
from indexer.query.values import And, Near, OneOf, Or, Phrase, Prefer, Query, Term, Word

# Scores that are kept of few releases, as long as they are those of all releases with a term.
_KEPT_BYTES = 64_000_000
# Scores that differ by less may be equal once they are rounded.
_ROUNDED = 2 * 10.0**-bm25.DECIMALS
# Where so many times more releases have a term than match, only those that match are scored.
_SELECTIVE = 4


class Part(NamedTuple):
    """Something that scores: terms that count as one, or none but two that stand `near` each other.

    ``within`` is the phrase without which it scores nothing. ``dispensable`` says what is left out
    first where all costs too much: 2 nearness, 1 layers that do not match, 0 never.
    """

    terms: frozenset[Term]
    near: Near | None
    fields: tuple[str, ...]
    weight: float
    within: Phrase | None
    dispensable: int


class Scorer:
    """Scores releases of one index; safe to share between threads."""

    def __init__(
        self,
        postings: PostingsReader,
        columns: Columns,
        frequencies: Frequencies,
        matcher: Matcher,
        neighbours: Neighbours,
        scratch: Scratch,
    ) -> None:
        self._postings = postings
        self._columns = columns
        self._frequencies = frequencies
        self._matcher = matcher
        self._neighbours = neighbours
        self._scratch = scratch
        kept = kept_bytes(_KEPT_BYTES, len(columns))
        self._scored: ByteCache[Scored] = ByteCache(lambda s: s.nbytes, kept)

    def scores(self, query: Query, matched: Rows, best: int) -> tuple[Floats, bool]:
        """The score of each of the `matched` rows, of those that cannot be among the `best` perhaps without
        nearness, never more than it is; and whether all that scores was counted."""
        every = _merged(_parts(query))
        costs = {part: self._cost(part) for part in every}
        kept = _affordable(costs)
        sums = self._scratch.sums
        sums[matched] = 0.0
        totals = np.zeros(len(matched))
        if deadline.passed():
            return totals, False
        phrases = {part.within for part in kept if part.within is not None}
        holding = {
            phrase: np.flatnonzero(self._matcher.mask(phrase)[matched]) for phrase in phrases
        }
        for part in (each for each in kept if not each.near):
            if deadline.passed():
                return totals + sums[matched], False
            if part.within is not None:
                some = holding[part.within]
                totals[some] += part.weight * self._at(part, matched[some])
            else:
                selective = len(matched) * _SELECTIVE < costs[part]
                self._add(part, matched, None if selective else sums, totals)
        totals += sums[matched]
        whole = self._add_nearness(kept, matched, totals, best)
        return totals, whole and len(kept) == len(every)

    def _add_nearness(
        self, parts: Sequence[Part], matched: Rows, totals: Floats, best: int
    ) -> bool:
        """Add what words near each other give to the `totals` of those that may be among the `best`: of
        the others it is known that all nearness would not bring them there. False where time is up."""
        pairs = [(part, part.near) for part in parts if part.near]
        factors = [self._factor(near, part.fields) for part, near in pairs]
        gains = (part.weight * bm25f.most(f) for (part, _), f in zip(pairs, factors, strict=True))
        some = _contenders(totals, best, sum(gains)) if pairs else np.zeros(0, np.int64)
        rows = matched[some]
        for (part, near), factor in zip(pairs, factors, strict=True):
            if deadline.passed():
                return False
            met = {field: self._neighbours.meetings(near, field, rows) for field in part.fields}
            totals[some] += part.weight * scored_at(rows, met, self._columns.weights, factor)
        return True

    def _factor(self, near: Near, fields: Sequence[str]) -> float:
        """Two words near each other tell what the rarer one does: its inverse document frequency."""
        rarer = min(self._frequencies.of(term, fields) for term in (near.first, near.second))
        return bm25.idf(rarer, len(self._columns))

    def _add(self, part: Part, matched: Rows, sums: Floats | None, totals: Floats) -> None:
        """Add what a part gives to the `sums` of all rows; to the `totals` of those matched, if None."""
        if sums is None:
            totals += part.weight * self._at(part, matched)
        else:
            found = self._everywhere(part)
            sums[found.rows] += part.weight * found.scores

    def _at(self, part: Part, rows: Rows) -> Floats:
        if len(rows) == 0:
            return np.zeros(0)
        held = {field: self._found(part.terms, field) for field in part.fields}
        holding = self._scratch.union([postings.rows for postings in held.values()])
        factor = bm25.idf(holding, len(self._columns))
        return scored_at(rows, held, self._columns.weights, factor)

    def _everywhere(self, part: Part) -> Scored:
        return self._scored.get((part.terms, part.fields), lambda: self._computed(part))

    def _computed(self, part: Part) -> Scored:
        found = {field: self._found(part.terms, field) for field in part.fields}
        return scored(found, self._columns.weights, len(self._columns))

    def _found(self, terms: frozenset[Term], field: str) -> Postings:
        """The postings of terms that count as one."""
        return self._postings.of_any(terms, field)

    def _cost(self, part: Part) -> int:
        """In postings."""
        if part.near:
            both = (part.near.first, part.near.second)
            return min(self._most(frozenset([term]), part.fields) for term in both)
        if len(part.terms) == 1:
            return self._most(part.terms, part.fields)
        return sum(len(self._found(part.terms, field).rows) for field in part.fields)

    def _most(self, terms: frozenset[Term], fields: Sequence[str]) -> int:
        return sum(
            self._postings.most(layout.layer_field(term.layer, field), term.text)
            for term in terms
            for field in fields
        )


def _contenders(totals: Floats, best: int, most: float) -> NDArray[np.int64]:
    """Which may be among the `best` once they get `most` at the most; in order."""
    if best >= len(totals):
        return np.arange(len(totals))
    if best == 0:
        return np.zeros(0, np.int64)
    least = np.partition(totals, -best)[-best] - most
    return np.flatnonzero(totals >= least - _ROUNDED)


def _affordable(costs: Mapping[Part, int]) -> list[Part]:
    """The parts without those that make scoring cost more than it may."""
    over = sum(costs.values()) - limits.SCORING_POSTINGS
    left_out = set[Part]()
    for part in sorted(costs, key=lambda part: (-part.dispensable, -costs[part])):
        if over > 0 and part.dispensable:
            left_out.add(part)
            over -= costs[part]
    return [part for part in costs if part not in left_out]


def _merged(parts: Iterator[Part]) -> list[Part]:
    """Parts that differ in weight alone become one."""
    merged: dict[Part, Part] = {}
    for part in parts:
        key = part._replace(weight=0.0, dispensable=0)
        if key in merged:
            own = merged[key]
            merged[key] = own._replace(
                weight=own.weight + part.weight,
                dispensable=min(own.dispensable, part.dispensable),
            )
        else:
            merged[key] = part
    return list(merged.values())


def _parts(query: Query) -> Iterator[Part]:
    """Scores add up over the whole query, whichever part of it a release matches."""
    match query:
        case Word(matching, scoring, fields):
            for term, weight in scoring:
                side = 0 if term in matching else 1
                yield Part(frozenset([term]), None, fields or FIELDS, weight, None, side)
        case OneOf(terms, weight, fields):
            yield Part(frozenset(terms), None, fields or FIELDS, weight, None, 0)
        case Phrase(terms, _, _, weight, fields):
            for term in terms:
                yield Part(frozenset([term]), None, fields or FIELDS, weight, query, 0)
        case Near(weight=weight, fields=fields):
            yield Part(frozenset(), query, fields or FIELDS, weight, None, 2)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _parts(part)
        case Prefer(required, optional):
            for part in (required, *optional):
                yield from _parts(part)
