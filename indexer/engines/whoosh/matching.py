"""Which releases match a query."""

from collections.abc import Iterable, Sequence

import numpy as np

from indexer import deadline
from indexer.cache import ByteCache
from indexer.engines.whoosh.columns import Columns, Mask, Rows, kept_bytes
from indexer.engines.whoosh.phrases import Neighbours
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.scratch import Scratch
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

# Rows with a word that are kept, of few releases.
_KEPT_BYTES = 16_000_000

FIELDS = tuple(field.name for field in TEXT_FIELDS)


class Matcher:
    """Matches queries on one index; safe to share between threads."""

    def __init__(
        self, postings: PostingsReader, columns: Columns, neighbours: Neighbours, scratch: Scratch
    ) -> None:
        self._postings = postings
        self._columns = columns
        self._neighbours = neighbours
        self._scratch = scratch
        kept = kept_bytes(_KEPT_BYTES, len(columns))
        self._rows: ByteCache[Rows] = ByteCache(lambda rows: rows.nbytes, kept)

    def mask(self, query: Query) -> Mask:
        """Over all live releases; always exact. Raises SearchTooLong past the deadline."""
        deadline.require()
        match query:
            case Word(matching, _, fields) | OneOf(matching, _, fields):
                return self._with_any(matching, fields or FIELDS)
            case Phrase(fields=fields) | Near(fields=fields):
                return self._beside(query, fields or FIELDS)
            case And(parts):
                return self._joined(np.logical_and, self._all(), parts)
            case Or(parts):
                return self._joined(np.logical_or, self._none(), parts)
            case Not(part):
                return ~self.mask(part)
            case Prefer(required, _):
                return self.mask(required)
            case Published(first, last):
                return self._columns.published_within(first, last)
            case Everything():
                return self._all()
            case _:
                raise TypeError(f"a pattern must be rewritten first: {query}")

    def _joined(self, join: np.ufunc, mask: Mask, parts: Iterable[Query]) -> Mask:
        for part in parts:
            join(mask, self.mask(part), out=mask)
        return mask

    def _none(self) -> Mask:
        return np.zeros(len(self._columns), np.bool_)

    def _all(self) -> Mask:
        return np.ones(len(self._columns), np.bool_)

    def _with_any(self, terms: Sequence[Term], fields: tuple[str, ...]) -> Mask:
        mask = self._none()
        mask[self._rows.get((frozenset(terms), fields), lambda: self._with(terms, fields))] = True
        return mask

    def _with(self, terms: Sequence[Term], fields: tuple[str, ...]) -> Rows:
        """The rows with any of some terms in any of the fields."""
        lists = [self._postings.of_any(terms, field).rows for field in fields]
        return self._scratch.joined(lists)

    def _beside(self, query: Phrase | Near, fields: tuple[str, ...]) -> Mask:
        mask = self._none()
        for field in fields:
            if isinstance(query, Phrase):
                mask[self._neighbours.phrase(query, field)] = True
            else:
                mask[self._neighbours.meetings(query, field).rows] = True
        return mask
