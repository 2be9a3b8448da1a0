"""The lexicon while it is gathered: lemmas with their frequencies, stems with their readings."""

import math

from indexer.arabic.compiler import sources
from indexer.arabic.normalizer import fold

_CLASSES = {"verb": "verb", "noun_prop": "name", "new": "new"}


class Stock:
    """Lemmas and stems while they are gathered."""

    def __init__(self) -> None:
        self.lemmas: dict[tuple[str, str], int] = {}
        self.frequency: list[int] = []
        self.stems: dict[str, dict[tuple[str, int], float]] = {}
        self._folded: dict[str, list[str]] = {}

    def lemma(self, spelling: str, speech: str, frequency: int) -> int:
        """The number of a lemma, new or known; the frequencies of one lemma add up."""
        key = (
            sources.bare(spelling) if speech != "verb" else spelling,
            _CLASSES.get(speech, "noun"),
        )
        if key not in self.lemmas:
            self.lemmas[key] = len(self.frequency)
            self.frequency.append(0)
        self.frequency[self.lemmas[key]] += frequency
        return self.lemmas[key]

    def nouns(self) -> dict[str, int]:
        """The commonest noun of each folded spelling."""
        found: dict[str, int] = {}
        for (spelling, speech), number in self.lemmas.items():
            known = found.get(fold(spelling))
            if speech == "noun" and (
                known is None or self.frequency[known] < self.frequency[number]
            ):
                found[fold(spelling)] = number
        return found

    def add(self, spelling: str, kind: str, lemma: int, cost: float) -> None:
        """Enter a stem as it is written; of equal ones the cheapest stays."""
        if len(spelling) < 2 and not {"V", "I", "J"} & set(kind):
            return
        known = self.stems.setdefault(spelling, {})
        if known.get((kind, lemma), math.inf) > cost:
            known[kind, lemma] = cost

    def forget(self, letters: str, lemma: int) -> None:
        """Drop the stems of other nouns that fold like `letters`."""
        for spelling in self.by_fold().get(fold(letters), ()):
            known = self.stems[spelling]
            for kind, other in list(known):
                if other != lemma and "B" in kind.split():
                    del known[kind, other]

    def by_fold(self) -> dict[str, list[str]]:
        """Spellings by their folded letters (made once; later stems are not in it)."""
        if not self._folded:
            for spelling in self.stems:
                self._folded.setdefault(fold(spelling), []).append(spelling)
        return self._folded
