"""Finds where words of given spellings may occur in a text, without reading all of its words.

A word of plain letters is its own spelling, so a substring of each spelling is searched for. Words
with vowel marks, letters of another keyboard or another script can be written in many ways, so all
of these are returned.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.arabic.orthography.letters import PLAIN
from indexer.marking.landmarks import Landmarks
from indexer.marking.runs import RunFilter

# Letters have two cases; numbers have separators, and digits of two scripts.
_LATIN = re.compile("[A-Za-z][^ ]*")
_NUMBER = re.compile("[0-9٠-٩][^ ]*")
_PLAIN_WORD = re.compile(f"[{PLAIN}]+")
# The length of substrings that spellings share: shorter ones occur in too many other words.
_CORE_LENGTH = 3
# What a scanner takes in memory without its words.
_BYTES = 2_000
# For more spellings than this it is cheaper to look up every word of the text.
_MANY = 64


class Scanner:
    """Finds the stretches of a text that may hold one of `spellings` (single words in clean
    spelling)."""

    def __init__(self, spellings: Iterable[str]) -> None:
        different = set(spellings)
        # A word between spaces that equals one of these has that spelling.
        self.plain = plain = {each for each in different if _PLAIN_WORD.fullmatch(each)}
        others = "".join(different - plain)
        many = len(plain) > _MANY
        self._runs = RunFilter(plain) if many else None
        self._cores = () if many else _shared_cores(plain)
        self._patterns = [each for each in (_LATIN, _NUMBER) if each.search(others)]

    @property
    def nbytes(self) -> int:
        """What the scanner takes beside its words."""
        return _BYTES + (self._runs.nbytes if self._runs else 0)

    def stretches(self, text: str, landmarks: Landmarks) -> Iterator[tuple[int, int]]:
        """Start and end of each stretch, at spaces, so that no word is cut. Some may be yielded
        twice."""
        for pattern in self._patterns:
            end = 0
            for match in pattern.finditer(text):
                start = text.rfind(" ", end, match.start()) + 1 or end
                end = match.end()
                yield start, end
        if self._runs:
            # The filter does not know the runs of words that are written as one.
            yield from landmarks.glued_stretches(text)
            for start in self._runs.starts(landmarks.runs(text)):
                end = text.find(" ", start)
                yield text.rfind(" ", 0, start) + 1, end if end >= 0 else len(text)
        for core in self._cores:
            end = 0
            at = text.find(core)
            while at >= 0:
                start = text.rfind(" ", end, at) + 1 or end
                end = text.find(" ", at)
                if end < 0:
                    end = len(text)
                yield start, end
                at = text.find(core, end)


def _shared_cores(words: Iterable[str]) -> Sequence[str]:
    """A few substrings such that each word contains at least one (greedily chosen)."""
    # Words that contain a shorter word need no substring of their own.
    uncovered: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(shorter in word for shorter in uncovered):
            uncovered.append(word)
    cores: list[str] = []
    while uncovered:
        shared = Counter(part for word in uncovered for part in _ngrams(word))
        core, count = max(shared.items(), key=lambda each: (each[1], each[0]), default=("", 0))
        if count < 2:
            return cores + uncovered
        cores.append(core)
        uncovered = [word for word in uncovered if core not in word]
    return cores


def _ngrams(word: str) -> set[str]:
    return {word[at : at + _CORE_LENGTH] for at in range(len(word) - _CORE_LENGTH + 1)}
