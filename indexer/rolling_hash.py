"""Hashes of many stretches of a text at once.

They are polynomials of the characters (Karp and Rabin, 1987), so that no stretch becomes a string of
its own. Equal stretches have equal hashes, modulo 2^64.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Residues = NDArray[np.uint64]
Places = NDArray[np.int64]

# Arbitrary, but odd, so that it has an inverse modulo 2^64.
_BASE = 0xD1342543DE82EF95
_LARGEST = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)
# The sizes of tables, in powers of two, that are cached: 15 MB in all. Longer texts are rare.
_MIN_CACHED, _MAX_CACHED = 16, 19


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
    powers, inverses = _tables_for(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    hashes: Residues = (sums[ends] - sums[starts]) * inverses[starts]
    return hashes


class _Tables(NamedTuple):
    """Powers of the base from exponent 1, and of its inverse from exponent 0."""

    powers: Residues
    inverses: Residues


def _tables_for(length: int) -> _Tables:
    """Tables for texts of at least that length."""
    bits = max(_MIN_CACHED, length.bit_length())
    return _cached_tables(bits) if bits <= _MAX_CACHED else _make_tables(bits)


def _make_tables(bits: int) -> _Tables:
    size = 1 << bits
    return _Tables(_series(_BASE, size), np.append(np.uint64(1), _series(_INVERSE, size)))


_cached_tables = cache(_make_tables)


def _series(base: int, count: int) -> Residues:
    series: Residues = np.cumprod(np.full(count, base, np.uint64), dtype=np.uint64)
    return series
