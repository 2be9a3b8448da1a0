"""Forms of two words one of which begins with what is a proclitic before the other: والدين is
"parents" or "and the debt", لامس "he touched" or a careless لأمس."""

from indexer.arabic.lexicon import affixes, entries
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ARTICLE,
    WAW,
)
from indexer.arabic.reading.cuts import Cut

# How much more (in nats) than the cheapest reading the other of two nouns may cost, and a perfect
# whose rival lacks its hamza.
_BEHIND_AND_THE, _WITHOUT_HAMZA = 1.15, 2.5
# Members of the enum, which are slow to look up, for tests that run on every word.
_PERFECTS = {Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN}
_HAMZAS = (ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW)
_CLITICS = (affixes.BARE, affixes.PREP, affixes.DEF)


def has_clitic(cut: Cut) -> bool:
    """Whether a word is read with a proclitic, which the prefix of a person is not."""
    return bool(cut.proclitic.letters) and cut.proclitic.group in _CLITICS


def may_share(one: Cut, other: Cut, form: str) -> bool:
    """Whether the cuts alone allow what `are_told_by_and_the` or `lacks_hamza` says."""
    return one.proclitic.letters != other.proclitic.letters and (
        are_told_by_and_the(one, other) or _may_lack_hamza(one, other, form)
    )


def are_told_by_and_the(one: Cut, other: Cut) -> bool:
    """Whether one of two nouns begins with وال and the other stands behind "and the": والدين is
    "parents" or "and the debt", والدك "your father". Behind "and" alone this is not said, for then a
    noun in و is mostly itself: وصفة, وسادة."""
    whole, behind = (other, one) if one.proclitic.letters else (one, other)
    if whole.proclitic.letters or behind.proclitic.letters != WAW + ARTICLE:
        return False
    is_verb = affixes.is_of_verb(one.ending.slot) or affixes.is_of_verb(other.ending.slot)
    return not is_verb and other.cost <= one.cost + _BEHIND_AND_THE


def lacks_hamza(one: Cut, other: Cut, own: entries.Lemma, form: str) -> bool:
    """Whether `one` reads the form as a noun behind a proclitic that is written without its hamza,
    and `other` as a perfect that has none: لامس."""
    return _may_lack_hamza(one, other, form) and own.spelling.startswith(_HAMZAS)


def _may_lack_hamza(one: Cut, other: Cut, form: str) -> bool:
    return (
        other.ending.slot in _PERFECTS
        and len(other.proclitic.letters) < len(one.proclitic.letters)
        and not affixes.is_of_verb(one.ending.slot)
        and form.startswith(ALEF, len(one.proclitic.letters))
        and other.cost <= one.cost + _WITHOUT_HAMZA
    )
