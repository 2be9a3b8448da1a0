"""Signatures of texts, by which near-duplicates are told: re-issued statements, corrected copies.

A signature is a MinHash (Broder 1997) of the runs of three words of a text, a byte for each of 64 hash
functions (b-bit MinHash, Li and König 2010): as large as a digest, and two of them tell how much two
texts share.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer import limits

SIZE = 64
# What is there in the place of a signature where a text has none.
NONE = bytes(SIZE)
# Texts that share this much of their runs of words (Jaccard) are the same statement, issued again.
SAME = 0.8
_RUN = 3
# Bytes that are looked up together: of two texts that are the same by SAME, one of the 16 groups of 4
# is equal in 9,998 of 10,000 cases.
_BAND = 4
_CHUNK = 4_096
_CHANCE = 1 / 256
# Odd numbers of 64 bits without a pattern (digits of the golden ratio, of e and of pi), which mix the
# words of a run into its number.
_MIX = np.array([0x9E3779B97F4A7C15, 0xB7E151628AED2A6B, 0x243F6A8885A308D3], np.uint64)

Words = NDArray[np.uint64]
Coefficients = NDArray[np.uint32]
Signatures = NDArray[np.uint8]


def signature(words: Words) -> bytes:
    """The signature of a text, of which ``words`` are numbers of the words in order, the same for the same word
    everywhere (`rolling_hash.number`): of at most `limits.SIGNATURE_WORDS`; `NONE` for a text of fewer than three,
    which says too little to be told from others."""
    if len(words) < _RUN:
        return NONE
    hashed = words[: limits.SIGNATURE_WORDS]
    runs = hashed[:-2] * _MIX[0] + hashed[1:-1] * _MIX[1] + hashed[2:] * _MIX[2]
    mixed = (runs >> np.uint64(32)).astype(np.uint32)
    factors, offsets = _functions()
    least = np.full(SIZE, np.iinfo(np.uint32).max, np.uint32)
    for start in range(0, len(mixed), _CHUNK):
        values = factors * mixed[start : start + _CHUNK] + offsets
        np.minimum(least, values.min(axis=1), out=least)
    return (least >> np.uint32(4)).astype(np.uint8).tobytes()


@cache
def _functions() -> tuple[Coefficients, Coefficients]:
    """Odd factors and offsets of linear hashing modulo 2^32, the same on every machine."""

    def drawn(what: str) -> Coefficients:
        digests = (hashlib.sha256(f"{what} {n}".encode()).digest() for n in range(SIZE))
        numbers = [int.from_bytes(digest[:4], "big") for digest in digests]
        return np.array(numbers, np.uint32)[:, None]

    return drawn("factor") | np.uint32(1), drawn("offset")


def resemblance(one: bytes, other: bytes) -> float:
    """How much two texts share of their runs of words, 0 to 1, give or take 0.05."""
    if NONE in (one, other):
        return 0.0
    equal = np.count_nonzero(np.frombuffer(one, np.uint8) == np.frombuffer(other, np.uint8)) / SIZE
    return max(0.0, (float(equal) - _CHANCE) / (1 - _CHANCE))


def same(one: bytes, other: bytes) -> bool:
    """Whether two texts are near-duplicates."""
    return resemblance(one, other) >= SAME


def bands(signature: bytes) -> list[bytes]:
    """The parts of a signature of which near-duplicates have at least one in common; none of `NONE`."""
    if signature == NONE:
        return []
    return [signature[start : start + _BAND] for start in range(0, SIZE, _BAND)]


def groups(signatures: Mapping[str, bytes]) -> list[tuple[str, ...]]:
    """The ids of near-duplicates, two or more a group, each in one; sorted.

    Compares those alone that have a stretch of their signature in common.
    """
    ids = sorted(release_id for release_id, found in signatures.items() if found != NONE)
    if not ids:
        return []
    leader = list(range(len(ids)))

    def lead(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    rows = np.frombuffer(b"".join(signatures[each] for each in ids), np.uint8).reshape(-1, SIZE)
    for one, other in _candidates(rows):
        if lead(one) != lead(other) and same(signatures[ids[one]], signatures[ids[other]]):
            leader[lead(other)] = lead(one)
    members: dict[int, list[str]] = {}
    for place, release_id in enumerate(ids):
        members.setdefault(lead(place), []).append(release_id)
    return sorted(tuple(group) for group in members.values() if len(group) > 1)


def related(rows: Signatures, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of some signatures, one a row, may be those of near-duplicates of any of the chosen ones:
    they have a band in common."""
    found = chosen.copy()
    if not chosen.all():
        for band in _bands(rows):
            found |= np.isin(band, band[chosen])
    return found & rows.any(axis=1)


def _bands(rows: Signatures) -> NDArray[np.uint32]:
    """The numbers that the bands of signatures are, a row for each band."""
    bands: NDArray[np.uint32] = np.ascontiguousarray(rows).view(f"<u{_BAND}").T
    return bands


def _candidates(rows: Signatures) -> Iterator[tuple[int, int]]:
    """Neighbours among those with an equal band: each is compared with the next alone."""
    for band in _bands(rows):
        order = np.argsort(band, kind="stable")
        yield from _equal_neighbours(band[order], order.tolist())


def _equal_neighbours(
    values: NDArray[np.uint32], order: Sequence[int]
) -> Iterable[tuple[int, int]]:
    equal = np.flatnonzero(values[1:] == values[:-1]).tolist()
    pairs = list(pairwise(order))
    return (pairs[place] for place in equal)
