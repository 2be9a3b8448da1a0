"""Analyzers and analysed releases as JSON. A child tells a word once; after that it is named by its number."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from indexer.arabic.analyzer import Analyzer, Run
from indexer.arabic.names import Head, Names
from indexer.arabic.words import Word
from indexer.release import Release
from indexer.schema import AnalysedRelease, FieldWords

# Words that have numbers, some 500 bytes each at both ends; beyond them all are told anew.
_WORDS = 100_000


def of_analyzer(analyzer: Analyzer) -> Any:
    names = analyzer.known
    return [dict(names.words), dict(names.runs), sorted(names.heads), sorted(names.own)]


def analyzer(told: Any) -> Analyzer:
    words, runs, heads, own = told
    return Analyzer(Names(words, runs, frozenset(heads), frozenset(own)))


class Teller:
    """The child's side. A batch is where the numbers of its new words begin (what had one of these before has
    it no more), these words, and what is known of each release."""

    def __init__(self) -> None:
        self._words: list[Word] = []
        # The analyzer gives one object for equal surfaces most often, and these are kept: so words are told
        # apart by identity, which costs least.
        self._numbers: dict[int, int] = {}

    def told(self, analysed: Sequence[AnalysedRelease]) -> Any:
        if len(self._words) > _WORDS:
            self._words, self._numbers = [], {}
        first = len(self._words)
        releases = [self._release(each) for each in analysed]
        return [first, self._words[first:], releases]

    def _release(self, analysed: AnalysedRelease) -> Any:
        fields = {name: self._field(found) for name, found in analysed.words.items()}
        return [fields, analysed.lengths, analysed.facets, analysed.signature.hex()]

    def _field(self, found: FieldWords) -> Any:
        known = self._numbers
        for word in found.words:
            if id(word) not in known:
                known[id(word)] = len(self._words)
                self._words.append(word)
        numbers = map(known.__getitem__, map(id, found.words))
        return [_packed(numbers), _packed(found.positions), found.runs]


class Listener:
    """The parent's side."""

    def __init__(self) -> None:
        self._words: list[Word] = []

    def understood(self, batch: Any, releases: Sequence[Release]) -> list[AnalysedRelease]:
        """The `releases`, which `batch` is about, analysed."""
        first, words, told = batch
        del self._words[first:]
        self._words += (
            Word(form, exact, stem, root, stop, tuple(Head(*head) for head in heads))
            for form, exact, stem, root, stop, heads in words
        )
        return [self._release(*each) for each in zip(releases, told, strict=True)]

    def _release(self, release: Release, told: Any) -> AnalysedRelease:
        fields, lengths, facets, signature = told
        words = {name: self._field(*found) for name, found in fields.items()}
        values = {name: tuple(each) for name, each in facets.items()}
        return AnalysedRelease(release, words, lengths, values, bytes.fromhex(signature))

    def _field(self, numbers: str, positions: str, runs: Sequence[Any]) -> FieldWords:
        words = list(map(self._words.__getitem__, _unpacked(numbers)))
        return FieldWords(words, _unpacked(positions), [Run(*run) for run in runs])


def _packed(numbers: Iterable[int]) -> str:
    """Much shorter than digits to write and to read."""
    return array("I", numbers).tobytes().hex()


def _unpacked(packed: str) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(bytes.fromhex(packed))
    return numbers
