"""Forms of a noun with "my" or in the construct state of its dual that have the letters of its
nisba, but are hardly ever the nisba: قلبي, حياتي, قطاعي.

A nisba in use is as often feminine or behind the article (شخصية, الشخصي) as it is bare. Where the
bare form is far commoner than these, it is mostly the noun's. Both words then have the form
(`homographs.py`), at the cost of the nisba.
"""

import re
from collections.abc import Iterator

from indexer.arabic.compiler import sources, weights
from indexer.arabic.compiler.stock import Stock
from indexer.arabic.compiler.vocalised import letters
from indexer.arabic.expressions import name_table
from indexer.arabic.lexicon.affixes import Slot
from indexer.arabic.orthography.letters import YEH
from indexer.arabic.orthography.normalizer import fold

# How much commoner than the other forms of its nisba the bare form must be, and how much so that
# who types it hardly means the nisba.
_COMMONER, _FAR_COMMONER = 1.5, 5.0
# A rarer form (in a million words) is left to the nisba, and so are those of rarer nouns.
_RAREST_FORM, _RAREST_NOUN = 0.5, 10_000
_BEFORE_BARE = ("", "و", "ب", "ل", "وب", "ول", "ف")
# What the other forms of a nisba have before and behind its letters.
_OF_NISBA = (
    *((before, "") for before in ("ال", "وال", "بال", "لل")),
    *((before, "ة") for before in ("", "و", "ب", "ل", "ال", "وال", "بال", "لل")),
    *((before, end) for before in ("", "ال") for end in ("ات", "ين", "ون")),
    ("", "ا"),
)
# Adjectives like رضي, which are no nisbas.
_ADJECTIVE = re.compile("^.\u064e.\u0650ي\u0651$")
_END_OF_NISBA, _MARKS_AT_END = re.compile("\u0650ي\u0651$"), re.compile("[\u064b-\u0652]+$")
# The surcharge of such a form until it has its final cost: no count is credited to it.
_UNCOUNTED = 30.0
# The surcharges of such forms beside their nisba: of those far commoner than it, and of others.
_OF_FAR_COMMONER, _OF_COMMONER = 0.1, 0.9


def add_possessed(stock: Stock) -> None:
    """Add the forms with "my" that are commoner than all others of their nisba, in the slot of
    names, which no article precedes. Given names like شكري are left out."""
    nouns: dict[str, int] = {}
    named = set(name_table.shipped().words)
    for (spelling, speech), number in stock.lemmas.items():
        if speech == "name":
            named.add(fold(spelling))
        if speech != "noun" or stock.frequency[number] < _RAREST_NOUN:
            continue
        stem = _without_marks(spelling[:-1] + "ت" if spelling.endswith("ة") else spelling)
        if stock.frequency[nouns.setdefault(stem, number)] < stock.frequency[number]:
            nouns[stem] = number
    for (spelling, speech), _ in list(stock.lemmas.items()):
        is_nisba = speech == "noun" and _END_OF_NISBA.search(spelling)
        if not is_nisba or _ADJECTIVE.search(spelling) or fold(spelling) in named:
            continue
        noun = nouns.get(_without_marks(_END_OF_NISBA.sub("", spelling)))
        if noun is not None and _is_mostly_possessed(letters(spelling)):
            stock.add(letters(spelling), Slot.NAME, noun, _UNCOUNTED)


def _without_marks(spelling: str) -> str:
    """A spelling without the vowels of its last letter."""
    return _MARKS_AT_END.sub("", spelling)


def _is_mostly_possessed(form: str, commoner: float = _COMMONER) -> bool:
    """Whether the bare form of a nisba is so much commoner than its other forms."""
    counts = sources.form_counts()
    bare = sum(counts.get(before + form, 0.0) for before in _BEFORE_BARE)
    others = sum(counts.get(before + form + end, 0.0) for before, end in _OF_NISBA)
    return bare >= _RAREST_FORM and bare > commoner * others


def with_cost_of_nisba(reader: weights.Reader, speech: dict[int, str]) -> weights.Reader:
    """The entries with those of possessed nouns hardly dearer than the nisba of their letters."""
    cheapest: dict[str, float] = {}
    for entry in reader.entries:
        is_nisba = speech[entry.lemma] == "noun" and entry.letters.endswith(YEH)
        if is_nisba and not _is_possessed(entry, reader, speech):
            cheapest[entry.letters] = min(entry.cost, cheapest.get(entry.letters, entry.cost))
    return reader.with_costs(_costs(reader, speech, cheapest))


def _costs(
    reader: weights.Reader, speech: dict[int, str], cheapest: dict[str, float]
) -> Iterator[float]:
    """The cost of each entry."""
    for entry in reader.entries:
        if _is_possessed(entry, reader, speech):
            is_far_commoner = _is_mostly_possessed(entry.spelling, _FAR_COMMONER)
            more = _OF_FAR_COMMONER if is_far_commoner else _OF_COMMONER
            yield cheapest[entry.letters] + more
        else:
            yield entry.cost


def _is_possessed(entry: weights.Entry, reader: weights.Reader, speech: dict[int, str]) -> bool:
    """Whether an entry is such a form of a noun."""
    return speech[entry.lemma] == "noun" and reader.kinds[entry.kind] == Slot.NAME
