"""The terms of the forms that a word of a query shares with others."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from indexer.arabic.lexicon import entries, term_codes
from indexer.arabic.words import Word


def shared_form_terms(term: str) -> Sequence[str]:
    """The terms of the forms that a word of the stem layer shares with others."""
    return entries.lexicon().shared_forms.get(term, ())


def homograph_terms(found: Iterable[str]) -> Iterator[str]:
    """The terms of the forms that words with these terms share with others. A homograph is replaced
    by its words first."""
    lexicon = entries.lexicon()
    for term in found:
        for word in lexicon.homographs.get(term, (term,)):
            yield word
            yield from shared_form_terms(word)


def alike_terms(word: Word) -> Iterator[str]:
    """The terms of the nouns that are spelled alike and share the form that was typed, so that
    either is meant: عالمان."""
    members = term_codes.split(word.stem)
    if len(members) > 1 and word.stem in entries.lexicon().unions:
        for one, other in permutations(members, 2):
            if term_codes.are_alike(one, other):
                yield one
