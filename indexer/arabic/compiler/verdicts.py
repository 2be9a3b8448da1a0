"""Verdicts: how words are read whose written forms contradict the cheapest reading of their folded
letters."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from indexer.arabic.compiler.weights import Reader, Sighting
from indexer.arabic.orthography.normalizer import fold

_RAREST_VERDICT = 0.3
# The term that is entered has more than the first share of a word's count, the cheapest reading
# less than the second.
_MOST, _LITTLE = 0.6, 0.35
# A spelling decides if its reading is cheaper by this much (in nats).
_CLEARLY = 0.7
# Releases are edited, so misspellings cost this many times more than in the list of forms, most of
# which is from the web.
_EDITED = 2.0
# A spelling with a smaller share of the count of its folded letters is a misspelling.
_SLIP = 0.02


class Verdict(NamedTuple):
    """How a word, or a spelling, is read: the entry, and how many letters stand before and after
    its stem."""

    word: str
    entry: int
    head: int
    tail: int


def word_verdicts(reader: Reader, terms: list[str], forms: dict[str, float]) -> list[Verdict]:
    """Verdicts on folded words whose cheapest reading disagrees with their written forms.

    Every written form divides its count among the terms of its readings. A term with most of a
    word's count is entered as an exception if the cheapest reading has little of it.
    """
    found = []
    for word, variants in _by_letters(forms):
        if sum(forms[form] for form in variants) < _RAREST_VERDICT:
            continue
        blind = _cheapest_sighting(reader, word, strict=0)
        if blind is None:
            continue
        shares: dict[str, float] = {}
        best: dict[str, tuple[float, Sighting]] = {}
        for form in variants:
            _share(reader, terms, form, forms[form], shares, best)
        total = sum(shares.values())
        term = max(sorted(shares), key=lambda t: shares[t], default="")
        if (
            term
            and shares[term] > _MOST * total
            and shares.get(terms[reader.entries[blind.entry].lemma], 0.0) < _LITTLE * total
        ):
            sighting = best[term][1]
            found.append(Verdict(word, sighting.entry, len(sighting.head), len(sighting.tail)))
    return found


def spelling_verdicts(
    reader: Reader,
    terms: list[str],
    forms: dict[str, float],
    decided: list[Verdict],
) -> list[Verdict]:
    """Verdicts on the spellings of words where one spelling is read differently from the folded
    letters: مكتبة and مكتبه, إعداد and أعداد. `decided` are the verdicts on folded words."""
    exceptions = {verdict.word: verdict.entry for verdict in decided}
    found = []
    for word, variants in _by_letters(forms):
        cheapest = _cheapest_sighting(reader, word, strict=0)
        if cheapest is None:
            continue
        usual = terms[reader.entries[exceptions.get(word, cheapest.entry)].lemma]
        total = sum(forms[form] for form in variants)
        written = sorted(form for form in variants if forms[form] > _SLIP * total)
        read = {form: _cheapest_sighting(reader, form) for form in written}
        if any(one and _differs(reader, terms, form, one, usual) for form, one in read.items()):
            found += [
                Verdict(form, one.entry, len(one.head), len(one.tail))
                for form, one in read.items()
                if one
            ]
    return found


def _by_letters(forms: Iterable[str]) -> list[tuple[str, list[str]]]:
    """Folded words in order, each with the forms that fold to it."""
    spellings: dict[str, list[str]] = {}
    for form in forms:
        spellings.setdefault(fold(form), []).append(form)
    return sorted(spellings.items())


def _cheapest_sighting(reader: Reader, form: str, *, strict: float = _EDITED) -> Sighting | None:
    return min(
        reader.sightings(form, strict),
        key=lambda s: (reader.cost(s), s.entry),
        default=None,
    )


def _differs(reader: Reader, terms: list[str], form: str, read: Sighting, usual: str) -> bool:
    """Whether a spelling is read otherwise than as `usual`, and by a clear margin."""
    own = terms[reader.entries[read.entry].lemma]
    rivals = (
        reader.cost(s)
        for s in reader.sightings(form, _EDITED)
        if terms[reader.entries[s.entry].lemma] == usual
    )
    return own != usual and reader.cost(read) + _CLEARLY < min(rivals, default=math.inf)


def _share(
    reader: Reader,
    terms: list[str],
    form: str,
    count: float,
    shares: dict[str, float],
    best: dict[str, tuple[float, Sighting]],
) -> None:
    """Divide the count of a form among the terms of its readings."""
    readings = [(math.exp(-reader.cost(s)), s) for s in reader.sightings(form)]
    total = sum(weight for weight, _ in readings)
    for weight, sighting in readings:
        term = terms[reader.entries[sighting.entry].lemma]
        shares[term] = shares.get(term, 0.0) + count * weight / total
        if term not in best or best[term][0] < weight:
            best[term] = (weight, sighting)
