"""Analysed releases as messages. A child tells a word once; after that it is named by its number."""

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from indexer.arabic.analyzer import Run, Word
from indexer.release import Release
from indexer.schema import AnalysedRelease, FieldWords

# Words that have numbers, some 500 bytes each at both ends; beyond them all are told anew.
_WORDS = 100_000


class _Field(NamedTuple):
    """``words`` by their numbers."""

    words: "array[int]"
    positions: "array[int]"
    runs: Sequence[tuple[int, int, str]]


class _Analysed(NamedTuple):
    """What is known of a release, without it."""

    fields: Mapping[str, _Field]
    lengths: Mapping[str, int]
    facets: Mapping[str, tuple[str, ...]]
    signature: bytes


class Batch(NamedTuple):
    """``words`` are new and have the numbers from ``first`` on; what had one of these before has it no more."""

    first: int
    words: Sequence[Word]
    releases: Sequence[_Analysed]


class Teller:
    """The child's side."""

    def __init__(self) -> None:
        self._words: list[Word] = []
        # The analyzer gives one object for equal surfaces most often, and these are kept: so words are told
        # apart by identity, which costs least.
        self._numbers: dict[int, int] = {}

    def told(self, analysed: Sequence[AnalysedRelease]) -> Batch:
        if len(self._words) > _WORDS:
            self._words, self._numbers = [], {}
        first = len(self._words)
        releases = [self._release(each) for each in analysed]
        return Batch(first, self._words[first:], releases)

    def _release(self, analysed: AnalysedRelease) -> _Analysed:
        fields = {name: self._field(found) for name, found in analysed.words.items()}
        return _Analysed(fields, analysed.lengths, analysed.facets, analysed.signature)

    def _field(self, found: FieldWords) -> _Field:
        known = self._numbers
        for word in found.words:
            if id(word) not in known:
                known[id(word)] = len(self._words)
                self._words.append(word)
        numbers = map(known.__getitem__, map(id, found.words))
        runs = [(run.first, run.last, run.term) for run in found.runs]
        return _Field(array("I", numbers), array("I", found.positions), runs)


class Listener:
    """The parent's side."""

    def __init__(self) -> None:
        self._words: list[Word] = []

    def understood(self, batch: Batch, releases: Sequence[Release]) -> list[AnalysedRelease]:
        """The `releases`, which `batch` is about, analysed."""
        del self._words[batch.first :]
        self._words += batch.words
        return [
            self._release(release, told)
            for release, told in zip(releases, batch.releases, strict=True)
        ]

    def _release(self, release: Release, told: _Analysed) -> AnalysedRelease:
        words = {name: self._field(found) for name, found in told.fields.items()}
        return AnalysedRelease(release, words, told.lengths, told.facets, told.signature)

    def _field(self, found: _Field) -> FieldWords:
        words = list(map(self._words.__getitem__, found.words))
        return FieldWords(words, found.positions, [Run(*run) for run in found.runs])
