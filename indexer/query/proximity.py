"""Raises the score of releases in which words of a query are as near each other as in the query."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from indexer.query import weights
from indexer.query.values import Near, Phrase, Term

# Words at most the first distance apart in the query add to the score where they are at most the
# second distance apart in a release.
_NEAR_IN_QUERY = 3
_NEAR_WINDOW = 8


class Neighbour(NamedTuple):
    """A word of a query: the term of its likeliest lemma, and that of its exact form; None for a
    name that can be written in one word or in several."""

    likely: Term
    typed: Term | None


def boosts(words: Sequence[Neighbour]) -> tuple[Near | Phrase, ...]:
    """Optional clauses for the words of a query, which are in order: pairs near each other, pairs
    side by side, all words as a phrase."""
    near = (
        Near(one.likely, other.likely, _NEAR_WINDOW, weights.NEAR)
        for apart in range(1, _NEAR_IN_QUERY + 1)
        for one, other in zip(words, words[apart:], strict=False)
    )
    weight = weights.ADJACENT if len(words) > 2 else weights.ADJACENT_PAIR
    adjacent = (_adjacent_pair(one, other, weight) for one, other in pairwise(words))
    pairs = (pair for pair in (*near, *adjacent) if pair.first != pair.second)
    clauses: dict[Near | Phrase, None] = dict.fromkeys(pairs)
    if len(words) > 2:
        # A list of princes can have each pair of words of a name of three words without having
        # the name.
        clauses[_phrase_of_all(words)] = None
    return tuple(clauses)


def _adjacent_pair(one: Neighbour, other: Neighbour, weight: float) -> Near:
    """Two words side by side. A name has its term at its first word, and usually two words."""
    if one.typed and other.typed:
        if _is_number(one.typed) != _is_number(other.typed):
            weight = weights.ADJACENT_NUMBER
        return Near(one.typed, other.typed, 1, weight)
    return Near(one.likely, other.likely, 1 if one.typed else 2, weight)


def _is_number(term: Term) -> bool:
    return term.text[:1].isdecimal()


def _phrase_of_all(words: Sequence[Neighbour]) -> Phrase:
    """All words as a phrase, in which a name may take one word more."""
    offsets = tuple(range(len(words)))
    typed = [word.typed for word in words if word.typed]
    if len(typed) == len(words):
        return Phrase(tuple(typed), offsets)
    return Phrase(tuple(word.likely for word in words), offsets, slop=len(words) - len(typed))
