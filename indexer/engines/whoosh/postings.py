"""Posting lists as arrays over the live releases: each is decoded once, then kept while in use."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.cache import ByteCache
from indexer.engines.whoosh.codec.blocks import Block
from indexer.engines.whoosh.codec.codec import BlockReader
from indexer.engines.whoosh.columns import Columns, Floats, Rows


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
    """Reads the posting lists of all segments; safe to share between threads."""

    def __init__(self, reader: IndexReader, columns: Columns) -> None:
        self._reader = reader
        self._columns = columns
        # Whoosh seeks in a shared file for stored fields; blocks are mapped and need no lock.
        self._lock = threading.Lock()
        self._segments: list[tuple[BlockReader, int]] = []
        if reader.doc_count_all():
            for leaf, base in reader.leaf_readers():
                blocks = leaf.codec().terms_reader(leaf.storage(), leaf.segment())
                self._segments.append((blocks, base))
        self._postings: ByteCache[Postings] = ByteCache(lambda p: p.nbytes)
        self._places: ByteCache[Places] = ByteCache(lambda p: p.nbytes)

    def postings(self, field: str, term: str) -> Postings:
        return self._postings.get((field, term), lambda: self._read_postings(field, term))

    def places(self, field: str, term: str) -> Places:
        """Only for fields that keep positions."""
        return self._places.get((field, term), lambda: self._read_places(field, term))

    def terms(self, field: str, prefix: str = "", most: int | None = None) -> list[str]:
        """The terms of a field that begin with `prefix`, in order; the first `most` of them."""
        start = prefix.encode()
        found = {
            key for blocks, _ in self._segments for key in islice(blocks.keys(field, start), most)
        }
        return [key.decode() for key in sorted(found)[:most]]

    def stored(self, row: int) -> str:
        """The stored release, as canonical JSON."""
        with self._lock:
            fields = self._reader.stored_fields(int(self._columns.docnums[row]))
        release: str = fields[layout.STORED]
        return release

    def _read_postings(self, field: str, term: str) -> Postings:
        docs, frequencies = self._gathered(
            field, term, lambda block: (block.docs, block.frequencies), positions=False
        )
        rows = self._columns.rows[docs]
        kept = rows >= 0
        return Postings(rows[kept], frequencies[kept].astype(np.float64))

    def _read_places(self, field: str, term: str) -> Places:
        docs, positions = self._gathered(field, term, _occurrences, positions=True)
        rows = self._columns.rows[docs].astype(np.int64)
        kept = rows >= 0
        return Places(rows[kept], positions[kept])

    def _gathered(
        self,
        field: str,
        term: str,
        arrays: Callable[[Block], tuple[NDArray[np.int64], NDArray[np.int64]]],
        *,
        positions: bool,
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Documents and values of a term from all segments."""
        key = term.encode()
        docs, values = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for blocks, base in self._segments:
            block = blocks.block(field, key, positions=positions)
            if block is not None:
                found, value = arrays(block)
                docs.append(found + base)
                values.append(value)
        return np.concatenate(docs), np.concatenate(values)


def _occurrences(block: Block) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    positions = block.positions if block.positions is not None else np.zeros(0, np.int64)
    return np.repeat(block.docs, block.frequencies), positions
