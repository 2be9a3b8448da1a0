"""Finds words of the collection spelled like a given one, by the letter pairs that they share."""

import math
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.layers import Layer
from indexer.cache import ByteCache
from indexer.engines import limits
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array, narrow
from indexer.engines.whoosh.codec.string_table import StringTable
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.query.values import Term

# Bytes of cached results, about 200 for each word in them.
_CACHE_BYTES = 8_000_000
# A word's number takes this many bits where it is combined with a letter pair.
_WORD = np.uint64(32)
_ROUNDING = 1e-9

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _PairIndex:
    """An inverted index from letter pairs to the words of one layer of a segment.

    Letters are numbered from 1 by the alphabet of ``keys``; 0 marks both edges of a word, so that
    first and last letters make pairs, too. Pair i of the sorted ``pairs`` is in the words
    ``owners[starts[i] : starts[i + 1]]``; word n has ``sizes[n]`` different pairs, none unless it
    is letters only.
    """

    keys: StringTable
    pairs: NDArray[np.uint64]
    starts: Numbers
    owners: NDArray[np.uint32]
    sizes: Array

    def similar_words(self, word: str) -> Iterator[tuple[str, float]]:
        """Words whose Dice similarity (1945) to `word` is at least `limits.MIN_DICE`, with it."""
        wanted = {*pairwise(["", *word, ""])}
        held = [self.owners[slice(*bounds)] for bounds in self._bounds(wanted)]
        if not held:
            return
        shared = np.zeros(len(self.sizes), np.min_scalar_type(len(wanted)))
        for owners in held:
            shared[owners] += 1
        # A word has at least as many pairs as it shares, so a count rules out most words.
        least = limits.MIN_DICE * len(wanted) / (2 - limits.MIN_DICE)
        near = np.flatnonzero(shared >= math.ceil(least - _ROUNDING))
        likeness = 2.0 * shared[near] / (self.sizes[near].astype(np.int64) + len(wanted))
        for place in np.flatnonzero(likeness >= limits.MIN_DICE).tolist():
            yield self.keys[int(near[place])], float(likeness[place])

    def _bounds(self, wanted: Iterable[_Pair]) -> Iterator[tuple[int, int]]:
        for first, second in wanted:
            # The edges of a word are 0.
            one, other = (1 + self.keys.code(each) if each else 0 for each in (first, second))
            if (one or not first) and (other or not second):
                pair = one * (len(self.keys.alphabet) + 1) + other
                place = int(np.searchsorted(self.pairs, pair))
                if place < len(self.pairs) and self.pairs[place] == pair:
                    yield int(self.starts[place]), int(self.starts[place + 1])


class TermSimilarity:
    """Finds similar words in one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._frequencies = index.frequencies
        # One per layer for the lifetime of the generation: it may exceed the limit of any cache.
        self._vocabularies: dict[Layer, list[_PairIndex]] = {}
        self._lock = threading.Lock()
        self._found: ByteCache[tuple[Term, ...]] = ByteCache(
            lambda terms: 200 * len(terms), _CACHE_BYTES
        )

    def similar_terms(self, term: Term) -> tuple[Term, ...]:
        """At most `limits.MAX_SIMILAR_TERMS` words, most similar first, ties by text, without the
        term itself."""
        return self._found.get_or_make(term, lambda: tuple(self._find_similar(term)))

    def _find_similar(self, term: Term) -> list[Term]:
        kept: list[Term] = []
        if not term.text.isalpha():
            return kept
        found: dict[str, float] = {}
        for vocabulary in self._pair_indexes(term.layer):
            found.update(vocabulary.similar_words(term.text))
        for text in sorted(found, key=lambda text: (-found[text], text)):
            other = Term(term.layer, text)
            if other != term and self._frequencies.document_frequency(other):
                kept.append(other)
                if len(kept) == limits.MAX_SIMILAR_TERMS:
                    break
        return kept

    def _pair_indexes(self, layer: Layer) -> list[_PairIndex]:
        with self._lock:
            if layer not in self._vocabularies:
                segments = (segment.blocks.vocabulary for segment in self._postings.segments)
                self._vocabularies[layer] = [
                    _index_pairs(each.layers[layer].keys) for each in segments
                ]
            return self._vocabularies[layer]


def _index_pairs(keys: StringTable) -> _PairIndex:
    """Index every distinct letter pair of the words of letters only, ordered by pair and word. Both
    are combined into one number, because sorting numbers is many times faster than an argsort."""
    spelled = keys.letters
    count = len(spelled.starts) - 1
    # The letters of all words, each word preceded by an edge.
    edges = spelled.starts + np.arange(count + 1, dtype=np.uint32)
    letters = np.zeros(int(edges[-1]) + 1, np.uint32)
    inner = np.ones(len(letters), np.bool_)
    inner[edges] = False
    letters[inner] = spelled.codes.astype(np.uint32) + 1
    words = np.repeat(np.arange(count, dtype=np.uint32), np.diff(edges))
    others = np.asarray([False, *(not letter.isalpha() for letter in keys.alphabet)], np.bool_)
    of_letters = np.ones(count, np.bool_)
    of_letters[words[others[letters[:-1]]]] = False
    pairs = letters[:-1].astype(np.uint64) * np.uint64(len(others)) + letters[1:]
    both = ((pairs << _WORD) | words)[of_letters[words]]
    both.sort()
    both = both[np.append(True, both[1:] != both[:-1])[: len(both)]]
    owners, pairs = both.astype(np.uint32), both >> _WORD
    begins = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)])
    sizes = np.bincount(owners, minlength=count)
    return _PairIndex(keys, pairs[begins], np.append(begins, len(both)), owners, narrow(sizes))
