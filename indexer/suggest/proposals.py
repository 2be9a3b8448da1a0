"""Proposals: other searches, before it is known whether they find anything."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import NamedTuple

from indexer import limits
from indexer.arabic.analyzer import Analyzer
from indexer.errors import SearchTooLong
from indexer.query import reader
from indexer.query.rewriting import without_scoring
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
    asked: SearchRequest,
    proposals: Iterable[Proposal],
    analyzer: Analyzer,
    total: Callable[[SearchRequest], int],
) -> tuple[Suggestion, ...]:
    """Those of the proposals that find enough, in their order, within the bounds; no guess that is much dearer than
    one that does, none that is read as one before it.

    `total` counts what a search finds; it is called at most `limits.SUGGESTION_SEARCHES` times.
    """
    tried = {_key(asked)}
    offered: list[Suggestion] = []
    cheapest: dict[SuggestionKind, float] = {}
    # What takes too long ends the list, no more.
    with suppress(SearchTooLong):
        for kind, request, without, least, cost in proposals:
            if _key(request) in tried or len(request.q) > limits.QUERY_CHARACTERS:
                continue
            if cost > cheapest.get(kind, cost) + _DEARER:
                continue
            if len(offered) == limits.SUGGESTIONS or len(tried) > limits.SUGGESTION_SEARCHES:
                break
            tried.add(_key(request))
            count = total(request)
            if count >= least and not _is_among(request, count, offered, analyzer):
                cheapest.setdefault(kind, cost)
                offered.append(Suggestion(kind, request, count, without))
    return tuple(offered)


def _is_among(
    request: SearchRequest, count: int, offered: Iterable[Suggestion], analyzer: Analyzer
) -> bool:
    """Whether a search that finds so many is read as one of the others: الأحمر and الاحمر."""
    alike = [each.request for each in offered if each.total == count]
    return bool(alike) and _meaning(request, analyzer) in [_meaning(o, analyzer) for o in alike]


def _meaning(request: SearchRequest, analyzer: Analyzer) -> tuple[object, ...]:
    reading = reader.read(analyzer, request.q, request.mode, request.match)
    return without_scoring(reading.query), request.without, *_filters(request)


def _key(request: SearchRequest) -> tuple[object, ...]:
    """Equal for searches that are written the same."""
    return request.q, request.mode, request.match, request.without, *_filters(request)


def _filters(request: SearchRequest) -> tuple[object, ...]:
    filters = request.filters
    return tuple(sorted(filters.facets.items())), filters.first, filters.last
