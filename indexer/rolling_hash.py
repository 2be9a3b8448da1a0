"""Hashes of many stretches of a text at once.

They are polynomials of the characters (Karp and Rabin, 1987), so that no stretch becomes a string of
its own. Equal stretches have equal hashes, modulo 2^64.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Residues = NDArray[np.uint64]
Places = NDArray[np.int64]

# Arbitrary, but odd, so that it has an inverse modulo 2^64.
_BASE = 0xD1342543DE82EF95
_LARGEST = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)
# Texts that are shorter than this share tables, of 8 MB; longer ones are rare.
_KEPT_LENGTH = 1 << 19


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
    """Tables for texts of at least that length. The largest one is kept, unless it is for longer
    texts than usual."""
    global _kept
    if length < len(_kept.powers):
        return _kept
    size = 1 << length.bit_length()
    tables = _make_tables(size)
    if size <= _KEPT_LENGTH:
        _kept = tables
    return tables


def _make_tables(size: int) -> _Tables:
    return _Tables(_series(_BASE, size), np.append(np.uint64(1), _series(_INVERSE, size)))


def _series(base: int, count: int) -> Residues:
    series: Residues = np.cumprod(np.full(count, base, np.uint64), dtype=np.uint64)
    return series


_kept = _make_tables(1 << 12)
