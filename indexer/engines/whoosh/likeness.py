"""Which words of the collection are spelled like a given one: by the pairs of letters they share."""

import threading
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer import limits
from indexer.arabic.analyzer import Layer
from indexer.cache import ByteCache
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.postings import PostingsReader
from indexer.query.values import Term
from indexer.schema import TEXT_FIELDS

# A pair of code points as one number.
_SHIFT = 21
# Stands before and after each word, so that first and last letters make pairs too.
_EDGE = "\0"
# Bytes of answers that are kept, about 200 a word in each.
_KEPT = 8_000_000


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of a layer in order, and which of them hold each pair of letters.

    Word n is ``text[edges[n] + 1 : edges[n + 1]]`` and has ``sizes[n]`` different pairs; pair i of
    ``pairs`` is in the words ``owners[starts[i] : starts[i + 1]]``.
    """

    text: str
    edges: NDArray[np.int64]
    sizes: NDArray[np.int64]
    pairs: NDArray[np.uint64]
    starts: NDArray[np.int64]
    owners: NDArray[np.int32]

    def word(self, number: int) -> str:
        return self.text[self.edges[number] + 1 : self.edges[number + 1]]

    def alike(self, word: str) -> list[str]:
        """Words whose likeness to `word` (Dice, 1945) is `limits.LIKENESS` or more, likest first."""
        wanted = np.asarray(sorted(_pairs(word)), np.uint64)
        places = np.searchsorted(self.pairs, wanted)
        held = [
            self.owners[self.starts[place] : self.starts[place + 1]]
            for place, pair in zip(places.tolist(), wanted, strict=True)
            if place < len(self.pairs) and self.pairs[place] == pair
        ]
        if not held:
            return []
        shared = np.bincount(np.concatenate(held), minlength=len(self.sizes))
        # A word has no fewer pairs than it shares, so most words are ruled out by a count.
        near = np.flatnonzero(shared >= limits.LIKENESS / 2 * len(wanted))
        likeness = 2 * shared[near] / (self.sizes[near] + len(wanted))
        order = np.argsort(-likeness, kind="stable")
        return [self.word(n) for n in near[order[likeness[order] >= limits.LIKENESS]].tolist()]


class Likeness:
    """Finds words alike in one index; safe to share between threads."""

    def __init__(self, postings: PostingsReader) -> None:
        self._postings = postings
        # One a layer, for as long as the generation is served: it may be larger than any cache keeps.
        self._vocabularies: dict[Layer, _Vocabulary] = {}
        self._lock = threading.Lock()
        self._found: ByteCache[tuple[Term, ...]] = ByteCache(lambda terms: 200 * len(terms), _KEPT)

    def alike(self, term: Term) -> tuple[Term, ...]:
        """At most `limits.ALIKE`, likest first, ties by text, without the term itself."""
        return self._found.get(term, lambda: tuple(self._alike(term)))

    def _alike(self, term: Term) -> list[Term]:
        kept: list[Term] = []
        if not term.text.isalpha():
            return kept
        for text in self._vocabulary(term.layer).alike(term.text):
            other = Term(term.layer, text)
            if other != term and self._stands(other):
                kept.append(other)
                if len(kept) == limits.ALIKE:
                    break
        return kept

    def _vocabulary(self, layer: Layer) -> _Vocabulary:
        with self._lock:
            if layer not in self._vocabularies:
                self._vocabularies[layer] = _vocabulary(self._words(layer))
            return self._vocabularies[layer]

    def _words(self, layer: Layer) -> list[str]:
        """Numbers are like any other number, so only words of letters count."""
        segments = (segment.reader.vocabulary for segment in self._postings.segments)
        found = {text for words in segments for text in words.layers[layer].keys.texts()}
        return sorted(text for text in found if text.isalpha())

    def _stands(self, term: Term) -> bool:
        """Whether any live release holds it."""
        return any(len(self._postings.postings(n, term.text).rows) for n in _names(term.layer))


def _names(layer: Layer) -> list[str]:
    return [layout.layer_field(layer, field.name) for field in TEXT_FIELDS]


def _pairs(word: str) -> set[int]:
    codes = map(ord, _EDGE + word + _EDGE)
    return {(first << _SHIFT) + second for first, second in pairwise(codes)}


def _vocabulary(words: list[str]) -> _Vocabulary:
    """Of sorted words."""
    text = "".join(_EDGE + word for word in words) + _EDGE
    codes = np.frombuffer(text.encode("utf-32-le"), "<u4").astype(np.uint64)
    starts_word = codes == 0
    owners = np.cumsum(starts_word)[:-1] - 1
    pairs, numbers = np.unique((codes[:-1] << np.uint64(_SHIFT)) + codes[1:], return_inverse=True)
    many = max(len(words), 1)
    held = np.sort(numbers * many + owners)  # much faster than np.unique
    held = held[np.diff(held, prepend=-1) > 0]
    return _Vocabulary(
        text,
        np.flatnonzero(starts_word),
        np.bincount(held % many, minlength=len(words)),
        pairs,
        np.searchsorted(held, np.arange(len(pairs) + 1) * many),
        (held % many).astype(np.int32),
    )
