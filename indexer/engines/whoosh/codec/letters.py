"""Sorted terms letter by letter, to hold patterns against all of them at once."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.blocks import spread
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, narrow

Numbers = NDArray[np.int64]

_PARTS = ("codes", "starts", "bags")
# Terms whose letters are looked at together.
_PART = 100_000


class Letters(NamedTuple):
    """Term n is ``codes[starts[n]:starts[n + 1]]``, code points; ``bags[n]`` has a bit for each letter
    in it (several letters share one)."""

    codes: Array
    starts: Array
    bags: NDArray[np.uint64]

    def lengths(self, terms: Numbers) -> Numbers:
        return self.starts[terms + 1].astype(np.int64) - self.starts[terms]


def spelled(ends: Array, blob: bytes) -> Letters:
    """The letters of all keys, of which key n ends at ``ends[n]`` of the blob."""
    codes = narrow(np.frombuffer(blob.decode().encode("utf-32-le"), np.uint32))
    starts = _starts(ends, np.frombuffer(blob, np.uint8))
    return Letters(codes, starts, _bags(codes, starts.astype(np.int64)))


def _starts(ends: Array, packed: NDArray[np.uint8]) -> Array:
    """Where the letters of each key begin, and where all end; some keys at a time."""
    starts = np.zeros(len(ends) + 1, np.uint32)
    at = 0
    for first in range(0, len(ends), _PART):
        some = ends[first : first + _PART]
        # A letter begins at each byte that does not go on with one.
        begun = np.cumsum((packed[at : some[-1]] & 0xC0) != 0x80, dtype=np.uint32)
        starts[first + 1 : first + 1 + len(some)] = starts[first] + begun[some - 1 - at]
        at = int(some[-1])
    return starts


def _bags(codes: Array, starts: Numbers) -> NDArray[np.uint64]:
    """The bits of each term's letters, of some terms at a time: a letter takes 16 bytes for a moment."""
    parts = [np.zeros(0, np.uint64)]
    for first in range(0, len(starts) - 1, _PART):
        bounds = starts[first : first + _PART + 1]
        bits = _bits(codes[bounds[0] : bounds[-1]])
        parts.append(np.bitwise_or.reduceat(bits, bounds[:-1] - bounds[0]))
    return np.concatenate(parts)


def chosen(spelled: Letters, terms: Numbers) -> Letters:
    """The letters of some terms alone."""
    lengths = spelled.lengths(terms)
    starts = np.zeros(len(terms) + 1, np.uint32)
    np.cumsum(lengths, out=starts[1:])
    codes = spelled.codes[spread(spelled.starts[terms].astype(np.int64), lengths)]
    return Letters(codes, starts, spelled.bags[terms])


def bag(text: str) -> np.uint64:
    """The bits of a text's letters."""
    codes = np.asarray([ord(letter) for letter in text], np.uint32)
    return np.uint64(np.bitwise_or.reduce(_bits(codes), initial=np.uint64(0)))


def _bits(codes: Array) -> NDArray[np.uint64]:
    return np.left_shift(np.uint64(1), (codes & 63).astype(np.uint64))


def write(sections: SectionsWriter, name: str, letters: Letters) -> None:
    for part, values in zip(_PARTS, letters, strict=True):
        sections.add(f"{name}.{part}", values)


def read(sections: Sections, name: str) -> Letters | None:
    """What was written under a name, or None."""
    if f"{name}.{_PARTS[0]}" not in sections:
        return None
    return Letters(*(sections.array(f"{name}.{part}") for part in _PARTS))
