"""Proposals: other searches, before it is known whether they find anything."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from indexer import limits
from indexer.errors import SearchTooLong
from indexer.results import SearchRequest, Suggestion, SuggestionKind


class Proposal(NamedTuple):
    """A search to try, of use if it finds at `least` so many. ``without`` names what of the one asked is left
    out: words, or parameters."""

    kind: SuggestionKind
    request: SearchRequest
    without: tuple[str, ...] = ()
    least: int = 1


def found(
    asked: SearchRequest, proposals: Iterable[Proposal], total: Callable[[SearchRequest], int]
) -> tuple[Suggestion, ...]:
    """Those of the proposals that find enough, in their order, within the bounds.

    `total` counts what a search finds; it is called at most `limits.SUGGESTION_SEARCHES` times.
    """
    tried = {_key(asked)}
    offered: list[Suggestion] = []
    for kind, request, without, least in proposals:
        if _key(request) in tried or len(request.q) > limits.QUERY_CHARACTERS:
            continue
        if len(offered) == limits.SUGGESTIONS or len(tried) > limits.SUGGESTION_SEARCHES:
            break
        tried.add(_key(request))
        try:
            count = total(request)
        except SearchTooLong:
            break
        if count >= least:
            offered.append(Suggestion(kind, request, count, without))
    return tuple(offered)


def _key(request: SearchRequest) -> tuple[object, ...]:
    """Equal for searches that find the same."""
    filters = request.filters
    facets = tuple(sorted(filters.facets.items()))
    period = (filters.first, filters.last)
    return request.q, request.mode, request.match, request.without, facets, *period
