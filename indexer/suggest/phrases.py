"""Phrases of folded words, as queries, and how many releases contain them."""

from collections.abc import Sequence

from indexer.engines.protocol import Searcher
from indexer.engines.searches import count_matches
from indexer.query.values import Phrase, Query, Synonyms, Term


def count_phrase(words: Sequence[str], searcher: Searcher) -> int:
    """How many releases contain folded words side by side."""
    return count_matches(searcher, phrase_query(words))


def phrase_query(words: Sequence[str]) -> Query:
    terms = tuple(Term("exact", word) for word in words)
    return Phrase(terms, tuple(range(len(terms)))) if len(terms) > 1 else Synonyms(frozenset(terms))
