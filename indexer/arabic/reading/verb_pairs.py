"""Forms that two verbs share: يصدر is of صدر and أصدر, يرنون of two verbs, البسوا "they wore" and
"put on!"."""

import re

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.lexicon.vowels import is_derived
from indexer.arabic.orthography.letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_MAKSURA, YEH
from indexer.arabic.reading.cuts import Cut

# How much more (in nats) than the cheapest reading a verb of form IV may cost, as يخلون may be a
# form of أخلى, and a verb that is spelled alike but for a hamza.
_OF_FOURTH, _ALIKE = 4.0, 1.5
# Releases seldom leave out a hamza within a verb: سالت is rather of سال than of سأل.
_WITHOUT_HAMZA = 4.0
# أقام, أعاد, أجاز, أهان; but تباع is of باع.
_PASSIVE_OF_FOURTH = 2.25
# ستعين is of أعان beside عيّن; but يغير is of غيّر.
_FOURTH_BESIDE_SECOND = 2.7
# Verbs of form I that have lost a weak letter before the ending of the plural: يرنون, يهبون.
_WEAK = 2.5
# "They did" and the imperative "do!" are spelled alike without a hamza: البسوا.
THEY_DID, ORDER = Slot.PERFECT_PLURAL, Slot.IMPERATIVE_PLURAL
# "I did" of a hollow or doubled verb is spelled like "she did" of another: عدت, مررت. The press says
# it less often.
I_DID, SHE_DID = Slot.PERFECT_CONSONANTAL, Slot.PERFECT_FEMININE
_OF_SPEAKER = 1.75
# The forms I and IV of a doubled verb: يعد, يضر.
_DOUBLED_FOURTH = 1.5
# Members of the enum, which are slow to look up, for tests that run on every word.
PASSIVES = {Slot.IMPERFECT_PASSIVE, Slot.IMPERFECT_PLURAL}
_TWO_RADICALS = 2
# Hollow verbs of form IV, and verbs of form II.
_HOLLOW_FOURTH, _SECOND = re.compile("^أ\u064e.ا.$"), re.compile("^.\u064e.\u0651\u064e?.$")
# Verbs of form I: those with a hamza in the middle, and hollow ones.
_HAMZA_WITHIN, _HOLLOW_FIRST = re.compile("^.\u064e[أئؤ].?.$"), re.compile("^.ا.$")
_IMPERFECTS = {Slot.IMPERFECT, Slot.IMPERFECT_BEFORE_PRONOUN, Slot.IMPERFECT_PLURAL}
# The ending of a feminine plural.
_THEY_FEMININE = "ن"
_DOUBLED, _DOUBLED_OF_FOURTH = re.compile("^.\u064e.\u0651$"), re.compile("^أ\u064e.\u064e.\u0651$")


def is_imperfect_of_fourth_form(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma
) -> bool:
    """Whether the form is an imperfect of one verb and also of a verb of form IV: one that drops
    its weak letter (يخلون), one that addresses the readers (نعلمكم), a hollow one beside form II
    (ستعين), or the passive of a hollow one (يقام), whose form I mostly has no passive."""
    slot = other.ending.slot
    if one.ending.slot != slot or not is_derived(lemma):
        return False
    if other.cost > one.cost + _OF_FOURTH:
        return False
    if slot == Slot.IMPERFECT_PLURAL and lemma.spelling.endswith(ALEF_MAKSURA):
        return True
    if one.stem == other.stem and _HOLLOW_FOURTH.match(lemma.spelling):
        if slot in PASSIVES and other.stem[1:-1] == ALEF:
            return other.cost <= one.cost + _PASSIVE_OF_FOURTH
        if slot in _IMPERFECTS and _SECOND.match(own.spelling):
            return other.cost <= one.cost + _FOURTH_BESIDE_SECOND
    return slot == Slot.IMPERFECT_BEFORE_PRONOUN and affixes.is_addressed_to_readers(
        other.ending, other.proclitic
    )


def is_imperfect_of_weak_verb(one: Cut, other: Cut, lemma: entries.Lemma) -> bool:
    """Whether the form is the plural of the imperfect of one verb, mostly a doubled one, and also of
    a verb of form I that has lost its weak letter: يرنون, يهبون."""
    return (
        one.ending.slot == other.ending.slot == Slot.IMPERFECT_PLURAL
        and one.stem == other.stem
        and len(other.stem) == _TWO_RADICALS
        and len(lemma.letters) > _TWO_RADICALS
        and not is_derived(lemma)
        and other.cost <= one.cost + _WEAK
    )


def is_imperfect_in_yeh(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma, form: str
) -> bool:
    """Whether the form is an imperfect in ي, which form IV has (أبقى, يُبقي), and form I of the same
    radicals if its ى is written with dots (بقي, يبقى)."""
    return (
        form.endswith(YEH)
        and one.ending.slot == other.ending.slot == Slot.IMPERFECT
        and one.stem == other.stem
        and own.spelling.endswith(YEH)
        and lemma.spelling.endswith(ALEF_MAKSURA)
        and is_derived(lemma)
        and other.cost <= one.cost + _OF_FOURTH
    )


def is_rare_feminine_plural(one: Cut, other: Cut) -> bool:
    """Whether `other` reads the form as the feminine plural of a perfect, which the press seldom
    has, and `one` as no feminine plural: أدين."""
    return (
        other.ending.letters == _THEY_FEMININE
        and other.ending.slot == Slot.PERFECT_CONSONANTAL
        and one.ending.letters != _THEY_FEMININE
    )


def is_imperative_plural(one: Cut, other: Cut, form: str) -> bool:
    """Whether the spelling is the third person plural of the perfect, written without its hamza,
    and the plural imperative of another verb."""
    return (
        one.ending.slot == THEY_DID
        and other.ending.slot == ORDER
        and one.stem == other.stem
        and form.startswith(ALEF, len(one.proclitic.letters))
        and other.cost <= one.cost + _OF_FOURTH
    )


def are_verbs_spelled_alike(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma, form: str
) -> bool:
    """Whether the form, with its hamza perhaps left out, belongs to two verbs that only a hamza
    tells apart: بدا."""
    return (
        other.cost <= one.cost + (_WITHOUT_HAMZA if _lacks_hamza(form, own, lemma) else _ALIKE)
        and one.stem == other.stem
        and one.ending.slot == other.ending.slot
        and own.speech == lemma.speech == "verb"
        and own.term != lemma.term
        and own.letters == lemma.letters
    )


def _lacks_hamza(form: str, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether a form is written like one of a hollow verb, without the hamza of another: سالت."""
    return bool(
        _HAMZA_WITHIN.match(own.spelling)
        and _HOLLOW_FIRST.match(lemma.spelling)
        and ALEF_HAMZA_ABOVE not in form
    )


def are_doubled_verbs(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether the form is the imperfect of two doubled verbs of the same radicals, the forms I and
    IV: يعد of عدّ and أعدّ. Lists of forms do not tell how often it is which of them."""
    return (
        other.cost <= one.cost + _DOUBLED_FOURTH
        and one.stem == other.stem
        and one.ending.slot == other.ending.slot
        and one.proclitic.group == other.proclitic.group != affixes.BARE
        and any(
            _DOUBLED.match(first.spelling) and _DOUBLED_OF_FOURTH.match(fourth.spelling)
            for first, fourth in ((own, lemma), (lemma, own))
        )
    )


def is_first_person_of_perfect(one: Cut, other: Cut) -> bool:
    """Whether the form is "she did" of one verb and "I did" of another: عدت of عدّ and عاد, مررت of
    مرّر and مرّ."""
    return (
        one.ending.slot == SHE_DID
        and other.ending.slot == I_DID
        and other.cost <= one.cost + _OF_SPEAKER
    )
