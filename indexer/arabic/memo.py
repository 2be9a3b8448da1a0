"""What was analysed before: the numbers of surface forms, bounded."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.words import GLUED, LONGEST_SURFACE, Glossary, Word, WordNumbers

# Distinct surface forms that are kept, with those of one text more, about 400 bytes each. News has 110,000 in its
# first million words, and a memo that is too small for what comes round again is of no use at all.
_MOST = 200_000


class Memo(dict[str, int]):
    """The numbers of surface forms in a glossary, analysed when they are first asked for; and of those that are
    several words the words: where each begins, and its number.

    When as many as may be kept have come, the next memo begins with the next text: with three quarters of them, those
    that stood in most texts and, of equal ones, that came last. Most of the others never come again.
    """

    def __init__(
        self, analyse: Callable[[str], Word], places: Callable[[str], tuple[int, ...]]
    ) -> None:
        super().__init__()
        self.glossary = Glossary()
        self.parts: dict[int, Sequence[tuple[int, int]]] = {}
        self._analyse = analyse
        self._places = places
        # By number: in how many texts it was seen.
        self._texts = np.zeros(0, np.uint32)

    def count_text(self, numbers: WordNumbers) -> None:
        """A text has the surface forms with these numbers."""
        self._padded_text_counts()[numbers] += 1

    def for_next_text(self) -> "Memo":
        """The memo for the next text."""
        return self if len(self) < _MOST else self._keep_most_used()

    def _padded_text_counts(self) -> NDArray[np.uint32]:
        # Another thread may put a shorter one in its place meanwhile.
        texts = self._texts
        missing = len(self.glossary.kinds) - len(texts)
        if missing > 0:
            texts = self._texts = np.append(texts, np.zeros(missing, np.uint32))
        return texts

    def _keep_most_used(self) -> "Memo":
        # At once: another thread may still add to it.
        surfaces = {number: surface for surface, number in list(self.items())}
        texts = self._padded_text_counts()
        numbers = np.fromiter(surfaces, np.uint32, len(surfaces))
        # What is no word, or several, is soon read again.
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
            # The parts are there before their word is.
            self.parts[number] = [
                (start, self[surface[start:end]])
                for start, end in zip((0, *places), ends, strict=True)
            ]
            self[surface] = number
            return number
        # Of two threads that ask for the same at once each may number it.
        number = self[surface] = self.glossary.add(word) if word.exact else 0
        return number
