"""Forms that two nouns share, which only their vowels tell apart: معلم, حكم, عالم."""

from indexer.arabic.lexicon import affixes, entries, term_codes
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import HEH, YEH, YEH_HAMZA
from indexer.arabic.reading.cuts import Cut, PlainCut

# Nouns that are spelled alike share their form without an ending, if it costs no more (in nats) than
# this: معلم.
_ALIKE = 1.5
# The feminine of a noun has at least this surcharge, that of an adjective a smaller one.
NOUN_WITH_FEMININE = 2.0
# Members of the enum, which are slow to look up, for tests that run on every word.
_FEMININE, _IN_TEH_MARBUTA = Slot.FEMININE, Slot.IN_TEH_MARBUTA
# The beginnings of nouns of place and instrument, and of the participles of derived verbs.
_PLACE, _PARTICIPLE = ("م\u064e", "م\u0650"), "م\u064f"
# The slots in which a noun of place and a participle are spelled alike.
SINGULAR = {Slot.BARE, Slot.BEFORE_PRONOUN, Slot.INDEFINITE_ACCUSATIVE, Slot.DUAL}
# An adjective with a pronoun may cost this much less than a noun in ة that has its letters.
_POSSESSED_ADJECTIVE = 2.5
# A participle with "his", or any other noun, may cost this much more than the noun in ة whose dots a
# ه may lack.
_HIS, _HIS_OTHER = 4.0, 3.2
_TWO_LETTERS = 2
# How much more (in nats) than a word in يء one in a bare hamza may cost, and a verb, where the form
# is spelled in ئ: بطئ is بطيء or بطء, and برئ is بريء or a verb.
_IN_YEH_HAMZA, _VERB_IN_YEH_HAMZA = 1.5, 5.0
# How much more (in nats) than the plural of a nisba in ين for يين another noun may cost, and the
# reverse: المحلين is "two shops" or المحليين.
_IN_ONE_YEH = 5.0
# The dual of a noun of place is spelled like the plural of the participle in the oblique cases.
_DUAL_AND_PLURAL = {Slot.DUAL, Slot.SOUND_MASCULINE_PLURAL}
# The slots of a noun that has neither article nor pronoun.
_INDEFINITE = {Slot.BARE, Slot.INDEFINITE_ACCUSATIVE, Slot.DUAL}


def is_place_beside(one: entries.Lemma, other: entries.Lemma) -> bool:
    """Whether the first of two nouns begins like a noun of place and the other like a participle."""
    nouns = one.speech == other.speech == "noun"
    return nouns and one.spelling.startswith(_PLACE) and other.spelling.startswith(_PARTICIPLE)


def are_nouns_spelled_alike(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether the form belongs to a noun of place and to a participle that are spelled alike: موقع,
    موقعين."""
    return (
        other.cost <= one.cost + _ALIKE
        and one.stem == other.stem
        and _are_spelled_alike(one.ending.slot, other.ending.slot)
        and term_codes.are_place_and_participle(own.term, lemma.term)
    )


def _are_spelled_alike(one: Slot, other: Slot) -> bool:
    """Whether a noun of place and a participle are spelled alike in these slots, if their letters
    are the same."""
    return (one == other and one in SINGULAR) or {one, other} == _DUAL_AND_PLURAL


def may_be_his(one: Cut, other: Cut, form: str) -> bool:
    """Whether the form ends in ه, `one` reads it as ة and `other` as a pronoun. A noun that has a
    feminine has its slot for both."""
    return (
        one.ending.slot == Slot.IN_TEH_MARBUTA
        and other.ending.slot in (Slot.FEMININE, Slot.BEFORE_PRONOUN)
        and other.ending.letters == HEH
        and form.endswith(HEH)
        and one.stem == other.stem
        and other.cost <= one.cost + _HIS
    )


def is_his(one: Cut, other: Cut, lemma: entries.Lemma, form: str) -> bool:
    """Whether the form is a noun in ة written without its dots, and another noun with "his", which
    the press means as often, above all if it is a participle: منافسه, ما مجموعه."""
    if not may_be_his(one, other, form):
        return False
    if lemma.spelling.startswith(_PARTICIPLE):
        return True
    is_possessed = other.proclitic.group != affixes.DEF and len(other.stem) > _TWO_LETTERS
    return is_possessed and other.cost <= one.cost + _HIS_OTHER


def may_lack_yeh(one: Cut, other: Cut, form: str) -> bool:
    """Whether the form ends in ئ, and one of two readings is as a word in يء, the other as one that
    ends in the hamza alone."""
    if not form.endswith(YEH_HAMZA) or one.ending.letters or other.ending.letters:
        return False
    with_yeh = one.stem[:-1] + YEH + one.stem[-1:]
    limit = _VERB_IN_YEH_HAMZA if other.ending.slot == Slot.PERFECT else _IN_YEH_HAMZA
    is_near = other.cost <= one.cost + limit
    return is_near and (
        with_yeh == other.stem or other.stem[:-1] + YEH + other.stem[-1:] == one.stem
    )


def without_possessed_feminines(found: list[PlainCut]) -> list[PlainCut]:
    """The readings of a form without those as the feminine of an adjective with a pronoun, if the
    form is hardly less likely a noun in ة with it: مهمته is "his mission"."""
    if not found:
        return found
    cheapest, _, _, own, stem = min(found)
    if not own.enclitic or own.slot not in (_FEMININE, _IN_TEH_MARBUTA):
        return found
    limit = cheapest + _POSSESSED_ADJECTIVE
    is_noun = any(
        ending.slot is _IN_TEH_MARBUTA and base == stem and cost <= limit
        for cost, _, _, ending, base in found
    )
    if not is_noun:
        return found
    adjectives = {cut[1] for cut in found if _is_feminine_adjective(cut[3])}
    return [cut for cut in found if cut[3].slot is not _FEMININE or cut[1] not in adjectives]


def _is_feminine_adjective(ending: affixes.Ending) -> bool:
    """Whether an ending is that of the feminine of an adjective, which costs less than that of a
    noun's."""
    return ending.slot is _FEMININE and affixes.surcharge(ending) < NOUN_WITH_FEMININE


def may_lack_yeh_of_nisba(one: Cut, other: Cut) -> bool:
    """Whether one of two nouns is the plural of a nisba in ين for يين, and the other the dual or the
    plural of another word: المحلين."""
    slots = (one.ending.slot, other.ending.slot)
    return (
        Slot.PLURAL_IN_ONE_YEH in slots
        and not any(map(affixes.is_of_verb, slots))
        and other.cost <= one.cost + _IN_ONE_YEH
    )


def is_form_of_common_twin(cut: Cut, term: str) -> bool:
    """Whether the reading is that of the rarer of two nouns that are spelled alike, where the
    commoner is meant: ذكر is no "male"."""
    return (
        term_codes.is_seldom_bare(term)
        and cut.stem == term_codes.base(term)
        and cut.ending.slot in SINGULAR
    )


def are_equal_twins(one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma) -> bool:
    """Whether the form belongs to two nouns that are spelled alike, of which the rarer is as likely
    there: حكم, and عالم without the article."""
    if one.stem != other.stem or one.ending.slot != other.ending.slot:
        return False
    if term_codes.are_twins(own.term, lemma.term, term_codes.EQUAL_TWIN):
        return one.ending.slot in SINGULAR
    return (
        term_codes.are_twins(own.term, lemma.term, term_codes.INDEFINITE_TWIN)
        and one.ending.slot in _INDEFINITE
        and one.proclitic.group in (affixes.BARE, affixes.PREP)
    )


def is_possessed(one: Cut, other: Cut) -> bool:
    """Whether one of two nouns is a nisba, and the form more often the other's with "my" or in the
    construct state of its dual: قلبي. The lexicon says so in the slot of names, which no other form
    of a noun has."""
    slots = one.ending.slot, other.ending.slot
    return slots in ((Slot.BARE, Slot.NAME), (Slot.NAME, Slot.BARE))
