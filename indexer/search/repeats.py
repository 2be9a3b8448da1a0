"""Hits that say nearly the same as one before them: a statement issued again, a corrected copy."""

from collections.abc import Mapping, Sequence

from indexer.engines.protocol import Searcher
from indexer.signature import groups


def repeats(searcher: Searcher, ids: Sequence[str]) -> Mapping[str, str]:
    """Of the hits of a page those that repeat an earlier one, which they are mapped to: the first of its kind."""
    places = {release_id: place for place, release_id in enumerate(ids)}
    found: dict[str, str] = {}
    for group in groups(searcher.signatures(ids)):
        first, *others = sorted(group, key=places.__getitem__)
        found |= dict.fromkeys(others, first)
    return found
