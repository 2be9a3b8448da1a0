"""Finds the intended text of a mistyped one, whose last word may be unfinished."""

from collections.abc import Iterator, Sequence

from indexer.arabic.analyzer import Token
from indexer.suggest import keyboards
from indexer.suggest.context import SearchContext
from indexer.suggest.spelling.corrections import corrections
from indexer.suggest.transliteration import equivalents


def intended_texts(context: SearchContext, tokens: Sequence[Token]) -> Iterator[str]:
    """Texts that a user may have intended by a text with these `tokens`: the beginning of a known
    name in Latin letters, the other keyboard layout, or a misspelling; likeliest first."""
    yield from equivalents.arabic_names_beginning(" ".join(token.word.exact for token in tokens))
    yield from keyboards.in_arabic_layout(context.q)
    for correction in corrections(context, right=False):
        yield correction.text
