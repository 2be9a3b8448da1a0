"""Hashes of many stretches of a text at once.

They are polynomials of the characters (Karp and Rabin, 1987), so that no stretch becomes a string of
its own. Equal stretches have equal hashes, modulo 2^64.
"""

import numpy as np
from numpy.typing import NDArray

from indexer.cache import ByteCache

Residues = NDArray[np.uint64]
Places = NDArray[np.int64]

# Arbitrary, but odd, so that it has an inverse modulo 2^64.
_BASE = 0xD1342543DE82EF95
_LARGEST = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_CACHE_BYTES = 16_000_000


def codes(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def hash_text(text: str) -> int:
    """The hash of a text."""
    value = 0
    for letter in reversed(text):
        value = (value + ord(letter)) * _BASE & _LARGEST
    return value


def hash_stretches(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Residues:
    """The hashes of the stretches ``codes[starts[n]:ends[n]]``."""
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    hashes: Residues = (sums[ends] - sums[starts]) * inverses[starts]
    return hashes


_powers_by_size: ByteCache[tuple[Residues, Residues]] = ByteCache(
    lambda both: sum(each.nbytes for each in both), _CACHE_BYTES
)


def _powers(count: int) -> tuple[Residues, Residues]:
    """At least `count` powers of the base from exponent 1, and of its inverse from exponent 0."""
    size = 1 << max(12, count.bit_length())
    return _powers_by_size.get_or_make(
        size, lambda: (_series(_BASE, size), np.append(np.uint64(1), _series(_INVERSE, size)))
    )


def _series(base: int, count: int) -> Residues:
    series: Residues = np.cumprod(np.full(count, base, np.uint64), dtype=np.uint64)
    return series
