"""Searches one Whoosh index."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage

from indexer.cache import ByteCache
from indexer.engines.protocol import (
    NO_FILTERS,
    FacetCount,
    Filters,
    FormCount,
    Match,
    Matches,
    Sort,
)
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.columns import Columns, Floats, Mask, Rows
from indexer.engines.whoosh.postings import PostingsReader
from indexer.engines.whoosh.searching import ranking
from indexer.engines.whoosh.searching.evaluator import Evaluation, Evaluator
from indexer.engines.whoosh.searching.expansion import Expander
from indexer.engines.whoosh.searching.facets import Facets
from indexer.engines.whoosh.searching.frequencies import Frequencies
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.engines.whoosh.searching.similarity import TermSimilarity
from indexer.engines.whoosh.searching.sort_orders import SortOrders
from indexer.engines.whoosh.spellings import Spellings
from indexer.engines.whoosh.work_arrays import WorkArrays
from indexer.query.expansion import Expansion
from indexer.query.values import Pattern, Query, Term
from indexer.releases.release import Release
from indexer.releases.schema import FACETS
from indexer.releases.signature import groups, related
from indexer.search_warnings import Warn

# Bytes of cached releases: the same ones are often found, read, marked and shown.
_CACHE_BYTES = 24_000_000
# After this many releases of a full scan, some ten megabytes, their memory is freed.
_READ_ON = 5_000


class WhooshSearcher:
    """An immutable view; safe to share between threads: whatever is read is mapped and never
    changes."""

    def __init__(self, folder: Path) -> None:
        # The schema is given, so Whoosh does not unpickle the one in the index.
        storage = FileStorage(str(folder), readonly=True)
        self._reader = storage.open_index(schema=layout.schema()).reader()
        self._columns = Columns(folder)
        self._postings = PostingsReader(self._reader, self._columns)
        self._facets = Facets(self._columns)
        self._spellings = Spellings(self._postings.segments)
        work = WorkArrays(len(self._columns))
        self._frequencies = Frequencies(self._postings, work)
        index = OpenIndex(self._postings, self._columns, self._frequencies, work)
        self._expander = Expander(index)
        self._evaluator = Evaluator(index)
        self._orders = SortOrders(self._columns)
        self._similarity = TermSimilarity(index)
        self._releases: ByteCache[Release] = ByteCache(lambda release: release.nbytes, _CACHE_BYTES)

    def count(self) -> int:
        return len(self._columns)

    def search(
        self,
        query: Query,
        *,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        start: int = 0,
        size: int = 0,
        facets: bool = False,
    ) -> Matches:
        found = self._evaluator.evaluate(query)
        in_time = self._restrict(found.mask, filters)
        chosen = self._facet_masks(filters)
        matched, total = _apply_facets(found, in_time, chosen)
        wanted = slice(start, min(start + size, total))
        shown, scores, warnings = self._page(found, matched, total, sort, wanted)
        return Matches(
            total=total,
            page=[
                Match(self._columns.id_of(row), score)
                for row, score in zip(shown.tolist(), scores.tolist(), strict=True)
            ],
            facets=self._facet_counts(in_time, chosen, filters) if facets else {},
            warnings=warnings,
        )

    def scan(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        """Holds the row numbers of all matches, and reads the releases one by one."""
        found = self._evaluator.evaluate(query)
        in_time = self._restrict(found.mask, filters)
        matched, total = _apply_facets(found, in_time, self._facet_masks(filters))
        if sort == "relevance":
            rows, _, _ = self._evaluator.top(found, matched, total)
        else:
            rows = self._orders.top(matched, total, sort, total)
        return total, map(self._read, rows.tolist())

    def release(self, release_id: str) -> Release | None:
        return next(iter(self.releases_by_id([release_id])), None)

    def releases_by_id(self, ids: Sequence[str]) -> list[Release]:
        kept = self._releases.get_many(ids)
        found = (release or self._read_by_id(each) for each, release in zip(ids, kept, strict=True))
        return [release for release in found if release]

    def _read_by_id(self, release_id: str) -> Release | None:
        row = self._columns.row_of(release_id)
        return None if row is None else self._releases.put(release_id, self._read(row))

    def releases(self) -> Iterator[Release]:
        for row in range(len(self._columns)):
            # Each release is read once, so its memory can be freed.
            if row % _READ_ON == 0:
                self._postings.release_memory()
            yield self._read(row)
        self._postings.release_memory()

    def forms(self, term: Term) -> Sequence[FormCount]:
        return self._spellings.most_frequent(term)

    def spellings(self, term: Term) -> Sequence[str]:
        return self._spellings.any_spellings(term)

    def expand(self, pattern: Pattern, *, excluded: bool = False) -> Expansion:
        return self._expander.expand(pattern, excluded=excluded)

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        return [self._frequencies.document_frequency(term) for term in terms]

    def similar_terms(self, term: Term) -> Sequence[Term]:
        return self._similarity.similar_terms(term)

    def digests(self) -> Mapping[str, str]:
        packed = self._postings.packed_column(layout.DIGEST)
        text, size = packed.tobytes().hex(), 2 * packed.shape[1]
        digests = (text[start : start + size] for start in range(0, len(text), size))
        return dict(zip(self._columns.all_ids(), digests, strict=True))

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        rows = {release_id: self._columns.row_of(release_id) for release_id in ids}
        packed = self._signatures
        return {each: packed[row].tobytes() for each, row in rows.items() if row is not None}

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        wanted, everything = frozenset(ids), self._columns.all_ids()
        chosen = np.fromiter((each in wanted for each in everything), np.bool_, len(everything))
        rows = np.flatnonzero(related(self._signatures, chosen)).tolist()
        found = groups({everything[row]: self._signatures[row].tobytes() for row in rows})
        return [group for group in found if not wanted.isdisjoint(group)]

    def close(self) -> None:
        self._reader.close()

    def _read(self, row: int) -> Release:
        return Release.from_json(self._postings.stored_json(row))

    @cached_property
    def _signatures(self) -> NDArray[np.uint8]:
        return self._postings.packed_column(layout.SIGNATURE)

    def _facet_masks(self, filters: Filters) -> dict[str, Mask]:
        """The mask of releases for each facet with chosen values."""
        return {name: self._facets.mask(name, values) for name, values in filters.facets.items()}

    def _page(
        self, found: Evaluation, matched: Mask, total: int, sort: Sort, wanted: slice
    ) -> tuple[Rows, Floats, tuple[Warn, ...]]:
        """The rows of a page in order, with their scores; no more is scored than the page needs."""
        end = wanted.stop
        if end <= wanted.start:
            return np.zeros(0, np.int64), np.zeros(0), ()
        if sort != "relevance":
            rows = self._orders.top(matched, total, sort, end)[wanted]
            # Scoring wants sorted rows.
            order = np.argsort(rows)
            _, scores, warnings = self._evaluator.scores(found, rows[order])
            return rows, ranking.round_scores(scores[np.argsort(order)]), warnings
        rows, scores, warnings = self._evaluator.top(found, matched, end)
        return rows[wanted], scores[wanted], warnings

    def _restrict(self, mask: Mask, filters: Filters) -> Mask:
        """Restrict `mask` to the dates and ids of the filters."""
        if filters.first or filters.last:
            mask = mask & self._columns.date_mask(filters.first, filters.last)
        if filters.ids:
            rows = [self._columns.row_of(release_id) for release_id in filters.ids]
            named = np.zeros(len(mask), np.bool_)
            named[[row for row in rows if row is not None]] = True
            mask = mask & named
        return mask

    def _facet_counts(
        self, matched: Mask, chosen: Mapping[str, Mask], filters: Filters
    ) -> dict[str, list[FacetCount]]:
        """Counts of each facet under all filters but its own, so that its other values stay
        visible."""
        counts = {}
        rows = np.flatnonzero(matched)
        for facet in FACETS:
            others = [one for name, one in chosen.items() if name != facet.name]
            mask = reduce(np.logical_and, others, matched)
            held = np.flatnonzero(mask) if others else rows
            wanted = filters.facets.get(facet.name, ())
            counts[facet.name] = self._facets.column(facet.name).counts(mask, held, wanted)
        return counts


def _apply_facets(
    found: Evaluation, restricted: Mask, chosen: Mapping[str, Mask]
) -> tuple[Mask, int]:
    """The releases left by all filters, and their number."""
    matched = reduce(np.logical_and, chosen.values(), restricted)
    return matched, found.total if matched is found.mask else int(np.count_nonzero(matched))
