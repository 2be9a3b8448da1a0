"""Forms that several words share and that nothing in their letters tells apart: تقدم is "progress"
and "she presents"; يصدر is a form of صدر and of أصدر.

Where the cheapest reading of a form is hardly cheaper than another, the form gets a term of its
own, the union of the terms of its words. A query for any of these words also searches for the union
(`alternatives.py`). The unions that exist are compiled into the lexicon.
"""

import re
from collections.abc import Sequence

from indexer.arabic import affixes, entries, term_codes
from indexer.arabic.affixes import Slot, is_of_verb
from indexer.arabic.cuts import Cut, PlainCut
from indexer.arabic.letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_MAKSURA, HEH, TEH, YEH
from indexer.arabic.normalizer import fold
from indexer.arabic.vowels import is_derived

# A reading this much more expensive (in nats) than the cheapest still accounts for three tenths of
# the uses of both. For broken plurals the costs are guesses: ترك is rarely the plural of تركي.
_CLOSE, _CLOSE_PLURAL = 0.95, 0.55
# Wider margins for verbs. A form may be rare in the counts, yet a reader who searches for its verb
# wants all of its texts: تواصل is as often "she continues" (واصل), and يخلون may be a form of أخلى.
# Nouns that are spelled alike share their form without an ending (معلم).
_OF_DERIVED, _OF_FOURTH, _ALIKE = 6.0, 4.0, 1.5
# Before a pronoun it is mostly the masdar (تعاونها), unless the word before tells (neighbours.py).
_OF_DERIVED_BEFORE_PRONOUN = 2.5
# تجمع is as often "she gathers" (جمع) as تواصل is "she continues"; of rarer verbs of form I تفعل is
# a masdar.
_OF_FIRST = 1.75
# أقام, أعاد, أجاز, أهان; but تباع is of باع.
_PASSIVE_OF_FOURTH = 2.25
# ستعين is of أعان beside عيّن; but يغير is of غيّر.
_FOURTH_BESIDE_SECOND = 2.7
# Verbs of form I that have lost a weak letter before the ending of the plural: يرنون, يهبون.
_WEAK = 2.5
# "She did" is spelled like the masdar before a pronoun: استضافته. But استقالته is the resignation.
_BESIDE_MASDAR = 3.0
# خططنا is "our plans" in nearly all texts that say نا, though "we planned" is cheaper.
_OUR_PLURAL = 2.0
# A noun and the verb that folds to its letters share their bare form: ملك. A final ى is the verb's
# spelling, though some countries write it for ي: نادى.
_OF_SAME_LETTERS, _IN_ALEF_MAKSURA = 2.5, 5.0
# "They did" and the imperative "do!" are spelled alike without a hamza: البسوا.
_THEY_DID, _ORDER = Slot.PERFECT_PLURAL, Slot.IMPERATIVE_PLURAL
_OUR = "نا"
# Members of the enum, which are slow to look up, for tests that run on every word.
_NISBA, _PASSIVES = Slot.NISBA, {Slot.IMPERFECT_PASSIVE, Slot.IMPERFECT_PLURAL}
_TWO_RADICALS = 2
# The slots of a masdar and of a perfect, by the slot of the imperfect that is spelled like both.
_UNINFLECTED = {
    Slot.IMPERFECT: (Slot.BARE, Slot.PERFECT),
    Slot.IMPERFECT_BEFORE_PRONOUN: (Slot.BEFORE_PRONOUN, Slot.PERFECT_BEFORE_PRONOUN),
}
_FEMININE = {Slot.FEMININE, Slot.IN_TEH_MARBUTA, Slot.DUAL_IN_TEH}
_WORDS = {"noun", "verb"}
# The dictionary form of verbs of the forms V and VI, and of their masdars.
_REFLEXIVE = re.compile("^ت\u064e.(?:\u064e?.\u0651|ا)")
# Hollow verbs of form IV, verbs of form II, and hollow verbs of the forms IV and X.
_HOLLOW_FOURTH, _SECOND = re.compile("^أ\u064e.ا.$"), re.compile("^.\u064e.\u0651\u064e?.$")
_HOLLOW = re.compile("^(?:أ\u064e|ا\u0650ست\u064e).ا.$")
_IMPERFECTS = {Slot.IMPERFECT, Slot.IMPERFECT_BEFORE_PRONOUN, Slot.IMPERFECT_PLURAL}
# The beginnings of nouns of place and instrument, and of the participles of derived verbs.
_PLACE, _PARTICIPLE = ("م\u064e", "م\u0650"), "م\u064f"
# The slots in which a noun of place and a participle are spelled alike.
_SINGULAR = {Slot.BARE, Slot.BEFORE_PRONOUN, Slot.INDEFINITE_ACCUSATIVE, Slot.DUAL}
# The slots of a noun that has neither article nor pronoun.
_INDEFINITE = {Slot.BARE, Slot.INDEFINITE_ACCUSATIVE, Slot.DUAL}
# And those in which a verb of form IV is spelled like another verb.
_SHARED = {*_SINGULAR, Slot.IMPERFECT_BEFORE_PRONOUN, *_PASSIVES}


def likely_terms(form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon) -> tuple[str, ...]:
    """The terms of the words that a clean spelling is likely to be a form of, that of the cheapest
    reading first. `found` are the readings of the spelling."""
    cheapest = Cut._make(min(found))
    own = lexicon.lemma(cheapest.lemma)
    if len(found) == 1 or own.speech not in _WORDS:
        return (own.term,)
    likely = [own.term]
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _OF_DERIVED:
            break
        if cut.cost > cheapest.cost + _CLOSE and not _may_be_expensive(cheapest, cut):
            continue
        term = _term_beside(cheapest, cut, form, lexicon)
        if term and not _is_form_of_common_twin(cut, term):
            likely.append(term)
    return tuple(dict.fromkeys(likely))


def _term_beside(cheapest: Cut, cut: Cut, form: str, lexicon: entries.Lexicon) -> str | None:
    """The term of a reading that is likely beside the cheapest one; None if it is not."""
    own, lemma = lexicon.lemma(cheapest.lemma), lexicon.lemma(cut.lemma)
    if lemma.speech not in _WORDS:
        return None
    if cut.cost <= cheapest.cost + _CLOSE and _are_both_likely(cheapest, cut, lexicon):
        return lemma.term
    if is_feminine_imperfect(cheapest, cut, own, form, lemma):
        is_near = cut.cost <= cheapest.cost + _feminine_margin(cut, lemma)
        return term_codes.verbal(lemma.term) if is_near else None
    is_likely = (
        _is_imperative_plural(cheapest, cut, form)
        or _is_our_plural(cheapest, cut, lexicon)
        or _is_imperfect_of_fourth_form(cheapest, cut, own, lemma)
        or _is_imperfect_of_weak_verb(cheapest, cut, lemma)
        or _are_nouns_spelled_alike(cheapest, cut, own, lemma)
        or _are_equal_twins(cheapest, cut, own, lemma)
        or _are_noun_and_verb(cheapest, cut, own, lemma, form)
        or _are_verbs_spelled_alike(cheapest, cut, own, lemma)
    )
    if not is_likely and is_perfect_of_masdar(cheapest, cut, own, lemma):
        is_likely = cut.cost <= cheapest.cost + _BESIDE_MASDAR
    return lemma.term if is_likely else None


def _may_be_expensive(one: Cut, other: Cut) -> bool:
    """Whether a reading far more expensive than the cheapest may still be meant, judging by the two
    cuts alone. For most it may not, and then their lemmas need not be looked up."""
    if one.ending.slot == other.ending.slot:
        slot = one.ending.slot
        return slot in _SHARED or (one.stem == other.stem and is_of_verb(slot))
    if other.ending.slot == _ORDER:
        return one.ending.slot == _THEY_DID
    if one.stem == other.stem and is_of_verb(one.ending.slot) != is_of_verb(other.ending.slot):
        limit = _IN_ALEF_MAKSURA if one.stem.endswith(YEH) else _BESIDE_MASDAR
        return other.cost <= one.cost + limit
    return other.proclitic.group == affixes.TEH_PERSON and one.stem == TEH + other.stem


def is_place_beside(one: entries.Lemma, other: entries.Lemma) -> bool:
    """Whether the first of two nouns begins like a noun of place and the other like a participle."""
    nouns = one.speech == other.speech == "noun"
    return nouns and one.spelling.startswith(_PLACE) and other.spelling.startswith(_PARTICIPLE)


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


def _feminine_margin(cut: Cut, lemma: entries.Lemma) -> float:
    """How much more than its masdar a third person feminine of this verb may cost."""
    if not is_derived(lemma):
        return _OF_FIRST
    is_bare = cut.ending.slot == Slot.IMPERFECT
    return _OF_DERIVED if is_bare else _OF_DERIVED_BEFORE_PRONOUN


def _is_imperfect_of_fourth_form(
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
        if slot in _PASSIVES and other.stem[1:-1] == ALEF:
            return other.cost <= one.cost + _PASSIVE_OF_FOURTH
        if slot in _IMPERFECTS and _SECOND.match(own.spelling):
            return other.cost <= one.cost + _FOURTH_BESIDE_SECOND
    return slot == Slot.IMPERFECT_BEFORE_PRONOUN and affixes.is_addressed_to_readers(
        other.ending, other.proclitic
    )


def _is_imperfect_of_weak_verb(one: Cut, other: Cut, lemma: entries.Lemma) -> bool:
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


def is_perfect_of_masdar(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether `one` reads the form as a masdar before a pronoun and `other` as the third person
    feminine of the perfect of its hollow verb of form IV or X: استضافته."""
    return (
        one.ending.slot == Slot.IN_TEH_MARBUTA
        and other.ending.slot == Slot.PERFECT_FEMININE
        and one.stem == other.stem
        and one.proclitic.group == affixes.BARE
        and bool(other.ending.enclitic)
        and own.letters == lemma.letters + HEH
        and bool(_HOLLOW.match(lemma.spelling))
    )


def _is_imperative_plural(one: Cut, other: Cut, form: str) -> bool:
    """Whether the spelling is the third person plural of the perfect, written without its hamza,
    and the plural imperative of another verb."""
    return (
        one.ending.slot == _THEY_DID
        and other.ending.slot == _ORDER
        and one.stem == other.stem
        and form.startswith(ALEF, len(one.proclitic.letters))
        and other.cost <= one.cost + _OF_FOURTH
    )


def _is_our_plural(one: Cut, other: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the form is a first person plural of the perfect and a plural with نا: خططنا."""
    return (
        one.ending.slot == Slot.PERFECT_CONSONANTAL
        and other.ending.slot == Slot.BEFORE_PRONOUN
        and other.ending.enclitic == _OUR
        and one.stem == other.stem
        and other.cost <= one.cost + _OUR_PLURAL
        and _is_plural(other, lexicon)
    )


def _are_noun_and_verb(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma, form: str
) -> bool:
    """Whether the form belongs to a noun and to a verb of the same letters: ملك."""
    return (
        one.stem == other.stem
        and {own.speech, lemma.speech} == _WORDS
        and own.letters == lemma.letters
        and one.proclitic.group == other.proclitic.group == affixes.BARE
        and other.cost <= one.cost + _margin_of_same_letters(own, lemma, form)
    )


def _margin_of_same_letters(own: entries.Lemma, lemma: entries.Lemma, form: str) -> float:
    """How much more than a noun the verb of its letters may cost, or the reverse."""
    is_spelled = form.endswith(ALEF_MAKSURA) and lemma.spelling.endswith(ALEF_MAKSURA)
    is_noun_misspelled = is_spelled and not own.spelling.endswith(ALEF_MAKSURA)
    return _IN_ALEF_MAKSURA if is_noun_misspelled else _OF_SAME_LETTERS


def _are_verbs_spelled_alike(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma
) -> bool:
    """Whether the form, with its hamza perhaps left out, belongs to two verbs that only a hamza
    tells apart: بدا."""
    return (
        other.cost <= one.cost + _ALIKE
        and one.stem == other.stem
        and one.ending.slot == other.ending.slot
        and own.speech == lemma.speech == "verb"
        and own.term != lemma.term
        and own.letters == lemma.letters
    )


def _are_nouns_spelled_alike(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma
) -> bool:
    """Whether the form belongs to a noun of place and to a participle that are spelled alike."""
    return (
        other.cost <= one.cost + _ALIKE
        and one.stem == other.stem
        and one.ending.slot == other.ending.slot
        and one.ending.slot in _SINGULAR
        and term_codes.are_place_and_participle(own.term, lemma.term)
    )


def _is_form_of_common_twin(cut: Cut, term: str) -> bool:
    """Whether the reading is that of the rarer of two nouns that are spelled alike, where the
    commoner is meant: ذكر is no "male"."""
    return (
        term_codes.is_seldom_bare(term)
        and cut.stem == term_codes.base(term)
        and cut.ending.slot in _SINGULAR
    )


def _are_equal_twins(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether the form belongs to two nouns that are spelled alike, of which the rarer is as likely
    there: حكم, and عالم without the article."""
    if one.stem != other.stem or one.ending.slot != other.ending.slot:
        return False
    if term_codes.are_twins(own.term, lemma.term, term_codes.EQUAL_TWIN):
        return one.ending.slot in _SINGULAR
    return (
        term_codes.are_twins(own.term, lemma.term, term_codes.INDEFINITE_TWIN)
        and one.ending.slot in _INDEFINITE
        and one.proclitic.group in (affixes.BARE, affixes.PREP)
    )


def _are_both_likely(one: Cut, other: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the press uses both of two readings: two verbs, a verb and a noun, or the feminine of
    an adjective and a noun. For other forms of two nouns the costs do not tell which is meant
    (محافظات)."""
    verbal = [is_of_verb(cut.ending.slot) for cut in (one, other)]
    if not any(verbal):
        return one.stem == other.stem and {one.ending.slot, other.ending.slot} <= _FEMININE
    nouns = [cut for cut, of_verb in zip((one, other), verbal, strict=True) if not of_verb]
    close = _CLOSE_PLURAL if any(_is_plural(noun, lexicon) for noun in nouns) else _CLOSE
    return other.cost <= one.cost + close and all(
        noun.proclitic.group == affixes.BARE and noun.ending.slot != _NISBA for noun in nouns
    )


def _is_plural(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the stem of a noun differs from its dictionary form."""
    cited = cut.stem + HEH if cut.ending.slot in _FEMININE else cut.stem
    return fold(lexicon.lemma(cut.lemma).spelling) != cited
