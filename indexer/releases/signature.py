"""Signatures of texts, which identify near-duplicates: re-issued statements, corrected copies.

A signature is a MinHash (Broder 1997) of the word trigrams of a text, a byte for each of 64 hash
functions (b-bit MinHash, Li and König 2010): as large as a digest, and two of them estimate how
much two texts share.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SIZE = 64
# Stands for the signature of a text that has none.
NONE = bytes(SIZE)
# Texts that share this much of their trigrams (Jaccard) are the same statement, issued again.
SAME = 0.8
# Words of a text that count; releases that differ only after them are rare.
_MAX_WORDS = 20_000
_RUN = 3
# Bytes of a band (locality-sensitive hashing): two texts as similar as SAME have one of the 16
# bands in common in 9,998 of 10,000 cases.
_BAND = 4
_CHUNK = 4_096
_CHANCE = 1 / 256
# Arbitrary odd numbers of 64 bits (digits of the golden ratio, of e and of pi), which combine the
# words of a trigram into its hash.
_MIX = np.array([0x9E3779B97F4A7C15, 0xB7E151628AED2A6B, 0x243F6A8885A308D3], np.uint64)

Words = NDArray[np.uint64]
Coefficients = NDArray[np.uint32]
Signatures = NDArray[np.uint8]


def signature(words: Words) -> bytes:
    """The signature of a text, from the hashes of its words in order (`rolling_hash.hash_text`), of
    which at most `_MAX_WORDS` count; `NONE` for fewer than three words, too few to compare."""
    if len(words) < _RUN:
        return NONE
    hashed = words[:_MAX_WORDS]
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

    def draw(name: str) -> Coefficients:
        digests = (hashlib.sha256(f"{name} {n}".encode()).digest() for n in range(SIZE))
        numbers = [int.from_bytes(digest[:4], "big") for digest in digests]
        return np.array(numbers, np.uint32)[:, None]

    return draw("factor") | np.uint32(1), draw("offset")


def resemblance(one: bytes, other: bytes) -> float:
    """The estimated Jaccard similarity of the trigrams of two texts, 0 to 1, give or take 0.05."""
    if NONE in (one, other):
        return 0.0
    equal = np.count_nonzero(np.frombuffer(one, np.uint8) == np.frombuffer(other, np.uint8)) / SIZE
    return max(0.0, (float(equal) - _CHANCE) / (1 - _CHANCE))


def same(one: bytes, other: bytes) -> bool:
    """Whether two texts are near-duplicates."""
    return resemblance(one, other) >= SAME


def bands(signature: bytes) -> list[bytes]:
    """The bands of a signature; near-duplicates have one in common. `NONE` has no bands."""
    if signature == NONE:
        return []
    return [signature[start : start + _BAND] for start in range(0, SIZE, _BAND)]


def groups(signatures: Mapping[str, bytes]) -> list[tuple[str, ...]]:
    """Groups of the ids of near-duplicates, two or more in each, disjoint and sorted.

    Compares only signatures with a band in common.
    """
    ids = sorted(release_id for release_id, signed in signatures.items() if signed != NONE)
    if not ids:
        return []
    # Union-find over the places of the ids.
    leader = list(range(len(ids)))

    def find_leader(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    rows = np.frombuffer(b"".join(signatures[each] for each in ids), np.uint8).reshape(-1, SIZE)
    for one, other in _candidates(rows):
        if find_leader(one) != find_leader(other) and same(
            signatures[ids[one]], signatures[ids[other]]
        ):
            leader[find_leader(other)] = find_leader(one)
    members: dict[int, list[str]] = {}
    for place, release_id in enumerate(ids):
        members.setdefault(find_leader(place), []).append(release_id)
    return sorted(tuple(group) for group in members.values() if len(group) > 1)


def related(rows: Signatures, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which signatures, one a row, may be of near-duplicates of the chosen ones: those with a
    common band."""
    candidates = chosen.copy()
    if not chosen.all():
        for band in _bands(rows):
            candidates |= np.isin(band, band[chosen])
    return candidates & rows.any(axis=1)


def _bands(rows: Signatures) -> NDArray[np.uint32]:
    """The bands as numbers, a row for each band and a column for each signature."""
    bands: NDArray[np.uint32] = np.ascontiguousarray(rows).view(f"<u{_BAND}").T
    return bands


def _candidates(rows: Signatures) -> Iterator[tuple[int, int]]:
    """Pairs of adjacent signatures among those with an equal band."""
    for band in _bands(rows):
        order = np.argsort(band, kind="stable")
        yield from _equal_neighbours(band[order], order.tolist())


def _equal_neighbours(
    values: NDArray[np.uint32], order: Sequence[int]
) -> Iterable[tuple[int, int]]:
    equal = np.flatnonzero(values[1:] == values[:-1]).tolist()
    pairs = list(pairwise(order))
    return (pairs[place] for place in equal)
