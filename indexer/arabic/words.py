"""What is known of a word, wherever it stands, and of the words of a text."""

import threading
import weakref
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from indexer import rolling_hash
from indexer.arabic import designations, months, phones, term_codes, units
from indexer.arabic.runs import Run
from indexer.arabic.vowels import Vowels

Layer: TypeAlias = Literal["exact", "stem", "root"]
LAYERS: tuple[Layer, ...] = ("exact", "stem", "root")
# A word longer than this is no word (the longest in use have about 20 letters); its head is its term.
LONGEST_TERM = 64
# So much of a surface form is looked at: a whole term even if every letter carries three marks.
LONGEST_SURFACE = 4 * LONGEST_TERM


class Head(NamedTuple):
    """What of a word may open a name of several words: all of it, or what follows a proclitic; with its
    letters as `chinese.spelling` gives them."""

    word: str
    letters: str
    surname: bool


class Word(NamedTuple):
    """What the analyzer knows of one surface form, wherever it stands.

    ``form`` is its clean spelling; ``exact``, ``stem`` and ``root`` are its terms in the layers.
    ``heads`` are what of it may open a name of several words (mostly nothing); ``vowels`` are the marks that are
    written on its letters. ``spelling`` is its form with the marks without which it would be another word (الطوّال
    beside الطوال): words of one spelling have the same terms. ``other`` is the term of another word that its neighbours
    may tell it to be of (mostly empty).
    """

    form: str
    exact: str
    stem: str
    root: str
    stop: bool
    heads: tuple[Head, ...]
    vowels: Vowels
    spelling: str
    other: str = ""

    def term(self, layer: Layer) -> str:
        return self.exact if layer == "exact" else self.stem if layer == "stem" else self.root


# Marks that stand alone and spell nothing.
NOTHING = Word("", "", "", "", False, (), (), "")

WordNumbers: TypeAlias = NDArray[np.uint32]
_ROOM = 1 << 12
# What a word may be, as bits: a stop word; what may open a name of several words; what may tell a month or a
# designation, with its neighbours; several words that are written together; what may open a telephone number, and
# what may follow it; what its neighbours may tell to be of another word.
STOPS, OPENS, TELLS, GLUED, DIALS, DIGITS, OTHER = 1, 2, 4, 8, 16, 32, 64


def is_cue(exact: str) -> bool:
    """Whether a folded word is one of those without which there is no month or unit that its place tells, and no
    designation."""
    return months.is_cue(exact) or units.is_cue(exact) or designations.may_open(exact)


class Glossary:
    """Words by number: ``words[n]`` is what is known of number n; 0 is `NOTHING`.

    Some of it is in arrays, for many numbers at once: ``kinds`` are bits (STOPS, OPENS, TELLS, GLUED, DIALS, DIGITS, OTHER),
    ``hashes`` are numbers for the letters of the terms in the exact layer. They may be longer than ``words``. What is
    GLUED stands in no text: its words do.

    Safe to share between threads: what has a number stays as it is.
    """

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.kinds = np.zeros(_ROOM, np.uint8)
        self.hashes = np.zeros(_ROOM, np.uint64)
        # What this one is a part of, if anything, and the numbers there of the words that it began with.
        self._whole: weakref.ref[Glossary] | None = None
        self._numbers: WordNumbers = np.zeros(0, np.uint32)
        self._lock = threading.Lock()
        self.add(NOTHING)

    def subset(self, numbers: WordNumbers) -> "Glossary":
        """A glossary of the words with some `numbers`, of which none is 0: that of ``numbers[i]`` has number i + 1."""
        part = Glossary()
        part._whole = weakref.ref(self)
        part._numbers = np.append(np.zeros(1, np.uint32), numbers)
        part.words = list(map(self.words.__getitem__, part._numbers.tolist()))
        # With room for as many again.
        part.kinds = np.append(self.kinds[part._numbers], np.zeros(len(part.words), np.uint8))
        part.hashes = np.append(self.hashes[part._numbers], np.zeros(len(part.words), np.uint64))
        return part

    def numbers_in(self, whole: "Glossary") -> WordNumbers | None:
        """The numbers that the first words have in the glossary that this one is a part of; None if that is another."""
        return self._numbers if self._whole is not None and self._whole() is whole else None

    def add(self, word: Word, *, glued: bool = False) -> int:
        """The number that a word has from now on."""
        if word.exact[:1].isdecimal():
            kind = DIGITS | DIALS * phones.may_open(word.exact)
        else:
            kind = GLUED * glued
        kind |= STOPS * word.stop | OPENS * bool(word.heads) | TELLS * is_cue(word.exact)
        kind |= OTHER * bool(word.other)
        hashed = rolling_hash.number(word.exact)
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
    """The words of a text in order, stop words included: that with number ``numbers[i]`` in the glossary stands at
    ``positions[i]``. ``length`` counts those that are no stop words, ``runs`` are the names of several words.

    Two of them are not to be compared: the same word has another number in another glossary.
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
        """The different surface forms, and how often each stands here."""
        for number, count in Counter(self.numbers.tolist()).items():
            yield self.glossary.words[number], count

    def spelling(self, run: Run) -> str:
        """How a name is spelled here. A word that its neighbours tell to be of another one has a space behind it: its
        spelling by itself is that of the likelier word."""
        words = self._words_of(self.numbers[run.first : run.last])
        spelled = " ".join(word.spelling for word in words)
        return term_codes.marked_spelling(spelled) if len(words) == 1 else spelled

    def _words_of(self, numbers: WordNumbers) -> list[Word]:
        return list(map(self.glossary.words.__getitem__, numbers.tolist()))
