"""What the hamzas and the ة of a spelling allow: the readings of its folded letters that fit it."""

import re

from indexer.arabic.lexicon import entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import clean, fold
from indexer.arabic.reading.cuts import PlainCut

# Alefs with hamza or madda. The marks are often left out, but إ is seldom written for أ.
_WRITTEN_ALEF, _BELOW = re.compile("[أإآ]"), letters.ALEF_HAMZA_BELOW
# Any hamza of a dictionary spelling. A word written with a hamza is no form of a lemma without one.
_HAMZA = re.compile("[أإآؤئء]")
# The seats of a hamza at the end of a word.
_SEATS = {letters.WAW_HAMZA, letters.YEH_HAMZA}
_WAW_HAMZA = letters.WAW_HAMZA
# A passive may cost this much more (in nats) than the noun that cannot be spelled with this seat:
# بدئ is not بدء, but عبئ and ملئ are more often misspelled nouns.
_PASSIVE = 2.5


def fits_spelling(form: str, cut: PlainCut, lexicon: entries.Lexicon) -> bool:
    """Whether a spelling, with its hamzas and its ة, allows a reading of its folded letters.

    A written ة is no pronoun. A written hamza or madda neither begins the article, nor stands in an
    ending, nor within a word that has no hamza. أ at the beginning does not stand for the إ of the
    dictionary, and إ stands for an alef of the dictionary only, since no plural begins with it
    (إعمال is no plural of عمل). A final seat of hamza must be the seat of the word, and ؤ does not
    stand for its ئ: بؤرها is not بئرها, though Egypt writes شئون for شؤون.
    """
    _, lemma, proclitic, ending, stem = cut
    if ending.enclitic == letters.HEH and form.endswith(letters.TEH_MARBUTA):
        return False
    begin = len(proclitic.letters)
    at_end = begin + len(stem) == len(form)
    if at_end and form[-1] in _SEATS and _have_different_seats(form, lexicon.lemma(lemma).spelling):
        return False
    if _WAW_HAMZA in form and _has_yeh_for_waw(form[begin:], stem, lexicon.lemma(lemma)):
        return False
    if not spells_article(form, proclitic.letters) or _WRITTEN_ALEF.search(form, begin + len(stem)):
        return False
    if _WRITTEN_ALEF.search(form, begin + 1) and _has_no_hamza(lexicon.lemma(lemma)):
        return False
    if not _WRITTEN_ALEF.match(form, begin):
        return True
    spelling = clean(lexicon.lemma(lemma).spelling)
    below = form[begin] == _BELOW
    if not _WRITTEN_ALEF.match(spelling):
        return not below or spelling.startswith(letters.ALEF)
    # A plural may have another one: أئمة of إمام.
    return below == spelling.startswith(_BELOW) or not fold(spelling).startswith(stem)


def _has_no_hamza(lemma: entries.Lemma) -> bool:
    """Whether no form of a word has a hamza after its first letter: لجأن is no form of لجنة. The
    first letter is not checked, because form IV begins with a hamza; nor are names, which may be
    listed without theirs."""
    is_spelled = lemma.speech in ("noun", "verb")
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


def spells_article(form: str, stack: str) -> bool:
    """Whether the article at the end of the proclitics `stack`, if they have it, is written with a
    plain alef."""
    return (
        not stack.endswith(letters.ARTICLE)
        or form[len(stack) - len(letters.ARTICLE)] == letters.ALEF
    )
