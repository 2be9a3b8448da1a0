"""Matches the facet values that a reader chose with those of a collection.

A value that the collection has stands for itself, so that its count is the number of hits, whatever
is spelled similarly (عُمان, عمّان); any other stands for all values with the same folding, so that
a typed value is found in any spelling.
"""

from collections.abc import Container, Iterable, Mapping

from indexer.arabic.orthography.normalizer import fold
from indexer.engines.protocol import FacetCount


def foldings(values: Iterable[str]) -> Mapping[str, str]:
    """The folding of each value, in their order."""
    return {value: fold(value) for value in values}


def matching_values(typed: Iterable[str], values: Mapping[str, str]) -> frozenset[str]:
    """The ``values`` of a collection (with their `foldings`) that the ``typed`` ones stand for."""
    exact = {value for value in typed if value in values}
    others = {fold(value) for value in typed if value not in exact}
    if not others:
        return frozenset(exact)
    return frozenset(exact.union(value for value, form in values.items() if form in others))


def unlisted(
    listed: Iterable[FacetCount], chosen: Mapping[str, int], wanted: Container[str]
) -> list[FacetCount]:
    """The `chosen` values with their counts that are not `listed`, most frequent first: those with
    matches, and those `wanted` in their own spelling, so that a reader can unselect them."""
    known = {each.value for each in listed}
    return [
        FacetCount(value, count)
        for value, count in sorted(chosen.items(), key=lambda item: (-item[1], item[0]))
        if value not in known and (count or value in wanted)
    ]
