"""Misspelled words, read as the one known word that is meant.

The slips that newsrooms make most: the letter of a seat without its hamza (موتمر for مؤتمر, قايد
for قائد), a missing hamza after a final alef (أعضا for أعضاء), ض and ظ confused (محافضة for
محافظة), a letter held down (مبرووووك), in loanwords a missing first long vowel (فتوغرافي for
فوتوغرافي), and the silent alef behind the و of a plural, left out in verbs (قالو for قالوا) or added
to nouns (مسؤولوا for مسؤولو) and to a و that is a radical (نرجوا for نرجو), and ا and ى confused at
the end of a verb (قضا for قضى).

Only unknown words are corrected, and only if exactly one known word, and no rare one, comes of it:
كاين stays as it is. Two corrections are made to known words as well. ـئات is read as ـآت (مكافئات as
مكافآت), because the form is otherwise a rare feminine of another word. A form in و is read as a verb
that is much likelier than its noun: ذهبو is hardly "gold". And the plural in ـاءات may have its older
spelling, ـاآت (إجراآت).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product

from indexer.arabic import affixes, choice, cuts, entries, letters, names, stemmer
from indexer.arabic.normalizer import clean, fold_clean
from indexer.arabic.stemmer import Reading
from indexer.arabic.vowels import Vowels

# Letters that are confused, as they are pronounced alike.
_CONFUSED = (("ض", "ظ"), ("ظ", "ض"))
_SEATS: dict[str, str] = {letters.WAW_HAMZA: letters.WAW, letters.YEH_HAMZA: letters.YEH}
_PROCLITICS = frozenset(affixes.proclitics())
_LONGEST_PROCLITIC, _LONGEST_ENDING = max(map(len, _PROCLITICS)), 6
_FINAL = letters.ALEF + letters.HAMZA
# Shorter stems and more expensive readings (in nats) match foreign names by chance. A word that
# only the press has (``new``) is kept unless the other is this much commoner.
_SHORTEST, _SHORTEST_OF_HAMZA, _DEAREST, _COMMONER = 3, 4, 14.0, 4.0
_SHORTEST_OF_LOANS, _LONG = 7, 8
_MAY_BE_WRITTEN = re.compile("[ضظ]|(?<!^)[ويا]")
_ELONGATED = re.compile(r"(.)\1{2,}")
# Words with more cannot be restored.
_LONGEST, _MOST_ELONGATED = 40, 4
# A hamza written behind its seat at the end of a word, and the letter that has it on its seat.
_LOOSE = {
    letters.YEH + letters.HAMZA: letters.YEH_HAMZA,
    letters.WAW + letters.HAMZA: letters.WAW_HAMZA,
}
# A plural of a verb without its silent alef is read as one if it is this much cheaper (in nats) than
# the noun that the form is as it stands. Without its proclitics it must cost no more than
# `_DEAREST_VERB`, and the construct of a noun with an alef no more than `_DEAREST_CONSTRUCT`; both
# include the ending.
_THAN_NOUN, _DEAREST_VERB, _DEAREST_CONSTRUCT = 2.0, 13.0, 18.5
_SHORTEST_PLURAL = 4
_SILENT = letters.WAW + letters.ALEF
_PLURAL_VERBS = (affixes.Slot.PERFECT_PLURAL, affixes.Slot.IMPERFECT_PLURAL)
_CONSTRUCTS = (affixes.Slot.SOUND_MASCULINE_PLURAL,)
_FIRST_PERSONS = (affixes.SELF_PERSON, affixes.SELF_FUTURE)
# A verb in ا or ى is read as one in the other letter if that is this much cheaper.
_SWAPPED = {letters.ALEF: letters.ALEF_MAKSURA, letters.ALEF_MAKSURA: letters.ALEF}
_THAN_SWAPPED = 3.0
# Three radicals and a conjunction.
_LONGEST_DEFECTIVE = 4
_DEFECTIVE = re.compile("^.\u064e.[\u064e\u0650]?[اى]$")
# An indefinite accusative with its last two letters swapped: ابتدءا for ابتداء. جزءا is right.
_TURNED = letters.HAMZA + letters.ALEF
# The older spelling of a plural in اءات: إجراآت, لقاآت.
_OLD_PLURAL, _NEW_PLURAL = letters.ALEF + letters.ALEF_MADDA + letters.TEH, _FINAL + "ات"
# At the end, or before a pronoun.
_PLURAL = re.compile(f"ئات(?=(?:{'|'.join(affixes.PRONOUNS)})?$)")


def read(form: str, word: str, known: names.Names, vowels: Vowels = ()) -> Reading:
    """As `stemmer.read`, but a misspelled word is read as the one that is meant."""
    reading = stemmer.read(form, word, known, vowels)
    if _PLURAL.search(form):
        return _read_plural(form, reading, known)
    if _OLD_PLURAL in form:
        right = form.replace(_OLD_PLURAL, _NEW_PLURAL)
        return _read_corrected(form, right, reading, known)
    if form[-2:] in _LOOSE:
        return _read_corrected(form, form[:-2] + _LOOSE[form[-2:]], reading, known)
    if form.endswith(_TURNED):
        return _read_corrected(form, form[:-2] + _FINAL, reading, known)
    if (
        form.endswith(letters.WAW)
        and not vowels
        and (verb := _read_plural_verb(form, reading, known))
    ):
        return verb
    if reading.speech == "verb" and len(form) <= _LONGEST_DEFECTIVE and form[-1:] in _SWAPPED:
        is_right = _defective_cost(form) is not None
        dearest = cost(form, known) - _THAN_SWAPPED
        return reading if is_right or vowels else _read_defective(form, known, dearest) or reading
    if form.endswith(_SILENT) and (verb := _read_first_person(form, reading, known)):
        return verb
    if reading.is_listed:
        return reading
    if form.endswith(_SILENT) and (noun := _read_construct(form, known)):
        return noun
    if _ELONGATED.search(form):
        return _read_shortened(form, known) or reading
    if restored := _read_restored(form, reading, known, vowels):
        return restored
    if reading.speech == "unknown" and len(form) <= _LONGEST_DEFECTIVE and form[-1:] in _SWAPPED:
        return _read_defective(form, known, _DEAREST) or reading
    return reading


def _read_plural(form: str, reading: Reading, known: names.Names) -> Reading:
    """Read a form in ئات as the plural of a word like مكافأة (in آت), unless another word is
    likelier."""
    right = _PLURAL.sub("آت", form)
    found = _read(right, known)
    likely = found.is_listed and cost(right, known) <= cost(form, known)
    return found if likely and found.likeliest.endswith(letters.ALEF + letters.HEH) else reading


def _read_corrected(form: str, right: str, reading: Reading, known: names.Names) -> Reading:
    """Read a word whose final hamza stands behind its seat, or before its alef, or a plural in اآت,
    as the corrected spelling `right`, unless it is a word as it stands (شيء, ضوء, جزءا)."""
    found = _read(right, known)
    is_word = reading.is_listed and reading.speech != "new"
    if is_word and cost(form, known) - cost(right, known) < _COMMONER:
        return reading
    return found if found.is_listed else reading


def _read_plural_verb(form: str, reading: Reading, known: names.Names) -> Reading | None:
    """The reading of a form in و as the plural of a verb whose silent alef is missing: قالو. None if
    it is likelier a word as it stands."""
    if reading.speech == "verb" or len(form) < _SHORTEST_PLURAL:
        return None
    right = form + letters.ALEF
    cut = _plural_cut(right, _PLURAL_VERBS)
    if cut is None or cut.cost - cut.proclitic.cost > _DEAREST_VERB:
        return None
    if reading.speech == "unknown":
        return _read(right, known)
    is_noun = reading.speech == "noun"
    if is_noun and not _plural_cut(form, _CONSTRUCTS):
        return None
    margin = _THAN_NOUN if is_noun else _COMMONER
    return _read(right, known) if cut.cost + margin <= cost(form, known) else None


def _read_first_person(form: str, reading: Reading, known: names.Names) -> Reading | None:
    """The reading of a form in وا as the first person of a verb whose last radical is و, to which
    the silent alef of plurals was added: نرجوا. None if there is no such verb, or if the form is
    likelier a word as it stands. In the other persons the form is a plural: يرجوا."""
    right = form.removesuffix(letters.ALEF)
    cut = _plural_cut(right, (affixes.Slot.IMPERFECT,))
    if cut is None or cut.proclitic.group not in _FIRST_PERSONS:
        return None
    is_likelier = not reading.is_listed or cut.cost < cost(form, known)
    return _read(right, known) if is_likelier else None


def _read_construct(form: str, known: names.Names) -> Reading | None:
    """The reading of an unknown form in وا as the construct of a sound plural, to which the silent
    alef of verbs was added: مسؤولوا. None if there is no such noun."""
    right = form.removesuffix(letters.ALEF)
    cut = _plural_cut(right, _CONSTRUCTS) if len(right) > _SHORTEST_PLURAL else None
    return _read(right, known) if cut and cut.cost <= _DEAREST_CONSTRUCT else None


def _read_defective(form: str, known: names.Names, dearest: float) -> Reading | None:
    """The reading of a form in ا or ى as the perfect of a defective verb of form I, which is written
    with the other letter: قضا, نجى. None if there is no such verb, or if it costs more than
    `dearest`."""
    right = form[:-1] + _SWAPPED[form[-1]]
    found = _defective_cost(right)
    return _read(right, known) if found is not None and found <= dearest else None


def _defective_cost(form: str) -> float | None:
    """The cost of a spelling whose cheapest reading is the perfect of a defective verb of form I
    that ends in its last letter; None for others."""
    lexicon = entries.lexicon()
    cut = choice.best_cut(choice.likely_cuts(form, fold_clean(form), lexicon))
    if cut is None or cut.ending.slot != affixes.Slot.PERFECT:
        return None
    spelling = lexicon.lemma(cut.lemma).spelling
    return cut.cost if _DEFECTIVE.match(spelling) and spelling[-1] == form[-1] else None


def _plural_cut(form: str, slots: Sequence[affixes.Slot]) -> cuts.Cut | None:
    """The cheapest reading of a spelling, if it is in one of these slots without a pronoun."""
    cut = choice.best_cut(choice.likely_cuts(form, fold_clean(form), entries.lexicon()))
    is_plural = cut is not None and cut.ending.slot in slots and not cut.ending.enclitic
    return cut if is_plural else None


def _read_shortened(form: str, known: names.Names) -> Reading | None:
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


def _read_restored(
    form: str, reading: Reading, known: names.Names, vowels: Vowels
) -> Reading | None:
    """The reading of the only known word that results from restoring a hamza, a vowel, or the other
    of two confused letters; None if there is none or several."""
    if not _MAY_BE_WRITTEN.search(form):
        return None
    # A long word is seldom confused with another by chance.
    dearest = _DEAREST + max(0, len(form) - _LONG) / 2
    if reading.speech == "new":
        dearest = min(dearest, cost(form, known) - _COMMONER)
    found = [
        right
        for right in _spellings(form, may_end=_may_end(form, reading) and not vowels)
        if _read(right, known).is_listed and cost(right, known) <= dearest
    ]
    return _read(found[0], known) if len(found) == 1 else None


def _may_end(form: str, reading: Reading) -> bool:
    """Whether a hamza may be missing at the end. Many foreign names that only the press has end in
    an alef, but not behind the article."""
    return reading.speech != "new" or form.startswith(letters.ARTICLE)


def _spellings(form: str, *, may_end: bool) -> set[str]:
    """The spellings that a word may be misspelled for. With `may_end` it may also lack a final
    hamza."""
    word = fold_clean(form)
    if len(word) != len(form):
        return set()
    found = set()
    for head, tail in _stem_bounds(word):
        for right in _misspelled().get(word[head:tail], "").split():
            if right[2:] == word[head + 1 : tail]:
                found.add(form[: head + 1] + right[1] + form[head + 1 :])
            elif len(right) == tail - head:
                found.add(
                    form[:head]
                    + _corrected_stem(form[head:tail], word[head:tail], right)
                    + form[tail:]
                )
            elif may_end and tail == len(form):
                found.add(form + letters.HAMZA)
    return found


def _stem_bounds(word: str) -> Iterator[tuple[int, int]]:
    """Where the stem of a folded word may begin and end."""
    endings = entries.lexicon().endings
    length = len(word)
    tails = [
        tail
        for tail in range(max(_SHORTEST, length - _LONGEST_ENDING), length + 1)
        if word[tail:] in endings
    ]
    for head in range(min(_LONGEST_PROCLITIC, length) + 1):
        if word[:head] in _PROCLITICS:
            yield from ((head, tail) for tail in tails if tail - head >= _SHORTEST)


def _corrected_stem(written: str, word: str, right: str) -> str:
    """A stem as it is written, with its wrong letters replaced."""
    pairs = zip(written, word, right, strict=True)
    return "".join(letter if was == is_ else is_ for letter, was, is_ in pairs)


@cache
def _misspelled() -> Mapping[str, str]:
    """Misspelled stems that are no stems themselves, each with the stems it may be written for,
    separated by spaces."""
    found: dict[str, str] = {}
    for stem, readings in entries.lexicon().stems.items():
        for written in _slips(stem, readings):
            found[written] = f"{found[written]} {stem}" if written in found else stem
    return found


def _slips(stem: str, readings: str) -> Iterator[str]:
    """The misspellings of a stem."""
    if len(stem) < _SHORTEST:
        return
    for letter, other in _CONFUSED:
        if letter in stem:
            yield stem.replace(letter, other)
    if len(stem) >= _SHORTEST_OF_LOANS and stem[1] in letters.LONG_VOWELS and _is_loan(readings):
        yield stem[0] + stem[2:]
    if letters.HAMZA in stem[1:] and len(stem) >= _SHORTEST_OF_HAMZA:
        if stem.endswith(_FINAL):
            yield stem[:-1]
        place = stem.find(letters.HAMZA, 1, -1)
        if place > 0 and (seat := _seat_letter(stem, place, readings)):
            yield stem[:place] + seat + stem[place + 1 :]


def _is_loan(readings: str) -> bool:
    """Whether a stem has no Arabic root and is no name (a name may be spelled in two ways)."""
    lemmas = [entries.lexicon().lemma(number) for _, number, _ in entries.parse_readings(readings)]
    return all(lemma.speech == "noun" and not lemma.root for lemma in lemmas)


def _seat_letter(stem: str, place: int, readings: str) -> str:
    """The letter under the hamza of a stem: as its lemma is spelled or, in broken plurals, yeh
    behind an alef (فعائل) and otherwise waw."""
    lexicon = entries.lexicon()
    for _, number, _ in entries.parse_readings(readings):
        spelling = clean(lexicon.lemma(number).spelling)
        if fold_clean(spelling).startswith(stem):
            return _SEATS.get(spelling[place], "")
    seat: str = letters.YEH if stem[place - 1] == letters.ALEF else letters.WAW
    return seat


def _read(form: str, known: names.Names) -> Reading:
    return stemmer.read(form, fold_clean(form), known)


def cost(form: str, known: names.Names) -> float:
    """The cost in nats of the cheapest reading of a spelling; a listed name costs nothing."""
    word = fold_clean(form)
    cut = (
        None
        if names.find_behind_proclitics(word, known)
        else choice.best_cut(choice.likely_cuts(form, word, entries.lexicon()))
    )
    return cut.cost if cut else 0.0
