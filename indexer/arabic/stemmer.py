"""From a word to its terms: the cheapest reading of its folded letters by lexicon and affixes.

A small noisy-channel model: every way to cut the word into proclitics, a stem of the lexicon and an
ending costs -log of the frequency of the lemma plus the costs of the affixes (affixes.py); the
cheapest reading wins. Where two words fold alike the spelling decides, if it tells them apart: a written ة
is no pronoun, and the lexicon says how the spellings of some words are read (مكتبة, مكتبه; إعداد, أعداد).
No context is looked at, so a spelling always has the same terms.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from indexer.arabic import affixes, chinese, english, entries, letters, names, roots
from indexer.arabic.normalizer import clean, fold

_PROCLITICS = affixes.proclitics()
# What proclitics begin with, too: a word that goes on otherwise has no longer ones.
_HEADS = {
    stack[:end]: _PROCLITICS.get(stack[:end], ())
    for stack in _PROCLITICS
    for end in range(len(stack) + 1)
}
_LONGEST_ENDING = 6
# What costs so much more than the cheapest reading (in nats), where that is a verb and where it is a noun, may still be
# meant by who types the dictionary form of a verb, its imperfect, or a noun that has lost its ي.
_LIKELY_CITED, _LIKELY_IMPERFECT, _LIKELY_DEFECTIVE = (3.0, 1.0), (2.0, 0.3), (4.0, 4.0)
# The slot of the form that a verb is cited by, and those of the imperfect, active and passive, without an ending.
_CITED, _IMPERFECT = "V", ("I", "IQ")
_PERSONS = ("ي", "ت")
# A reading dearer than this (in nats) is chance: the word counts as unknown. A long stem is seldom found by chance.
_DEAREST, _LONG_STEM, _DEARER = 21.0, 3, 2.0


_ARABIC = re.compile("[\u0621-\u064a]")
_FOREIGN = ("name", "new")
# Stacks with the article: the parts, their letters, and how much must remain of an unknown word.
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
# Endings that only inflection has, and what they leave.
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
# An alef with its hamza or madda: these are often left out, but that below is seldom written for one above.
_WRITTEN_ALEF, _BELOW = re.compile("[أإآ]"), letters.ALEF_HAMZA_BELOW
# The rule of an Arabic word that neither lists nor lexicon have.
UNKNOWN = "unknown word"


class Reading(NamedTuple):
    """How one word was read. ``rule`` says what decided."""

    stem: str
    root: str
    proclitics: tuple[str, ...]
    enclitic: str
    rule: str
    protected: bool

    @property
    def is_listed(self) -> bool:
        """Whether a dictionary, or a list of names, has the word."""
        return not self.rule.startswith((UNKNOWN, "new "))


class Cut(NamedTuple):
    """One reading of a word from the lexicon; the least is the best, then that of the commoner lemma."""

    cost: float
    lemma: int
    proclitic: affixes.Proclitic
    ending: affixes.Ending
    stem: str


# A Cut while it is one of many: a plain tuple is made and compared much faster.
_Cut: TypeAlias = tuple[float, int, affixes.Proclitic, affixes.Ending, str]


def cuts(word: str, lexicon: entries.Lexicon) -> list[_Cut]:
    """All readings of a folded word by the lexicon."""
    found: list[_Cut] = []
    length = len(word)
    tails = [
        tail
        for tail in range(max(1, length - _LONGEST_ENDING), length + 1)
        if word[tail:] in lexicon.endings
    ]
    for head in range(length):
        stacks = _HEADS.get(word[:head])
        if stacks is None:
            break
        for tail in tails if stacks else ():
            readings = lexicon.stems.get(word[head:tail])
            if readings is not None:
                _enter(found, word, head, tail, stacks, entries.parsed(readings), lexicon)
    return found


def _enter(
    found: list[_Cut],
    word: str,
    head: int,
    tail: int,
    stacks: tuple[affixes.Proclitic, ...],
    readings: tuple[tuple[int, int, float], ...],
    lexicon: entries.Lexicon,
) -> None:
    """Add the readings of one cut of the word."""
    stem, after = word[head:tail], word[tail:]
    for proclitic in stacks:
        row = lexicon.rows[proclitic.group].get(after)
        if row is None:
            continue
        price = proclitic.cost
        for kind, lemma, cost in readings:
            ending = row.get(kind)
            if ending is not None:
                found.append((cost + price + ending.cost, lemma, proclitic, ending, stem))


def best(form: str, word: str, lexicon: entries.Lexicon) -> Cut | None:
    """The cheapest reading of a clean spelling, which folds to `word`; of equal ones that with the commoner
    (lower) lemma."""
    found = cuts(word, lexicon)
    if form != word:
        found = [cut for cut in found if _is_written(form, cut, lexicon)] or found
    verdict = lexicon.spellings.get(form) or lexicon.forms.get(word)
    if verdict:
        lemma, head, tail = map(int, verdict.split())
        stem = word[head : len(word) - tail]
        found = [cut for cut in found if cut[1] == lemma and cut[4] == stem] or found
    cheapest = min(found, default=None)
    if cheapest is None:
        return None
    longer = max(0, len(cheapest[4]) - _LONG_STEM)
    return Cut(*cheapest) if cheapest[0] <= _DEAREST + _DEARER * longer else None


def _is_written(form: str, cut: _Cut, lexicon: entries.Lexicon) -> bool:
    """Whether a spelling may be read so: no written ة is a pronoun, no أ begins the article or is in an ending,
    nor does it begin what a dictionary spells with إ."""
    _, lemma, proclitic, ending, stem = cut
    if ending.enclitic == letters.HEH and form.endswith(letters.TEH_MARBUTA):
        return False
    begin = len(proclitic.letters)
    if not _has_article(form, proclitic.letters) or _WRITTEN_ALEF.search(form, begin + len(stem)):
        return False
    spelling = clean(lexicon.lemma(lemma).spelling) if _WRITTEN_ALEF.match(form, begin) else ""
    if not _WRITTEN_ALEF.match(spelling):
        return True
    written, meant = (each.startswith(_BELOW) for each in (form[begin:], spelling))
    # A plural may have another one: أئمة of إمام.
    return written == meant or not fold(spelling).startswith(stem)


def _has_article(form: str, stack: str) -> bool:
    """Whether the article that proclitics end in, if they do, is written as one."""
    return (
        not stack.endswith(letters.ARTICLE)
        or form[len(stack) - len(letters.ARTICLE)] == letters.ALEF
    )


def others(form: str, word: str) -> Iterator[entries.Lemma]:
    """The lemmas of which a clean spelling, which folds to `word`, may well be a form that readers type, whatever
    it is read as: the dictionary form of a verb (third person, perfect) or its imperfect, the indefinite of a noun
    in ي (قاض of قاضي)."""
    lexicon = entries.lexicon()
    found = sorted(cuts(word, lexicon))
    if not found:
        return
    beside_noun = lexicon.lemma(found[0][1]).speech != "verb"
    for cut in found:
        lemma = lexicon.lemma(cut[1])
        likely = _likely(word, cut, lemma)
        if (
            likely
            and cut[0] <= found[0][0] + likely[beside_noun]
            and _is_written(form, cut, lexicon)
        ):
            yield lemma


def _likely(word: str, cut: _Cut, lemma: entries.Lemma) -> tuple[float, float] | None:
    """How much more a reading may cost, beside a verb and beside a noun, that is one of such forms; None for
    others."""
    _, _, proclitic, ending, stem = cut
    if ending.slot == _CITED and stem == word:
        return _LIKELY_CITED
    if ending.slot in _IMPERFECT and proclitic.letters in _PERSONS and stem == word[1:]:
        return _LIKELY_IMPERFECT
    if (
        lemma.speech == "noun"
        and stem == word
        and lemma.term.partition(".")[0] == word + letters.YEH
    ):
        return _LIKELY_DEFECTIVE
    return None


def read(form: str, word: str, known: names.Names) -> Reading:
    """Read a clean spelling, which folds to `word`; `known` are the names that are not taken apart."""
    name = names.behind(word, known)
    if name:
        term, clitics = name
        return Reading(term, term, clitics, "", f"name {term}", True)
    if not _ARABIC.match(word):
        term = english.stem(word)
        return Reading(term, term, (), "", "english" if term != word else "as it is", False)
    lexicon = entries.lexicon()
    cut = best(form, word, lexicon)
    lemma = lexicon.lemma(cut.lemma) if cut else None
    listed = cut is not None and cut.stem in known.words
    foreign = lemma is None or (lemma.speech in _FOREIGN and not listed)
    if foreign and (chinese_name := _chinese(word)):
        return chinese_name
    if cut is None or lemma is None:
        return _unknown(form, word)
    return _from_lexicon(cut, lemma, known)


def _from_lexicon(cut: Cut, lemma: entries.Lemma, known: names.Names) -> Reading:
    """The reading of a cut."""
    term = cut.stem + "ي" if cut.ending.slot == affixes.NISBA_SLOT else lemma.term
    is_name = lemma.speech == "name"
    if is_name:
        term = known.words.get(cut.stem, term)
    root = term if is_name else lemma.root or roots.root(term.partition(".")[0])
    rule = f"{lemma.speech} {lemma.spelling} {cut.cost:.1f}"
    return Reading(term, root, cut.proclitic.parts, cut.ending.enclitic, rule, is_name)


def _chinese(word: str) -> Reading | None:
    """A name made of Chinese syllables, alone or behind one proclitic."""
    if not chinese.looks_marked(word):
        return None
    surnames = chinese.table()["surnames"]
    clitics = ("", *names.PROCLITICS[:5])
    for clitic in sorted(
        clitics,
        key=lambda c: not (word.startswith(c) and chinese.spelling(word[len(c) :]) in surnames),
    ):
        rest = word[len(clitic) :]
        if word.startswith(clitic) and chinese.is_marked(rest):
            term = chinese.spelling(rest)
            return Reading(term, term, tuple(clitic), "", "Chinese syllables", True)
    return None


def _unknown(form: str, word: str) -> Reading:
    """A word that no list has: the article and the endings of a nisba are taken off, nothing else."""
    for clitics, stack, shortest in _ARTICLES if word.startswith(_ARTICLE_LETTERS) else ():
        if not word.startswith(stack) or not _has_article(form, stack):
            continue
        if len(word) - len(stack) >= shortest:
            return _bare(word[len(stack) :])._replace(proclitics=clitics)
    return _bare(word)


def _bare(word: str) -> Reading:
    """An unknown word without an ending that only inflection has."""
    stem = word
    for ending, rest in _ENDINGS.items() if word.endswith(_ENDING_LETTERS) else ():
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_UNKNOWN:
            stem = word[: len(word) - len(ending)] + rest
            break
    return Reading(stem, roots.root(stem), (), "", UNKNOWN, False)
