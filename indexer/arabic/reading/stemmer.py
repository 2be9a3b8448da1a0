"""From a word to its terms: the cheapest reading of its folded letters by lexicon and affixes.

A small noisy-channel model. Every way to cut the word into proclitics, a stem of the lexicon and an
ending costs -log of the frequency of the lemma plus the costs of the affixes (affixes.py); the
cheapest reading wins. Where two words fold alike, the spelling decides if it can: a written ة is no
pronoun, and the lexicon has verdicts on the spellings of some words (مكتبة, مكتبه; إعداد, أعداد).

The context is not used, so a spelling always has the same terms; the word that its context may make
of it instead is in `Reading.other`.
"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from indexer.arabic.expressions import chinese, name_table, names
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.lexicon import affixes, clitics, entries, term_codes
from indexer.arabic.lexicon.entries import Speech
from indexer.arabic.lexicon.vowels import Vowels, has_fathatan
from indexer.arabic.orthography.letters import ARTICLE
from indexer.arabic.orthography.normalizer import fold_clean
from indexer.arabic.reading import choice, english, hamzas, homographs, roots
from indexer.arabic.reading.cuts import Cut, PlainCut
from indexer.arabic.reading.jussives import jussive_terms
from indexer.arabic.reading.other_words import other_terms

_ARABIC = re.compile("[\u0621-\u064a]")
_FOREIGN = ("name", "new")
# Asked for every word; a member of an enum is looked up slowly.
_NISBA = affixes.Slot.NISBA
_IN_ONE_YEH = "ين"
# Stacks with the article: their parts, their letters, and how many letters an unknown word must
# have behind them.
_ARTICLES = (
    (("و", "ال"), "وال", 4),
    (("ف", "ال"), "فال", 4),
    (("ب", "ال"), "بال", 4),
    (("ك", "ال"), "كال", 4),
    (("ل", "ال"), "لل", 3),
    (("و", "ل", "ال"), "ولل", 4),
    (("و", "ب", "ال"), "وبال", 4),
    (("ال",), "ال", 3),
)
_ARTICLE_LETTERS = tuple(stack for _, stack, _ in _ARTICLES)
# Endings that only inflected words have, and what stands in their place.
_ENDINGS = {
    "يتين": "ي",
    "يات": "ي",
    "يون": "ي",
    "يين": "ي",
    "يه": "ي",
    "ات": "",
    "تها": "ه",
    "ها": "",
}
_ENDING_LETTERS = tuple(_ENDINGS)
_SHORTEST_UNKNOWN = 4
# The perfects of the forms VII to X; those of V and VI have the letters of their masdar.
_IN_ALEF = re.compile("^ا.{4}")
# A more expensive reading (in nats) as a name behind a proclitic is chance.
_DEAREST_NAME = 18.5


class Reading(NamedTuple):
    """How one word was read.

    ``rule`` tells people what decided. ``speech`` is "unknown" for an Arabic word in neither the
    lists nor the lexicon, "other" for a word in other letters. If ``stem`` is the union term of
    several words, ``lemma`` is the term of the likeliest. ``other`` is the term of the word that
    the context may make of it instead.
    """

    stem: str
    root: str
    proclitics: tuple[str, ...]
    enclitic: str
    rule: str
    speech: Speech | Literal["unknown", "other"]
    lemma: str = ""
    other: str = ""

    def is_like(self, other: "Reading") -> bool:
        """Whether both readings have the same terms, in every context."""
        return (self.stem, self.root, self.other) == (other.stem, other.root, other.other)

    @property
    def protected(self) -> bool:
        """Whether it is a name, which is not taken apart."""
        return self.speech == "name"

    @property
    def likeliest(self) -> str:
        """The term of the likeliest word."""
        return self.lemma or self.stem

    @property
    def is_listed(self) -> bool:
        """Whether a dictionary or a list of names has the word."""
        return self.speech not in ("unknown", "new")


def read(form: str, word: str, known: Names, vowels: Vowels = ()) -> Reading:
    """Read a clean spelling, folded to `word`, with `vowels` written on it. `known` are the names
    that are not taken apart."""
    name = names.find_behind_proclitics(word, known)
    # A name has no tanwin: كوناً. Nor has it a hamza that it is not listed with: تأمر.
    if (
        name
        and not has_fathatan(vowels)
        and not name_table.has_other_hamza(form, word, known)
        and not _is_definite_plural_of_nisba(form, word, name[1])
    ):
        term, parts = name
        return Reading(term, term, parts, "", f"name {term}", "name")
    if not _ARABIC.match(word):
        term = english.stem(word)
        return Reading(term, term, (), "", "english" if term != word else "as it is", "other")
    lexicon = entries.lexicon()
    likely = choice.likely_cuts(form, word, lexicon, vowels)
    cut = choice.best_cut(likely, vowels, lexicon)
    lemma = lexicon.lemma(cut.lemma) if cut else None
    listed = cut is not None and cut.stem in known.words
    foreign = lemma is None or (lemma.speech in _FOREIGN and not listed)
    if (
        foreign
        and not _is_name_behind_proclitic(cut, lemma)
        and (chinese_name := _chinese_reading(word))
    ):
        return chinese_name
    if cut is None or lemma is None:
        return _unknown_reading(form, word)
    reading = _lexicon_reading(cut, lemma, known)
    several = homographs.likely_terms(form, likely, lexicon)
    if lemma.speech == "homograph" and len(several) == 1:
        # Its affixes may leave one of the words that share the form: الطالب.
        reading = reading._replace(stem=several[0])
    if vowels and len(several) > 1 and term_codes.join(several) not in lexicon.unions:
        # Unions are defined for spellings without vowels.
        unmarked = read(form, word, known)
        return unmarked if set(several) <= set(term_codes.split(unmarked.stem)) else reading
    return _with_shared_terms(reading, several, form, cut, likely)


def _is_definite_plural_of_nisba(form: str, word: str, proclitics: Sequence[str]) -> bool:
    """Whether a name behind the article is rather the plural of a nisba with one ي too few: المدنين
    is not the town مدنين."""
    if not word.endswith(_IN_ONE_YEH) or ARTICLE not in proclitics:
        return False
    found = choice.likely_cuts(form, word, entries.lexicon())
    return bool(found) and min(found)[3].slot == affixes.Slot.PLURAL_IN_ONE_YEH


def _with_shared_terms(
    reading: Reading, several: Sequence[str], form: str, cut: Cut, likely: Sequence[PlainCut]
) -> Reading:
    """`reading`, of `cut`, with the terms of the other words that the form may be of: `several`
    by itself, and others by its context."""
    lexicon = entries.lexicon()
    union = term_codes.join(several)
    is_shared = union in lexicon.unions
    if is_shared and lexicon.lemma(cut.lemma).speech != "verb":
        # A noun and its verb share the form in every context but that of a jussive.
        others = jussive_terms(form, likely, lexicon)
    else:
        others = other_terms(form, cut, likely, lexicon)
    other = _findable_term(others, lexicon)
    if is_shared:
        return reading._replace(
            stem=union, lemma=reading.stem, other="" if other == union else other
        )
    return reading if other == reading.stem else reading._replace(other=other)


def cost(form: str, known: Names) -> float:
    """The cost in nats of the cheapest reading of a spelling; a listed name costs nothing."""
    word = fold_clean(form)
    cut = (
        None
        if names.find_behind_proclitics(word, known)
        else choice.best_cut(choice.likely_cuts(form, word, entries.lexicon()))
    )
    return cut.cost if cut else 0.0


def _findable_term(terms: Sequence[str], lexicon: entries.Lexicon) -> str:
    """The term of a form of several words, the likeliest first: their union, or if the lexicon has
    none, so that no query would find it, the term of the likeliest."""
    union = term_codes.join(terms)
    return union if len(terms) < 2 or union in lexicon.unions else terms[0]


def _lexicon_reading(cut: Cut, lemma: entries.Lemma, known: Names) -> Reading:
    """The reading that a cut stands for."""
    term = cut.stem + "ي" if cut.ending.slot == _NISBA else lemma.term
    is_name = lemma.speech == "name"
    if is_name:
        term = known.words.get(cut.stem, term)
    # A listed name keeps its root behind the article.
    is_own_root = is_name or (not lemma.root and term in known.words)
    root = term if is_own_root else lemma.root or roots.root(term_codes.base(term))
    rule = f"{lemma.speech} {lemma.spelling} {cut.cost:.1f}"
    return Reading(term, root, cut.proclitic.parts, cut.ending.enclitic, rule, lemma.speech)


def _is_name_behind_proclitic(cut: Cut | None, lemma: entries.Lemma | None) -> bool:
    """Whether a word is a name of the dictionaries behind a proclitic, though with it its letters
    are Chinese syllables: ونجران."""
    if cut is None or lemma is None or not cut.proclitic.letters or cut.cost > _DEAREST_NAME:
        return False
    return lemma.speech == "name" and not chinese.is_marked(cut.stem)


def _chinese_reading(word: str) -> Reading | None:
    """The reading of a name made of Chinese syllables, alone or behind one proclitic; None for
    other words."""
    if not chinese.looks_marked(word):
        return None
    surnames = chinese.table().surnames
    # First the proclitics that leave a surname.
    for clitic in sorted(
        ("", *clitics.SINGLE),
        key=lambda c: (
            not (word.startswith(c) and chinese.canonical_spelling(word[len(c) :]) in surnames)
        ),
    ):
        rest = word[len(clitic) :]
        if word.startswith(clitic) and chinese.is_marked(rest):
            term = chinese.canonical_spelling(rest)
            return Reading(term, term, tuple(clitic), "", "Chinese syllables", "name")
    return None


def _unknown_reading(form: str, word: str) -> Reading:
    """The reading of a word in no list: only the article and the endings of a nisba are taken off."""
    for parts, stack, shortest in _ARTICLES if word.startswith(_ARTICLE_LETTERS) else ():
        if not word.startswith(stack) or not hamzas.spells_article(form, stack):
            continue
        if len(word) - len(stack) >= shortest and not _is_verb(word[len(stack) :]):
            return _without_ending(word[len(stack) :])._replace(proclitics=parts)
    return _without_ending(word)


def _without_ending(word: str) -> Reading:
    """The reading of an unknown word, without an ending that only inflected words have."""
    stem = word
    for ending, rest in _ENDINGS.items() if word.endswith(_ENDING_LETTERS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_UNKNOWN:
            shorter = word[: len(word) - len(ending)] + rest
            stem = word if _is_verb(shorter) else shorter
            break
    return Reading(stem, roots.root(stem), (), "", "unknown word", "unknown")


def _is_verb(stem: str) -> bool:
    """Whether a verb has these letters as its term, and its masdar has others. The lexicon would have
    read its forms, and none of them has an article or the ending of a noun: الانتخبات."""
    if not _IN_ALEF.match(stem):
        return False
    lexicon = entries.lexicon()
    found = [
        lexicon.lemma(number)
        for _, number, _ in entries.parse_readings(lexicon.stems.get(stem, ""))
    ]
    return any(lemma.speech == "verb" and lemma.term == stem for lemma in found)
