"""Analyzers and analysed releases as JSON. Each word is sent once, then only its number."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.expressions.name_table import Names
from indexer.arabic.expressions.runs import Run
from indexer.arabic.glossary import AnalysedText, Glossary
from indexer.arabic.words import Head, Word
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease


def encode_analyzer(analyzer: Analyzer) -> Any:
    names = analyzer.known
    return [dict(names.words), dict(names.runs), sorted(names.heads), sorted(names.own)]


def decode_analyzer(message: Any) -> Analyzer:
    words, runs, heads, own = message
    return Analyzer(Names(words, runs, frozenset(heads), frozenset(own)))


class _TextMessage(NamedTuple):
    """An analysed text, as a JSON array; runs and words arrive as arrays of their fields.

    ``words`` are the new ones of the glossary, numbered from ``first_new``. A glossary that is part
    of the previous one lists the numbers there in ``part``; without that, a ``first_new`` of 0
    begins an unrelated one.
    """

    part: str | None
    first_new: int
    words: Sequence[Any]
    numbers: str
    positions: str
    length: int
    runs: Sequence[Any]


class Encoder:
    """The child's side."""

    def __init__(self) -> None:
        self._glossary = Glossary()
        # Words of the glossary that the parent has.
        self._sent = 0

    def encode(self, analysed: AnalysedRelease) -> Any:
        texts = {name: self._encode_text(text) for name, text in analysed.texts.items()}
        return [texts, analysed.facets, analysed.signature.hex()]

    def _encode_text(self, text: AnalysedText) -> _TextMessage:
        part = None
        if text.glossary is not self._glossary:
            part = text.glossary.numbers_in(self._glossary)
            self._glossary, self._sent = text.glossary, 0 if part is None else len(part)
        first_new, words = self._sent, text.glossary.words[self._sent :]
        self._sent += len(words)
        return _TextMessage(
            None if part is None else _pack(part[1:]),
            first_new,
            words,
            _pack(text.numbers),
            _pack(text.positions),
            text.length,
            text.runs,
        )


class Decoder:
    """The parent's side."""

    def __init__(self) -> None:
        self._glossary = Glossary()

    def decode(self, release: Release, message: Any) -> AnalysedRelease:
        """The release with its analysis. Raises ValueError if words were lost in between."""
        texts, facets, signature = message
        analysed = {name: self._decode_text(_TextMessage(*text)) for name, text in texts.items()}
        values = {name: tuple(each) for name, each in facets.items()}
        return AnalysedRelease(release, analysed, values, bytes.fromhex(signature))

    def _decode_text(self, text: _TextMessage) -> AnalysedText:
        first_new, words = text.first_new, text.words
        if text.part is not None:
            self._glossary = self._glossary.subset(_unpack(text.part))
        elif first_new == 0:
            # A new glossary has its first word already.
            self._glossary, first_new, words = Glossary(), 1, words[1:]
        if first_new != len(self._glossary.words):
            raise ValueError("words were missed")
        for fields in words:
            self._glossary.add(_decode_word(fields))
        runs = [Run(*run) for run in text.runs]
        numbers, positions = _unpack(text.numbers), _unpack(text.positions)
        return AnalysedText(self._glossary, numbers, positions, text.length, runs)


def _decode_word(fields: Sequence[Any]) -> Word:
    word = Word(*fields)
    heads = tuple(Head(*head) for head in word.heads)
    return word._replace(heads=heads, vowels=tuple(word.vowels))


def _pack(numbers: NDArray[np.uint32]) -> str:
    """As hex, which is much faster to write and to read than a list of numbers."""
    return numbers.tobytes().hex()


def _unpack(packed: str) -> NDArray[np.uint32]:
    return np.frombuffer(bytes.fromhex(packed), np.uint32)
