"""Sorted terms letter by letter, to match patterns against all of them at once."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec.byte_strings import batches
from indexer.engines.whoosh.codec.packing import Numbers, expand_ranges
from indexer.engines.whoosh.codec.sections import Array

LetterMasks = NDArray[np.uint32]


class LetterCodes(NamedTuple):
    """Term n is ``codes[starts[n]:starts[n + 1]]``, numbers of letters; ``masks[n]`` has a bit for
    each letter in it (some letters share one). ``code`` returns the number of a letter, -1 if it is
    in no term."""

    codes: Array
    starts: Array
    masks: LetterMasks
    code: Callable[[str], int]

    @property
    def nbytes(self) -> int:
        return self.codes.nbytes + self.starts.nbytes + self.masks.nbytes

    def lengths(self, terms: Numbers) -> Numbers:
        return self.starts[terms + 1].astype(np.int64) - self.starts[terms]

    def mask(self, text: str) -> np.uint32:
        """The mask of a text's letters, without those that are in no term."""
        codes = np.asarray([code for code in map(self.code, text) if code >= 0], np.int64)
        return np.uint32(np.bitwise_or.reduce(_bits(codes), initial=np.uint32(0)))

    def select(self, terms: Numbers) -> "LetterCodes":
        """The letter codes of some of the terms."""
        lengths = self.lengths(terms)
        starts = np.zeros(len(terms) + 1, np.uint32)
        np.cumsum(lengths, out=starts[1:])
        codes = self.codes[expand_ranges(self.starts[terms].astype(np.int64), lengths)]
        return LetterCodes(codes, starts, self.masks[terms], self.code)


def letter_masks(codes: Array, starts: Numbers) -> LetterMasks:
    """The masks of all terms, in batches: a letter takes 16 bytes temporarily."""
    parts = [np.zeros(0, np.uint32)]
    for part in batches(len(starts) - 1):
        bounds = starts[part.start : part.stop + 1]
        bits = _bits(codes[bounds[0] : bounds[-1]])
        # An empty term has no letter of its own.
        empty = bounds[:-1] == bounds[1:]
        masks = np.bitwise_or.reduceat(np.append(bits, np.uint32(0)), bounds[:-1] - bounds[0])
        masks[empty] = 0
        parts.append(masks)
    return np.concatenate(parts)


def _bits(codes: Array) -> LetterMasks:
    return np.left_shift(np.uint32(1), (codes & 31).astype(np.uint32))
