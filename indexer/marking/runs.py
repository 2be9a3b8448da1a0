"""Finds which of very many words occur in a text: all its runs of plain letters are looked up at
once, by a hash of their letters."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import rolling_hash
from indexer.arabic.orthography.letters import PLAIN

# Which code points are plain letters; all of these are below `_END`.
_END = 0x64B
_PLAIN = np.array([bool(re.match(f"[{PLAIN}]", chr(code))) for code in range(_END + 1)])
# Bits of a hash that are compared. If thousands of words are looked for, a few in a hundred other
# words have the hash of one of them and are read in vain.
_BITS = 16


class TextRuns(NamedTuple):
    """The runs of plain letters of a text: hash and start of each; ``nbytes`` are the bytes of both
    arrays."""

    hashes: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    nbytes: int


def read_runs(text: str) -> TextRuns:
    """The runs of plain letters in `text`."""
    hashes, starts = _runs(f" {text} ")
    short_hashes, starts_in_text = hashes.astype(np.uint16), (starts - 1).astype(np.uint32)
    nbytes = short_hashes.nbytes + starts_in_text.nbytes
    return TextRuns(short_hashes, starts_in_text, nbytes)


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
        """Where one of the words begins, and a few places of other words with the same hash."""
        starts: list[int] = runs.starts[self._is_known[runs.hashes]].tolist()
        return starts


def _runs(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The hash of each run of plain letters in `text`, and where each begins; `text` must begin and
    end with another character."""
    codes = rolling_hash.codes(text)
    plain = _PLAIN[np.minimum(codes, _END)]
    edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    hashes = rolling_hash.hash_stretches(codes, starts, ends)
    return (hashes >> np.uint64(64 - _BITS)).astype(np.int64), starts
