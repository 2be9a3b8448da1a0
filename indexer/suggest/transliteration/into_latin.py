"""Converts known Arabic names in a query to Latin letters."""

from collections.abc import Iterator, Sequence
from itertools import islice

from indexer.arabic.analyzer import Token
from indexer.suggest.context import SearchContext
from indexer.suggest.transliteration import equivalents
from indexer.suggest.transliteration.equivalents import Names
from indexer.suggest.transliteration.names_replaced import names_in_collection, texts_with_names


def queries_in_latin(context: SearchContext) -> Iterator[str]:
    """The text with the Arabic names of the table in Latin letters; nothing if none is known."""

    def find_names(tokens: Sequence[Token]) -> tuple[int, Names]:
        size, names = equivalents.latin_names(tokens, context.analyzer)
        return size, names_in_collection(names, context)

    yield from islice(texts_with_names(context, find_names), 1)
