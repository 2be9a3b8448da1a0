"""The words that the context may make of a spelling, beside its likeliest reading: نهري may be two
rivers, المشاركة those that take part. `neighbours.py` says which contexts do."""

import re
from collections.abc import Sequence

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ARTICLE, TEH, TEH_MARBUTA, YEH
from indexer.arabic.reading import cuts, masdars
from indexer.arabic.reading.cuts import Cut, PlainCut
from indexer.arabic.reading.jussives import jussive_terms

# A reading this much more expensive (in nats) than the cheapest is hardly ever meant, by its slot:
# المدرسة is the school. Plurals are meant more often than duals: لجراحي القلب.
_DEAREST = {
    Slot.DUAL: 5.4,
    Slot.SOUND_MASCULINE_PLURAL: 6.2,
    Slot.FEMININE: 4.3,
    Slot.IMPERFECT_BEFORE_PRONOUN: 4.5,
    Slot.PERFECT_FEMININE: 5.0,
}
_CONSTRUCTS = (Slot.DUAL, Slot.SOUND_MASCULINE_PLURAL)
# Members of the enum, which are slow to look up, for tests that run on every word.
_NISBA, _IN_TEH_MARBUTA, _FEMININE = Slot.NISBA, Slot.IN_TEH_MARBUTA, Slot.FEMININE
_BEFORE_PRONOUN = Slot.BEFORE_PRONOUN
# A nisba that is a noun itself occurs in the same contexts: دوري الدرجة الأولى, the league.
_NOUN = "دوري"
_NISBA_SPELLING = re.compile("\u0650ي\u0651$")
# Active and passive participles, of form I and of derived forms.
_PARTICIPLES = re.compile("^(?:م\u064f|.ا.\u0650)")
# The plural of "house" is spelled like "role", which is far commoner.
_ROLE, HOUSE = "دور", "دار"


def other_terms(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The terms of the words that the context may make of a spelling, by its readings, that of the
    likeliest first; empty if there is none."""
    terms = _terms_by_slot(form, cheapest, found, lexicon)
    return terms or jussive_terms(form, found, lexicon)


def _terms_by_slot(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """As `other_terms`, if the cheapest reading is a noun."""
    if cheapest.stem == _ROLE and not cheapest.ending.letters:
        return _house_terms(cheapest, found, lexicon)
    if form.endswith(YEH) and cheapest.proclitic.group in (affixes.BARE, affixes.PREP):
        return _construct_terms(cheapest, found, lexicon)
    is_definite = cheapest.proclitic.letters == ARTICLE
    if is_definite and cheapest.ending.slot == _IN_TEH_MARBUTA and form.endswith(TEH_MARBUTA):
        return _adjective_terms(cheapest, found, lexicon)
    if cheapest.ending.slot == _BEFORE_PRONOUN and not cheapest.proclitic.letters:
        return _feminine_imperfect_terms(form, cheapest, found, lexicon)
    if cheapest.ending.slot == _IN_TEH_MARBUTA and cheapest.ending.enclitic:
        return _feminine_perfect_terms(cheapest, found, lexicon)
    return ()


def _construct_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the noun whose dual or plural construct a nisba may be; empty if there is none."""
    lemma = lexicon.lemma(cheapest.lemma)
    if cheapest.ending.slot != _NISBA and not (
        lemma.speech == "noun" and _NISBA_SPELLING.search(lemma.spelling)
    ):
        return ()
    if lemma.term == _NOUN:
        return ()
    for cut in sorted(cuts.as_construct(cut, lexicon.lemma(cut[1])) for cut in found):
        cost, number, proclitic, ending, _ = cut
        if ending.slot in _CONSTRUCTS and not ending.enclitic:
            is_near = cost <= cheapest.cost + _DEAREST[ending.slot]
            if is_near and proclitic.group == cheapest.proclitic.group:
                return (lexicon.lemma(number).term,)
    return ()


def _house_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of "house", whose plural may be spelled like "role"; empty if the word has the
    article."""
    if cheapest.proclitic.group not in (affixes.BARE, affixes.PREP):
        return ()
    nouns = {lexicon.lemma(cut[1]).term for cut in found if cut[4] == _ROLE}
    return (HOUSE,) if HOUSE in nouns else ()


def _adjective_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the participle or nisba whose feminine a noun in ة may be; empty if there is
    none."""
    for cost, number, _, ending, stem in sorted(found):
        if cost > cheapest.cost + _DEAREST[Slot.FEMININE]:
            break
        spelling = lexicon.lemma(number).spelling
        is_feminine = ending.slot == _FEMININE and stem == cheapest.stem
        if is_feminine and (_PARTICIPLES.match(spelling) or _NISBA_SPELLING.search(spelling)):
            return (lexicon.lemma(number).term,)
    return ()


def _feminine_imperfect_terms(
    form: str, cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the verb whose third person feminine, before a pronoun, a masdar may be; empty if
    there is none: تطورها."""
    if not cheapest.stem.startswith(TEH):
        return ()
    own = lexicon.lemma(cheapest.lemma)
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _DEAREST[Slot.IMPERFECT_BEFORE_PRONOUN]:
            break
        lemma = lexicon.lemma(cut.lemma)
        if masdars.is_feminine_imperfect(cheapest, cut, own, form, lemma):
            return (lemma.term,)
    return ()


def _feminine_perfect_terms(
    cheapest: Cut, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The term of the hollow verb whose third person feminine of the perfect, before a pronoun, its
    masdar may be: أدارتها. Empty if there is none. Of other nouns in ة this is not said: الذي قيمته is
    "whose value"."""
    own = lexicon.lemma(cheapest.lemma)
    for cut in map(Cut._make, sorted(found)):
        if cut.cost > cheapest.cost + _DEAREST[Slot.PERFECT_FEMININE]:
            break
        lemma = lexicon.lemma(cut.lemma)
        if masdars.is_perfect_of_masdar(cheapest, cut, own, lemma):
            return (lemma.term,)
    return ()
