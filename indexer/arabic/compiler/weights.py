"""How common each stem is: expectation maximisation over a list of word forms.

The frequency table counts lemmas, not stems: it says nothing of how often a broken plural is used, or
which of two lemmas a form that both share belongs to. A list of word forms with counts (wordfreq)
does. Each form is read in all ways; its count is shared among its readings by their probability; the
shares of a stem are its new weight, mixed with the weight from the frequency table. What the table
already explains is thus not credited to a rare plural with the same letters.

The forms are read as they are written: إعمار is no plural of عُمر (أعمار), and عملة is not عمل with a
pronoun (عمله), although the reader's folded words are alike.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from indexer.arabic import affixes
from indexer.arabic.normalizer import fold

# Costs of a spelling that differs from what the reading would be written: (written, expected).
_OMITTED, _OMITTED_MADDA = 0.7, 1.8
_PENALTIES = {
    ("ه", "ة"): 2.5,
    ("ي", "ى"): 2.0,
    ("ى", "ي"): 2.5,
    ("ة", "ه"): 5.0,
    ("أ", "إ"): 3.0,
    ("إ", "أ"): 3.5,
    ("أ", "آ"): 2.5,
}
_OTHER = 4.0
UNKNOWN = 17.0
_MIX = 0.5
_PLURAL_PRIOR = 0.1
_ROUNDS = 5
# A form that can be read with affixes must be this much commoner still to be a word of its own.
_AFFIXED = 3.0
_RAREST_VERDICT = 0.3
# A spelling tells a word apart if this much (in nats) speaks for it.
_CLEARLY = 0.7
# Releases are edited: slips cost so many times what they cost in the list of forms, most of which is from the web.
_EDITED = 2.0
# A spelling that has a smaller share of the count of its folded letters is a slip.
_SLIP = 0.02


class Entry(NamedTuple):
    """A stem with one reading: folded letters, spelling, kind, lemma, cost before the count."""

    letters: str
    spelling: str
    kind: int
    lemma: int
    plural: bool
    cost: float


class Sighting(NamedTuple):
    """A reading of a form: the entry, the cost of its affixes and spelling, the letters before and after."""

    entry: int
    cost: float
    head: str
    tail: str


class Reader:
    """Reads written forms by a list of entries."""

    def __init__(self, entries: list[Entry], kinds: tuple[str, ...]) -> None:
        self.entries = entries
        self._rows = affixes.rows(kinds)
        self._heads = affixes.proclitics()
        self._stems: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            self._stems.setdefault(entry.letters, []).append(number)

    def sightings(self, form: str, strict: float = 1.0) -> Iterator[Sighting]:
        """All readings of a form, with the cost of affixes and, `strict` times, of the spelling."""
        word = fold(form)
        if len(word) != len(form):
            return
        for head in range(min(5, len(word) - 1) + 1):
            for proclitic in self._heads.get(word[:head], ()):
                rows = self._rows[proclitic.group]
                for tail in range(head + 1, len(word) + 1):
                    row = rows.get(word[tail:])
                    for number in self._stems.get(word[head:tail], ()) if row else ():
                        entry = self.entries[number]
                        ending = row.get(entry.kind) if row else None
                        if ending:
                            expected = entry.spelling + written(word[tail:], ending)
                            cost = (
                                proclitic.cost
                                + ending.cost
                                + strict * misspelling(form[head:], expected)
                            )
                            yield Sighting(number, cost, word[:head], word[tail:])


def written(letters: str, ending: affixes.Ending) -> str:
    """An ending as it is written: ة for a feminine ه."""
    return letters[:-1] + "ة" if letters.endswith("ه") and not ending.enclitic else letters


def misspelling(form: str, strict: str) -> float:
    """The cost of a written form that differs from the expected one (both fold alike)."""
    if form == strict:
        return 0.0
    cost = 0.0
    for is_, should in zip(form, strict, strict=False):
        if is_ != should:
            cost += (
                (_OMITTED if should != "آ" else _OMITTED_MADDA)
                if is_ == "ا"
                else _PENALTIES.get((is_, should), _OTHER if is_ in "أإآ" else 0.3)
            )
    return cost


def strange(
    reader: Reader, costs: list[float], forms: dict[str, float], margin: float
) -> list[str]:
    """Forms that no reading explains, commonest first: they are at least exp(`margin`) times commoner than read."""
    total = sum(forms.values())
    found = []
    for form, count in sorted(forms.items(), key=lambda item: (-item[1], item[0])):
        cheapest, known = min(
            ((costs[s.entry] + s.cost, bool(s.head or s.tail)) for s in reader.sightings(form)),
            default=(math.inf, False),
        )
        if cheapest > -math.log(count / total) + margin + (_AFFIXED if known else 0.0):
            found.append(form)
    return found


class Counts(NamedTuple):
    """All readings of all forms as arrays: where each form's readings begin, and what they are."""

    starts: np.ndarray
    counts: np.ndarray
    entries: np.ndarray
    costs: np.ndarray


def sighted(reader: Reader, forms: dict[str, float]) -> Counts:
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


def fitted(reader: Reader, seen: Counts) -> list[float]:
    """New costs of the entries."""
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
    return [-math.log(w) for w in weight[:-1]]


class Verdict(NamedTuple):
    """What the written forms of a folded word say that its folded letters do not."""

    word: str
    entry: int
    head: int
    tail: int


def verdicts(
    reader: Reader, costs: list[float], terms: list[str], forms: dict[str, float]
) -> list[Verdict]:
    """Folded words whose cheapest reading is not the one that their written forms bear out.

    Every written form shares its count among the terms of its readings; a term that has most of a
    word's count, where the cheapest reading has little, is entered as an exception.
    """
    spellings: dict[str, list[str]] = {}
    for form in forms:
        spellings.setdefault(fold(form), []).append(form)
    found = []
    for word, variants in sorted(spellings.items()):
        if sum(forms[form] for form in variants) < _RAREST_VERDICT:
            continue
        blind = min(
            ((costs[s.entry] + s.cost, s.entry) for s in reader.sightings(word, strict=0)),
            default=None,
        )
        if blind is None:
            continue
        shares: dict[str, float] = {}
        best: dict[str, tuple[float, Sighting]] = {}
        for form in variants:
            _share(reader, costs, terms, form, forms[form], shares, best)
        total = sum(shares.values())
        term = max(sorted(shares), key=lambda t: shares[t], default="")
        if (
            term
            and shares[term] > 0.6 * total
            and shares.get(terms[reader.entries[blind[1]].lemma], 0.0) < 0.35 * total
        ):
            sighting = best[term][1]
            found.append(Verdict(word, sighting.entry, len(sighting.head), len(sighting.tail)))
    return found


def spelled(
    reader: Reader,
    costs: list[float],
    terms: list[str],
    forms: dict[str, float],
    decided: list[Verdict],
) -> list[Verdict]:
    """How each spelling is read of the words of which one is read otherwise than its folded letters are:
    مكتبة and مكتبه, إعداد and أعداد. ``decided`` are the exceptions among the folded words."""
    exceptions = {verdict.word: verdict.entry for verdict in decided}
    spellings: dict[str, list[str]] = {}
    for form in forms:
        spellings.setdefault(fold(form), []).append(form)
    found = []
    for word, variants in sorted(spellings.items()):
        cheapest = _cheapest(reader, costs, word, strict=0)
        if cheapest is None:
            continue
        usual = terms[reader.entries[exceptions.get(word, cheapest.entry)].lemma]
        total = sum(forms[form] for form in variants)
        written = sorted(form for form in variants if forms[form] > _SLIP * total)
        read = {form: _cheapest(reader, costs, form) for form in written}
        if any(
            one and _differs(reader, costs, terms, form, one, usual) for form, one in read.items()
        ):
            found += [
                Verdict(form, one.entry, len(one.head), len(one.tail))
                for form, one in read.items()
                if one
            ]
    return found


def _cheapest(
    reader: Reader, costs: list[float], form: str, *, strict: float = _EDITED
) -> Sighting | None:
    return min(
        reader.sightings(form, strict),
        key=lambda s: (costs[s.entry] + s.cost, s.entry),
        default=None,
    )


def _differs(
    reader: Reader, costs: list[float], terms: list[str], form: str, read: Sighting, usual: str
) -> bool:
    """Whether a spelling is read otherwise than as `usual`, and not by a hair."""
    own = terms[reader.entries[read.entry].lemma]
    rivals = (
        costs[s.entry] + s.cost
        for s in reader.sightings(form, _EDITED)
        if terms[reader.entries[s.entry].lemma] == usual
    )
    return own != usual and costs[read.entry] + read.cost + _CLEARLY < min(rivals, default=math.inf)


def _share(
    reader: Reader,
    costs: list[float],
    terms: list[str],
    form: str,
    count: float,
    shares: dict[str, float],
    best: dict[str, tuple[float, Sighting]],
) -> None:
    """Share the count of a form among the terms of its readings."""
    readings = [(math.exp(-costs[s.entry] - s.cost), s) for s in reader.sightings(form)]
    total = sum(weight for weight, _ in readings)
    for weight, sighting in readings:
        term = terms[reader.entries[sighting.entry].lemma]
        shares[term] = shares.get(term, 0.0) + count * weight / total
        if term not in best or best[term][0] < weight:
            best[term] = (weight, sighting)
