"""Words by their dictionary form, which is what readers type, however the analyzer reads it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from indexer.arabic.lexicon import entries, term_codes
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.lexicon.vowels import Vowels, has_kasratan
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import clean, fold
from indexer.arabic.reading import choice, cuts, hamzas, noun_pairs
from indexer.arabic.reading.cuts import Cut


class _Margin(NamedTuple):
    """How much more than the cheapest reading (in nats) another may cost and still be likely: if
    the cheapest is a verb, and if it is a noun."""

    beside_verb: float
    beside_noun: float


# For the dictionary form of a verb and of a noun, for an imperfect, and for a noun that has lost
# its ي.
_CITED_VERB, _CITED_NOUN = _Margin(3.0, 2.5), _Margin(2.5, 2.5)
_IMPERFECT_VERB, _DEFECTIVE_NOUN = _Margin(2.0, 0.3), _Margin(4.0, 4.0)
# For a verb that folds to the same letters as the noun that its bare form mostly is: صوت.
_SAME_LETTERS = _Margin(5.5, 5.5)
# For such a verb that is hollow: the noun is another word than its masdar (مال).
_HOLLOW = _Margin(5.5, 3.0)
# For a verb whose cheapest rival is spelled differently, and for a noun in ي with its tanwin typed.
# Of two nouns that are spelled alike either may be meant, at any cost.
_ALONE = _Margin(8.0, 8.0)
_EITHER = _Margin(99.0, 99.0)
# The slot of the dictionary form of verbs, and those of the active and passive imperfect without an
# ending.
_CITED, _IMPERFECT = Slot.PERFECT, (Slot.IMPERFECT, Slot.IMPERFECT_PASSIVE)
_PERSONS = ("ي", "ت")
# Elatives, and verbs of form IV that are spelled alike. Few readers type the former for the latter:
# أفضل is "best", not "he did good". The elative أول has the form أولى.
_ELATIVE = re.compile("^أ\u064e(?:..\u064e.|..ى|و\u0651\u064eل)$")


def cited_lemmas(form: str, word: str, vowels: Vowels = ()) -> Iterator[entries.Lemma]:
    """The lemmas whose dictionary form a clean spelling, folded to `word`, may be: of a noun or a
    verb (third person of the perfect), an imperfect, or the indefinite of a noun in ي (قاض of
    قاضي). A typed tanwin (غازٍ) says that it is the last."""
    lexicon = entries.lexicon()
    best = choice.best_cut(choice.likely_cuts(form, word, lexicon, vowels), vowels, lexicon)
    if best is None:
        return
    own = lexicon.lemma(best.lemma)
    for cut in map(Cut._make, sorted(cuts.all_cuts(word, lexicon))):
        lemma = lexicon.lemma(cut.lemma)
        margin = _margin(word, cut, lemma) or _participle_margin(cut, lemma, own)
        if margin and hamzas.fits_spelling(form, cut, lexicon):
            margin = _adjusted(margin, form, lemma, own, vowels)
            limit = margin.beside_verb if own.speech == "verb" else margin.beside_noun
            if cut.cost <= best.cost + limit:
                yield lemma


def _adjusted(
    margin: _Margin, form: str, lemma: entries.Lemma, own: entries.Lemma, vowels: Vowels
) -> _Margin:
    """The margin for `lemma`, by its spelling and that of the cheapest reading (`own`)."""
    if term_codes.are_alike(lemma.term, own.term):
        return _EITHER
    if margin is _DEFECTIVE_NOUN and has_kasratan(vowels):
        return _ALONE
    if lemma.speech != "verb" or (_is_elative(lemma) and _is_elative(own)):
        return margin
    spelling = clean(lemma.spelling)
    # نادى is the spelling of the verb and cannot stand for نادي.
    if form == spelling != clean(own.spelling):
        return _ALONE
    if margin is _CITED_VERB and own.letters == lemma.letters:
        return _HOLLOW if spelling[1:-1] == letters.ALEF else _SAME_LETTERS
    return margin


def _is_elative(lemma: entries.Lemma) -> bool:
    return bool(_ELATIVE.match(lemma.spelling))


def _margin(word: str, cut: Cut, lemma: entries.Lemma) -> _Margin | None:
    """The margin for a reading that is one of these forms; None for other readings."""
    _, _, proclitic, ending, stem = cut
    if ending.slot == _CITED and stem == word:
        # Otherwise it is a passive: شيب of شاب.
        return _CITED_VERB if fold(lemma.spelling) == word else _IMPERFECT_VERB
    if ending.slot in _IMPERFECT and proclitic.letters in _PERSONS and stem == word[1:]:
        return _IMPERFECT_VERB
    if lemma.speech == "noun" and stem == word and lemma.letters == word + letters.YEH:
        return _DEFECTIVE_NOUN
    if lemma.speech == "noun" and not proclitic.letters and fold(lemma.spelling) == word:
        return _CITED_NOUN
    return None


def _participle_margin(cut: Cut, lemma: entries.Lemma, own: entries.Lemma) -> _Margin | None:
    """The margin for the feminine of a participle that is spelled like a noun of place: مُدرِّسة
    beside مدرسة."""
    feminine = (
        cut.ending.slot == Slot.FEMININE and not cut.proclitic.letters and cut.stem == lemma.letters
    )
    return _EITHER if feminine and noun_pairs.is_place_beside(own, lemma) else None
