"""Forms that several words share and that nothing in their letters tells apart: تقدم is "progress"
and "she presents"; يصدر is a form of صدر and of أصدر.

Where the cheapest reading of a form is hardly cheaper than another, the form gets a term of its
own, the union of the terms of its words. A query for any of these words also searches for the union
(`alternatives.py`). The unions that exist are compiled into the lexicon. Some pairs of words share
their forms at a wider margin (`verb_pairs.py`, `noun_pairs.py`, `masdars.py`, `proclitic_pairs.py`).
"""

from collections.abc import Iterator, Sequence

from indexer.arabic.lexicon import affixes, entries, term_codes
from indexer.arabic.lexicon.affixes import Slot, is_of_verb
from indexer.arabic.lexicon.vowels import is_derived
from indexer.arabic.orthography.letters import (
    ALEF,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    HEH,
    TEH,
    YEH,
)
from indexer.arabic.orthography.normalizer import fold
from indexer.arabic.reading import masdars, noun_pairs, proclitic_pairs, verb_pairs
from indexer.arabic.reading.cuts import Cut, PlainCut

# A reading this much more expensive (in nats) than the cheapest still accounts for three tenths of
# the uses of both. For broken plurals the costs are guesses: ترك is rarely the plural of تركي. But
# the perfect of a derived verb may cost a little more than such a plural: أسهم, أسس.
_CLOSE, _CLOSE_PLURAL, _DERIVED_BESIDE_PLURAL = 0.95, 0.55, 1.15
# No rule for a noun and a verb of one stem has a wider margin than this, but those for ى and for
# "she did" (`masdars.perfect_margin`).
_NOUN_AND_VERB = 3.0
# خططنا is "our plans" in nearly all texts that say نا, though "we planned" is cheaper.
_OUR, _OUR_PLURAL = "نا", 2.0
# A noun and the verb that folds to its letters share their bare form: ملك. A final ى is the verb's
# spelling, though some countries write it for ي: نادى.
_OF_SAME_LETTERS, _IN_ALEF_MAKSURA = 2.5, 5.0
# A member of the enum, which is slow to look up, for tests that run on every word.
_NISBA = Slot.NISBA
_FEMININE = {Slot.FEMININE, Slot.IN_TEH_MARBUTA, Slot.DUAL_IN_TEH}
# The feminine of a noun with at least this surcharge is no form of it: شعبة is no feminine of شعب.
_NOT_FEMINABLE = 4.0
# A noun with "my" that is more expensive is not meant where its nisba is typed: نفسي.
_POSSESSED = 0.5
# The slots that a word is meant in without a context: of a noun, with the end of its dictionary
# form; of a perfect; and others. A possessed noun is in the slot of names.
_PLAIN_OF_NOUN = {Slot.BARE: "", Slot.BEFORE_PRONOUN: "", Slot.IN_TEH_MARBUTA: HEH}
_PLAIN_OF_PERFECT = {
    Slot.PERFECT,
    Slot.PERFECT_BEFORE_PRONOUN,
    Slot.PERFECT_FEMININE,
    Slot.PERFECT_CONSONANTAL,
    Slot.PERFECT_PLURAL,
}
_PLAIN = {
    Slot.NAME,
    Slot.PLURAL_IN_ONE_YEH,
    Slot.IMPERFECT,
    Slot.IMPERFECT_BEFORE_PRONOUN,
    Slot.IMPERFECT_PLURAL,
}
_WORDS = {"noun", "verb"}
# The slots of two nouns or two verbs that are spelled alike, one of them perhaps of form IV.
_SHARED = {*noun_pairs.SINGULAR, Slot.IMPERFECT_BEFORE_PRONOUN, *verb_pairs.PASSIVES}


def likely_terms(form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon) -> tuple[str, ...]:
    """The terms of the words that a clean spelling is likely to be a form of, that of the cheapest
    reading first. `found` are the readings of the spelling."""
    cheapest = Cut._make(min(found))
    own = lexicon.lemma(cheapest.lemma)
    if len(found) == 1 or own.speech not in _WORDS:
        is_listed = own.speech == "homograph"
        return _terms_of_listed_form(cheapest, own.term, lexicon) if is_listed else (own.term,)
    likely = [own.term]
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + masdars.OF_DERIVED:
            break
        if cut.cost > cheapest.cost + _CLOSE and not _may_be_expensive(cheapest, cut, form):
            continue
        term = _term_beside(cheapest, cut, form, lexicon)
        if (
            term
            and not noun_pairs.is_form_of_common_twin(cut, term)
            and not verb_pairs.is_rare_feminine_plural(cheapest, cut)
        ):
            likely.append(term)
    return tuple(dict.fromkeys(likely))


def _terms_of_listed_form(cut: Cut, term: str, lexicon: entries.Lexicon) -> tuple[str, ...]:
    """The terms of the words of a listed form (`term`) that its affixes allow, if they exclude one
    of them; otherwise its own. Behind a preposition or the article and with a tanwin it is no verb:
    للفرق, الطالب. Behind the article and with a tanwin a noun has no pronoun: الجانبي."""
    is_definite = cut.proclitic.group == affixes.DEF
    # وتابعا is as likely "and the two followed".
    is_alone = cut.ending.slot == Slot.INDEFINITE_ACCUSATIVE and not cut.proclitic.letters
    if not (is_definite or is_alone or cut.proclitic.group == affixes.PREP):
        return (term,)
    nouns = lexicon.nouns_of_homographs.get(term, ())
    if is_definite or is_alone:
        form = term_codes.base(term)
        nouns = [noun for noun in nouns if term_codes.base(noun) + YEH != form]
    is_decided = nouns and len(nouns) < len(lexicon.homographs[term])
    return tuple(nouns) if is_decided else (term,)


def equally_likely_terms(
    form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> Iterator[str]:
    """Those of `likely_terms` whose readings are hardly more expensive than the cheapest and are
    plain forms, so that either word may be meant by itself: قلت is a form of قال and of قل. Behind
    no other word a passive, a jussive, or a plural is meant: قيم is no form of قام. But behind a
    misspelled nisba a dual is: اجتماعين. Nor is a word behind a proclitic, if there is one without: لامس is no أمس."""
    likely = likely_terms(form, found, lexicon)
    cheapest = min(found)
    has_whole = term_of_whole_word(form, found, lexicon) is not None
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest[0] + _CLOSE:
            return
        if has_whole and proclitic_pairs.has_clitic(cut):
            continue
        if cut.ending.slot == Slot.NAME and cut.cost > cheapest[0] + _POSSESSED:
            continue
        lemma = lexicon.lemma(cut.lemma)
        is_beside_nisba = cheapest[3].slot == Slot.PLURAL_IN_ONE_YEH
        if lemma.term in likely and (is_beside_nisba or _is_plain_form(cut, lemma, form)):
            yield lemma.term


def term_of_whole_word(
    form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> str | None:
    """The first of `likely_terms` whose reading has no proclitic, which is what a single word is
    typed for: لامس. None if all readings are alike in that."""
    cheapest: dict[str, Cut] = {}
    for cut in map(Cut._make, sorted(found)):
        cheapest.setdefault(lexicon.lemma(cut.lemma).term, cut)
    likely = [term for term in likely_terms(form, found, lexicon) if term in cheapest]
    whole = [term for term in likely if not proclitic_pairs.has_clitic(cheapest[term])]
    return whole[0] if whole and len(whole) < len(likely) else None


def _is_plain_form(cut: Cut, lemma: entries.Lemma, form: str) -> bool:
    """Whether a reading is one that a word is meant by without a context."""
    if form.endswith(ALEF_MAKSURA) and not lemma.spelling.endswith(ALEF_MAKSURA):
        return False
    slot = cut.ending.slot
    if slot == Slot.PERFECT_CONSONANTAL and cut.stem.endswith(TEH):
        # بتّ, not بتت, is "I spent the night".
        return not cut.ending.letters.startswith(TEH)
    if slot in _PLAIN_OF_NOUN:
        return cut.stem == lemma.letters.removesuffix(_PLAIN_OF_NOUN[slot])
    if slot in _PLAIN_OF_PERFECT:
        # The perfect of a weak verb loses letters; only a passive has others (ووصلت of واصل).
        return cut.stem == lemma.letters or len(cut.stem) != len(lemma.letters)
    if slot == Slot.FEMININE:
        is_adjective = affixes.surcharge(cut.ending) < noun_pairs.NOUN_WITH_FEMININE
        return is_adjective and not cut.ending.enclitic
    return slot in _PLAIN


def _term_beside(cheapest: Cut, cut: Cut, form: str, lexicon: entries.Lexicon) -> str | None:
    """The term of a reading that is likely beside the cheapest one; None if it is not."""
    own, lemma = lexicon.lemma(cheapest.lemma), lexicon.lemma(cut.lemma)
    if lemma.speech not in _WORDS:
        return None
    if cut.cost <= cheapest.cost + _CLOSE and (
        _are_both_likely(cheapest, cut, lexicon)
        or _are_told_by_hamza(cheapest, cut, own, lemma, form)
    ):
        return lemma.term
    if masdars.is_feminine_imperfect(cheapest, cut, own, form, lemma):
        if masdars.is_rare_beside_first_form(cut, lemma, lexicon):
            return None
        is_near = cut.cost <= cheapest.cost + masdars.feminine_margin(cut, lemma)
        return term_codes.verbal(lemma.term) if is_near else None
    is_likely = (
        verb_pairs.is_imperative_plural(cheapest, cut, form)
        or _is_our_plural(cheapest, cut, lexicon)
        or verb_pairs.is_imperfect_of_fourth_form(cheapest, cut, own, lemma)
        or verb_pairs.is_imperfect_of_weak_verb(cheapest, cut, lemma)
        or verb_pairs.is_imperfect_in_yeh(cheapest, cut, own, lemma, form)
        or noun_pairs.are_nouns_spelled_alike(cheapest, cut, own, lemma)
        or noun_pairs.are_equal_twins(cheapest, cut, own, lemma)
        or noun_pairs.is_his(cheapest, cut, lemma, form)
        or noun_pairs.may_lack_yeh(cheapest, cut, form)
        or noun_pairs.may_lack_yeh_of_nisba(cheapest, cut)
        or _are_noun_and_verb(cheapest, cut, own, lemma, form)
        or verb_pairs.are_verbs_spelled_alike(cheapest, cut, own, lemma, form)
        or verb_pairs.are_doubled_verbs(cheapest, cut, own, lemma)
        or verb_pairs.is_first_person_of_perfect(cheapest, cut)
        or masdars.is_reflexive_perfect(cheapest, cut, lemma, form)
        or _is_derived_perfect_of_plural(cheapest, cut, form, lexicon)
        or proclitic_pairs.are_told_by_and_the(cheapest, cut)
        or proclitic_pairs.lacks_hamza(cheapest, cut, own, form)
    )
    if not is_likely and masdars.is_perfect_of_masdar(cheapest, cut, own, lemma):
        is_likely = cut.cost <= cheapest.cost + masdars.perfect_margin(lemma)
    return lemma.term if is_likely else None


def _may_be_expensive(one: Cut, other: Cut, form: str) -> bool:
    """Whether a reading far more expensive than the cheapest may still be meant, judging by the two
    cuts alone. For most it may not, and then their lemmas need not be looked up."""
    if proclitic_pairs.may_share(one, other, form):
        return True
    if one.ending.slot == other.ending.slot:
        slot = one.ending.slot
        return slot in _SHARED or (one.stem == other.stem and is_of_verb(slot))
    if other.ending.slot == verb_pairs.ORDER:
        return one.ending.slot == verb_pairs.THEY_DID
    if one.stem == other.stem and is_of_verb(one.ending.slot) != is_of_verb(other.ending.slot):
        if masdars.may_be_perfect_of_masdar(one, other):
            limit = masdars.PERFECT_OF_QUADRILITERAL
        else:
            limit = _IN_ALEF_MAKSURA if one.stem.endswith(YEH) else _NOUN_AND_VERB
        return other.cost <= one.cost + limit
    if other.ending.slot == verb_pairs.I_DID:
        return one.ending.slot == verb_pairs.SHE_DID
    if one.proclitic.group == affixes.TEH_PERSON and other.stem == TEH + one.stem:
        return True
    if (
        noun_pairs.may_be_his(one, other, form)
        or noun_pairs.may_lack_yeh(one, other, form)
        or noun_pairs.may_lack_yeh_of_nisba(one, other)
    ):
        return True
    return other.proclitic.group == affixes.TEH_PERSON and one.stem == TEH + other.stem


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


def _is_derived_perfect_of_plural(
    one: Cut, other: Cut, form: str, lexicon: entries.Lexicon
) -> bool:
    """Whether the form is a broken plural and the perfect of a verb of form II or IV: أسهم. A madda
    is no hamza of form IV: آثار."""
    return (
        other.ending.slot == Slot.PERFECT
        and one.ending.slot == Slot.BARE
        and one.stem == other.stem
        and one.proclitic.group == affixes.BARE
        and other.cost <= one.cost + _DERIVED_BESIDE_PLURAL
        and ALEF_MADDA not in form
        and is_derived(lexicon.lemma(other.lemma))
        and _is_plural(one, lexicon)
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


def _are_both_likely(one: Cut, other: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the press uses both of two readings: two verbs, a verb and a noun, or the feminine of
    an adjective and a noun. For other forms of two nouns the costs do not tell which is meant
    (محافظات)."""
    verbal = [is_of_verb(cut.ending.slot) for cut in (one, other)]
    if not any(verbal):
        return one.stem == other.stem and (
            _are_feminine_and_noun(one, other) or noun_pairs.is_possessed(one, other)
        )
    nouns = [cut for cut, of_verb in zip((one, other), verbal, strict=True) if not of_verb]
    close = _CLOSE_PLURAL if any(_is_plural(noun, lexicon) for noun in nouns) else _CLOSE
    return other.cost <= one.cost + close and all(
        noun.proclitic.group == affixes.BARE and noun.ending.slot != _NISBA for noun in nouns
    )


def _are_feminine_and_noun(one: Cut, other: Cut) -> bool:
    """Whether the form is the feminine of an adjective and a noun in ة: شرعية."""
    are_alike = {one.ending.slot, other.ending.slot} <= _FEMININE
    return are_alike and affixes.surcharge(other.ending) < _NOT_FEMINABLE


def _are_told_by_hamza(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma, form: str
) -> bool:
    """Whether the form is written without the hamza that would tell two nouns apart: اعداد is for
    إعداد or for أعداد; but اثني is right, and not of إثني. (No plural begins with إ.)"""
    return (
        one.stem == other.stem
        and one.ending == other.ending
        and one.proclitic == other.proclitic
        and form.startswith(ALEF, len(one.proclitic.letters))
        and own.speech == lemma.speech == "noun"
        and not own.spelling.startswith(ALEF)
        and own.spelling.startswith(ALEF_HAMZA_BELOW) != lemma.spelling.startswith(ALEF_HAMZA_BELOW)
    )


def _is_plural(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether the stem of a noun differs from its dictionary form."""
    cited = cut.stem + HEH if cut.ending.slot in _FEMININE else cut.stem
    return fold(lexicon.lemma(cut.lemma).spelling) != cited
