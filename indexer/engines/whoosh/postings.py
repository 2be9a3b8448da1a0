"""Posting lists as arrays: each is read from Whoosh once, then kept while it is in use."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh.cache import ByteCache
from indexer.engines.whoosh.columns import Columns, Floats, Rows

# Postings kept decoded: those of a few thousand common words of a large collection.
_KEPT_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Postings:
    """The live releases that hold a term, in order, and how often each does."""

    rows: Rows
    frequencies: Floats

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.frequencies.nbytes


@dataclass(frozen=True, slots=True)
class Places:
    """Every occurrence of a term: ``rows[i]`` holds it at ``positions[i]``; sorted by both."""

    rows: NDArray[np.int64]
    positions: NDArray[np.int64]

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.positions.nbytes


class PostingsReader:
    """Reads posting lists of one index; safe to share between threads.

    Whoosh's reader is not: it seeks in shared files. One lock guards it, and what is read is kept.
    """

    def __init__(self, reader: IndexReader, columns: Columns) -> None:
        self._reader = reader
        self._columns = columns
        self._lock = threading.Lock()
        self._postings: ByteCache[Postings] = ByteCache(_KEPT_BYTES, lambda p: p.nbytes)
        self._places: ByteCache[Places] = ByteCache(_KEPT_BYTES, lambda p: p.nbytes)

    def postings(self, field: str, term: str) -> Postings:
        return self._postings.get((field, term), lambda: self._read_postings(field, term))

    def places(self, field: str, term: str) -> Places:
        """Only for fields that keep positions."""
        return self._places.get((field, term), lambda: self._read_places(field, term))

    def terms(self, field: str, prefix: str = "") -> list[str]:
        """The terms of a field that begin with `prefix`, in order."""
        with self._lock:
            return [term.decode() for term in self._reader.expand_prefix(field, prefix)]

    def stored(self, row: int) -> str:
        """The stored release, as canonical JSON."""
        with self._lock:
            fields = self._reader.stored_fields(int(self._columns.docnums[row]))
        release: str = fields["release"]
        return release

    def _read_postings(self, field: str, term: str) -> Postings:
        docs: list[int] = []
        weights: list[float] = []
        with self._lock:
            for doc, weight, _ in self._walk(field, term, positions=False):
                docs.append(doc)
                weights.append(weight)
        rows = self._columns.rows[np.asarray(docs, np.int64)]
        kept = rows >= 0
        return Postings(rows[kept], np.asarray(weights, np.float64)[kept])

    def _read_places(self, field: str, term: str) -> Places:
        docs: list[int] = []
        positions: list[int] = []
        with self._lock:
            for doc, _, found in self._walk(field, term, positions=True):
                docs.extend([doc] * len(found))
                positions.extend(found)
        rows = self._columns.rows[np.asarray(docs, np.int64)].astype(np.int64)
        kept = rows >= 0
        return Places(rows[kept], np.asarray(positions, np.int64)[kept])

    def _walk(
        self, field: str, term: str, *, positions: bool
    ) -> Iterator[tuple[int, float, list[int]]]:
        text = term.encode()
        if (field, text) not in self._reader:
            return
        matcher = self._reader.postings(field, text)
        while matcher.is_active():
            found = matcher.value_as("positions") if positions else []
            yield matcher.id(), matcher.weight(), found
            matcher.next()
