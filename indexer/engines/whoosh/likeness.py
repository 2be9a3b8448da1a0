"""Which words of the collection are spelled like a given one: by the pairs of letters they share."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from indexer import limits
from indexer.arabic.words import Layer
from indexer.cache import ByteCache
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.keys import Keys
from indexer.engines.whoosh.codec.letters import Letters
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Array, narrow
from indexer.engines.whoosh.columns import Mask
from indexer.engines.whoosh.postings import PostingsReader
from indexer.query.values import Term
from indexer.schema import TEXT_FIELDS

# Bytes of answers that are kept, about 200 a word in each.
_KEPT = 8_000_000

_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """Which words of a layer of a segment hold each pair of letters.

    Letters have their numbers in the alphabet of ``keys``, from 1; before and after each word stands 0, so
    that first and last letters make pairs too. Pair i of ``pairs``, in order, is in the words ``owners[starts[i] : starts[i + 1]]``;
    word n has ``sizes[n]`` different ones. Words that are not of letters alone have none.
    """

    keys: Keys
    pairs: Numbers
    starts: Numbers
    owners: NDArray[np.int32]
    sizes: Numbers

    def alike(self, word: str) -> Iterator[tuple[str, float]]:
        """Words whose likeness to `word` (Dice, 1945) is `limits.LIKENESS` or more, with that."""
        wanted = {*pairwise(["", *word, ""])}
        held = [self.owners[slice(*bounds)] for bounds in self._bounds(wanted)]
        if not held:
            return
        shared = np.bincount(np.concatenate(held), minlength=len(self.sizes))
        # A word has no fewer pairs than it shares, so most words are ruled out by a count.
        near = np.flatnonzero(shared >= limits.LIKENESS / 2 * len(wanted))
        likeness = 2 * shared[near] / (self.sizes[near] + len(wanted))
        for place in np.flatnonzero(likeness >= limits.LIKENESS).tolist():
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


class Likeness:
    """Finds words alike in one index; safe to share between threads."""

    def __init__(self, postings: PostingsReader) -> None:
        self._postings = postings
        # One a layer, for as long as the generation is served: it may be larger than any cache keeps.
        self._vocabularies: dict[Layer, list[_Vocabulary]] = {}
        self._lock = threading.Lock()
        self._found: ByteCache[tuple[Term, ...]] = ByteCache(lambda terms: 200 * len(terms), _KEPT)

    def alike(self, term: Term) -> tuple[Term, ...]:
        """At most `limits.ALIKE`, likest first, ties by text, without the term itself."""
        return self._found.get(term, lambda: tuple(self._alike(term)))

    def _alike(self, term: Term) -> list[Term]:
        kept: list[Term] = []
        if not term.text.isalpha():
            return kept
        found: dict[str, float] = {}
        for vocabulary in self._of_segments(term.layer):
            found.update(vocabulary.alike(term.text))
        for text in sorted(found, key=lambda text: (-found[text], text)):
            other = Term(term.layer, text)
            if other != term and self._stands(other):
                kept.append(other)
                if len(kept) == limits.ALIKE:
                    break
        return kept

    def _of_segments(self, layer: Layer) -> list[_Vocabulary]:
        with self._lock:
            if layer not in self._vocabularies:
                segments = (segment.reader.vocabulary for segment in self._postings.segments)
                self._vocabularies[layer] = [
                    _vocabulary(each.layers[layer].keys) for each in segments
                ]
            return self._vocabularies[layer]

    def _stands(self, term: Term) -> bool:
        """Whether any live release holds it."""
        return any(len(self._postings.postings(n, term.text).rows) for n in _names(term.layer))


def _names(layer: Layer) -> list[str]:
    return [layout.layer_field(layer, field.name) for field in TEXT_FIELDS]


def _vocabulary(keys: Keys) -> _Vocabulary:
    alphabetic = np.asarray([letter.isalpha() for letter in keys.alphabet], np.bool_)
    codes = keys.letters.codes
    first, second, owners = _paired(keys.letters, codes.astype(np.uint32) + 1, alphabetic[codes])
    pairs = first.astype(np.int64) * (len(keys.alphabet) + 1) + second
    begins = np.flatnonzero(np.diff(pairs, prepend=-1))
    return _Vocabulary(
        keys,
        pairs[begins],
        np.append(begins, len(pairs)),
        owners,
        np.bincount(owners, minlength=len(keys)),
    )


def _paired(
    spelled: Letters, numbers: NDArray[np.uint32], alphabetic: Mask
) -> tuple[Array, Array, NDArray[np.int32]]:
    """Every pair of letters of every word of letters alone, each once: its first and second letter and
    the word; sorted."""
    terms = np.arange(len(spelled.starts) - 1)
    lengths = spelled.lengths(terms)
    edged = np.zeros(len(numbers) + len(terms) + 1, np.uint32)
    edged[np.arange(len(numbers)) + np.repeat(terms, lengths) + 1] = numbers
    of_letters = np.ones(len(terms), np.bool_)
    of_letters[np.repeat(terms, lengths)[~alphabetic]] = False
    owners = np.repeat(terms, lengths + 1).astype(np.int32)
    chosen = np.flatnonzero(of_letters[owners])
    first, second, owners = narrow(edged[:-1][chosen]), narrow(edged[1:][chosen]), owners[chosen]
    # Numbers of two bytes are sorted by counting them.
    order = np.argsort(second, kind="stable")
    order = order[np.argsort(first[order], kind="stable")]
    first, second, owners = first[order], second[order], owners[order]
    again = (first[1:] == first[:-1]) & (second[1:] == second[:-1]) & (owners[1:] == owners[:-1])
    once = np.append(True, ~again)[: len(owners)]
    return first[once], second[once], owners[once]
