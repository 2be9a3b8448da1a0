"""The words of a collection that match a pattern."""

from typing import NamedTuple

from indexer.query.values import Term


class Expansion(NamedTuple):
    """The words that match a pattern, each with its document frequency in the pattern's fields:
    most frequent first, ties by text. Not ``complete`` if a limit left some out."""

    terms: tuple[tuple[Term, int], ...]
    complete: bool


NO_EXPANSION = Expansion((), complete=False)
