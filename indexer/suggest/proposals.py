"""Proposals: other searches, before it is known whether they find anything."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from indexer import limits
from indexer.errors import SearchTooLong
from indexer.results import SearchRequest, Suggestion, SuggestionKind

# A guess that costs so much more than another that finds something is no help: of 900 slips for which the cheapest was
# wrong 58 times it was right twice. It is half a letter, or to stand in 30 times fewer releases.
_DEARER = 0.3


class Proposal(NamedTuple):
    """A search to try, of use if it finds at `least` so many. ``without`` names what of the one asked is left
    out: words, or parameters; ``cost`` is that of a guess (see `spelling`)."""

    kind: SuggestionKind
    request: SearchRequest
    without: tuple[str, ...] = ()
    least: int = 1
    cost: float = 0.0


def found(
    asked: SearchRequest, proposals: Iterable[Proposal], total: Callable[[SearchRequest], int]
) -> tuple[Suggestion, ...]:
    """Those of the proposals that find enough, in their order, within the bounds; no guess that is much dearer than
    one that does.

    `total` counts what a search finds; it is called at most `limits.SUGGESTION_SEARCHES` times.
    """
    tried = {_key(asked)}
    offered: list[Suggestion] = []
    cheapest: dict[SuggestionKind, float] = {}
    for kind, request, without, least, cost in proposals:
        if _key(request) in tried or len(request.q) > limits.QUERY_CHARACTERS:
            continue
        if cost > cheapest.get(kind, cost) + _DEARER:
            continue
        if len(offered) == limits.SUGGESTIONS or len(tried) > limits.SUGGESTION_SEARCHES:
            break
        tried.add(_key(request))
        try:
            count = total(request)
        except SearchTooLong:
            break
        if count >= least:
            cheapest.setdefault(kind, cost)
            offered.append(Suggestion(kind, request, count, without))
    return tuple(offered)


def _key(request: SearchRequest) -> tuple[object, ...]:
    """Equal for searches that find the same."""
    filters = request.filters
    facets = tuple(sorted(filters.facets.items()))
    period = (filters.first, filters.last)
    return request.q, request.mode, request.match, request.without, facets, *period
