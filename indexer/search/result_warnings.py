"""Gathers the warnings that are shown beside the results of a search."""

from collections.abc import Sequence

from indexer import deadline
from indexer.answers.results import Hit, SearchRequest
from indexer.engines.protocol import DAY_SORTS, Matches
from indexer.search.resolution import ResolvedQuery
from indexer.search_warnings import TIME_IS_UP, Warn


def query_warnings(resolved: ResolvedQuery, request: SearchRequest) -> tuple[Warn, ...]:
    """Warnings that do not depend on the results."""
    warnings = (*resolved.parsed.warnings, *resolved.warnings)
    filters = request.filters
    if filters.is_reversed:
        return (*warnings, Warn("empty_period", f"{filters.first} > {filters.last}"))
    return warnings


def result_warnings(
    resolved: ResolvedQuery,
    matches: Matches,
    request: SearchRequest,
    hits: Sequence[Hit],
    *,
    undated: int,
    untitled: bool,
) -> tuple[Warn, ...]:
    """All warnings, also of the number of `undated` releases left out, and of `untitled` ones. To
    be called last, because the deadline may pass until then."""
    warnings = [*query_warnings(resolved, request), *matches.warnings]
    if undated:
        warnings.append(Warn("undated_left_out", str(undated)))
    if request.sort in DAY_SORTS and any(hit.release.day is None for hit in hits):
        warnings.append(Warn("undated_last"))
    if untitled:
        warnings.append(Warn("untitled_left_out"))
    if matches.total and not matches.page:
        warnings.append(Warn("past_the_last_page", str(request.page)))
    if deadline.has_passed():
        warnings.append(TIME_IS_UP)
    return tuple(warnings)
