"""Forms of two words one of which begins with what is a proclitic before the other: وجهة is
"direction" or "and a side", لامس "he touched" or a careless لأمس."""

from indexer.arabic.lexicon import affixes, entries, stopwords
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import ALEF, ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW, WAW
from indexer.arabic.reading.cuts import Cut

# How much more (in nats) than the cheapest reading the other of two nouns may cost, and a perfect
# whose rival lacks its hamza.
_BEHIND_AND, _WITHOUT_HAMZA = 1.15, 2.5
# Members of the enum, which are slow to look up, for tests that run on every word.
_PERFECTS = {Slot.PERFECT, Slot.PERFECT_BEFORE_PRONOUN}
_HAMZAS = (ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW)
_CLITICS = (affixes.BARE, affixes.PREP, affixes.DEF)


def has_clitic(cut: Cut) -> bool:
    """Whether a word is read with a proclitic, which the prefix of a person is not."""
    return bool(cut.proclitic.letters) and cut.proclitic.group in _CLITICS


def may_share(one: Cut, other: Cut, form: str) -> bool:
    """Whether the cuts alone allow what `are_told_by_and` or `lacks_hamza` says."""
    return one.proclitic.letters != other.proclitic.letters and (
        _may_be_told_by_and(one, other) or _may_lack_hamza(one, other, form)
    )


def are_told_by_and(
    one: Cut, other: Cut, own: entries.Lemma, lemma: entries.Lemma, form: str
) -> bool:
    """Whether one of two nouns begins with و and the other stands behind "and", perhaps with the
    article: وجهة, والدين. The counts of a stop word are not those of the noun that has its letters
    (ولي, وقد)."""
    if not _may_be_told_by_and(one, other):
        return False
    whole, behind = (lemma, own) if one.proclitic.letters else (own, lemma)
    lacks = form.startswith(ALEF, len(WAW)) and behind.spelling.startswith(_HAMZAS)
    return whole.letters.startswith(WAW) and not lacks and not stopwords.is_stop(behind.letters)


def _may_be_told_by_and(one: Cut, other: Cut) -> bool:
    whole, behind = (other, one) if one.proclitic.letters else (one, other)
    if whole.proclitic.letters or not behind.proclitic.letters.startswith(WAW):
        return False
    if affixes.is_of_verb(one.ending.slot) or affixes.is_of_verb(other.ending.slot):
        return False
    is_alike = behind.proclitic.group == affixes.DEF or (
        behind.proclitic.letters == WAW and one.ending.slot == other.ending.slot
    )
    return is_alike and other.cost <= one.cost + _BEHIND_AND


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
