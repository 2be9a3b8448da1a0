"""Forms of several words that nothing in them tells apart: تقدم is progress, and she presents; يصدر is of صدر and of أصدر.

Where the cheapest reading of a form hardly beats another, the form has a term of its own, which each of these
words finds (`alternatives.py`). Which words have such forms is compiled into the lexicon.
"""

import re
from collections.abc import Sequence

from indexer.arabic import affixes, entries, term_codes
from indexer.arabic.affixes import Slot, is_of_verb
from indexer.arabic.cuts import Cut, PlainCut
from indexer.arabic.letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_MAKSURA, HEH, TEH
from indexer.arabic.normalizer import fold
from indexer.arabic.vowels import is_derived

# A reading that costs so much more (in nats) than the cheapest has three tenths of their uses. The costs of broken
# plurals are guesses: ترك is hardly one of تركي.
_CLOSE, _CLOSE_PLURAL = 0.95, 0.55
# What a text has of a verb in two forms alone may be seldom, yet who looks for it wants all: تواصل is of واصل as often
# as not where it is she who continues, and يخلون of أخلى. Of nouns that are spelled alike the form without an ending is
# either's (معلم).
_OF_DERIVED, _OF_FOURTH, _ALIKE = 6.0, 4.0, 1.5
# What they did, and an order to several, are spelled alike without a hamza: البسوا.
_THEY_DID, _ORDER = Slot.PERFECT_PLURAL, Slot.IMPERATIVE_PLURAL
_FEMININE = {Slot.FEMININE, Slot.IN_TEH_MARBUTA, Slot.DUAL_IN_TEH}
_WORDS = {"noun", "verb"}
# The dictionary form of verbs of the forms V and VI, and of their masdars.
_REFLEXIVE = re.compile("^ت\u064e.(?:\u064e?.\u0651|ا)")
# How nouns of place and instrument, and participles of derived verbs, begin.
_PLACE, _PARTICIPLE = ("م\u064e", "م\u0650"), "م\u064f"
# The slots of a noun in which these two are spelled alike.
_SINGULAR = {Slot.BARE, Slot.BEFORE_PRONOUN, Slot.INDEFINITE_ACCUSATIVE, Slot.DUAL}
# With those in which a verb of form IV is spelled like another.
_SHARED = {*_SINGULAR, Slot.IMPERFECT_PLURAL, Slot.IMPERFECT_BEFORE_PRONOUN}


def likely_terms(form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon) -> tuple[str, ...]:
    """The terms of the words that a clean spelling may well be of, by its readings, that of the cheapest first."""
    cheapest = Cut._make(min(found))
    own = lexicon.lemma(cheapest.lemma)
    if len(found) == 1 or own.speech not in _WORDS:
        return (own.term,)
    meant = [own.term]
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _OF_DERIVED:
            break
        if cut.cost > cheapest.cost + _CLOSE and not _may_be_expensive(cheapest, cut):
            continue
        lemma = lexicon.lemma(cut.lemma)
        if lemma.speech not in _WORDS:
            continue
        if cut.cost <= cheapest.cost + _CLOSE and _are_both_likely(cheapest, cut, lexicon):
            meant.append(lemma.term)
        elif _is_feminine_imperfect(cheapest, cut, own, lemma):
            meant.append(term_codes.verbal(lemma.term))
        elif (
            _is_imperative_plural(cheapest, cut, form)
            or _is_imperfect_of_fourth_form(cheapest, cut, lemma)
            or _are_nouns_spelled_alike(cheapest, cut, own, lemma)
        ):
            meant.append(lemma.term)
    return tuple(dict.fromkeys(meant))


def _may_be_expensive(one: Cut, other: Cut) -> bool:
    """Whether a reading that costs much more may be meant, as far as their cuts tell: most may not, and so their words
    need no look."""
    if one.ending.slot == other.ending.slot:
        return one.ending.slot in _SHARED
    if other.ending.slot == _ORDER:
        return one.ending.slot == _THEY_DID
    return other.proclitic.group == affixes.TEH_PERSON and one.stem == TEH + other.stem


def is_place_beside(one: entries.Lemma, other: entries.Lemma) -> bool:
    """Whether of two nouns the first begins as a noun of place does, the other as a participle."""
    nouns = one.speech == other.speech == "noun"
    return nouns and one.spelling.startswith(_PLACE) and other.spelling.startswith(_PARTICIPLE)


def _is_feminine_imperfect(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether a form is one of a verb of form V or VI, or its masdar, and that of the third person feminine of one of
    form II or III: تواصل."""
    return (
        other.proclitic.group == affixes.TEH_PERSON
        and other.ending.slot == Slot.IMPERFECT
        and one.ending.slot in (Slot.BARE, Slot.PERFECT)
        and one.proclitic.letters + one.stem == other.proclitic.letters + other.stem
        and one.stem == TEH + other.stem
        and bool(_REFLEXIVE.match(own.spelling))
        and is_derived(lemma)
        # Else they end otherwise: تكافؤ, تكافئ.
        and not lemma.spelling.endswith(ALEF_HAMZA_ABOVE)
    )


def _is_imperfect_of_fourth_form(one: Cut, other: Cut, lemma: entries.Lemma) -> bool:
    """Whether a form is an imperfect of another verb, and one of form IV in which its weak letter is dropped (يخلون), or
    that has to do with the readers (نعلمكم)."""
    if one.ending.slot != other.ending.slot or not is_derived(lemma):
        return False
    if other.cost > one.cost + _OF_FOURTH:
        return False
    weak = other.ending.slot == Slot.IMPERFECT_PLURAL and lemma.spelling.endswith(ALEF_MAKSURA)
    return weak or (
        other.ending.slot == Slot.IMPERFECT_BEFORE_PRONOUN
        and affixes.is_addressed_to_readers(other.ending, other.proclitic)
    )


def _is_imperative_plural(one: Cut, other: Cut, form: str) -> bool:
    """Whether a spelling is that of what they did, its hamza left out, and an order to several by another verb."""
    return (
        one.ending.slot == _THEY_DID
        and other.ending.slot == _ORDER
        and one.stem == other.stem
        and form.startswith(ALEF, len(one.proclitic.letters))
        and other.cost <= one.cost + _OF_FOURTH
    )


def _are_nouns_spelled_alike(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma
) -> bool:
    """Whether a form is that of two nouns that are spelled alike."""
    return (
        other.cost <= one.cost + _ALIKE
        and one.stem == other.stem
        and one.ending.slot == other.ending.slot
        and one.ending.slot in _SINGULAR
        and term_codes.are_alike(own.term, lemma.term)
    )


def _are_both_likely(one: Cut, other: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether each of two readings may be meant, as the press has both: two verbs, a verb and a noun, the feminine
    of an adjective and a noun. What other forms of two nouns cost does not tell which is meant (محافظات)."""
    verbal = [is_of_verb(cut.ending.slot) for cut in (one, other)]
    if not any(verbal):
        return one.stem == other.stem and {one.ending.slot, other.ending.slot} <= _FEMININE
    nouns = [cut for cut, of_verb in zip((one, other), verbal, strict=True) if not of_verb]
    close = _CLOSE_PLURAL if any(_is_plural(noun, lexicon) for noun in nouns) else _CLOSE
    return other.cost <= one.cost + close and all(
        noun.proclitic.group == affixes.BARE and noun.ending.slot != Slot.NISBA for noun in nouns
    )


def _is_plural(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the stem of a noun is not the one that it is cited by."""
    cited = cut.stem + HEH if cut.ending.slot in _FEMININE else cut.stem
    return fold(lexicon.lemma(cut.lemma).spelling) != cited
