"""How many releases of one generation other searches would find, without reading them."""

import dataclasses
from typing import NamedTuple, TypeGuard

from indexer import deadline
from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.best_matches import best_matches
from indexer.engines.counting import count_matches
from indexer.engines.protocol import Filters, Searcher
from indexer.errors import SearchTooLong
from indexer.query.rewriting import in_field, without_scoring
from indexer.query.values import And, DateRange, Everything, Not, Query, Word
from indexer.releases.schema import DAY_FACETS
from indexer.search.query_cache import QueryCache


class Counts(NamedTuple):
    searcher: Searcher
    queries: QueryCache

    def count(self, request: SearchRequest) -> int:
        """How many releases a search finds. Like all methods here raises SearchTooLong past the
        deadline."""
        query = self._query(request)
        if _is_single_term(query) and request.filters == Filters():
            # The same number, without matching any release.
            return self.searcher.frequencies(query.matching)[0]
        return count_matches(query, request.filters, self.searcher)

    def count_unless_empty(self, request: SearchRequest) -> int:
        """Like `count`, but 0 for a query without words, though that finds everything."""
        nothing = request.q and isinstance(self._query(request), Everything)
        return 0 if nothing else self.count(request)

    def by_mode(self, request: SearchRequest, total: int) -> dict[Layer, int]:
        """The counts of the same search, which has `total` matches, in each mode, as far as time
        allows."""
        totals = {request.mode: total}
        for mode in (each for each in LAYERS if each != request.mode):
            try:
                totals[mode] = self.count(dataclasses.replace(request, mode=mode))
            except SearchTooLong:
                break
        return totals

    def undated(self, request: SearchRequest) -> int:
        """How many releases the date filters, and dates in the query, exclude only because they
        have no day, as far as time allows."""
        query, filters = self._query(request), request.filters
        rest, others = _without_dates(query), _without_date_filters(filters)
        if (rest, others) == (query, filters) or filters.is_reversed or deadline.has_passed():
            return 0
        try:
            return count_matches(And((rest, Not(DateRange(None, None)))), others, self.searcher)
        except SearchTooLong:
            return 0

    def has_untitled(self, request: SearchRequest) -> bool:
        """Whether the query leaves out a release without a title that has in its text what is
        searched for in titles: its first words are shown like a title. Only the best of the
        releases left out are examined, as far as time allows."""
        reading = self.queries.get(request).resolved.reading
        if not reading.has_field("title") or deadline.has_passed():
            return False
        try:
            left_out = And((in_field(reading.query, "title", "body"), Not(self._query(request))))
            releases = best_matches(left_out, request.filters, self.searcher)
        except SearchTooLong:
            return False
        return any(not release.title.strip() for release in releases)

    def _query(self, request: SearchRequest) -> Query:
        return without_scoring(self.queries.get(request).resolved.reading.query)


def _without_dates(query: Query) -> Query:
    """A query without the dates that it requires."""
    match query:
        case DateRange():
            return Everything()
        case And(parts) if any(isinstance(part, DateRange) for part in parts):
            return And(tuple(part for part in parts if not isinstance(part, DateRange)))
        case _:
            return query


def _without_date_filters(filters: Filters) -> Filters:
    facets = {name: chosen for name, chosen in filters.facets.items() if name not in DAY_FACETS}
    return dataclasses.replace(filters, facets=facets, first=None, last=None)


def _is_single_term(query: Query) -> TypeGuard[Word]:
    """Whether a query matches one term in any field."""
    return isinstance(query, Word) and len(query.matching) == 1 and not query.fields
