"""Finds hits that nearly duplicate an earlier hit: reissued statements, corrected copies."""

from collections.abc import Mapping, Sequence

from indexer.engines.protocol import Searcher
from indexer.releases.signature import groups


def find_repeats(searcher: Searcher, ids: Sequence[str]) -> Mapping[str, str]:
    """Maps each hit of a page that repeats an earlier one to the first of its group."""
    places = {release_id: place for place, release_id in enumerate(ids)}
    first_of_group: dict[str, str] = {}
    for group in groups(searcher.signatures(ids)):
        first, *others = sorted(group, key=places.__getitem__)
        first_of_group |= dict.fromkeys(others, first)
    return first_of_group
