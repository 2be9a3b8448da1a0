"""Glossaries of analysed words, and the words of a text."""

import threading
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer import rolling_hash
from indexer.arabic.expressions import designations, months, phones, units
from indexer.arabic.expressions.runs import Run
from indexer.arabic.lexicon import term_codes
from indexer.arabic.words import NO_WORD, Word

WordNumbers: TypeAlias = NDArray[np.uint32]
_ROOM = 1 << 12
# Bits of `Glossary.kinds`: a stop word; may begin a name of several words; may be a month, unit or
# designation by its context; several words written together; may begin a telephone number; digits,
# which may continue one; may be a form of another word by its context.
STOPS, OPENS, TELLS, GLUED, DIALS, DIGITS, OTHER = 1, 2, 4, 8, 16, 32, 64


def is_cue(exact: str) -> bool:
    """Whether a folded word may belong to a month or unit that needs its context, or begin a
    designation."""
    return months.is_cue(exact) or units.is_cue(exact) or designations.may_open(exact)


class Glossary:
    """Words by number: ``words[n]`` is the analysis of number n; number 0 is `NO_WORD`.

    Two arrays serve lookups of many numbers at once; they may be longer than ``words``. ``kinds``
    has bits (STOPS, OPENS, TELLS, GLUED, DIALS, DIGITS, OTHER), ``hashes`` has a hash of the
    letters of the exact term. A GLUED word stands in no text: its parts do.

    Safe to share between threads: a number keeps its word.
    """

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.kinds = np.zeros(_ROOM, np.uint8)
        self.hashes = np.zeros(_ROOM, np.uint64)
        # The glossary that this one is a subset of, if any, and the numbers of its first words
        # there.
        self._whole: weakref.ref[Glossary] | None = None
        self._numbers: WordNumbers = np.zeros(0, np.uint32)
        self._lock = threading.Lock()
        self.add(NO_WORD)

    def subset(self, numbers: WordNumbers) -> "Glossary":
        """A glossary of the words with the given `numbers` (not 0). ``numbers[i]`` gets number i +
        1."""
        part = Glossary()
        part._whole = weakref.ref(self)
        part._numbers = np.append(np.zeros(1, np.uint32), numbers)
        part.words = list(map(self.words.__getitem__, part._numbers.tolist()))
        # With room for twice as many.
        part.kinds = np.append(self.kinds[part._numbers], np.zeros(len(part.words), np.uint8))
        part.hashes = np.append(self.hashes[part._numbers], np.zeros(len(part.words), np.uint64))
        return part

    def numbers_in(self, whole: "Glossary") -> WordNumbers | None:
        """The numbers of the first words in the glossary `whole`; None unless this one is a subset
        of it."""
        return self._numbers if self._whole is not None and self._whole() is whole else None

    def add(self, word: Word, *, glued: bool = False) -> int:
        """Add a word and return its number."""
        if word.exact[:1].isdecimal():
            kind = DIGITS | DIALS * phones.may_open(word.exact)
        else:
            kind = GLUED * glued
        kind |= STOPS * word.stop | OPENS * bool(word.heads) | TELLS * is_cue(word.exact)
        kind |= OTHER * bool(word.other)
        hashed = rolling_hash.hash_text(word.exact)
        with self._lock:
            number = len(self.words)
            if number == len(self.kinds):
                self.kinds = np.append(self.kinds, np.zeros_like(self.kinds))
                self.hashes = np.append(self.hashes, np.zeros_like(self.hashes))
            self.kinds[number] = kind
            self.hashes[number] = hashed
            self.words.append(word)
        return number


class AnalysedText(NamedTuple):
    """The words of a text in order, stop words included: word ``numbers[i]`` of the glossary stands
    at ``positions[i]``. ``length`` counts the words without stop words, ``runs`` are its names of
    several words and the like.

    Do not compare two of them: the same word has another number in another glossary.
    """

    glossary: Glossary
    numbers: WordNumbers
    positions: NDArray[np.uint32]
    length: int
    runs: Sequence[Run]

    @property
    def words(self) -> list[Word]:
        return self._words_of(self.numbers)

    def counts(self) -> Iterator[tuple[Word, int]]:
        """The distinct words of the text, each with its count."""
        for number, count in Counter(self.numbers.tolist()).items():
            yield self.glossary.words[number], count

    def spelling(self, run: Run) -> str:
        """The spelling of a run in this text. That of a single word is marked, since it is not a
        form of its likelier word here."""
        words = self._words_of(self.numbers[run.first : run.last])
        spelled = " ".join(word.spelling for word in words)
        return term_codes.marked_spelling(spelled) if len(words) == 1 else spelled

    def _words_of(self, numbers: WordNumbers) -> list[Word]:
        return list(map(self.glossary.words.__getitem__, numbers.tolist()))
