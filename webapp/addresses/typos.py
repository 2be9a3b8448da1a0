"""Names that were meant to be others: mistyped ones."""

import functools
from collections.abc import Iterable

# Of shorter names a slip leaves too little: t and s are not q.
_LEAST_CHARACTERS = 4
# Longer than any name of ours.
_MOST_CHARACTERS = 20


def mistyped(name: str, known: Iterable[str]) -> bool:
    """Whether a name is one of `known` but for its case, or for one letter that is missing, added, another or swapped
    with the next."""
    return len(name) <= _MOST_CHARACTERS and not _of(tuple(known)).isdisjoint(_left(name))


@functools.cache
def _of(known: tuple[str, ...]) -> frozenset[str]:
    long = (name for name in known if len(name) >= _LEAST_CHARACTERS)
    return frozenset(known).union(*map(_left, long))


def _left(name: str) -> set[str]:
    """A name, and what is left of it without any one letter: two that differ by a letter share one of these."""
    folded = name.casefold()
    return {folded, *(folded[:place] + folded[place + 1 :] for place in range(len(folded)))}
