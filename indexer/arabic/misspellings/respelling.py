"""Misspelled words, read as the one known word that is meant.

The slips that newsrooms make most: the letter of a seat without its hamza (موتمر for مؤتمر, قايد
for قائد), a missing hamza after a final alef (أعضا for أعضاء), ض and ظ confused (محافضة for
محافظة), a letter held down (مبرووووك), in loanwords a missing first long vowel (فتوغرافي for
فوتوغرافي), a missing second alef of a masdar or of a plural in ات (الانتخبات for الانتخابات, القرارت
for القرارات), and the silent alef behind the و of a plural, left out in verbs (قالو for قالوا) or added
to nouns (مسؤولوا for مسؤولو) and to a و that is a radical (نرجوا for نرجو), and ا and ى confused at
the end of a verb (قضا for قضى).

Only unknown words are corrected, and only if exactly one known word, and no rare one, comes of it:
كاين stays as it is. Two corrections are made to known words as well. ـئات is read as ـآت (مكافئات as
مكافآت), because the form is otherwise a rare feminine of another word. A form in و is read as a verb
that is much likelier than its noun: ذهبو is hardly "gold". And the plural in ـاءات may have its older
spelling, ـاآت (إجراآت).
"""

import re
from collections.abc import Iterator
from itertools import product

from indexer.arabic.expressions.name_table import Names
from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.vowels import Vowels
from indexer.arabic.misspellings import final_alefs, slips
from indexer.arabic.misspellings.final_alefs import SWAPPED
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import fold_clean
from indexer.arabic.reading import choice, stemmer
from indexer.arabic.reading.stemmer import Reading, cost

_FINAL = letters.ALEF + letters.HAMZA
# More expensive readings (in nats) match foreign names by chance. A word that only the press has
# (``new``) is kept unless the other is this much commoner.
_DEAREST, _COMMONER = 14.0, 4.0
_LONG = 8
_MAY_BE_WRITTEN = re.compile("[ضظ]|(?<!^)[ويا]")
_ELONGATED = re.compile(r"(.)\1{2,}")
# Words with more cannot be restored.
_LONGEST, _MOST_ELONGATED = 40, 4
# A hamza written behind its seat at the end of a word, and the letter that has it on its seat.
_LOOSE = {
    letters.YEH + letters.HAMZA: letters.YEH_HAMZA,
    letters.WAW + letters.HAMZA: letters.WAW_HAMZA,
}
_SILENT = letters.WAW + letters.ALEF
# The end of a word whose plural is in آت.
_IN_HAMZA = letters.ALEF_HAMZA_ABOVE + letters.TEH_MARBUTA
# A verb in ا or ى is read as one in the other letter if that is this much cheaper.
_THAN_SWAPPED = 3.0
# The plural of a nisba replaces a word that only the press has if it is this much cheaper.
_PLURAL_ENDING, _THAN_PLURAL = "ين", 2.5
# Three radicals and a conjunction.
_LONGEST_DEFECTIVE = 4
# An indefinite accusative with its last two letters swapped: ابتدءا for ابتداء. جزءا is right.
_TURNED = letters.HAMZA + letters.ALEF
# The older spelling of a plural in اءات: إجراآت, لقاآت.
_OLD_PLURAL, _NEW_PLURAL = letters.ALEF + letters.ALEF_MADDA + letters.TEH, _FINAL + "ات"
# An unknown word behind the article seldom ends in a radical ت.
_IN_TEH = re.compile("^(?:[وفبك]{0,2}ال|[وف]?لل)...+[^اوي]ت$")
# At the end, or before a pronoun.
_PLURAL = re.compile(f"ئات(?=(?:{'|'.join(affixes.PRONOUNS)})?$)")


def read(form: str, word: str, known: Names, vowels: Vowels = ()) -> Reading:
    """As `stemmer.read`, but a misspelled word is read as the one that is meant."""
    reading = stemmer.read(form, word, known, vowels)
    corrected = _read_any(form, reading, known, vowels)
    if corrected is None and not reading.is_listed:
        corrected = _read_unlisted(form, reading, known, vowels)
    return corrected or reading


def _read_any(form: str, reading: Reading, known: Names, vowels: Vowels) -> Reading | None:
    """The corrections that are made to words of the lexicon, too; None if none applies."""
    if _PLURAL.search(form):
        return _read_plural(form, reading, known)
    if _OLD_PLURAL in form:
        return _read_corrected(form, form.replace(_OLD_PLURAL, _NEW_PLURAL), reading, known)
    if form[-2:] in _LOOSE:
        return _read_corrected(form, form[:-2] + _LOOSE[form[-2:]], reading, known)
    if form.endswith(_TURNED):
        return _read_corrected(form, form[:-2] + _FINAL, reading, known)
    if form.endswith(letters.WAW) and not vowels:
        right = final_alefs.plural_verb(form, reading, known)
    elif form.endswith(_SILENT):
        right = final_alefs.first_person(form, reading, known)
    elif reading.speech == "verb" and _may_be_defective(form):
        is_right = vowels or final_alefs.defective_cost(form) is not None
        dearest = cost(form, known) - _THAN_SWAPPED
        right = None if is_right else final_alefs.defective_verb(form, dearest)
    else:
        right = None
    return _read(right, known) if right else None


def _read_unlisted(form: str, reading: Reading, known: Names, vowels: Vowels) -> Reading | None:
    """The corrections that are made only to words that the lexicon lacks; None if none applies."""
    if form.endswith(_SILENT) and (right := final_alefs.construct(form)):
        return _read(right, known)
    if form.endswith(_PLURAL_ENDING) and (plural := _read_plural_of_nisba(form, reading, known)):
        return plural
    if _ELONGATED.search(form):
        return _read_shortened(form, known)
    if _IN_TEH.search(form) and (plural := _read_plural_without_alef(form, reading, known)):
        return plural
    if restored := _read_restored(form, reading, known, vowels):
        return restored
    if reading.speech == "unknown" and _may_be_defective(form):
        right = final_alefs.defective_verb(form, _DEAREST)
        return _read(right, known) if right else None
    return None


def _may_be_defective(form: str) -> bool:
    return len(form) <= _LONGEST_DEFECTIVE and form[-1:] in SWAPPED


def _read_plural(form: str, reading: Reading, known: Names) -> Reading:
    """Read a form in ئات as the plural of a word like مكافأة (in آت), unless another word is
    likelier."""
    right = _PLURAL.sub("آت", form)
    found = _read(right, known)
    likely = found.is_listed and cost(right, known) <= cost(form, known)
    return found if likely and _has_hamza_before_teh(right) else reading


def _has_hamza_before_teh(form: str) -> bool:
    """Whether a plural in آت is that of a word in أة, and not of one like وفاة."""
    lexicon = entries.lexicon()
    cut = choice.best_cut(choice.likely_cuts(form, fold_clean(form), lexicon))
    return cut is not None and lexicon.lemma(cut.lemma).spelling.endswith(_IN_HAMZA)


def _read_plural_of_nisba(form: str, reading: Reading, known: Names) -> Reading | None:
    """Read a form in ين as the plural of a nisba with one ي too few (السياسين), or a form in يين as
    another plural with one ي too many (المواطنيين); None if there is no such word."""
    is_long = form.endswith(letters.YEH + _PLURAL_ENDING)
    begin = form[: -len(_PLURAL_ENDING)]
    right = (begin[:-1] if is_long else begin + letters.YEH) + _PLURAL_ENDING
    dearest = _dearest(form)
    if reading.speech == "new":
        dearest = min(dearest, cost(form, known) - _THAN_PLURAL)
    found = _read(right, known)
    is_known = found.speech in ("noun", "new") and cost(right, known) <= dearest
    return found if is_known else None


def _read_plural_without_alef(form: str, reading: Reading, known: Names) -> Reading | None:
    """Read a form in ت behind the article as a plural in ات without its alef; None if there is no
    such plural."""
    right = form[:-1] + letters.ALEF + letters.TEH
    dearest = _DEAREST
    if reading.speech == "new":
        dearest = min(dearest, cost(form, known) - _COMMONER)
    cut = choice.best_cut(choice.likely_cuts(right, fold_clean(right), entries.lexicon()))
    is_plural = cut is not None and cut.ending.slot == affixes.Slot.SOUND_FEMININE_PLURAL
    return _read(right, known) if is_plural and cost(right, known) <= dearest else None


def _read_corrected(form: str, right: str, reading: Reading, known: Names) -> Reading:
    """Read a word whose final hamza stands behind its seat, or before its alef, or a plural in اآت,
    as the corrected spelling `right`, unless it is a word as it stands (شيء, ضوء, جزءا)."""
    found = _read(right, known)
    is_word = reading.is_listed and reading.speech != "new"
    if is_word and cost(form, known) - cost(right, known) < _COMMONER:
        return reading
    return found if found.is_listed else reading


def _read_shortened(form: str, known: Names) -> Reading | None:
    """Read a word with letters held down: each of these once or twice, whichever makes a known
    word, else once. None if the word is too long to be restored."""
    held = _ELONGATED.findall(form)
    if len(form) > _LONGEST or len(held) > _MOST_ELONGATED or len(set(form)) == 1:
        return None
    parts = _ELONGATED.split(form)
    # Every second part is the repeated letter.
    spellings = [
        "".join(
            part * count for part, count in zip(parts, (1, *_interleave_ones(counts)), strict=True)
        )
        for counts in product((1, 2), repeat=len(held))
    ]
    listed = [each for each in spellings if _read(each, known).is_listed]
    cheapest = min(listed, key=lambda each: cost(each, known), default=spellings[0])
    return _read(cheapest, known)


def _interleave_ones(counts: tuple[int, ...]) -> Iterator[int]:
    for count in counts:
        yield from (count, 1)


def _read_restored(form: str, reading: Reading, known: Names, vowels: Vowels) -> Reading | None:
    """The reading of the only known word that results from restoring a hamza, a vowel, or the other
    of two confused letters; None if there is none or several."""
    if not _MAY_BE_WRITTEN.search(form):
        return None
    dearest = _dearest(form)
    if reading.speech == "new":
        dearest = min(dearest, cost(form, known) - _COMMONER)
    found = [
        right
        for right in slips.spellings(form, may_end=_may_end(form, reading) and not vowels)
        if _read(right, known).is_listed and cost(right, known) <= dearest
    ]
    return _read(found[0], known) if len(found) == 1 else None


def _dearest(form: str) -> float:
    """The highest cost of a word that a form may be misspelled for. A long word is seldom confused
    with another by chance."""
    return _DEAREST + max(0, len(form) - _LONG) / 2


def _may_end(form: str, reading: Reading) -> bool:
    """Whether a hamza may be missing at the end. Many foreign names that only the press has end in
    an alef, but not behind the article."""
    return reading.speech != "new" or form.startswith(letters.ARTICLE)


def _read(form: str, known: Names) -> Reading:
    return stemmer.read(form, fold_clean(form), known)
