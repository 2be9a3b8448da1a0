"""Analyzers and analysed releases as JSON. A child tells a word once; after that it is named by its number."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.names import Names
from indexer.arabic.runs import Run
from indexer.arabic.words import AnalysedText, Glossary, Head, Word
from indexer.release import Release
from indexer.schema import AnalysedRelease


def of_analyzer(analyzer: Analyzer) -> Any:
    names = analyzer.known
    return [dict(names.words), dict(names.runs), sorted(names.heads), sorted(names.own)]


def analyzer(told: Any) -> Analyzer:
    words, runs, heads, own = told
    return Analyzer(Names(words, runs, frozenset(heads), frozenset(own)))


class Teller:
    """The child's side. Per text: [numbers of a part, first new word number, new words, numbers, positions, length, runs].
    What is a part of the glossary before says so; else 0 begins a new one."""

    def __init__(self) -> None:
        self._glossary = Glossary()
        self._told = 0

    def told(self, analysed: AnalysedRelease) -> Any:
        texts = {name: self._text(text) for name, text in analysed.texts.items()}
        return [texts, analysed.facets, analysed.signature.hex()]

    def _text(self, text: AnalysedText) -> Any:
        part = None
        if text.glossary is not self._glossary:
            part = text.glossary.numbers_in(self._glossary)
            self._glossary, self._told = text.glossary, 0 if part is None else len(part)
        first, words = self._told, text.glossary.words[self._told :]
        self._told += len(words)
        return [
            None if part is None else _packed(part[1:]),
            first,
            words,
            _packed(text.numbers),
            _packed(text.positions),
            text.length,
            text.runs,
        ]


class Listener:
    """The parent's side."""

    def __init__(self) -> None:
        self._glossary = Glossary()

    def understood(self, release: Release, told: Any) -> AnalysedRelease:
        """The `release`, which was `told` about, analysed."""
        texts, facets, signature = told
        understood = {name: self._text(*text) for name, text in texts.items()}
        values = {name: tuple(each) for name, each in facets.items()}
        return AnalysedRelease(release, understood, values, bytes.fromhex(signature))

    def _text(
        self,
        part: str | None,
        first: int,
        words: Any,
        numbers: str,
        positions: str,
        length: int,
        runs: Any,
    ) -> AnalysedText:
        if part is not None:
            self._glossary = self._glossary.subset(_unpacked(part))
        elif first == 0:
            # The first word of a glossary is there.
            self._glossary, first, words = Glossary(), 1, words[1:]
        if first != len(self._glossary.words):
            raise ValueError("words were missed")
        for form, exact, stem, root, stop, heads, marks, spelling, other in words:
            self._glossary.add(
                Word(
                    form,
                    exact,
                    stem,
                    root,
                    stop,
                    tuple(Head(*head) for head in heads),
                    tuple(marks),
                    spelling,
                    other,
                )
            )
        found = [Run(*run) for run in runs]
        return AnalysedText(self._glossary, _unpacked(numbers), _unpacked(positions), length, found)


def _packed(numbers: NDArray[np.uint32]) -> str:
    """Much shorter than digits to write and to read."""
    return numbers.tobytes().hex()


def _unpacked(packed: str) -> NDArray[np.uint32]:
    return np.frombuffer(bytes.fromhex(packed), np.uint32)
