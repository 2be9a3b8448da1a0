"""Forms of a masdar that are forms of a verb as well: تواصل, "continuation" and "she continues"."""

import math
import re

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.lexicon.vowels import is_derived
from indexer.arabic.orthography.letters import (
    ALEF_HAMZA_ABOVE,
    ALEF_MAKSURA,
    HEH,
    TEH,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
)
from indexer.arabic.reading.cuts import Cut

# How much more (in nats) than its masdar a verb may cost. A form may be rare in the counts, yet a
# reader who searches for its verb wants all of its texts: تواصل is as often "she continues" (واصل).
OF_DERIVED = 6.0
# Before a pronoun it is mostly the masdar (تعاونها), unless the word before tells (neighbours.py).
_OF_DERIVED_BEFORE_PRONOUN = 2.5
# تجمع is as often "she gathers" (جمع) as تواصل is "she continues"; of rarer verbs of form I تفعل is
# a masdar.
_OF_FIRST = 1.75
# The slots of a masdar and of a perfect, by the slot of the imperfect that is spelled like both.
_UNINFLECTED = {
    Slot.IMPERFECT: (Slot.BARE, Slot.PERFECT),
    Slot.IMPERFECT_BEFORE_PRONOUN: (Slot.BEFORE_PRONOUN, Slot.PERFECT_BEFORE_PRONOUN),
}
# A perfect of form V or VI may cost this much more than the third person feminine that has its
# letters: the press counts of the latter are mixed with those of the former (تمكن, تصدر).
_REFLEXIVE_PERFECT = 2.25
# A derived verb this much rarer than the verb of form I whose term it shares is not meant by the
# letters of a masdar: توقف is a form of وقف to hardly anybody.
_RARER_THAN_FIRST = 1.5
# The slots of a perfect of the forms V and VI, by the slot of the imperfect that is spelled alike.
_PERFECTS = {
    Slot.IMPERFECT: Slot.PERFECT,
    Slot.IMPERFECT_BEFORE_PRONOUN: Slot.PERFECT_BEFORE_PRONOUN,
}
# The dictionary form of verbs of the forms V and VI, and of their masdars.
_REFLEXIVE = re.compile("^ت\u064e.(?:\u064e?.\u0651|ا)")
# Hollow verbs of the forms IV and X.
_HOLLOW = re.compile("^(?:أ\u064e|ا\u0650ست\u064e).ا.$")
# Quadriliteral verbs, but not those like هيمن and سيطر, which take no object. (Form IV, أرسل, is
# spelled like them.)
_QUADRILITERAL = re.compile("^[^أ]\u064e[^\u064b-\u0652ي][^\u064b-\u0652]\u064e.$")
# How much more than its masdar the perfect may cost: استضافته, ترجمتها. But استقالته is the
# resignation. The counts of quadriliterals are small, and have mostly the masdar without a pronoun.
PERFECT_OF_HOLLOW, PERFECT_OF_QUADRILITERAL = 3.0, 4.75


def is_feminine_imperfect(
    one: Cut, other: Cut, own: entries.Lemma, form: str, lemma: entries.Lemma
) -> bool:
    """Whether `one` reads the form as a verb of form V or VI, or its masdar, and `other` as the
    third person feminine of a verb that has the same letters without ت: تواصل, تطورها."""
    return (
        other.proclitic.group == affixes.TEH_PERSON
        and one.ending.slot in _UNINFLECTED.get(other.ending.slot, ())
        and one.proclitic.letters + one.stem == other.proclitic.letters + other.stem
        and one.stem == TEH + other.stem
        and bool(_REFLEXIVE.match(own.spelling))
        # Otherwise they end differently: تكافؤ, تكافئ; تلقي, تلقى.
        and not lemma.spelling.endswith(ALEF_HAMZA_ABOVE)
        and not (form.endswith(YEH) and lemma.spelling.endswith(YEH))
    )


def is_reflexive_perfect(one: Cut, other: Cut, lemma: entries.Lemma, form: str) -> bool:
    """Whether `one` reads the form as a third person feminine and `other` as the perfect of a verb
    of form V or VI, which is hardly more expensive: تمكن. The reverse of `is_feminine_imperfect`."""
    return (
        one.proclitic.group == affixes.TEH_PERSON
        and other.ending.slot == _PERFECTS.get(one.ending.slot)
        and one.proclitic.letters + one.stem == other.proclitic.letters + other.stem
        and other.stem == TEH + one.stem
        and bool(_REFLEXIVE.match(lemma.spelling))
        and other.cost <= one.cost + _REFLEXIVE_PERFECT
        # Otherwise they are spelled differently: تغني, تغنى; تنبئ, تنبأ; تؤسس, تأسس.
        and not (form.endswith(YEH) and lemma.spelling.endswith(ALEF_MAKSURA))
        and not form.endswith(YEH_HAMZA)
        and WAW_HAMZA not in form
    )


def is_rare_beside_first_form(cut: Cut, lemma: entries.Lemma, lexicon: entries.Lexicon) -> bool:
    """Whether `cut` reads the form as the imperfect of a derived verb that is far rarer than the
    verb of form I that has its term, and whose imperfect is spelled differently: توقف of وقّف."""
    if not is_derived(lemma):
        return False
    first, derived = math.inf, math.inf
    endings = lexicon.rows[affixes.TEH_PERSON][""]
    for kind, number, cost in entries.parse_readings(lexicon.stems[cut.stem]):
        each = lexicon.lemma(number)
        if each.speech != "verb" or each.term != lemma.term:
            continue
        if is_derived(each):
            derived = min(derived, cost)
        elif kind in endings and endings[kind].slot == Slot.IMPERFECT:
            return False
        else:
            first = min(first, cost)
    return derived > first + _RARER_THAN_FIRST


def feminine_margin(cut: Cut, lemma: entries.Lemma) -> float:
    """How much more than its masdar a third person feminine of this verb may cost."""
    if not is_derived(lemma):
        return _OF_FIRST
    is_bare = cut.ending.slot == Slot.IMPERFECT
    return OF_DERIVED if is_bare else _OF_DERIVED_BEFORE_PRONOUN


def is_perfect_of_masdar(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether `one` reads the form as a masdar before a pronoun and `other` as the third person
    feminine of the perfect of its verb, hollow of form IV or X, or quadriliteral: استضافته, ترجمتها."""
    return (
        may_be_perfect_of_masdar(one, other)
        and one.proclitic.group == affixes.BARE
        and bool(other.ending.enclitic)
        and own.letters == lemma.letters + HEH
        and (is_quadriliteral(lemma) or bool(_HOLLOW.match(lemma.spelling)))
    )


def may_be_perfect_of_masdar(one: Cut, other: Cut) -> bool:
    """Whether the cuts alone allow what `is_perfect_of_masdar` says."""
    return (
        one.ending.slot == Slot.IN_TEH_MARBUTA
        and other.ending.slot == Slot.PERFECT_FEMININE
        and one.stem == other.stem
    )


def perfect_margin(lemma: entries.Lemma) -> float:
    """How much more than its masdar before a pronoun the perfect of this verb may cost."""
    return PERFECT_OF_QUADRILITERAL if is_quadriliteral(lemma) else PERFECT_OF_HOLLOW


def is_quadriliteral(lemma: entries.Lemma) -> bool:
    """Whether a verb has four root letters, and may take an object."""
    return bool(_QUADRILITERAL.match(lemma.spelling))
