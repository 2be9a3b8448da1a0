"""Posting lists as arrays over the live releases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader

from indexer.arabic.layers import Layer
from indexer.cache import ByteCache
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec import per_document
from indexer.engines.whoosh.codec.blocks import Block, BlockAddress
from indexer.engines.whoosh.codec.sections import Array, narrow
from indexer.engines.whoosh.codec.stored_texts import StoredTexts
from indexer.engines.whoosh.columns import Columns, Rows, cache_bytes
from indexer.engines.whoosh.leaf_segments import LeafSegment, leaf_segments
from indexer.engines.whoosh.sparse_sum import sparse_sum
from indexer.query.values import Term

# Bytes of cached posting lists, for an index of few releases.
_CACHE_BYTES = 32_000_000
# Up to this many terms are faster to sum one by one than at once. Measured on 5,000 releases
# without cached lists: the times are equal at 4 to 8 terms, and cached lists favour single terms.
_FEW_TERMS = 8
# Terms whose addresses in the dictionaries are cached; one query needs them several times.
_MAX_CACHED_ADDRESSES = 8_192


@dataclass(frozen=True, slots=True)
class Postings:
    """The live releases with a term, in order, and its frequency in each."""

    rows: Rows
    frequencies: NDArray[Any]

    @property
    def nbytes(self) -> int:
        return self.rows.nbytes + self.frequencies.nbytes


NO_POSTINGS = Postings(np.zeros(0, np.int64), np.zeros(0, np.uint8))


@dataclass(frozen=True, slots=True)
class TermPositions:
    """Positions of a term: ``rows[i]`` has it at ``positions[i]``; sorted by both."""

    rows: NDArray[np.int64]
    positions: NDArray[np.int64]


class _Located(NamedTuple):
    """The address of a term's block in a segment."""

    segment: LeafSegment
    address: BlockAddress


class _SegmentTexts(NamedTuple):
    """The stored releases of a segment, whose first document has the number ``base``."""

    base: int
    texts: StoredTexts


class PostingsReader:
    """Reads the posting lists of all segments; safe to share between threads."""

    def __init__(self, reader: IndexReader, columns: Columns) -> None:
        self._columns = columns
        self.segments = list(leaf_segments(reader))
        self._texts = [
            _SegmentTexts(segment.base, per_document.stored_texts(segment.storage, segment.segment))
            for segment in self.segments
        ]
        self._addresses = lru_cache(_MAX_CACHED_ADDRESSES)(self._locate)
        kept = cache_bytes(_CACHE_BYTES, len(columns))
        self._unions: ByteCache[Mapping[str, Postings]] = ByteCache(
            lambda of_fields: sum(p.nbytes for p in of_fields.values()), kept
        )
        self._postings: ByteCache[Postings] = ByteCache(lambda p: p.nbytes, kept)

    def postings(self, field: str, term: str) -> Postings:
        return self._postings.get_or_make((field, term), lambda: self._read(field, term))

    def any_term(self, terms: Collection[Term], fields: tuple[str, ...]) -> Mapping[str, Postings]:
        """The live releases with any of the terms in each of the fields, with summed
        frequencies."""
        if len(terms) == 1:
            (term,) = terms
            return {
                field: self.postings(layout.layer_field(term.layer, field), term.text)
                for field in fields
            }
        names = frozenset(terms)
        return self._unions.get_or_make((names, fields), lambda: self._sum_terms(names, fields))

    def _sum_terms(self, terms: frozenset[Term], fields: tuple[str, ...]) -> Mapping[str, Postings]:
        if not 0 < len(terms) <= _FEW_TERMS:
            return self._sum_at_once(terms, fields)
        return {field: self._sum_one_by_one(terms, field) for field in fields}

    def _sum_one_by_one(self, terms: Collection[Term], field: str) -> Postings:
        """Like `any_term` for one field: sums the lists of single terms, which other queries use,
        too."""
        names = ((layout.layer_field(term.layer, field), term.text) for term in terms)
        lists = [postings for name in names if len((postings := self.postings(*name)).rows)]
        if len(lists) < 2:
            return lists[0] if lists else NO_POSTINGS
        rows, sums = sparse_sum([(each.rows, each.frequencies.astype(np.int64)) for each in lists])
        return Postings(rows, narrow(sums))

    def _sum_at_once(
        self, terms: Collection[Term], fields: tuple[str, ...]
    ) -> Mapping[str, Postings]:
        """Like `any_term`: sums the blocks of all terms at once."""
        texts: dict[Layer, list[str]] = {}
        for term in terms:
            texts.setdefault(term.layer, []).append(term.text)
        names = {layer: [layout.layer_field(layer, field) for field in fields] for layer in texts}
        parts: list[list[Postings]] = [[] for _ in fields]
        for segment in self.segments if terms else ():
            for of_field, block in zip(parts, segment.blocks.sum_blocks(texts, names), strict=True):
                of_field.append(self._live_postings(segment, block))
        return dict(zip(fields, map(_concatenate, parts), strict=True))

    def max_releases(self, field: str, term: str) -> int:
        """An upper bound of the live releases with a term; exact if none was deleted."""
        return sum(address.releases for _, address in self._addresses(field, term))

    def occurrences(self, field: str, term: str, rows: Rows) -> TermPositions:
        """The occurrences of a term in some of its releases, which are in order."""
        located = self._addresses(field, term) if len(rows) else ()
        if not located:
            none = np.zeros(0, np.int64)
            return TermPositions(none, none)
        if len(self.segments) == 1 and self.segments[0].live is None:
            ((segment, address),) = located
            postings = self.postings(field, term)
            chosen = np.searchsorted(postings.rows, rows)
            return _read_occurrences(segment, address, postings.frequencies, chosen, rows)
        parts = [self._segment_occurrences(segment, address, rows) for segment, address in located]
        return TermPositions(
            np.concatenate([part.rows for part in parts]),
            np.concatenate([part.positions for part in parts]),
        )

    def _segment_occurrences(
        self, segment: LeafSegment, address: BlockAddress, rows: Rows
    ) -> TermPositions:
        """The occurrences in those of the rows that belong to a segment."""
        docs = self._columns.docnums[rows] - segment.base
        block = segment.blocks.decode(address)
        first, last = np.searchsorted(docs, [0, int(block.docs[-1]) + 1])
        chosen = np.searchsorted(block.docs, docs[first:last])
        return _read_occurrences(segment, address, block.frequencies, chosen, rows[first:last])

    def _locate(self, field: str, term: str) -> tuple[_Located, ...]:
        return tuple(
            _Located(segment, address)
            for segment in self.segments
            if (address := segment.blocks.dictionary.find(field, term))
        )

    def stored_json(self, row: int) -> str:
        """The stored release, as canonical JSON."""
        document = int(self._columns.docnums[row])
        stored = next(each for each in reversed(self._texts) if each.base <= document)
        return stored.texts[document - stored.base]

    def release_memory(self) -> None:
        """Free the memory of stored releases that were read; the system keeps them in its page
        cache."""
        for stored in self._texts:
            stored.texts.release_memory()

    def packed_column(self, column: str) -> NDArray[np.uint8]:
        """The bytes of a column for each row."""
        parts = []
        for segment in self.segments:
            values = segment.documents.packed(column)
            parts.append(values if segment.live is None else values[segment.live])
        none = np.zeros((0, layout.PACKED[column]), np.uint8)
        return np.concatenate([none, *parts]) if len(parts) != 1 else parts[0]

    def _read(self, field: str, term: str) -> Postings:
        parts = [
            self._live_postings(segment, segment.blocks.decode(address))
            for segment, address in self._addresses(field, term)
        ]
        return _concatenate(parts)

    def _live_postings(self, segment: LeafSegment, block: Block) -> Postings:
        live = block if segment.live is None else block.restrict(segment.live)
        docs = live.docs + segment.base
        rows = self._columns.rows[docs].astype(np.int64) if self._columns.has_deletions else docs
        return Postings(rows, narrow(live.frequencies))


def _concatenate(parts: Sequence[Postings]) -> Postings:
    """Concatenate the postings of consecutive segments."""
    if len(parts) < 2:
        return parts[0] if parts else NO_POSTINGS
    return Postings(
        np.concatenate([part.rows for part in parts]),
        np.concatenate([part.frequencies for part in parts]),
    )


def _read_occurrences(
    segment: LeafSegment, address: BlockAddress, frequencies: Array, chosen: Rows, rows: Rows
) -> TermPositions:
    positions, sizes = segment.blocks.decode_positions(address, frequencies, chosen)
    return TermPositions(np.repeat(rows, sizes), positions)
