"""Counts the matches of a query without reading them."""

from indexer.engines.protocol import Filters, Searcher
from indexer.query.values import Query


def count_matches(query: Query, filters: Filters, searcher: Searcher) -> int:
    """The number of releases that match. Raises SearchTooLong past the deadline."""
    return searcher.search(
        query, filters=filters, sort="-published", start=0, size=0, facets=False
    ).total
