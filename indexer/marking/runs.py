"""Which of very many words stand in a text: all its runs of plain letters are looked up at once, each
by a number made of its letters."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer import rolling_hash
from indexer.arabic.letters import PLAIN
from indexer.marking import texts

# Plain letters by code point, all of which are below this one.
_END = 0x64B
_PLAIN = np.array([bool(re.match(f"[{PLAIN}]", chr(code))) for code in range(_END + 1)])
# So many bits of a number tell words apart: some words in a hundred are taken for one of thousands
# sought, and read in vain.
_BITS = 16


class Runs:
    """Finds the places of some plain words."""

    def __init__(self, words: Iterable[str]) -> None:
        text = "".join(f" {word}" for word in words) + " "
        self._known = np.zeros(1 << _BITS, np.bool_)
        self._known[_runs(text)[0]] = True

    @property
    def nbytes(self) -> int:
        return self._known.nbytes

    def starts(self, text: str) -> list[int]:
        """Where one of the words stands, and perhaps here and there another."""
        read = texts.kept(text, "runs", _read, lambda read: read.nbytes)
        found: list[int] = read.starts[self._known[read.keys]].tolist()
        return found


class _Read(NamedTuple):
    """The runs of a text: the number of each, where it begins; and the bytes of all."""

    keys: NDArray[np.uint16]
    starts: NDArray[np.uint32]
    nbytes: int


def _read(text: str) -> _Read:
    numbers, begins = _runs(f" {text} ")
    keys, starts = numbers.astype(np.uint16), (begins - 1).astype(np.uint32)
    return _Read(keys, starts, keys.nbytes + starts.nbytes)


def _runs(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """A number for each run of plain letters in `text`, which ends as it begins with another
    character, and where each begins."""
    codes = rolling_hash.codes(text)
    plain = _PLAIN[np.minimum(codes, _END)]
    edges = np.flatnonzero(plain[1:] != plain[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    numbers = rolling_hash.numbers(codes, starts, ends)
    return (numbers >> np.uint64(64 - _BITS)).astype(np.int64), starts
