"""Matches the facet values that a reader chose with those of a collection.

A value that the collection has stands for itself, so that its count is the number of hits, whatever
is spelled similarly (عُمان, عمّان); any other stands for all values with the same folding, so that
a typed value is found in any spelling.
"""

from collections.abc import Iterable, Mapping

from indexer.arabic.orthography.normalizer import fold


def foldings(values: Iterable[str]) -> Mapping[str, str]:
    """The folding of each value, in their order."""
    return {value: fold(value) for value in values}


def chosen(wanted: Iterable[str], known: Mapping[str, str]) -> frozenset[str]:
    """The `known` values (with their `foldings`) that the `wanted` ones stand for."""
    exact = {value for value in wanted if value in known}
    others = {fold(value) for value in wanted if value not in exact}
    return frozenset(exact.union(value for value, form in known.items() if form in others))
