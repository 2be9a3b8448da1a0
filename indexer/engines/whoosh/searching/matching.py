"""Which releases match a query."""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce

import numpy as np

from indexer import deadline
from indexer.engines.whoosh.columns import Mask, Rows
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.phrases import PhraseMatcher
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Synonyms,
    Term,
    Word,
)
from indexer.releases.schema import FIELDS


class Matcher:
    """Matches queries on one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._columns = index.columns
        self._phrases = PhraseMatcher(index)

    def mask(self, query: Query) -> Mask:
        """Exact mask over all live releases. Raises SearchTooLong past the deadline."""
        deadline.raise_if_passed()
        match query:
            case Word(matching, _, fields) | Synonyms(matching, _, fields):
                return self._any_term(matching, fields or FIELDS)
            case Phrase(fields=fields):
                return self._mask_of(
                    self._phrases.phrase_rows(query, field) for field in fields or FIELDS
                )
            case Near():
                return self._mask_of(
                    self._phrases.near_postings(query, field).rows for field in FIELDS
                )
            case And(parts):
                return self._combine(np.logical_and, parts)
            case Or(parts):
                return self._combine(np.logical_or, parts)
            case Not(part):
                return ~self.mask(part)
            case Boosted(required, _):
                return self.mask(required)
            case DateRange(first, last):
                return self._columns.date_mask(first, last)
            case Everything():
                return self._constant(True)
            case _:
                raise TypeError(f"a pattern must be rewritten first: {query}")

    def _combine(self, join: np.ufunc, parts: Sequence[Query]) -> Mask:
        if not parts:
            return self._constant(bool(join.identity))
        return reduce(join, map(self.mask, parts))

    def _constant(self, value: bool) -> Mask:
        return np.full(len(self._columns), value)

    def _any_term(self, terms: Collection[Term], fields: tuple[str, ...]) -> Mask:
        return self._mask_of(each.rows for each in self._postings.any_term(terms, fields).values())

    def _mask_of(self, parts: Iterable[Rows]) -> Mask:
        """The union of rows from several fields as a mask."""
        mask = self._constant(False)
        for rows in parts:
            mask[rows] = True
        return mask
