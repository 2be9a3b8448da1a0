"""Scores releases higher in which the words of a query stand near each other, as they do in the query."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.query import weights
from indexer.query.values import Near, Phrase, Term

# Words at most the first distance apart in the query score at most the second distance apart in a
# release.
_NEAR_IN_QUERY = 3
_NEAR_WINDOW = 8


class Neighbour(NamedTuple):
    """The term of a word's likeliest lemma, and that of its exact form; a name that is written in
    one word or in several has no exact form."""

    likely: Term
    typed: Term | None


def boosts(words: Sequence[Neighbour]) -> tuple[Near | Phrase, ...]:
    """Optional clauses for the words of a query in order: pairs of words near each other, pairs side
    by side, all words as a phrase."""
    near = (
        Near(one.likely, other.likely, _NEAR_WINDOW, weights.NEAR)
        for apart in range(1, _NEAR_IN_QUERY + 1)
        for one, other in zip(words, words[apart:], strict=False)
    )
    weight = weights.ADJACENT if len(words) > 2 else weights.ADJACENT_PAIR
    beside = (_beside(one, other, weight) for one, other in pairwise(words))
    pairs = (pair for pair in (*near, *beside) if pair.first != pair.second)
    clauses: dict[Near | Phrase, None] = dict.fromkeys(pairs)
    if len(words) > 2:
        # A list of princes can have each pair of words of a name of three words, but not the
        # name.
        clauses[_in_a_row(words)] = None
    return tuple(clauses)


def _beside(one: Neighbour, other: Neighbour, weight: float) -> Near:
    """Two words side by side. The term of a name is at its first word, of usually two."""
    if one.typed and other.typed:
        if _is_number(one.typed) != _is_number(other.typed):
            weight = weights.ADJACENT_NUMBER
        return Near(one.typed, other.typed, 1, weight)
    return Near(one.likely, other.likely, 1 if one.typed else 2, weight)


def _is_number(term: Term) -> bool:
    return term.text[:1].isdecimal()


def _in_a_row(words: Sequence[Neighbour]) -> Phrase:
    """All words as a phrase, in which a name may take one word more."""
    offsets = tuple(range(len(words)))
    typed = [word.typed for word in words if word.typed]
    if len(typed) == len(words):
        return Phrase(tuple(typed), offsets)
    return Phrase(tuple(word.likely for word in words), offsets, slop=len(words) - len(typed))
