"""Replaces the names in the text of a query."""

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from indexer.arabic.analyzer import Token
from indexer.query.values import Term
from indexer.suggest import limits
from indexer.suggest.context import SearchContext
from indexer.suggest.query_words import searched_tokens
from indexer.suggest.transliteration.equivalents import Names


def texts_with_names(
    context: SearchContext, find_names: Callable[[Sequence[Token]], tuple[int, Names]]
) -> Iterator[str]:
    """The text of the query with other names, likeliest first. `find_names` returns the number of
    tokens of the name at the start of some tokens, and its replacements."""
    q, tokens = context.q, context.tokens
    if len(tokens) > limits.MAX_NAME_WORDS:
        return
    searched = searched_tokens(tokens, context.parsed)
    parts: list[Names] = []
    at = place = 0
    while place < len(tokens):
        size, names = find_names(tokens[place:]) if tokens[place] in searched else (1, ())
        if names:
            parts += [(q[at : tokens[place].start],), names]
            at = tokens[place + size - 1].end
        place += max(size, 1)
    if parts:
        yield from map("".join, product(*parts, (q[at:],)))


def names_in_collection(names: Names, context: SearchContext) -> Names:
    """The names whose words are all in the collection; if there are none, the first name."""

    def is_in_collection(name: str) -> bool:
        terms = [Term("stem", token.word.stem) for token in context.analyzer.tokens(name)]
        return all(context.searcher.frequencies(terms))

    return (tuple(filter(is_in_collection, names)) if len(names) > 1 else ()) or names[:1]
