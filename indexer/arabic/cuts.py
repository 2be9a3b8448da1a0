"""The readings of a word by the lexicon: every way to cut its folded letters into proclitics, a stem and an ending."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from indexer.arabic import affixes, entries, letters
from indexer.arabic import vowels as written
from indexer.arabic.affixes import Slot
from indexer.arabic.normalizer import clean, fold

_PROCLITICS = affixes.proclitics()
# Also every beginning of a proclitic, so that the search can stop early.
_HEADS = {
    stack[:end]: _PROCLITICS.get(stack[:end], ())
    for stack in _PROCLITICS
    for end in range(len(stack) + 1)
}
_LONGEST_ENDING = 6
# A reading dearer than this (in nats) is chance: the word counts as unknown. A long stem is seldom found by chance, nor
# are many proclitics before it, or a pronoun behind that no name ends in: each further letter may cost so much more.
_DEAREST, _LONG_STEM, _FURTHER_OF_STEM, _FURTHER_OF_AFFIXES = 21.0, 3, 2.0, 1.0
_PLAIN_PRONOUNS = ("هم", "هن", "هما", "كم", "كما")
# An alef with its hamza or madda: these are often left out, but that below is seldom written for one above.
_WRITTEN_ALEF, _BELOW = re.compile("[أإآ]"), letters.ALEF_HAMZA_BELOW
# Any hamza, as a dictionary has it: what is written with one is no form of a word that has none.
_HAMZA = re.compile("[أإآؤئء]")
# Of a hamza at the end of a word.
_SEATS = {letters.WAW_HAMZA, letters.YEH_HAMZA}
# A passive costs at most so much more (in nats) than the noun that a seat is no spelling of: بدئ is no بدء, but عبئ, ملئ
# are more often slips.
_PASSIVE = 2.5
# What an imperfect of form I costs more that is passive, as its damma says: يُلقى.
_PASSIVE_IMPERFECT = 1.5
# Of the proclitics that stand before what may be a word by itself.
_BARE_GROUPS = (affixes.BARE, affixes.PREP)


class Cut(NamedTuple):
    """One reading of a word from the lexicon; the least is the best, then that of the commoner lemma."""

    cost: float
    lemma: int
    proclitic: affixes.Proclitic
    ending: affixes.Ending
    stem: str


# A Cut while it is one of many: a plain tuple is made and compared much faster.
PlainCut: TypeAlias = tuple[float, int, affixes.Proclitic, affixes.Ending, str]


def all_cuts(word: str, lexicon: entries.Lexicon) -> list[PlainCut]:
    """All readings of a folded word."""
    found: list[PlainCut] = []
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
                _append_cuts(
                    found, word, head, tail, stacks, entries.parse_readings(readings), lexicon
                )
    return found


def _append_cuts(
    found: list[PlainCut],
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


def likely_cuts(
    form: str, word: str, lexicon: entries.Lexicon, vowels: written.Vowels = ()
) -> list[PlainCut]:
    """The readings of a clean spelling, which folds to `word`, that it leaves open: as it is written, with `vowels` or
    without, and as the lexicon says that it is read."""
    found = all_cuts(word, lexicon)
    if form != word:
        found = [cut for cut in found if fits_spelling(form, cut, lexicon)] or found
        found = _without_wrong_seat(form, found, lexicon)
    if written.is_dual_construct(form, vowels):
        found = list(_dual_constructs(form, found, lexicon)) or found
    if vowels and found:
        found = _agreeing_with_vowels(
            _with_passives_dearer(found, vowels, lexicon), vowels, lexicon
        )
    if not found:
        return found
    chosen = _cuts_of_verdict(form, word, found, lexicon)
    if vowels:
        # How it is read without them says nothing of a passive.
        chosen = [cut for cut in chosen if not _is_passive(cut, vowels, lexicon)]
    return found if not chosen or min(found) in chosen else chosen


def _dual_constructs(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> Iterator[PlainCut]:
    """The readings that may be of two of something in the construct state, a nisba as that of its noun."""
    for cut in found:
        lemma = lexicon.lemma(cut[1])
        cut = as_construct(cut, lemma)
        at_end = len(cut[2].letters) + len(cut[4]) == len(form)
        if written.may_be_dual_construct(at_end, cut[3], lemma):
            yield cut


def as_construct(cut: PlainCut, lemma: entries.Lemma) -> PlainCut:
    """A reading as a nisba in ي as that of two of its noun; any other as it is. Of one in ة two have a ت."""
    cost, number, proclitic, ending, stem = cut
    if ending.slot != Slot.NISBA or lemma.spelling.endswith(letters.TEH_MARBUTA):
        return cut
    more = affixes.CONSTRUCT.cost - ending.cost
    return cost + more, number, proclitic, affixes.CONSTRUCT, stem


def _without_wrong_seat(
    form: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings of what ends in ئ without those of a noun that is spelled without the seat, if a verb is near."""
    if not form.endswith(letters.YEH_HAMZA) or not found:
        return found
    cheapest = min(found)
    if not lexicon.lemma(cheapest[1]).spelling.endswith(letters.HAMZA):
        return found
    dearest = cheapest[0] + _PASSIVE
    return [cut for cut in found if cut[3].slot == Slot.PERFECT and cut[0] <= dearest] or found


def _with_passives_dearer(
    found: list[PlainCut], vowels: written.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings; those that the vowels make passive cost more."""
    return [
        (cut[0] + _PASSIVE_IMPERFECT, *cut[1:]) if _is_passive(cut, vowels, lexicon) else cut
        for cut in found
    ]


def _is_passive(cut: PlainCut, vowels: written.Vowels, lexicon: entries.Lexicon) -> bool:
    """Whether an imperfect that may be active by its letters is passive by its vowels."""
    _, lemma, proclitic, ending, _ = cut
    return ending.slot != Slot.IMPERFECT_PASSIVE and written.is_passive(
        vowels, proclitic, lexicon.lemma(lemma)
    )


def _agreeing_with_vowels(
    found: list[PlainCut], vowels: written.Vowels, lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings that agree with some vowels, where the cheapest does not those that the dictionary has so; if none
    does, all but that a verb has no tanwin."""
    agreements = {
        cut: written.agreement(vowels, cut[2], cut[3], cut[4], lexicon.lemma(cut[1]))
        for cut in found
    }
    agreeing = [cut for cut in found if agreements[cut]]
    if agreeing:
        known = [cut for cut in agreeing if agreements[cut] == written.Agreement.KNOWN]
        return agreeing if agreements[min(found)] or not known else known
    if not written.has_tanwin(vowels):
        return found
    return [cut for cut in found if not affixes.is_of_verb(cut[3].slot)]


def _cuts_of_verdict(
    form: str, word: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """Those of the readings that the lexicon has for the spelling; else, behind proclitics, for what follows them:
    فكتابه is read as كتابه is."""
    before = ""
    verdict = lexicon.spellings.get(form) or lexicon.forms.get(word)
    if not verdict:
        before = _proclitics_of_word(min(found), lexicon)
        verdict = lexicon.spellings.get(form[len(before) :]) if before else None
    if not verdict:
        return []
    lemma, head, tail = map(int, verdict.split())
    stem = word[len(before) + head : len(word) - tail]
    return [
        cut
        for cut in found
        if cut[1] == lemma and cut[4] == stem and len(cut[2].letters) == len(before) + head
    ]


def _proclitics_of_word(cut: PlainCut, lexicon: entries.Lexicon) -> str:
    """The letters before what may be a word by itself, but for names, which have no other forms."""
    _, lemma, proclitic, _, _ = cut
    is_word = proclitic.group in _BARE_GROUPS and lexicon.lemma(lemma).speech != "name"
    return proclitic.letters if is_word else ""


def best_cut(found: Iterable[PlainCut]) -> Cut | None:
    """The cheapest of some readings, unless it is chance; of equal ones that with the commoner (lower) lemma."""
    cheapest = min(found, default=None)
    if cheapest is None:
        return None
    cut = Cut(*cheapest)
    dearest = _DEAREST + _FURTHER_OF_STEM * max(0, len(cut.stem) - _LONG_STEM)
    pronoun = cut.ending.enclitic if cut.ending.enclitic in _PLAIN_PRONOUNS else ""
    for affix in (cut.proclitic.letters, pronoun):
        dearest += _FURTHER_OF_AFFIXES * max(0, len(affix) - 1)
    return cut if cut.cost <= dearest else None


def fits_spelling(form: str, cut: PlainCut, lexicon: entries.Lexicon) -> bool:
    """Whether a spelling may be read so: no written ة is a pronoun, no أ begins the article, is in an ending or within a
    word that has no hamza, nor does it begin what a dictionary spells with إ; and what is written with إ is spelled
    with an alef there, for it begins no plural (إعمال is none of عمل). A seat of hamza at the end is that of the word."""
    _, lemma, proclitic, ending, stem = cut
    if ending.enclitic == letters.HEH and form.endswith(letters.TEH_MARBUTA):
        return False
    begin = len(proclitic.letters)
    at_end = begin + len(stem) == len(form)
    if at_end and form[-1] in _SEATS and _have_different_seats(form, lexicon.lemma(lemma).spelling):
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
    """Whether none of the forms of a word has one within: لجأن is none of لجنة. That at its beginning may be of form IV,
    and names may be listed without theirs."""
    is_spelled = lemma.speech in ("noun", "verb")
    return is_spelled and not _HAMZA.search(clean(lemma.spelling), 1)


def _have_different_seats(form: str, spelling: str) -> bool:
    """Whether of two words one ends in ؤ and the other in ئ: تكافئ is no تكافؤ."""
    return {form[-1], spelling[-1]} == _SEATS


def spells_article(form: str, stack: str) -> bool:
    """Whether the article that proclitics end in, if they do, is written as one."""
    return (
        not stack.endswith(letters.ARTICLE)
        or form[len(stack) - len(letters.ARTICLE)] == letters.ALEF
    )
