"""Expands a pattern to the words of the collection that match it, the most frequent first."""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from indexer.arabic.layers import Layer
from indexer.cache import ByteCache
from indexer.engines import expansions
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.dictionary import Terms
from indexer.engines.whoosh.codec.letter_codes import LetterCodes
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.searching import patterns
from indexer.engines.whoosh.searching.open_index import OpenIndex
from indexer.query.expansion import Expansion
from indexer.query.values import Pattern, Prefix, Term
from indexer.releases.schema import FIELDS

# The most frequent matching words of a dictionary, this many, are looked at first.
_FIRST = 512
# Limits for cached letter codes of the words of single fields, in bytes and in multiples of the
# whole dictionary; the larger one applies.
_KEPT_BYTES, _KEPT_DICTIONARIES = 24_000_000, 2


class _Source(NamedTuple):
    """The terms of one layer of a segment, in one field or in all."""

    terms: Terms
    letters: Callable[[], LetterCodes]

    def matching_terms(self, pattern: Pattern) -> Numbers:
        """The terms that match a pattern."""
        within = self.terms.prefix_range(patterns.literal_prefix(pattern))
        if isinstance(pattern, Prefix):
            return np.arange(within.start, within.stop)
        among = slice(within.start, within.stop)
        return patterns.matching_terms(pattern, self.letters(), among)


class Expander:
    """Expands patterns over one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._frequencies = index.frequencies

    @cached_property
    def _letters(self) -> ByteCache[LetterCodes]:
        layers = (segment.blocks.vocabulary.layers["exact"] for segment in self._postings.segments)
        largest = sum(words.keys.letters.nbytes for words in layers)
        limit = max(_KEPT_BYTES, _KEPT_DICTIONARIES * largest)
        return ByteCache(lambda letters: letters.nbytes, limit)

    def expand(self, pattern: Pattern, *, excluded: bool) -> Expansion:
        fields = tuple(dict.fromkeys(pattern.fields)) or FIELDS
        found = [
            (each, each.matching_terms(pattern)) for each in self._sources(pattern.layer, fields)
        ]
        expansion = Expansion((), complete=True)
        # First the most frequent of the matching words; then all of them, if the limits fall among
        # words as rare as those that were not looked at.
        for first in (_FIRST, 2**62):
            totals, unseen = _top_totals(found, first)
            counted = takewhile(itemgetter(1), self._count(totals, pattern.layer, fields))
            terms = ((Term(pattern.layer, text), count) for text, count in counted)
            expansion, next_count = expansions.truncate(terms, excluded=excluded)
            # In a single dictionary, equally rare words that were not looked at come later in
            # order.
            alone = len(found) == 1 and self._frequencies.has_exact_counts(fields)
            if not unseen or next_count > unseen or (alone and next_count == unseen):
                break
        return expansion

    def _count(
        self, totals: Mapping[str, int], layer: Layer, fields: tuple[str, ...]
    ) -> Iterator[tuple[str, int]]:
        """Words and their numbers of live releases, most frequent first, ties by text."""
        ordered = sorted((-total, text) for text, total in totals.items())
        if self._frequencies.has_exact_counts(fields):
            return ((text, -total) for total, text in ordered)
        return _verify_counts(
            ordered, lambda text: self._frequencies.document_frequency(Term(layer, text), fields)
        )

    def _sources(self, layer: Layer, fields: tuple[str, ...]) -> Iterator[_Source]:
        for number, segment in enumerate(self._postings.segments):
            if set(fields) == set(FIELDS):
                yield self._words((number, layer), segment.blocks.vocabulary.layers[layer])
                continue
            for own in (layout.layer_field(layer, field) for field in fields):
                found = segment.blocks.dictionary.field(own)
                if found:
                    yield self._words((number, own), found)

    def _words(self, name: tuple[int, str], terms: Terms) -> _Source:
        def letters() -> LetterCodes:
            # The letters of a whole layer are cached anyway.
            return (
                terms.letter_codes()
                if terms.members is None
                else self._letters.get_or_make(name, terms.letter_codes)
            )

        return _Source(terms, letters)


def _top_totals(found: Sequence[tuple[_Source, Numbers]], first: int) -> tuple[dict[str, int], int]:
    """The summed release counts of the `first` words of each source; and an upper bound of the
    count of any word that was not looked at."""
    unseen = 0
    totals: Counter[str] = Counter()
    for words, numbers in found:
        releases = words.terms.releases.select(numbers)
        chosen, least = _most_frequent(releases, first)
        unseen += least
        some = numbers[chosen]
        totals.update(dict(zip(words.terms.select(some), releases[chosen].tolist(), strict=True)))
    if unseen and len(found) > 1:
        for text in totals:
            totals[text] = sum(words.terms.release_count(text) for words, _ in found)
    return totals, unseen


def _most_frequent(releases: Numbers, first: int) -> tuple[Numbers, int]:
    """The indexes of the `first` largest counts, ties by index; and the largest of the rest, or
    0."""
    if len(releases) <= first:
        return np.arange(len(releases)), 0
    least = np.partition(releases, -first)[-first]
    above, level = np.flatnonzero(releases > least), np.flatnonzero(releases == least)
    chosen = np.append(above, level[: first - len(above)])
    return chosen, int(least)


def _verify_counts(
    ordered: Sequence[tuple[int, str]], count: Callable[[str], int]
) -> Iterator[tuple[str, int]]:
    """Words with their exact counts, in order, from words ordered by (negative) upper bounds.

    A word is yielded as soon as none of the following can precede it.
    """
    waiting: list[tuple[int, str]] = []
    for one in ordered:
        while waiting and waiting[0] < one:
            total, text = heapq.heappop(waiting)
            yield text, -total
        heapq.heappush(waiting, (-count(one[1]), one[1]))
    for total, text in sorted(waiting):
        yield text, -total
