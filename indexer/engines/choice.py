"""Which facet values a reader chose: the value itself where the collection has it, else all that fold like it.

So a value that was counted leads to as many releases, whatever else is spelled alike (عُمان, عمّان), and one
that was typed is found whatever its spelling.
"""

from collections.abc import Collection, Iterable

from indexer.arabic.normalizer import fold


def chosen(wanted: Iterable[str], known: Collection[str]) -> frozenset[str]:
    """Those of the `known` values that are `wanted`."""
    exact = {value for value in wanted if value in known}
    folded = {fold(value) for value in wanted if value not in exact}
    return frozenset(exact.union(value for value in known if folded and fold(value) in folded))
