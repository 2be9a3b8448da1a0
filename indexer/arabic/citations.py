"""Words by the form that a dictionary has them under, which is what readers type, whatever it may be read as."""

from collections.abc import Iterator
from typing import NamedTuple

from indexer.arabic import cuts, entries, homographs, letters, term_codes
from indexer.arabic.affixes import Slot
from indexer.arabic.cuts import Cut
from indexer.arabic.normalizer import clean, fold
from indexer.arabic.vowels import Vowels, has_kasratan


class _Margin(NamedTuple):
    """How much more than the cheapest reading (in nats) another may cost that is still likely to be meant: where the
    cheapest is a verb, and where it is a noun."""

    beside_verb: float
    beside_noun: float


# Of the dictionary form of a verb and of a noun, of an imperfect, and of a noun that has lost its ي.
_CITED_VERB, _CITED_NOUN = _Margin(3.0, 2.5), _Margin(2.5, 2.5)
_IMPERFECT_VERB, _DEFECTIVE_NOUN = _Margin(2.0, 0.3), _Margin(4.0, 4.0)
# Of a verb, where the cheapest is spelled otherwise; of a noun in ي whose tanwin was typed. Of a noun that is spelled
# like the cheapest either may be meant, whatever it costs.
_ALONE = _Margin(8.0, 8.0)
_EITHER = _Margin(99.0, 99.0)
# The slot of the form that a verb is cited by, and those of the imperfect, active and passive, without an ending.
_CITED, _IMPERFECT = Slot.PERFECT, (Slot.IMPERFECT, Slot.IMPERFECT_PASSIVE)
_PERSONS = ("ي", "ت")


def cited_lemmas(form: str, word: str, vowels: Vowels = ()) -> Iterator[entries.Lemma]:
    """The lemmas of which a clean spelling, which folds to `word`, may well be the form that is typed: the dictionary form
    of a noun or a verb (third person, perfect), an imperfect, the indefinite of a noun in ي (قاض of قاضي). A tanwin
    that is typed says that it is the last (غازٍ)."""
    lexicon = entries.lexicon()
    best = cuts.best_cut(cuts.likely_cuts(form, word, lexicon, vowels))
    if best is None:
        return
    own = lexicon.lemma(best.lemma)
    for cut in map(Cut._make, sorted(cuts.all_cuts(word, lexicon))):
        lemma = lexicon.lemma(cut.lemma)
        likely = _margin(word, cut, lemma) or _participle_margin(cut, lemma, own)
        if not likely or not cuts.fits_spelling(form, cut, lexicon):
            continue
        # نادى is how the verb is spelled, and no way to spell نادي.
        alone = lemma.speech == "verb" and clean(lemma.spelling) == form != clean(own.spelling)
        alone = alone or (likely is _DEFECTIVE_NOUN and has_kasratan(vowels))
        likely = _ALONE if alone else likely
        likely = _EITHER if term_codes.are_alike(lemma.term, own.term) else likely
        more = likely.beside_verb if own.speech == "verb" else likely.beside_noun
        if cut.cost <= best.cost + more:
            yield lemma


def _margin(word: str, cut: Cut, lemma: entries.Lemma) -> _Margin | None:
    """How much more a reading may cost that is one of such forms; None for others."""
    _, _, proclitic, ending, stem = cut
    if ending.slot == _CITED and stem == word:
        # Else it is a passive: شيب of شاب.
        return _CITED_VERB if fold(lemma.spelling) == word else _IMPERFECT_VERB
    if ending.slot in _IMPERFECT and proclitic.letters in _PERSONS and stem == word[1:]:
        return _IMPERFECT_VERB
    if lemma.speech == "noun" and stem == word and lemma.letters == word + letters.YEH:
        return _DEFECTIVE_NOUN
    if lemma.speech == "noun" and not proclitic.letters and fold(lemma.spelling) == word:
        return _CITED_NOUN
    return None


def _participle_margin(cut: Cut, lemma: entries.Lemma, own: entries.Lemma) -> _Margin | None:
    """The same of the feminine of a participle that is spelled like a noun of place: مُدرِّسة beside مدرسة."""
    feminine = (
        cut.ending.slot == Slot.FEMININE and not cut.proclitic.letters and cut.stem == lemma.letters
    )
    return _EITHER if feminine and homographs.is_place_beside(own, lemma) else None
