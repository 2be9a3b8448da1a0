"""Other spellings of names and foreign words in quoted phrases, which are searched for to the
letter: الأميركي for الأمريكي."""

import re
from collections.abc import Iterator
from itertools import islice

from indexer.arabic.analyzer import Token
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import fold
from indexer.query.values import Term
from indexer.suggest.context import SearchContext

_INNER = re.compile(f"(?<!^)[ {letters.LONG_VOWELS}](?!$)")
# How many words of phrases are looked up.
_MOST_WORDS = 3
# Arabic roots have no more letters, and words of them differ by long vowels: كتاب and كتب.
_LONGEST_ROOT = 4


def respelled_phrases(context: SearchContext) -> Iterator[str]:
    """The text with one quoted word in its most frequent other spelling, for each that has one."""
    q = context.q
    for token in islice(_quoted_names(context), _MOST_WORDS):
        for other in context.searcher.forms(Term("stem", token.word.stem)):
            if _is_variant(token.word.form, other.form):
                yield q[: token.start] + other.form + q[token.end :]
                break


def _quoted_names(context: SearchContext) -> Iterator[Token]:
    """The words of phrases that are names or foreign."""
    quoted = {term for phrase in context.parsed.phrases for term in phrase.terms}
    for token in context.tokens:
        if Term("exact", token.word.exact) in quoted:
            reading = context.analyzer.reading(token.word)
            if reading.protected or len(reading.root) > _LONGEST_ROOT:
                yield token


def _is_variant(form: str, other: str) -> bool:
    """Whether two forms differ by long vowels or spaces within them alone, once folded."""
    one, two = fold(form), fold(other)
    return one != two and _INNER.sub("", one) == _INNER.sub("", two)
