"""An immutable view of one Whoosh index."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.filedb.filestore import FileStorage

from indexer import limits
from indexer.engines import bm25
from indexer.engines.protocol import FacetCount, Filters, FormCount, Match, Matches, Sort
from indexer.engines.whoosh import columns, layout
from indexer.engines.whoosh.columns import Floats, Mask
from indexer.engines.whoosh.evaluator import Evaluator
from indexer.engines.whoosh.expansion import Expander
from indexer.engines.whoosh.facets import Facets
from indexer.engines.whoosh.likeness import Likeness
from indexer.engines.whoosh.postings import PostingsReader
from indexer.query.values import Expansion, Pattern, Query, Term
from indexer.release import Release
from indexer.schema import FACETS


class WhooshSearcher:
    """Safe to share between threads: arrays are immutable, Whoosh's reader stands behind a lock."""

    def __init__(self, folder: Path) -> None:
        # The schema is given, so none is unpickled from the index.
        index = FileStorage(str(folder), readonly=True).open_index(schema=layout.schema())
        self._reader = index.reader()
        self._columns = columns.load(self._reader)
        self._postings = PostingsReader(self._reader, self._columns)
        self._facets = Facets(self._postings)
        self._expander = Expander(self._postings)
        self._likeness = Likeness(self._postings)
        self._evaluator = Evaluator(self._postings, self._columns)

    def count(self) -> int:
        return len(self._columns)

    def search(
        self, query: Query, *, filters: Filters, sort: Sort, start: int, size: int, facets: bool
    ) -> Matches:
        evaluation = self._evaluator.evaluate(query)
        in_time = evaluation.mask & self._in_time(filters) & self._named(filters)
        chosen = {
            name: self._facets.column(name).mask(values, len(self._columns))
            for name, values in filters.facets.items()
        }
        mask = in_time.copy()
        for one in chosen.values():
            mask &= one
        rows = np.flatnonzero(mask)
        scores = np.round(evaluation.scores[rows], bm25.DECIMALS)
        page = self._order(rows, scores, sort)[start : start + size]
        return Matches(
            total=len(rows),
            page=[Match(self._columns.ids[rows[n]], float(scores[n])) for n in page],
            facets=self._counts(in_time, chosen) if facets else {},
        )

    def release(self, release_id: str) -> Release | None:
        row = self._columns.row_of.get(release_id)
        return None if row is None else Release.from_json(self._postings.stored(row))

    def releases(self) -> Iterator[Release]:
        for row in range(len(self._columns)):
            yield Release.from_json(self._postings.stored(row))

    def forms(self, term: Term) -> Sequence[FormCount]:
        prefix = layout.form_key(term.layer, term.text, "")
        keys = self._postings.terms(layout.FORMS, prefix, limits.FORMS_READ)
        counted = [
            FormCount(key.removeprefix(prefix), int(count))
            for key in keys
            if (count := self._postings.postings(layout.FORMS, key).frequencies.sum())
        ]
        counted.sort(key=lambda form: (-form.count, form.form))
        return counted[: limits.FORMS_PER_WORD]

    def spellings(self, term: Term) -> Sequence[str]:
        prefix = layout.form_key(term.layer, term.text, "")
        keys = self._postings.terms(layout.FORMS, prefix, limits.SPELLINGS)
        return [key.removeprefix(prefix) for key in keys]

    def expand(self, pattern: Pattern) -> Expansion:
        return self._expander.expand(pattern)

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        return self._expander.frequencies(terms)

    def alike(self, term: Term) -> Sequence[Term]:
        return self._likeness.alike(term)

    def digests(self) -> Mapping[str, str]:
        values = columns.values_of(self._reader, layout.DIGEST)
        docnums = self._columns.docnums
        return {
            release_id: values[docnum].hex()
            for release_id, docnum in zip(self._columns.ids, docnums, strict=True)
        }

    def close(self) -> None:
        self._reader.close()

    def _named(self, filters: Filters) -> Mask:
        if not filters.ids:
            return np.ones(len(self._columns), np.bool_)
        mask = np.zeros(len(self._columns), np.bool_)
        row_of = self._columns.row_of
        mask[[row_of[release_id] for release_id in filters.ids if release_id in row_of]] = True
        return mask

    def _in_time(self, filters: Filters) -> Mask:
        if filters.first or filters.last:
            return self._columns.published_within(filters.first, filters.last)
        return np.ones(len(self._columns), np.bool_)

    def _order(self, rows: NDArray[np.int64], scores: Floats, sort: Sort) -> NDArray[np.int64]:
        """Indexes into `rows`, first hit first."""
        rank = self._columns.rank[rows]
        published = self._columns.published[rows]
        if sort == "-published":
            return np.argsort(rank)
        if sort == "published":
            # No date is the oldest, so it comes first here; ties keep their usual order.
            return np.lexsort((rank, published))
        if sort == "title":
            return np.lexsort((rank, self._columns.title_rank[rows]))
        return np.lexsort((rank, -scores))

    def _counts(self, matched: Mask, chosen: Mapping[str, Mask]) -> dict[str, list[FacetCount]]:
        """Counts of each facet under all filters but its own, so that other values stay in sight."""
        counts = {}
        for facet in FACETS:
            mask = matched.copy()
            for name, one in chosen.items():
                if name != facet.name:
                    mask &= one
            counts[facet.name] = self._facets.column(facet.name).counts(mask)
        return counts
