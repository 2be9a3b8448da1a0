"""Words that mean "without". They are stop words, but travel without a visa is not travel with one:
releases in which such a word stands before the same word as in the query score higher."""

from collections.abc import Iterable

from indexer.arabic.orthography.normalizer import fold
from indexer.query import weights
from indexer.query.values import Near, Term

_WITHOUT = tuple(fold(word) for word in ("بدون", "دون", "بلا", "بغير"))


def is_without(text: str) -> bool:
    """Whether a word means "without"."""
    return fold(text) in _WITHOUT


def without_boosts(words: Iterable[str]) -> tuple[Near, ...]:
    """Optional clauses for folded `words` directly beside any word that means "without"."""
    return tuple(
        Near(Term("exact", without), Term("exact", word), 1, weights.ADJACENT_WITHOUT)
        for word in dict.fromkeys(words)
        for without in _WITHOUT
    )
