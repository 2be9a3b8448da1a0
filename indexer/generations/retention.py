"""Which generations a build removes, whatever the store. Names are newest first."""

from collections.abc import Collection, Sequence

from indexer.generations.names import number_of


def newer_than(present: Sequence[str], current: str) -> list[str]:
    """The generations numbered above the current one: they were never published, or were rolled
    back from."""
    newest = number_of(current)
    return [name for name in present if number_of(name) > newest]


def beyond(
    present: Sequence[str], current: str, keep: int, rejected: Collection[str] = ()
) -> list[str]:
    """All but the current generation and the newest ``keep - 1`` of the others that were not
    ``rejected`` as damaged."""
    others = [name for name in present if name != current]
    kept = [name for name in others if name not in rejected][: keep - 1]
    return [name for name in others if name not in kept]
