"""The postings of a segment under construction: rows in memory, spilled to disk, finally sorted and
merged.

Terms are numbered in order of appearance. A spill holds the rows of one field sorted by term; as
releases come in order, the rows of a term from consecutive spills are in order, too.
"""

import mmap
import tempfile
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec import blocks
from indexer.engines.whoosh.codec.blocks import Block, EncodedBlocks, PostingsBatch
from indexer.engines.whoosh.codec.packing import Numbers, expand_ranges

_NUMBER = "I"  # uint32
# Rows that are sorted and packed at a time, about 200 bytes each meanwhile.
_CHUNK_ROWS = 200_000

Column = NDArray[np.int64] | NDArray[np.uint32]


class _Spill(NamedTuple):
    """Term ``terms[n]`` has the rows ``bounds[n]:bounds[n + 1]``; terms are sorted by number.
    Sparse, because most fields have few of all terms, and so have most spills."""

    terms: NDArray[np.uint32]
    bounds: Numbers
    docs: NDArray[np.uint32]
    values: NDArray[np.uint32]


class _SpillFile:
    """A temporary file with the rows of all spills: a single file, because a process may have only
    so many open."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it goes with this object
        self._entries: list[tuple[NDArray[np.uint32], Numbers, int]] = []
        self._mapped: mmap.mmap | None = None

    def add(self, spill: _Spill) -> None:
        self._entries.append((spill.terms, spill.bounds, self._file.tell()))
        for rows in (spill.docs, spill.values):
            self._file.write(rows.tobytes())

    def spills(self) -> list[_Spill]:
        """The spills, mapped from the file. None may be added afterwards."""
        self._file.flush()
        self._mapped = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)
        self._file.close()
        spills = []
        for terms, bounds, at in self._entries:
            count = int(bounds[-1])
            docs = np.frombuffer(self._mapped, np.uint32, count, at)
            values = np.frombuffer(self._mapped, np.uint32, count, at + docs.nbytes)
            spills.append(_Spill(terms, bounds, docs, values))
        return spills

    def release_memory(self) -> None:
        """Free the memory of rows that were read; the system keeps them in its page cache."""
        if self._mapped is not None:
            self._mapped.madvise(mmap.MADV_DONTNEED)


class FieldBuffer:
    """The postings of one field: a row of (term, document, value) for each occurrence.

    The value is the position in fields with positions, otherwise the frequency.
    """

    def __init__(self, *, positional: bool) -> None:
        self._positional = positional
        self._clear()
        self._spills: list[_Spill] = []
        self._spilled: _SpillFile | None = None

    def _clear(self) -> None:
        self._terms = array(_NUMBER)
        self._docs = array(_NUMBER)
        self._values = array(_NUMBER)

    @property
    def nbytes(self) -> int:
        return 12 * len(self._terms)

    def add(self, doc: int, terms: Sequence[int], values: Sequence[int]) -> None:
        self._terms.extend(terms)
        self._values.extend(values)
        self._docs.extend([doc] * len(terms))

    def add_rows(self, terms: Column, docs: Column, values: Column) -> None:
        """Add rows of later releases, ordered by release and position."""
        for column, added in ((self._terms, terms), (self._docs, docs), (self._values, values)):
            column.frombytes(added.astype(np.uint32, copy=False).tobytes())

    def add_counts(self, term: int, block: Block) -> None:
        """Add postings of a field without positions, for later documents."""
        docs = block.docs
        self.add_rows(np.full(len(docs), term, np.uint32), docs, block.frequencies)

    def add_many(self, postings: PostingsBatch) -> None:
        """Add the postings of many terms at once, each row with the number of its term."""
        terms, docs, frequencies, positions = postings
        if positions is None:
            self.add_rows(terms, docs, frequencies)
        else:
            rows = np.repeat(terms, frequencies), np.repeat(docs, frequencies)
            self.add_rows(*rows, positions)

    def spill(self, folder: Path) -> None:
        """Move the rows to a temporary file in `folder`; not allowed after rows were read."""
        if not self._terms:
            return
        self._spilled = self._spilled or _SpillFile(folder)
        self._spilled.add(self._sort())
        self._clear()

    def totals(self, terms: int, *, weighted: bool = False) -> Numbers:
        """The number of rows of each of `terms` terms, or the sum of their values if `weighted`."""
        totals = np.zeros(terms, np.int64)
        for spill in self._all_spills():
            rows = np.diff(spill.bounds)
            if weighted:
                numbers = np.repeat(np.arange(len(rows)), rows)
                rows = np.bincount(numbers, spill.values, len(rows)).astype(np.int64)
            totals[spill.terms] += rows
            self._release_memory()
        return totals

    def _release_memory(self) -> None:
        if self._spilled is not None:
            self._spilled.release_memory()

    def encode(self, order: Numbers) -> Iterator[tuple[Numbers, EncodedBlocks]]:
        """The blocks of the terms with rows, many at a time, with their indexes in `order`, a
        permutation of the term numbers."""
        rows = self.totals(len(order))[order]
        kept = np.flatnonzero(rows)
        ends = rows[kept].cumsum()
        first = 0
        while first < len(kept):
            begun = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, begun + _CHUNK_ROWS, "right")))
            chunk = kept[first:last]
            yield chunk, blocks.encode(self._rows(order[chunk]))
            first = last

    def _rows(self, chunk: Numbers) -> blocks.SortedPostings:
        """The rows of some terms, in their order, from all spills."""
        places, docs, values = [], [], []
        for spill in self._spills:
            at = np.minimum(np.searchsorted(spill.terms, chunk), len(spill.terms) - 1)
            known = np.flatnonzero(spill.terms[at] == chunk)
            starts = spill.bounds[at[known]]
            sizes = spill.bounds[at[known] + 1] - starts
            rows = expand_ranges(starts, sizes)
            places.append(np.repeat(known, sizes))
            docs.append(spill.docs[rows])
            values.append(spill.values[rows])
            # Sorted terms are scattered over the spills: a chunk touches most of their pages.
            self._release_memory()
        place = np.concatenate(places)
        doc, value = np.concatenate(docs), np.concatenate(values)
        if len(places) > 1:
            # Stable, so that releases stay in order within a term.
            sort = np.argsort(place, kind="stable")
            place, doc, value = place[sort], doc[sort], value[sort]
        bounds = np.searchsorted(place, np.arange(len(chunk) + 1))
        return blocks.SortedPostings(
            bounds, doc.astype(np.int64), value.astype(np.int64), self._positional
        )

    def _all_spills(self) -> Sequence[_Spill]:
        """The spills, including one of the rows still in memory."""
        if self._spilled is not None and not self._spills:
            self._spills = self._spilled.spills()
        if len(self._terms):
            self._spills.append(self._sort())
            self._clear()
        return self._spills

    def _sort(self) -> _Spill:
        """Sort the rows in memory, of which there is at least one."""
        numbers, docs, values = (
            np.frombuffer(rows, np.uint32) for rows in (self._terms, self._docs, self._values)
        )
        order = _stable_order(numbers)
        ordered = numbers[order]
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
        bounds = np.append(starts, len(ordered))
        return _Spill(ordered[starts], bounds, docs[order], values[order])


def _stable_order(numbers: NDArray[np.uint32]) -> Numbers:
    """The permutation that sorts `numbers`, keeping equal ones in order. Sorting values combined
    with their indexes is many times faster than an argsort."""
    keyed = numbers.astype(np.int64) << 32
    keyed |= np.arange(len(numbers))
    keyed.sort()
    keyed &= 2**32 - 1
    return keyed
