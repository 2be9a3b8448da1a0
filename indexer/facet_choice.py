"""Which facet values a reader chose: the value itself where the collection has it, else all that fold like it.

So a value that was counted leads to as many releases, whatever else is spelled alike (عُمان, عمّان), and one
that was typed is found whatever its spelling.
"""

from collections.abc import Iterable, Mapping

from indexer.arabic.normalizer import fold


def foldings(values: Iterable[str]) -> Mapping[str, str]:
    """Values with what they fold to, in their order."""
    return {value: fold(value) for value in values}


def chosen(wanted: Iterable[str], known: Mapping[str, str]) -> frozenset[str]:
    """Those of the `known` values, with their `foldings`, that are `wanted`."""
    exact = {value for value in wanted if value in known}
    others = {fold(value) for value in wanted if value not in exact}
    return frozenset(exact.union(value for value, form in known.items() if form in others))
