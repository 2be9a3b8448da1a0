"""Verbs in the jussive, whose forms several weak verbs share: لم يعد is of عاد, عدا and أعاد."""

import re
from collections.abc import Sequence

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ARTICLE, YEH
from indexer.arabic.reading.cuts import Cut, PlainCut

# A jussive with a form of its own may cost this much more (in nats) than the cheapest imperfect,
# and more if it has but two letters behind its person: يجب.
_DEAREST_JUSSIVE, _DEAREST_OF_TWO = 1.5, 4.5
# Another jussive may cost this much more than the cheapest.
_NEXT_JUSSIVE = 1.4
# The cheapest imperfects that are spelled like their jussive (within the first of these) are meant
# as well: لم يعد, لم يصب. But not if they are cheaper than the jussive by no more than that, or if
# they are doubled verbs, by no more than the second.
_LIKELY, _LIKELIER_THAN_DOUBLED = 0.95, 1.5
_TWO_LETTERS = 2
# Members of the enum, which are slow to look up, for tests that run on every word.
_JUSSIVE, _JUSSIVE_BEFORE_PRONOUN = Slot.JUSSIVE, Slot.JUSSIVE_BEFORE_PRONOUN
_JUSSIVES = {_JUSSIVE, _JUSSIVE_BEFORE_PRONOUN}
_LIKE_JUSSIVES = {*_JUSSIVES, Slot.IMPERFECT, Slot.IMPERFECT_BEFORE_PRONOUN}
# The letters of the persons of the imperfect, as they are written, and those of the first person.
_PERSONS, _OF_SPEAKER = ("ي", "ت", "ن", "أ", "ا"), ("ن", "أ", "ا")
# Verbs whose last two radicals are alike.
_DOUBLED = re.compile("\u0651$")


def jussive_terms(
    form: str, found: Sequence[PlainCut], lexicon: entries.Lexicon
) -> tuple[str, ...]:
    """The terms of the verbs whose jussive a spelling may be, whatever else it is: ينم of نام and نما.
    Empty if it is not the jussive of any verb that has a form of its own for it, or if it is rather a
    noun than a first person: نفس."""
    if not form.startswith(_PERSONS) or form.startswith(ARTICLE) or form.endswith(YEH):
        return ()
    for _, _, _, ending, _ in found:
        if ending.slot is _JUSSIVE or ending.slot is _JUSSIVE_BEFORE_PRONOUN:
            break
    else:
        return ()
    cheapest = Cut._make(min(found))
    if form.startswith(_OF_SPEAKER) and not _is_imperfect(cheapest):
        return ()
    behind = sorted(cut for cut in map(Cut._make, found) if _is_imperfect(cut))
    jussives = [cut for cut in behind if _is_jussive(cut, lexicon)]
    if not jussives or behind[0].ending.slot not in _LIKE_JUSSIVES:
        return ()
    first, likeliest = jussives[0], behind[0]
    more = first.cost - likeliest.cost
    if more > (_DEAREST_OF_TWO if len(first.stem) == _TWO_LETTERS else _DEAREST_JUSSIVE):
        return ()
    meant = [cut for cut in jussives if cut.cost <= first.cost + _NEXT_JUSSIVE]
    rivals = [cut for cut in behind if cut not in jussives and cut.cost <= likeliest.cost + _LIKELY]
    are_doubled = all(_is_doubled(cut, lexicon) for cut in rivals)
    if not more or more > (_LIKELIER_THAN_DOUBLED if are_doubled else _LIKELY):
        meant = sorted(rivals + meant)
    return tuple(dict.fromkeys(lexicon.lemma(cut.lemma).term for cut in meant))


def _is_imperfect(cut: Cut) -> bool:
    """Whether a reading is an imperfect behind its person alone."""
    return len(cut.proclitic.letters) == 1 and cut.proclitic.group in affixes.PERSONS


def _is_jussive(cut: Cut, lexicon: entries.Lexicon) -> bool:
    """Whether a reading is a jussive with a form of its own. The press seldom writes that of a
    doubled verb apart (لم يحقق is no form of حقّ), nor a single radical before a pronoun (يفهم)."""
    is_short = cut.ending.slot == Slot.JUSSIVE_BEFORE_PRONOUN and len(cut.stem) < _TWO_LETTERS
    return cut.ending.slot in _JUSSIVES and not is_short and not _is_doubled(cut, lexicon)


def _is_doubled(cut: Cut, lexicon: entries.Lexicon) -> bool:
    return bool(_DOUBLED.search(lexicon.lemma(cut.lemma).spelling))
