"""The facets of the results, with the selected values marked."""

from collections.abc import Sequence

from indexer.answers.results import FacetValue, SearchRequest
from indexer.engines import facet_choice
from indexer.engines.protocol import FacetCount, Matches
from indexer.releases.schema import FACETS


def mark_selected(matches: Matches, request: SearchRequest) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet with its values; empty if they were not requested."""
    if not request.facets:
        return {}
    selected = request.filters.facets
    return {
        facet.name: _values(matches.facets.get(facet.name, ()), selected.get(facet.name, ()))
        for facet in FACETS
    }


def _values(counts: Sequence[FacetCount], selected: Sequence[str]) -> tuple[FacetValue, ...]:
    if not selected:
        return tuple(FacetValue(each.value, each.count, False) for each in counts)
    chosen = facet_choice.matching_values(
        selected, facet_choice.foldings(each.value for each in counts)
    )
    return tuple(FacetValue(each.value, each.count, each.value in chosen) for each in counts)
