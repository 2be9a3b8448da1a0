"""Finds releases that a search leaves out only because they lack a date or a title."""

import dataclasses

from indexer import deadline
from indexer.engines.protocol import Filters, Searcher
from indexer.engines.searches import best_matches, count_matches
from indexer.errors import SearchTooLong
from indexer.query.rewriting import move_to_field
from indexer.query.values import And, DateRange, Everything, Not, Query
from indexer.releases.schema import DAY_FACETS
from indexer.search.resolution import ResolvedQuery


def count_undated(searcher: Searcher, resolved: ResolvedQuery, filters: Filters) -> int:
    """How many releases the date filters, and dates in the query, exclude only because they have
    no day; 0 if time is up."""
    query = resolved.unscored_query
    rest, others = _without_dates(query), _without_date_filters(filters)
    if (rest, others) == (query, filters) or filters.is_reversed or deadline.has_passed():
        return 0
    try:
        return count_matches(searcher, And((rest, Not(DateRange(None, None)))), others)
    except SearchTooLong:
        return 0


def leaves_out_untitled(searcher: Searcher, resolved: ResolvedQuery, filters: Filters) -> bool:
    """Whether the query leaves out a release without a title that has in its text what is searched
    for in titles: its first words are shown like a title.

    Only the best matches among the releases left out are examined; False if time is up.
    """
    parsed = resolved.parsed
    if not parsed.has_field("title") or deadline.has_passed():
        return False
    in_body = move_to_field(parsed.query, "title", "body")
    try:
        releases = best_matches(searcher, And((in_body, Not(resolved.unscored_query))), filters)
    except SearchTooLong:
        return False
    return any(not release.title.strip() for release in releases)


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
