"""The right spelling of words that end in ا, ى or و and are written with the other letter, without
the silent alef, or with one too many."""

import re
from collections.abc import Sequence

from indexer.arabic.expressions.name_table import Names
from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import fold_clean
from indexer.arabic.reading import choice, cuts, stemmer
from indexer.arabic.reading.stemmer import Reading

# A word that only the press has (``new``) is kept unless the verb is this much commoner (in nats).
_COMMONER = 4.0
# A plural of a verb without its silent alef is read as one if it is this much cheaper (in nats) than
# the noun that the form is as it stands. Without its proclitics it must cost no more than
# `_DEAREST_VERB`, and the construct of a noun with an alef no more than `_DEAREST_CONSTRUCT`; both
# include the ending.
_THAN_NOUN, _DEAREST_VERB, _DEAREST_CONSTRUCT = 2.0, 13.0, 18.5
_SHORTEST_PLURAL = 4
_PLURAL_VERBS = (affixes.Slot.PERFECT_PLURAL, affixes.Slot.IMPERFECT_PLURAL)
_CONSTRUCTS = (affixes.Slot.SOUND_MASCULINE_PLURAL,)
_FIRST_PERSONS = (affixes.SELF_PERSON, affixes.SELF_FUTURE)
# The letters that verbs in ا or ى are also written with.
SWAPPED = {letters.ALEF: letters.ALEF_MAKSURA, letters.ALEF_MAKSURA: letters.ALEF}
_DEFECTIVE = re.compile("^.\u064e.[\u064e\u0650]?[اى]$")


def plural_verb(form: str, reading: Reading, known: Names) -> str | None:
    """The spelling of a form in و as the plural of a verb whose silent alef is missing: قالو. None if
    it is likelier a word as it stands."""
    if reading.speech == "verb" or len(form) < _SHORTEST_PLURAL:
        return None
    right: str = form + letters.ALEF
    cut = _plural_cut(right, _PLURAL_VERBS)
    if cut is None or cut.cost - cut.proclitic.cost > _DEAREST_VERB:
        return None
    if reading.speech == "unknown":
        return right
    is_noun = reading.speech == "noun"
    if is_noun and not _plural_cut(form, _CONSTRUCTS):
        return None
    margin = _THAN_NOUN if is_noun else _COMMONER
    return right if cut.cost + margin <= stemmer.cost(form, known) else None


def first_person(form: str, reading: Reading, known: Names) -> str | None:
    """The spelling of a form in وا as the first person of a verb whose last radical is و, to which
    the silent alef of plurals was added: نرجوا. None if there is no such verb, or if the form is
    likelier a word as it stands. In the other persons the form is a plural: يرجوا."""
    right = form.removesuffix(letters.ALEF)
    cut = _plural_cut(right, (affixes.Slot.IMPERFECT,))
    if cut is None or cut.proclitic.group not in _FIRST_PERSONS:
        return None
    is_likelier = not reading.is_listed or cut.cost < stemmer.cost(form, known)
    return right if is_likelier else None


def construct(form: str) -> str | None:
    """The spelling of an unknown form in وا as the construct of a sound plural, to which the silent
    alef of verbs was added: مسؤولوا. None if there is no such noun."""
    right = form.removesuffix(letters.ALEF)
    cut = _plural_cut(right, _CONSTRUCTS) if len(right) > _SHORTEST_PLURAL else None
    return right if cut and cut.cost <= _DEAREST_CONSTRUCT else None


def defective_verb(form: str, dearest: float) -> str | None:
    """The spelling of a form in ا or ى as the perfect of a defective verb of form I, which is written
    with the other letter: قضا, نجى. None if there is no such verb, or if it costs more than
    `dearest`."""
    right = form[:-1] + SWAPPED[form[-1]]
    found = defective_cost(right)
    return right if found is not None and found <= dearest else None


def defective_cost(form: str) -> float | None:
    """The cost of a spelling whose cheapest reading is the perfect of a defective verb of form I
    that ends in its last letter; None for others."""
    lexicon = entries.lexicon()
    cut = choice.best_cut(choice.likely_cuts(form, fold_clean(form), lexicon))
    if cut is None or cut.ending.slot != affixes.Slot.PERFECT:
        return None
    spelling = lexicon.lemma(cut.lemma).spelling
    return cut.cost if _DEFECTIVE.match(spelling) and spelling[-1] == form[-1] else None


def _plural_cut(form: str, slots: Sequence[affixes.Slot]) -> cuts.Cut | None:
    """The cheapest reading of a spelling, if it is in one of these slots without a pronoun."""
    cut = choice.best_cut(choice.likely_cuts(form, fold_clean(form), entries.lexicon()))
    is_plural = cut is not None and cut.ending.slot in slots and not cut.ending.enclitic
    return cut if is_plural else None
