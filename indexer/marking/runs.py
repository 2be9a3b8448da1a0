"""Finds which of very many words occur in a text: all its runs of plain letters are looked up at
once, each by a hash of its letters."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import rolling_hash
from indexer.arabic.orthography.letters import PLAIN

# Plain letters by code point, all of which are below this one.
_END = 0x64B
_PLAIN = np.array([bool(re.match(f"[{PLAIN}]", chr(code))) for code in range(_END + 1)])
# Bits of a hash that are compared: when thousands of words are sought, a few words in a hundred
# collide with one and are read in vain.
_BITS = 16


class TextRuns(NamedTuple):
    """The runs of plain letters of a text: the hash of each, where it begins; and the bytes of both
    arrays."""

    hashes: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    nbytes: int


def read_runs(text: str) -> TextRuns:
    """The runs of plain letters in `text`."""
    found, begins = _runs(f" {text} ")
    hashes, starts = found.astype(np.uint16), (begins - 1).astype(np.uint32)
    return TextRuns(hashes, starts, hashes.nbytes + starts.nbytes)


class RunFilter:
    """Finds the places of some plain words, by a table of their hashes."""

    def __init__(self, words: Iterable[str]) -> None:
        text = "".join(f" {word}" for word in words) + " "
        self._is_known = np.zeros(1 << _BITS, np.bool_)
        self._is_known[_runs(text)[0]] = True

    @property
    def nbytes(self) -> int:
        return self._is_known.nbytes

    def starts(self, runs: TextRuns) -> list[int]:
        """Where one of the words begins, and a few places where another word with its hash does."""
        found: list[int] = runs.starts[self._is_known[runs.hashes]].tolist()
        return found


def _runs(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The hash of each run of plain letters in `text`, and where each begins; `text` must begin and
    end with another character."""
    codes = rolling_hash.codes(text)
    plain = _PLAIN[np.minimum(codes, _END)]
    edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    hashes = rolling_hash.hash_stretches(codes, starts, ends)
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64), starts
