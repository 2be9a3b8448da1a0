"""The facets of the results, with the selected values marked."""

from collections.abc import Sequence

from indexer.answers.results import FacetValue, SearchRequest
from indexer.engines import facet_choice
from indexer.engines.protocol import Matches, Searcher
from indexer.releases.schema import FACETS


def mark_selected(
    matches: Matches, request: SearchRequest, searcher: Searcher
) -> dict[str, tuple[FacetValue, ...]]:
    """Each facet with its values; empty if they were not requested."""
    if not request.facets:
        return {}
    facets = {}
    for facet in FACETS:
        counts = matches.facets.get(facet.name, ())
        selected = request.filters.facets.get(facet.name, ())
        values = [each.value for each in counts]
        chosen = _chosen(facet.name, selected, values, searcher) if selected else ()
        facets[facet.name] = tuple(
            FacetValue(each.value, each.count, each.value in chosen) for each in counts
        )
    return facets


def _chosen(
    facet: str, selected: Sequence[str], listed: Sequence[str], searcher: Searcher
) -> frozenset[str]:
    """The listed values that the selected ones stand for. One that the collection has stands for
    itself alone, even if it is not listed."""
    elsewhere = [
        value for value in selected if value not in listed and searcher.has_value(facet, value)
    ]
    return facet_choice.matching_values(selected, facet_choice.foldings([*listed, *elsewhere]))
