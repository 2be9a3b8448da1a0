"""A bounded cache of analysed surface forms: their numbers in a glossary."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.glossary import GLUED, Glossary, WordNumbers
from indexer.arabic.words import LONGEST_SURFACE, Word

# The number of distinct surface forms to keep (plus those of one text), about 400 bytes each. A
# million words of news have 110,000; a memo smaller than what recurs is useless.
_MOST = 200_000


class Memo(dict[str, int]):
    """The numbers of surface forms in a glossary; a form is analysed on first use. ``parts`` has,
    for a form of several words, the start and the number of each.

    A full memo is replaced with the next text by one with three quarters of its forms: those seen
    in most texts and, of equal ones, the latest. Most of the others never occur again.
    """

    def __init__(
        self, analyse: Callable[[str], Word], places: Callable[[str], tuple[int, ...]]
    ) -> None:
        super().__init__()
        self.glossary = Glossary()
        self.parts: dict[int, Sequence[tuple[int, int]]] = {}
        self._analyse = analyse
        self._places = places
        # By number: the count of texts with it.
        self._texts = np.zeros(0, np.uint32)

    def count_text(self, numbers: WordNumbers) -> None:
        """Count a text with the surface forms of these numbers."""
        self._padded_text_counts()[numbers] += 1

    def for_next_text(self) -> "Memo":
        """The memo to use for the next text."""
        return self if len(self) < _MOST else self._keep_most_used()

    def _padded_text_counts(self) -> NDArray[np.uint32]:
        # Another thread may replace it by a shorter one meanwhile.
        texts = self._texts
        missing = len(self.glossary.kinds) - len(texts)
        if missing > 0:
            texts = self._texts = np.append(texts, np.zeros(missing, np.uint32))
        return texts

    def _keep_most_used(self) -> "Memo":
        # In one step: another thread may still add to it.
        surfaces = {number: surface for surface, number in list(self.items())}
        texts = self._padded_text_counts()
        numbers = np.fromiter(surfaces, np.uint32, len(surfaces))
        # Empty and glued forms are quickly analysed again.
        numbers = numbers[(numbers > 0) & (self.glossary.kinds[numbers] & GLUED == 0)]
        numbers.sort()
        most = np.argsort(texts[numbers], kind="stable")[-(_MOST * 3 // 4) :]
        numbers = numbers[np.sort(most)]
        following = Memo(self._analyse, self._places)
        following.glossary = self.glossary.subset(numbers)
        following._texts = np.append(np.zeros(1, np.uint32), texts[numbers])
        following.update((surfaces[n], own) for own, n in enumerate(numbers.tolist(), 1))
        return following

    def __missing__(self, surface: str) -> int:
        if len(surface) > LONGEST_SURFACE:
            return self[surface[:LONGEST_SURFACE]]
        word = self._analyse(surface)
        if word.exact and (places := self._places(surface)):
            number = self.glossary.add(word, glued=True)
            ends = (*places, len(surface))
            # Parts are stored before their word becomes visible.
            self.parts[number] = [
                (start, self[surface[start:end]])
                for start, end in zip((0, *places), ends, strict=True)
            ]
            self[surface] = number
            return number
        # Two threads may both number the same form; that is harmless.
        number = self[surface] = self.glossary.add(word) if word.exact else 0
        return number
