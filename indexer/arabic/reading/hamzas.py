"""What the hamzas, the ة and the ى of a spelling allow: the readings of its folded letters that fit it."""

import re

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import clean, fold
from indexer.arabic.reading.cuts import PlainCut

# Alefs with hamza or madda. The marks are often left out, but إ is seldom written for أ.
_WRITTEN_ALEF, _BELOW = re.compile("[أإآ]"), letters.ALEF_HAMZA_BELOW
_NOT_OF_SPEAKER = (letters.ALEF_HAMZA_BELOW, letters.ALEF_MADDA)
_OF_SPEAKER = (affixes.SELF_PERSON, affixes.SELF_FUTURE)
# Any hamza of a dictionary spelling. A word written with a hamza is no form of a lemma without one.
_HAMZA = re.compile("[أإآؤئء]")
# The seats of a hamza at the end of a word.
_SEATS = {letters.WAW_HAMZA, letters.YEH_HAMZA}
_WAW_HAMZA = letters.WAW_HAMZA
# A passive may cost this much more (in nats) than the noun that cannot be spelled with this seat:
# بدئ is not بدء, but عبئ and ملئ are more often misspelled nouns.
_PASSIVE = 2.5
# Before the ي of أي there is no radical.
_TWO_LETTERS = 2
# An elative, and how much more than its feminine another word may cost that is spelled with ي.
_ELATIVE, _FEMININE_ELATIVE = re.compile("^أ\u064e..\u064e.$"), 4.0


def fits_spelling(form: str, cut: PlainCut, lexicon: entries.Lexicon) -> bool:
    """Whether a spelling, with its hamzas and its ة, allows a reading of its folded letters.

    A written ة is no pronoun. The first person of the imperfect begins with أ: إنك is none. A
    written hamza or madda neither begins the article, nor stands in an ending, nor within a word
    that has no hamza. أ at the beginning does not stand for the إ of the dictionary, and إ stands
    for an alef of the dictionary only, since no plural begins with it (إعمال is no plural of عمل).
    آ stands for أ in plurals only: تآكل is not of أكل. A final seat of hamza must be the seat of
    the word, and ؤ does not stand for its ئ: بؤرها is not بئرها, though Egypt writes شئون for شؤون.
    رأي is not رأى, whose passive is رئي.
    """
    _, lemma, proclitic, ending, stem = cut
    if ending.enclitic == letters.HEH and form.endswith(letters.TEH_MARBUTA):
        return False
    begin = len(proclitic.letters)
    if form[-1] == letters.YEH and _is_perfect_in_alef_maksura(form, cut, lexicon):
        return False
    if proclitic.group in _OF_SPEAKER and form[begin - 1] in _NOT_OF_SPEAKER:
        return False
    at_end = begin + len(stem) == len(form)
    if at_end and form[-1] in _SEATS and _have_different_seats(form, lexicon.lemma(lemma).spelling):
        return False
    if _WAW_HAMZA in form and _has_yeh_for_waw(form[begin:], stem, lexicon.lemma(lemma)):
        return False
    if not spells_article(form, proclitic.letters) or _WRITTEN_ALEF.search(form, begin + len(stem)):
        return False
    if written := _WRITTEN_ALEF.search(form, begin + 1):
        is_madda = written[0] == letters.ALEF_MADDA
        if _has_no_hamza(lexicon.lemma(lemma), is_madda=is_madda):
            return False
    if not _WRITTEN_ALEF.match(form, begin):
        return True
    spelling = clean(lexicon.lemma(lemma).spelling)
    if form[begin] == letters.ALEF_MADDA and _begins_otherwise(spelling, cut):
        return False
    below = form[begin] == _BELOW
    if not _WRITTEN_ALEF.match(spelling):
        return not below or spelling.startswith(letters.ALEF)
    # A plural may have another one: أئمة of إمام.
    return below == spelling.startswith(_BELOW) or not fold(spelling).startswith(stem)


def _is_perfect_in_alef_maksura(form: str, cut: PlainCut, lexicon: entries.Lexicon) -> bool:
    """Whether a form in ي with أ before it is read as a perfect in ى. Its ي would be that of the
    passive, which has another seat of hamza."""
    _, lemma, _, ending, stem = cut
    return (
        ending.slot == Slot.PERFECT
        and form[-2:-1] == letters.ALEF_HAMZA_ABOVE
        and len(stem) > _TWO_LETTERS
        and lexicon.lemma(lemma).spelling.endswith(letters.ALEF_MAKSURA)
    )


def _begins_otherwise(spelling: str, cut: PlainCut) -> bool:
    """Whether a stem that is written with آ belongs to a word whose dictionary form does not allow
    it. No imperfect has such a stem, and of nouns only the plurals of one that has a hamza: آثار of
    أثر."""
    if spelling.startswith(letters.ALEF_MADDA):
        return False
    _, _, proclitic, ending, stem = cut
    if affixes.is_of_verb(ending.slot):
        return bool(proclitic.letters)
    is_own = spelling.startswith(letters.ALEF_HAMZA_ABOVE) and fold(spelling).startswith(stem)
    return is_own or not _HAMZA.search(spelling)


def _has_no_hamza(lemma: entries.Lemma, *, is_madda: bool) -> bool:
    """Whether no form of a word has a hamza after its first letter: لجأن is no form of لجنة. The
    first letter is not checked, because form IV begins with a hamza. Names may be listed without
    their hamza, but not without a madda: وآلت is not the name والت."""
    is_spelled = lemma.speech in ("noun", "verb") or (is_madda and lemma.speech == "name")
    return is_spelled and not _HAMZA.search(clean(lemma.spelling), 1)


def _has_yeh_for_waw(written: str, stem: str, lemma: entries.Lemma) -> bool:
    """Whether a letter of a stem is written ؤ where its dictionary form has ئ."""
    spelling = clean(lemma.spelling)
    return fold(spelling).startswith(stem) and any(
        letter == letters.WAW_HAMZA and right == letters.YEH_HAMZA
        for letter, right in zip(written[: len(stem)], spelling, strict=False)
    )


def _have_different_seats(form: str, spelling: str) -> bool:
    """Whether one of two words ends in ؤ and the other in ئ: تكافئ is not تكافؤ."""
    return {form[-1], spelling[-1]} == _SEATS


def without_wrong_seat(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """For a word in ئ: its verb readings alone if the cheapest reading is a noun spelled with a
    bare hamza and a verb is nearly as cheap. Otherwise all readings."""
    if not form.endswith(letters.YEH_HAMZA) or not found:
        return found
    cheapest, number, _, _, _ = min(found)
    if not lexicon.lemma(number).spelling.endswith(letters.HAMZA):
        return found
    limit = cheapest + _PASSIVE
    verbs = [
        (cost, number, proclitic, ending, stem)
        for cost, number, proclitic, ending, stem in found
        if ending.slot == Slot.PERFECT and cost <= limit
    ]
    return verbs or found


def without_feminine_elative(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """For a word in ي: its readings other than as the feminine of an elative, which ends in ى, if one
    of them is nearly as cheap (الفضلي is a surname, but الكبري is الكبرى)."""
    cheapest = min(found, default=None)
    if cheapest is None or not form.endswith(letters.YEH):
        return found
    cost, number, _, ending, stem = cheapest
    if ending.letters or not stem.endswith(letters.YEH) or stem.startswith(letters.ALEF):
        return found
    if not _ELATIVE.match(lexicon.lemma(number).spelling):
        return found
    others = [cut for cut in found if cut[1] != number and cut[0] <= cost + _FEMININE_ELATIVE]
    return others or found


def spells_article(form: str, stack: str) -> bool:
    """Whether the article at the end of the proclitics `stack`, if they have it, is written with a
    plain alef."""
    return (
        not stack.endswith(letters.ARTICLE)
        or form[len(stack) - len(letters.ARTICLE)] == letters.ALEF
    )
