"""The cost of each stem: expectation maximisation over a list of word forms.

The frequency table counts lemmas, not stems. It does not say how often a broken plural is used, or
which of two lemmas a shared form belongs to. A list of word forms with counts (wordfreq) does. Each
form is read in all ways, and its count is divided among its readings by their probability. The
shares of a stem are its new weight, mixed with its weight by the frequency table. So a rare plural
gets no credit for letters that the table already explains.

Forms are read as they are written: إعمار is no plural of عُمر (أعمار), and عملة is not عمل with a
pronoun (عمله), although the analyzer's folded words are equal.
"""

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from indexer.arabic.lexicon import affixes
from indexer.arabic.lexicon.proclitics import proclitic_stacks
from indexer.arabic.orthography.normalizer import fold

# Costs of a spelling that differs from the expected one: (written, expected).
_OMITTED, _OMITTED_MADDA = 0.7, 1.8
_PENALTIES = {
    ("ه", "ة"): 2.5,
    ("ي", "ى"): 2.0,
    ("ى", "ي"): 2.5,
    ("ة", "ه"): 5.0,
    ("أ", "إ"): 3.0,
    ("إ", "أ"): 3.5,
    ("أ", "آ"): 2.5,
    # Egypt writes شئون for شؤون, but nobody بؤر for بئر.
    ("ؤ", "ئ"): 2.0,
}
_OTHER_ALEF, _OTHER_LETTER = 4.0, 0.3
_BELOW, _DOTS = ("ا", "إ"), ("ه", "ة")
UNKNOWN = 17.0
_MIX = 0.5
_PLURAL_PRIOR = 0.1
_ROUNDS = 5
_LONGEST_PROCLITICS = 5
# A form that can be read with affixes must be this much commoner (in nats) to be a word of its own.
# Names in ان are far commoner than duals in the nominative: رسلان.
_AFFIXED, _DUAL = 3.0, -1.0


class Entry(NamedTuple):
    """A stem with one reading: folded letters, spelling, kind, lemma, cost."""

    letters: str
    spelling: str
    kind: int
    lemma: int
    plural: bool
    cost: float


class Sighting(NamedTuple):
    """A reading of a form: the entry, the cost of its affixes and its spelling, the letters before
    and after the stem."""

    entry: int
    cost: float
    head: str
    tail: str


class Reader:
    """Reads written forms with a list of entries, whose kinds are indices into `kinds`."""

    def __init__(self, entries: list[Entry], kinds: tuple[str, ...]) -> None:
        self.entries = entries
        self.kinds = kinds
        self._rows = affixes.rows(kinds)
        self._heads = proclitic_stacks()
        self._stems: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            self._stems.setdefault(entry.letters, []).append(number)

    def with_costs(self, costs: Iterable[float]) -> "Reader":
        """A reader with other costs of the entries."""
        entries = [
            entry._replace(cost=cost) for entry, cost in zip(self.entries, costs, strict=True)
        ]
        return Reader(entries, self.kinds)

    def cost(self, sighting: Sighting) -> float:
        """The cost of a sighting together with that of its entry."""
        return self.entries[sighting.entry].cost + sighting.cost

    def sightings(self, form: str, strict: float = 1.0) -> Iterator[Sighting]:
        """All readings of a form. Their cost is that of the affixes and `strict` times that of the
        misspellings."""
        word = fold(form)
        if len(word) != len(form):
            return
        for head in range(min(_LONGEST_PROCLITICS, len(word) - 1) + 1):
            for proclitic in self._heads.get(word[:head], ()):
                rows = self._rows[proclitic.group]
                for tail in range(head + 1, len(word) + 1):
                    row = rows.get(word[tail:])
                    for number in self._stems.get(word[head:tail], ()) if row else ():
                        entry = self.entries[number]
                        ending = row.get(entry.kind) if row else None
                        if ending:
                            expected = entry.spelling + written_ending(word[tail:], ending)
                            cost = (
                                proclitic.cost
                                + ending.cost
                                + misspelling_cost(form[head:], expected, strict)
                            )
                            yield Sighting(number, cost, word[:head], word[tail:])


def written_ending(letters: str, ending: affixes.Ending) -> str:
    """An ending as it is written: ة for a feminine ه."""
    return letters[:-1] + "ة" if letters.endswith("ه") and not ending.enclitic else letters


def misspelling_cost(form: str, expected: str, strict: float = 1.0) -> float:
    """The cost of a written form that differs from the expected one (both fold alike), times
    `strict`. Missing dots are not multiplied if the hamza of a masdar is missing too: اقامه."""
    if form == expected:
        return 0.0
    cost = 0.0
    hasty = (form[0], expected[0]) == _BELOW
    for is_, should in zip(form, expected, strict=False):
        if is_ == should:
            continue
        if is_ == "ا":
            cost += strict * (_OMITTED if should != "آ" else _OMITTED_MADDA)
        elif hasty and (is_, should) == _DOTS:
            cost += min(strict, 1.0) * _PENALTIES[_DOTS]
        else:
            other = _OTHER_ALEF if is_ in "أإآ" else _OTHER_LETTER
            cost += strict * _PENALTIES.get((is_, should), other)
    return cost


def unexplained_forms(reader: Reader, forms: dict[str, float], margin: float) -> list[str]:
    """Forms that no reading explains, the commonest first: at least exp(`margin`) times commoner
    than their cheapest reading."""
    total = sum(forms.values())
    found = []
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        cheapest, affixed = min(
            ((reader.cost(s), _surcharge(s)) for s in reader.sightings(form)),
            default=(math.inf, 0.0),
        )
        if cheapest > -math.log(count / total) + margin + affixed:
            found.append(form)
    return found


def _surcharge(sighting: Sighting) -> float:
    """How much more a form must be commoner than this reading, by its affixes."""
    if not sighting.head and sighting.tail == "ان":
        return _DUAL
    return _AFFIXED if sighting.head or sighting.tail else 0.0


class Counts(NamedTuple):
    """All readings of all forms as arrays. The readings of form i begin at ``starts[i]`` of
    ``entries`` and ``costs``; ``counts[i]`` is its count."""

    starts: np.ndarray
    counts: np.ndarray
    entries: np.ndarray
    costs: np.ndarray


def read_forms(reader: Reader, forms: dict[str, float]) -> Counts:
    """Read every form."""
    starts: list[int] = []
    counts: list[float] = []
    entries: list[int] = []
    costs: list[float] = []
    for form, count in forms.items():
        starts.append(len(entries))
        counts.append(count)
        entries.append(len(reader.entries))
        costs.append(UNKNOWN)
        for sighting in reader.sightings(form):
            entries.append(sighting.entry)
            costs.append(sighting.cost)
    return Counts(np.array(starts), np.array(counts), np.array(entries), np.array(costs))


def fit_costs(reader: Reader, seen: Counts) -> Reader:
    """The reader with costs fitted to the counts."""
    prior = np.exp(-np.array([entry.cost for entry in reader.entries] + [0.0]))
    weight = prior.copy()
    prior *= np.array([_PLURAL_PRIOR if entry.plural else 1.0 for entry in reader.entries] + [1.0])
    sizes = np.diff(np.append(seen.starts, len(seen.entries)))
    for _ in range(_ROUNDS):
        likelihood = weight[seen.entries] * np.exp(-seen.costs)
        total = np.add.reduceat(likelihood, seen.starts)
        share = likelihood / np.repeat(total, sizes) * np.repeat(seen.counts, sizes)
        expected = np.bincount(seen.entries, share, len(weight)) / seen.counts.sum()
        weight = _MIX * expected + (1 - _MIX) * prior
        weight[-1] = 1.0
    return reader.with_costs(-math.log(w) for w in weight[:-1])
