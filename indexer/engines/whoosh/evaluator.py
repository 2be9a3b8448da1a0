"""Evaluates Query values over arrays: which releases match, and with what score.

Ranking is BM25F (Robertson, Zaragoza and Taylor, 2004): the frequencies of a term in the fields are
normalised by length and added with the fields' weights before they saturate; layers add up.
"""

import math
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

import numpy as np

from indexer.engines import bm25
from indexer.engines.whoosh import layout, phrases
from indexer.engines.whoosh.cache import ByteCache
from indexer.engines.whoosh.columns import Columns, Floats, Mask
from indexer.engines.whoosh.postings import Postings, PostingsReader
from indexer.query.values import (
    And,
    Everything,
    Near,
    Not,
    OneOf,
    Or,
    Phrase,
    Prefer,
    Published,
    Query,
    Term,
    Word,
)
from indexer.schema import TEXT_FIELDS

_WEIGHTS = {field.name: field.weight for field in TEXT_FIELDS}


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Over all live releases: whether each matches, and its score, of use only where it does."""

    mask: Mask
    scores: Floats


class Evaluator:
    """Evaluates queries on one index; safe to share between threads."""

    def __init__(self, postings: PostingsReader, columns: Columns) -> None:
        self._postings = postings
        self._columns = columns
        self._scored: ByteCache[Postings] = ByteCache(lambda p: p.nbytes)

    def evaluate(self, query: Query) -> Evaluation:
        match query:
            case Word():
                return self._word(query)
            case Phrase():
                return self._phrase(query)
            case Near():
                return self._near(query)
            case OneOf():
                return self._one_of(query)
            case Published(first, last):
                return Evaluation(self._columns.published_within(first, last), self._zeros())
            case And(parts):
                return self._joined(parts, np.logical_and, empty=True)
            case Or(parts):
                return self._joined(parts, np.logical_or, empty=False)
            case Not(part):
                return Evaluation(~self.evaluate(part).mask, self._zeros())
            case Prefer(required, optional):
                return self._prefer(required, optional)
            case Everything():
                return Evaluation(np.ones(len(self._columns), np.bool_), self._zeros())
            case _:
                raise TypeError(f"a pattern must be rewritten first: {query}")

    def _zeros(self) -> Floats:
        return np.zeros(len(self._columns))

    def _word(self, word: Word) -> Evaluation:
        mask = np.zeros(len(self._columns), np.bool_)
        fields = word.fields or tuple(_WEIGHTS)
        for term in word.matching:
            mask[self._term(term, fields).rows] = True
        scores = self._zeros()
        for term, weight in word.scoring:
            scored = self._term(term, fields)
            scores[scored.rows] += weight * scored.frequencies
        return Evaluation(mask, scores)

    def _phrase(self, phrase: Phrase) -> Evaluation:
        mask = np.zeros(len(self._columns), np.bool_)
        fields = phrase.fields or tuple(_WEIGHTS)
        for field in fields:
            places = [
                self._postings.places(layout.layer_field(term.layer, field), term.text)
                for term in phrase.terms
            ]
            mask[phrases.rows_with_phrase(places, phrase.offsets, phrase.slop)] = True
        scores = self._zeros()
        for term in phrase.terms:
            scored = self._term(term, fields)
            scores[scored.rows] += phrase.weight * scored.frequencies
        scores[~mask] = 0.0
        return Evaluation(mask, scores)

    def _near(self, near: Near) -> Evaluation:
        mask = np.zeros(len(self._columns), np.bool_)
        scores = self._zeros()
        scored = self._scored.get(near, lambda: self._meetings(near))
        mask[scored.rows] = True
        scores[scored.rows] = near.weight * scored.frequencies
        return Evaluation(mask, scores)

    def _one_of(self, one_of: OneOf) -> Evaluation:
        mask = np.zeros(len(self._columns), np.bool_)
        scores = self._zeros()
        terms = frozenset(one_of.terms)
        fields = one_of.fields or tuple(_WEIGHTS)
        scored = self._scored.get((terms, fields), lambda: self._any_of(terms, fields))
        mask[scored.rows] = True
        scores[scored.rows] = one_of.weight * scored.frequencies
        return Evaluation(mask, scores)

    def _joined(
        self, parts: Sequence[Query], join: Callable[[Mask, Mask], Mask], *, empty: bool
    ) -> Evaluation:
        """Masks joined, scores added up. No parts at all: `empty`."""
        if not parts:
            return Evaluation(np.full(len(self._columns), empty), self._zeros())
        mask, scores = None, self._zeros()
        for part in parts:
            evaluation = self.evaluate(part)
            mask = evaluation.mask if mask is None else join(mask, evaluation.mask)
            scores += evaluation.scores
        assert mask is not None  # noqa: S101 - there is at least one part
        return Evaluation(mask, scores)

    def _prefer(self, required: Query, optional: Sequence[Query]) -> Evaluation:
        evaluation = self.evaluate(required)
        scores = evaluation.scores.copy()
        for part in optional:
            scores += self.evaluate(part).scores
        return Evaluation(evaluation.mask, scores)

    def _term(self, term: Term, fields: tuple[str, ...]) -> Postings:
        """The releases that hold a term in any of `fields`, with its BM25F score for each."""
        return self._scored.get((term, fields), lambda: self._bm25f(term, fields))

    def _bm25f(self, term: Term, fields: tuple[str, ...]) -> Postings:
        return self._saturated(
            fields,
            lambda field: self._postings.postings(layout.layer_field(term.layer, field), term.text),
        )

    def _any_of(self, terms: Set[Term], fields: tuple[str, ...]) -> Postings:
        """As `_bm25f`, for all the terms as if they were one."""

        def together(field: str) -> Postings:
            counts = self._zeros()
            for term in terms:
                found = self._postings.postings(layout.layer_field(term.layer, field), term.text)
                counts[found.rows] += found.frequencies
            rows = np.flatnonzero(counts).astype(np.int32)
            return Postings(rows, counts[rows])

        return self._saturated(fields, together)

    def _meetings(self, near: Near) -> Postings:
        """As `_bm25f`, for the pair of terms as if it were one."""

        def meetings(field: str) -> Postings:
            first, second = (
                self._postings.places(layout.layer_field(term.layer, field), term.text)
                for term in (near.first, near.second)
            )
            return phrases.meetings(first, second, near.window)

        return self._saturated(near.fields or tuple(_WEIGHTS), meetings)

    def _saturated(self, fields: tuple[str, ...], postings: Callable[[str], Postings]) -> Postings:
        """BM25F of something that `postings` finds in each field."""
        weights = self._zeros()
        for field in fields:
            found = postings(field)
            norms = self._columns.norms[field][found.rows]
            weights[found.rows] += _WEIGHTS[field] * found.frequencies / norms
        rows = np.flatnonzero(weights).astype(np.int32)
        idf = math.log(1 + (len(self._columns) - len(rows) + 0.5) / (len(rows) + 0.5))
        tf = weights[rows]
        return Postings(rows, idf * tf * (bm25.K1 + 1) / (tf + bm25.K1))
