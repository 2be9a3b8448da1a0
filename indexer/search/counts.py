"""How many releases of one generation other searches would find, without reading them."""

from dataclasses import dataclass, replace
from typing import TypeGuard

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.protocol import NO_FILTERS, Searcher
from indexer.engines.searches import count_matches
from indexer.errors import SearchTooLong
from indexer.query.values import Everything, Query, Word
from indexer.search.query_cache import QueryCache


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts the matches of searches. All methods raise SearchTooLong past the deadline, unless
    they say otherwise."""

    searcher: Searcher
    queries: QueryCache

    def count_hits(self, request: SearchRequest) -> int:
        """How many releases a search finds."""
        query = self._unscored_query(request)
        if _is_single_term(query) and request.filters == NO_FILTERS:
            # The same number, without matching any release.
            return self.searcher.frequencies(query.matching)[0]
        return count_matches(self.searcher, query, request.filters)

    def count_hits_unless_empty(self, request: SearchRequest) -> int:
        """Like `count_hits`, but 0 for a query without words, though that finds everything."""
        nothing = request.q and isinstance(self._unscored_query(request), Everything)
        return 0 if nothing else self.count_hits(request)

    def count_by_mode(self, request: SearchRequest, total: int) -> dict[Layer, int]:
        """The counts of the same search, which has `total` matches, in each mode, as far as time
        allows."""
        totals = {request.mode: total}
        for mode in (each for each in LAYERS if each != request.mode):
            try:
                totals[mode] = self.count_hits(replace(request, mode=mode))
            except SearchTooLong:
                break
        return totals

    def _unscored_query(self, request: SearchRequest) -> Query:
        return self.queries.resolved(request).unscored_query


def _is_single_term(query: Query) -> TypeGuard[Word]:
    """Whether a query matches one term in any field."""
    return isinstance(query, Word) and len(query.matching) == 1 and not query.fields
