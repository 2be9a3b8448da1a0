"""Numbers for stretches of a text: polynomials of their characters, all stretches at once (Karp and Rabin,
1987), so that no stretch becomes a string of its own. Equal stretches have equal numbers, modulo 2^64."""

import numpy as np
from numpy.typing import NDArray

from indexer.cache import ByteCache

Residues = NDArray[np.uint64]
Places = NDArray[np.int64]

# Without a pattern, and odd, so that it has an inverse among the numbers of 64 bits.
_BASE = 0xD1342543DE82EF95
_LARGEST = (1 << 64) - 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_KEPT_BYTES = 16_000_000


def codes(text: str) -> NDArray[np.uint32]:
    """The code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def number(text: str) -> int:
    """The number of a text by itself."""
    found = 0
    for letter in reversed(text):
        found = (found + ord(letter)) * _BASE & _LARGEST
    return found


def numbers(codes: NDArray[np.uint32], starts: Places, ends: Places) -> Residues:
    """A number for each stretch ``codes[starts[n]:ends[n]]``."""
    powers, inverses = _powers(len(codes))
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    found: Residues = (sums[ends] - sums[starts]) * inverses[starts]
    return found


_of_length: ByteCache[tuple[Residues, Residues]] = ByteCache(
    lambda both: sum(each.nbytes for each in both), _KEPT_BYTES
)


def _powers(count: int) -> tuple[Residues, Residues]:
    """The powers of the base from the first on, and of its inverse from none on; `count` or more."""
    size = 1 << max(12, count.bit_length())
    return _of_length.get(
        size, lambda: (_series(_BASE, size), np.append(np.uint64(1), _series(_INVERSE, size)))
    )


def _series(base: int, count: int) -> Residues:
    series: Residues = np.cumprod(np.full(count, base, np.uint64), dtype=np.uint64)
    return series
