"""What the vowels written on a word say about its reading: تُوَقَّع is "signed", تَوَقَّع is "to
expect"; تباعاً is no verb.

Most texts have no vowels; some have a few where a word would be misread. They only decide between
readings.
"""

import re
from enum import IntEnum
from typing import TypeAlias

from indexer.arabic.lexicon import affixes, entries, term_codes
from indexer.arabic.lexicon.affixes import Ending, Proclitic
from indexer.arabic.orthography import letters
from indexer.arabic.orthography.normalizer import fold

# The marks on each letter of a word; an empty string where there is none.
Vowels: TypeAlias = tuple[str, ...]

FATHATAN, _KASRATAN = "\u064b", "\u064d"
_SHORT_VOWELS = "\u064e\u064f\u0650"
_TANWIN = re.compile("[\u064b-\u064d]")
SHADDA, _FATHA, _DAMMA, _KASRA, _SUKUN = "\u0651", "\u064e", "\u064f", "\u0650", "\u0652"
_MARKED = re.compile(f"[{letters.HARAKAT}]")
_LETTERS = re.compile(f"([{letters.PLAIN}])([{letters.HARAKAT}]*)")
_TEH_PERSONS = (affixes.TEH_PERSON, affixes.TEH_FUTURE)
_PERSONS = (*_TEH_PERSONS, affixes.YEH_PERSON, affixes.YEH_FUTURE)
# The letters of a verb of form I; a doubled verb has two. And those of its active participle.
_SIMPLE, _PARTICIPLE = 3, 4
# Dictionaries write no kasra before a long ي.
_LONG_YEH = re.compile("(?<!\u064e)ي\u0651?$")
# Verbs of the forms II, III and IV, whose imperfect has a damma on its prefix. أخذ and أمّ are of
# form I.
_FOURTH = "أ.[^\u064b-\u0652]{2}.|أ.[^\u064b-\u0652]\u064e.\u0651|آ.\u064e?."
_DERIVED = re.compile(f"^(?:{_FOURTH}|.\u064e?.\u0651\u064e?.|.ا.\u064e?.)")


def marks_of(surface: str, form: str) -> Vowels:
    """The marks on the letters of a surface word whose clean spelling is `form`."""
    if not _MARKED.search(surface):
        return ()
    found = _LETTERS.findall(surface.replace(letters.TATWEEL, ""))
    return tuple(marks for _, marks in found) if 1 < len(found) == len(form) else ()


def with_marks(form: str, vowels: Vowels) -> str:
    """A clean spelling with marks on its letters, in a fixed order."""
    return "".join(
        letter + "".join(sorted(marks)) for letter, marks in zip(form, vowels, strict=True)
    )


def has_kasratan(vowels: Vowels) -> bool:
    """Whether a word ends like a noun that has lost its ي: داعٍ."""
    return bool(vowels) and _KASRATAN in vowels[-1]


def has_fathatan(vowels: Vowels) -> bool:
    """Whether a word ends in the alef of a tanwin: كوناً."""
    return bool(vowels) and (FATHATAN in vowels[-1] or FATHATAN in vowels[-2])


def has_shadda_within(vowels: Vowels) -> bool:
    """Whether a letter that is neither the first nor the last is doubled."""
    return any(SHADDA in marks for marks in vowels[1:-1])


def is_dual_construct(form: str, vowels: Vowels) -> bool:
    """Whether the vowels are those of a dual in the construct state: مجلسَي, مجلسَيْ. A nisba, a
    plural, and a noun with "my" have a kasra there."""
    if not form.endswith(letters.YEH) or not vowels or SHADDA in vowels[-1]:
        return False
    return _FATHA in vowels[-2] or (vowels[-1], vowels[-2]) == (_SUKUN, "")


def may_be_dual_construct(at_end: bool, ending: Ending, lemma: entries.Lemma) -> bool:
    """Whether a reading may have these vowels; `at_end` says whether the ي belongs to the stem."""
    if at_end:
        return lemma.speech != "noun" or not _LONG_YEH.search(lemma.spelling)
    return not ending.enclitic and ending.slot in affixes.DUAL_SLOTS


def is_derived(lemma: entries.Lemma) -> bool:
    """Whether a verb is of form II, III or IV."""
    return lemma.speech == "verb" and bool(_DERIVED.match(lemma.spelling))


def is_passive(vowels: Vowels, proclitic: Proclitic, lemma: entries.Lemma) -> bool:
    """Whether an imperfect of this verb is passive, by the damma on its prefix. Only verbs of form
    I are decided by it."""
    if proclitic.group not in _PERSONS or _DAMMA not in vowels[len(proclitic.letters) - 1]:
        return False
    return len(lemma.letters) <= _SIMPLE and not is_derived(lemma)


class Agreement(IntEnum):
    """How the vowels of a word agree with a reading."""

    NONE = 0
    POSSIBLE = 1
    KNOWN = 2


def agreement(
    vowels: Vowels, proclitic: Proclitic, ending: Ending, stem: str, lemma: entries.Lemma
) -> Agreement:
    """How the vowels of a word agree with a reading."""
    if has_tanwin(vowels) and not _is_indefinite(vowels, proclitic, ending, stem):
        return Agreement.NONE
    begin = len(proclitic.letters)
    if not _has_its_person(vowels, begin, proclitic, lemma):
        return Agreement.NONE
    if _begins_doubled(vowels[begin], proclitic, lemma):
        return Agreement.NONE
    return _doubling_agreement(vowels[begin:], stem, lemma)


def _begins_doubled(marks: str, proclitic: Proclitic, lemma: entries.Lemma) -> bool:
    """Whether the first letter of a noun is doubled behind a proclitic that is no article: وثّقته is
    no form of ثقة. Behind ل it may stand for the article: للّون."""
    if not proclitic.letters or proclitic.letters.endswith(letters.LAM):
        return False
    return SHADDA in marks and lemma.speech == "noun" and proclitic.group != affixes.DEF


def has_tanwin(vowels: Vowels) -> bool:
    """Whether there is a tanwin at the end, or before the final alef."""
    return bool(_TANWIN.search(vowels[-1])) or FATHATAN in vowels[-2]


def _is_indefinite(vowels: Vowels, proclitic: Proclitic, ending: Ending, stem: str) -> bool:
    """Whether a reading may have a tanwin: it is no verb, has neither article nor pronoun, and no
    alef of its own at the end."""
    if affixes.is_of_verb(ending.slot) or proclitic.group == affixes.DEF or ending.enclitic:
        return False
    at_end = len(vowels) == len(proclitic.letters) + len(stem)
    return not (at_end and stem.endswith(letters.ALEF))


def _has_its_person(vowels: Vowels, begin: int, proclitic: Proclitic, lemma: entries.Lemma) -> bool:
    """Whether the vowel of a first ت fits the prefix or the word: تُوقع is no form of تَوقّع, unless
    the next letter has a damma too (تُوُقّع), and تُنس no form of تِنِس. A form II, III or IV has no damma
    there."""
    if proclitic.group in _TEH_PERSONS and is_derived(lemma):
        return _FATHA not in vowels[begin - 1] and _DAMMA not in vowels[begin]
    is_reflexive = lemma.spelling.startswith((letters.TEH + _FATHA, letters.TEH + _KASRA))
    return _DAMMA not in vowels[begin] or not is_reflexive or _DAMMA in vowels[begin + 1]


def _doubling_agreement(vowels: Vowels, stem: str, lemma: entries.Lemma) -> Agreement:
    """Whether the dictionary doubles the letters that are doubled here, from the stem on. The first
    letter of a word may be doubled by assimilation, a final ن by the ending (برهنّا)."""
    doubled = [place for place in range(1, len(stem)) if SHADDA in vowels[place]]
    if len(vowels) > len(stem) and doubled[-1:] == [len(stem) - 1] and stem[-1] == letters.NOON:
        doubled.pop()
    if not doubled:
        return Agreement.POSSIBLE
    if lemma.speech == "homograph":
        # A form of several words is listed because nothing tells them apart, as these marks do.
        return Agreement(term_codes.is_of_one_word(lemma.term))
    known = [(fold(letter), marks) for letter, marks in _LETTERS.findall(lemma.spelling)]
    if lemma.speech in ("name", "new") and not any(marks for _, marks in known):
        return Agreement.POSSIBLE
    word = "".join(letter for letter, _ in known)
    begin = _place_of_stem(stem, word, lemma)
    if begin is None and doubled == [1] and _is_plural_of_participle(stem, word):
        return Agreement.KNOWN
    if begin is not None:
        fits = all(SHADDA in known[begin + place][1] for place in doubled)
    elif lemma.speech == "verb":
        twins = {letter for letter, marks in known if SHADDA in marks}
        fits = all(_is_doubled(stem, place, twins) for place in doubled)
    else:
        return Agreement.POSSIBLE
    return Agreement.KNOWN if fits else Agreement.NONE


def has_other_vowel(vowels: Vowels, proclitic: Proclitic, stem: str, lemma: entries.Lemma) -> bool:
    """Whether a short vowel is written within the stem where the dictionary form of the word has
    another one: العالِم is not عالَم. Only a stem with the letters of the dictionary form is judged."""
    dictionary = [(fold(letter), marks) for letter, marks in _LETTERS.findall(lemma.spelling)]
    if "".join(letter for letter, _ in dictionary) != stem:
        return False
    begin = len(proclitic.letters)
    written = map(_short_vowel, vowels[begin : begin + len(stem) - 1])
    expected = (_short_vowel(marks) for _, marks in dictionary)
    return any(
        one and other and one != other for one, other in zip(written, expected, strict=False)
    )


def are_of_perfect(vowels: Vowels, proclitic: Proclitic, stem: str, lemma: entries.Lemma) -> bool:
    """Whether the short vowels written within the stem of a verb are those of its perfect, active
    or passive: عَمِل, قُتل."""
    known = [(fold(letter), marks) for letter, marks in _LETTERS.findall(lemma.spelling)]
    if "".join(letter for letter, _ in known) != stem:
        return False
    begin = len(proclitic.letters)
    written = [_short_vowel(marks) for marks in vowels[begin : begin + len(stem) - 1]]
    active = [_short_vowel(marks) for _, marks in known[:-1]]
    return any(
        all(found in ("", expected) for found, expected in zip(written, perfect, strict=True))
        for perfect in (active, [_DAMMA, *[_KASRA] * (len(active) - 1)])
    )


def is_of_plural(vowels: Vowels, proclitic: Proclitic, stem: str, lemma: entries.Lemma) -> bool:
    """Whether the first short vowel written within the stem of a noun is that of its broken plural:
    جِمال of جَمَل, كُتاب of كاتِب."""
    word = lemma.letters
    if (
        len(stem) != len("جمال")
        or stem[2] != letters.ALEF
        or lemma.speech != "noun"
        or stem == word
    ):
        return False
    first = _short_vowel(vowels[len(proclitic.letters)])
    if letters.ALEF in word:
        return first == _DAMMA and _is_plural_of_participle(stem, word)
    return first == _KASRA


def _short_vowel(marks: str) -> str:
    """The short vowel among the marks of a letter."""
    return "".join(mark for mark in marks if mark in _SHORT_VOWELS)


def _place_of_stem(stem: str, word: str, lemma: entries.Lemma) -> int | None:
    """Where a stem begins among the folded letters of its dictionary form; None if it is not there.
    A noun in ة has none in its stem. The imperfect of a verb drops the first alef."""
    if stem == word or (lemma.speech == "noun" and stem + letters.HEH == word):
        return 0
    return 1 if lemma.speech == "verb" and letters.ALEF + stem == word else None


def _is_plural_of_participle(stem: str, word: str) -> bool:
    """Whether a stem is a plural like كُتّاب of a word like كاتِب."""
    return len(stem) == len(word) == _PARTICIPLE and (
        (stem[0], stem[2:]) == (word[0], letters.ALEF + word[3]) and word[1] == letters.ALEF
    )


def _is_doubled(stem: str, place: int, twins: set[str]) -> bool:
    """Whether the verb doubles this letter of another of its stems, and does not write it twice
    there (مررت)."""
    return stem[place] in twins and stem[place] != stem[place + 1 : place + 2]
