"""Searches for part of an answer: the number of matches, or the best ones."""

from indexer.engines.protocol import NO_FILTERS, Filters, Searcher
from indexer.query.values import Query
from indexer.releases.release import Release

# How many of the best matches are examined.
EXAMINED = 10


def count_matches(searcher: Searcher, query: Query, filters: Filters = NO_FILTERS) -> int:
    """The number of releases that match. Raises SearchTooLong past the deadline."""
    # Nothing is scored in this order.
    return searcher.search(query, filters=filters, sort="-published").total


def best_matches(searcher: Searcher, query: Query, filters: Filters = NO_FILTERS) -> list[Release]:
    """At most `EXAMINED` releases, best matches first. Raises SearchTooLong past the deadline."""
    matches = searcher.search(query, filters=filters, size=EXAMINED)
    return searcher.releases_by_id([match.id for match in matches.page])
