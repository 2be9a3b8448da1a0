"""Where words of given spellings may stand in a text, found without reading all of its words.

A word of plain letters is its own spelling, so a few letters of each spelling are sought. A word with
vowel marks, letters of another keyboard or another script may be spelled in many ways: each of these
is looked at.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from indexer.arabic.letters import PLAIN
from indexer.marking.landmarks import Landmarks
from indexer.marking.runs import RunFilter

# Letters have two cases, numbers separators and digits of two scripts.
_LATIN = re.compile("[A-Za-z][^ ]*")
_NUMBER = re.compile("[0-9٠-٩][^ ]*")
_PLAIN_WORD = re.compile(f"[{PLAIN}]+")
# Letters that are sought for several spellings at once: fewer stand in too many other words.
_SHARED = 3
# A scanner without its words.
_BYTES = 2_000
# Beyond so many spellings it is cheaper to look up every word of the text.
_MANY = 64


class Scanner:
    """Finds the stretches of a text that may hold one of `spellings` (clean, single words)."""

    def __init__(self, spellings: Iterable[str]) -> None:
        given = set(spellings)
        # Where one of these stands between spaces, it is the word and its spelling.
        self.plain = plain = {spelling for spelling in given if _PLAIN_WORD.fullmatch(spelling)}
        others = "".join(given - plain)
        many = len(plain) > _MANY
        self._runs = RunFilter(plain) if many else None
        self._cores = () if many else cores(plain)
        self._patterns = [each for each in (_LATIN, _NUMBER) if each.search(others)]

    @property
    def nbytes(self) -> int:
        """Of what it takes beside its words."""
        return _BYTES + (self._runs.nbytes if self._runs else 0)

    def stretches(self, text: str, landmarks: Landmarks) -> Iterator[tuple[int, int]]:
        """Start and end of each, at spaces, so that no word is cut. Some may come twice."""
        for pattern in self._patterns:
            end = 0
            for found in pattern.finditer(text):
                start = text.rfind(" ", end, found.start()) + 1 or end
                end = found.end()
                yield start, end
        if self._runs:
            # Each of these is one run of letters.
            yield from landmarks.glued(text)
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


def cores(words: Iterable[str]) -> Sequence[str]:
    """A few strings of which each word holds one."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(core in word for core in kept):
            kept.append(word)
    found: list[str] = []
    while kept:
        shared = Counter(part for word in kept for part in _parts(word))
        core, count = max(shared.items(), key=lambda each: (each[1], each[0]), default=("", 0))
        if count < 2:
            return found + kept
        found.append(core)
        kept = [word for word in kept if core not in word]
    return found


def _parts(word: str) -> set[str]:
    return {word[at : at + _SHARED] for at in range(len(word) - _SHARED + 1)}
