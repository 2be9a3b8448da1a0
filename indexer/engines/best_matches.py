"""The releases that match a query best."""

from indexer.engines.protocol import Filters, Searcher
from indexer.query.values import Query
from indexer.releases.release import Release

# How many of them are examined for titles.
EXAMINED = 10


def best_matches(query: Query, filters: Filters, searcher: Searcher) -> list[Release]:
    """At most `EXAMINED` releases, best matches first. Raises SearchTooLong past the deadline."""
    found = searcher.search(
        query,
        filters=filters,
        sort="relevance",
        start=0,
        size=EXAMINED,
        facets=False,
    )
    return searcher.releases_by_id([match.id for match in found.page])
