"""Which readings of a word remain possible, and which is the cheapest, unless it is chance."""

import re
from collections.abc import Iterable

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon import vowels as vowel_rules
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ALEF, HAMZA, HEH, TEH, YEH, YEH_HAMZA
from indexer.arabic.orthography.normalizer import fold_clean
from indexer.arabic.reading import noun_pairs, vocalisation
from indexer.arabic.reading.cuts import Cut, PlainCut, all_cuts
from indexer.arabic.reading.hamzas import (
    fits_spelling,
    without_feminine_elative,
    without_wrong_seat,
)

# A reading more expensive than `_DEAREST` (nats) is chance, and the word counts as unknown. The
# limit rises with each further letter of a long stem, of the proclitics, and of a pronoun that no
# name ends in, for these are seldom found by chance. It rises with each letter of the affixes of a
# verb that has several of them and an object: فسيكسبونها.
_DEAREST, _LONG_STEM, _FURTHER_OF_STEM, _FURTHER_OF_AFFIXES = 21.0, 3, 2.0, 1.0
_PLAIN_PRONOUNS = ("هم", "هن", "هما", "كم", "كما")
_PLAIN_OBJECTS, _SEVERAL = (*_PLAIN_PRONOUNS, "ه", "ها"), 4
# Few names look like a first person that addresses somebody, which the press says seldom: أشكرك. The
# limit rises by this much.
_YOU, _ADDRESSED = "ك", 3.0
# A reading whose doubled letter the dictionary confirms is chance only beyond this much more.
_CONFIRMED = 5.0
# Hardly any name ends like "we" or "you" (plural) of a perfect with an object: فشكرناكم, أبلغتموني. The
# limit rises by this much. But هيرناني is a name.
_OF_WE_OR_YOU, _OBJECT_OF_WE_OR_YOU = 6.0, re.compile("^(?:تمو|نا(?!ني)..)")
# Members of the enum, which are slow to look up, for tests that run on every word.
_HIS, _DID_IT = Slot.BEFORE_PRONOUN, Slot.PERFECT_BEFORE_PRONOUN
# The classes of proclitics that may precede a word that also stands alone.
_BARE_GROUPS = (affixes.BARE, affixes.PREP)


def likely_cuts(
    form: str, word: str, lexicon: entries.Lexicon, vowels: vowel_rules.Vowels = ()
) -> list[PlainCut]:
    """The readings of a clean spelling, folded to `word`, that remain possible: those that fit its
    letters and its `vowels`, restricted by the lexicon's verdict on the spelling, if there is one;
    and those as a word in يء that is spelled in ئ."""
    found = _cuts_of_letters(form, word, lexicon, vowels)
    if vowels or not form.endswith(YEH_HAMZA):
        return found
    return found + _cuts_with_yeh(form, lexicon)


def _cuts_with_yeh(form: str, lexicon: entries.Lexicon) -> list[PlainCut]:
    """The readings of a spelling in ئ, as Egypt writes يء: برئ for بريء."""
    right = form[:-1] + YEH + HAMZA
    return [
        cut
        for cut in all_cuts(fold_clean(right), lexicon)
        if right.endswith(cut[-1]) and fits_spelling(right, cut, lexicon)
    ]


def _cuts_of_letters(
    form: str, word: str, lexicon: entries.Lexicon, vowels: vowel_rules.Vowels
) -> list[PlainCut]:
    """As `likely_cuts`, without the last kind."""
    found = all_cuts(word, lexicon)
    if form != word:
        found = [cut for cut in found if fits_spelling(form, cut, lexicon)] or found
        found = without_wrong_seat(form, found, lexicon)
    found = without_feminine_elative(form, found, lexicon)
    if TEH in word[2:-1]:
        found = noun_pairs.without_possessed_feminines(found)
    if vowel_rules.is_dual_construct(form, vowels):
        found = list(vocalisation.dual_constructs(form, found, lexicon)) or found
    if vowels and found:
        found = vocalisation.agreeing_readings(
            vocalisation.with_passives_dearer(found, vowels, lexicon), vowels, lexicon
        )
    if not found:
        return found
    chosen = _cuts_of_verdict(form, word, found, lexicon)
    if vowels:
        # The verdict is on the spelling without vowels, so it does not apply to a passive.
        chosen = [cut for cut in chosen if not vocalisation.is_passive(cut, vowels, lexicon)]
    return found if not chosen or min(found) in chosen else chosen


def _cuts_of_verdict(
    form: str, word: str, found: list[PlainCut], lexicon: entries.Lexicon
) -> list[PlainCut]:
    """The readings that the lexicon's verdict on the spelling selects. Without one, the verdict on
    what follows the proclitics is used: فكتابه is read like كتابه. Empty if there is neither."""
    before = ""
    verdict = lexicon.spellings.get(form) or lexicon.forms.get(word)
    if not verdict:
        before = _proclitics_of_word(min(found), lexicon)
        verdict = lexicon.spellings.get(form[len(before) :]) if before else None
    if not verdict:
        return []
    lemma, head, tail = entries.parse_verdict(verdict)
    begin = len(before) + head
    wanted = word[begin : len(word) - tail]
    alike = [cut for cut in found if cut[4] == wanted and len(cut[2].letters) == begin]
    selected = [cut for cut in alike if cut[1] == lemma]
    return selected + [cut for cut in alike if _is_his(cut, selected)]


def _is_his(cut: PlainCut, selected: list[PlainCut]) -> bool:
    """Whether `cut` reads as a perfect with an object what a verdict reads as a noun with "his":
    دفعه. The verdict tells the pronoun from ة, not the noun from the verb."""
    return cut[3].slot == _DID_IT and any(
        cut[0] >= other[0] and other[3].slot == _HIS and other[3].letters == cut[3].letters == HEH
        for other in selected
    )


def _proclitics_of_word(cut: PlainCut, lexicon: entries.Lexicon) -> str:
    """The letters of the proclitics before what may be a word by itself. Empty for names, whose
    spelling has no exceptions."""
    _, lemma, proclitic, _, _ = cut
    is_word = proclitic.group in _BARE_GROUPS and lexicon.lemma(lemma).speech != "name"
    return proclitic.letters if is_word else ""


def best_cut(
    found: Iterable[PlainCut],
    vowels: vowel_rules.Vowels = (),
    lexicon: entries.Lexicon | None = None,
) -> Cut | None:
    """The cheapest reading, or None if it is so expensive that it is chance. Of equal ones that
    with the commoner (lower) lemma wins. A reading that the `vowels` confirm may cost more."""
    cheapest = min(found, default=None)
    if cheapest is None:
        return None
    cut = Cut(*cheapest)
    if cut.cost <= _DEAREST:
        return cut
    dearest = _DEAREST + _FURTHER_OF_STEM * max(0, len(cut.stem) - _LONG_STEM)
    dearest += _FURTHER_OF_AFFIXES * _letters_beyond_chance(cut) + _addressed_limit(cut)
    if _has_object_of_we_or_you(cut):
        dearest += _OF_WE_OR_YOU
    if vowels and lexicon:
        dearest += _CONFIRMED * vocalisation.is_confirmed(cut, vowels, lexicon)
        dearest += vocalisation.passive_surcharge(cut, vowels, lexicon)
    return cut if cut.cost <= dearest else None


def _letters_beyond_chance(cut: Cut) -> int:
    """How many letters of its affixes make a reading less likely to be chance."""
    pronoun = cut.ending.enclitic
    several = len(cut.proclitic.letters) + len(cut.ending.letters)
    # A single ه is mostly a ة.
    is_object = pronoun in _PLAIN_OBJECTS and len(cut.ending.letters) > 1
    if several >= _SEVERAL and is_object and affixes.is_of_verb(cut.ending.slot):
        return several
    found = (cut.proclitic.letters, pronoun if pronoun in _PLAIN_PRONOUNS else "")
    return sum(max(0, len(letters) - 1) for letters in found)


def _addressed_limit(cut: Cut) -> float:
    """How much more a first person that addresses somebody may cost."""
    is_addressed = cut.ending.enclitic == _YOU and cut.proclitic.group == affixes.SELF_PERSON
    # نوفاك is a name.
    return _ADDRESSED if is_addressed and cut.stem[-1] not in (ALEF, YEH) else 0.0


def _has_object_of_we_or_you(cut: Cut) -> bool:
    """Whether a reading is "we" or "you" (plural) of a perfect, with an object of several letters."""
    return cut.ending.slot == Slot.PERFECT_CONSONANTAL and bool(
        _OBJECT_OF_WE_OR_YOU.match(cut.ending.letters)
    )


def is_doubled_verb(form: str, word: str, vowels: vowel_rules.Vowels) -> bool:
    """Whether the shadda within a stop word makes it a verb of form II: بيّن is no "between"."""
    if not vowel_rules.has_shadda_within(vowels):
        return False
    lexicon = entries.lexicon()
    cut = best_cut(likely_cuts(form, word, lexicon, vowels), vowels, lexicon)
    if cut is None or cut.ending.slot not in (Slot.PERFECT, Slot.IMPERFECT):
        return False
    lemma = lexicon.lemma(cut.lemma)
    return vowel_rules.is_derived(lemma) and vocalisation.is_confirmed(cut, vowels, lexicon)
