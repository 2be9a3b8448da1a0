"""What was analysed before: the numbers of surface forms, bounded."""

from collections.abc import Callable, Sequence

from indexer.arabic.words import LONGEST_SURFACE, Glossary, Word

# Distinct surface forms that are kept, with those of one text more, about 400 bytes each. News has 110,000 in its
# first million words, and a memo that is too small for what comes round again is of no use at all.
_MOST = 200_000


class Memo(dict[str, int]):
    """The numbers of surface forms in a glossary, analysed when they are first asked for; and of those that are
    several words the words: where each begins, and its number.

    When three quarters of what may be kept have come, the next memo begins with the next text, and this one stays
    behind it while that fills: what is asked for again comes from there.
    """

    def __init__(
        self,
        analyse: Callable[[str], Word],
        places: Callable[[str], tuple[int, ...]],
        before: "Memo | None" = None,
    ) -> None:
        super().__init__()
        self.glossary = Glossary()
        self.parts: dict[int, Sequence[tuple[int, int]]] = {}
        self._analyse = analyse
        self._places = places
        self._before = before

    def next(self) -> "Memo":
        """The memo for the next text."""
        if len(self) < _MOST * 3 // 4:
            return self
        self._before = None
        return Memo(self._analyse, self._places, self)

    def __missing__(self, surface: str) -> int:
        if len(surface) > LONGEST_SURFACE:
            return self[surface[:LONGEST_SURFACE]]
        word = self._recalled(surface) or self._analyse(surface)
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

    def _recalled(self, surface: str) -> Word | None:
        before = self._before
        if before is None:
            return None
        if len(self) + len(before) >= _MOST:
            self._before = None
        number = before.get(surface)
        return None if number is None else before.glossary.words[number]
