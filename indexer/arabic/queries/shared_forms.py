"""The terms of the forms that a word of a query shares with others."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from indexer.arabic.lexicon import entries, term_codes
from indexer.arabic.reading import choice, homographs
from indexer.arabic.words import Word


def shared_form_terms(term: str) -> Sequence[str]:
    """The terms of the forms that a word of the stem layer shares with others."""
    return entries.lexicon().shared_forms.get(term, ())


def homograph_terms(found: Iterable[str], *, is_noun: bool = False) -> Iterator[str]:
    """The terms of the forms that words with these terms share with others. A homograph is replaced
    by its words first, but for the verbs among them if the typed word is a noun: الجدد."""
    lexicon = entries.lexicon()
    words_of = lexicon.nouns_of_homographs if is_noun else lexicon.homographs
    for term in found:
        for word in words_of.get(term, (term,)):
            yield word
            yield from shared_form_terms(word)


def likely_words(word: Word) -> Iterator[str]:
    """The terms of the words of which the typed form is likely a form, if it is one that several
    words share: قلت, قدمها, الشرعية."""
    lexicon = entries.lexicon()
    if word.stem not in lexicon.unions:
        return
    found = choice.likely_cuts(word.form, word.exact, lexicon, word.vowels)
    members = set(term_codes.split(word.stem))
    for term in homographs.equally_likely_terms(word.form, found, lexicon):
        if not members.isdisjoint((term, term_codes.verbal(term))):
            yield term


def whole_word(word: Word) -> str | None:
    """The term of the word that was typed, rather than of one behind a proclitic, where the form is
    shared by both: لامس. None for other words."""
    lexicon = entries.lexicon()
    if word.stem not in lexicon.unions:
        return None
    found = choice.likely_cuts(word.form, word.exact, lexicon, word.vowels)
    return homographs.term_of_whole_word(word.form, found, lexicon) if found else None


def alike_terms(word: Word) -> Iterator[str]:
    """The terms of the nouns that are spelled alike and share the form that was typed, so that
    either is meant: عالمان."""
    members = term_codes.split(word.stem)
    if len(members) > 1 and word.stem in entries.lexicon().unions:
        for one, other in permutations(members, 2):
            if term_codes.are_alike(one, other):
                yield one
