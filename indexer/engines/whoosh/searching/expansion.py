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

# How many matches of each dictionary, the most frequent, are looked at first. Few expansions need
# more.
_FIRST = 512
# Limits for cached letter codes of the words of single fields, in bytes and in multiples of the
# whole dictionary; the larger one applies.
_CACHE_BYTES, _CACHE_DICTIONARIES = 24_000_000, 2


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


class _Matches(NamedTuple):
    """The terms that match a pattern in one source."""

    terms: Terms
    numbers: Numbers


class Expander:
    """Expands patterns over one index; safe to share between threads."""

    def __init__(self, index: OpenIndex) -> None:
        self._postings = index.postings
        self._frequencies = index.frequencies

    @cached_property
    def _letters(self) -> ByteCache[LetterCodes]:
        layers = (segment.blocks.vocabulary.layers["exact"] for segment in self._postings.segments)
        largest = sum(words.keys.letters.nbytes for words in layers)
        limit = max(_CACHE_BYTES, _CACHE_DICTIONARIES * largest)
        return ByteCache(lambda letters: letters.nbytes, limit)

    def expand(self, pattern: Pattern, *, excluded: bool) -> Expansion:
        fields = tuple(dict.fromkeys(pattern.fields)) or FIELDS
        matches = [
            _Matches(source.terms, source.matching_terms(pattern))
            for source in self._sources(pattern.layer, fields)
        ]
        expansion, is_certain = self._expand_most_frequent(
            _FIRST, matches, pattern.layer, fields, excluded=excluded
        )
        if is_certain:
            return expansion
        # The limits fall among words as rare as those that were not looked at.
        everything, _ = self._expand_most_frequent(
            None, matches, pattern.layer, fields, excluded=excluded
        )
        return everything

    def _expand_most_frequent(
        self,
        count: int | None,
        matches: Sequence[_Matches],
        layer: Layer,
        fields: tuple[str, ...],
        *,
        excluded: bool,
    ) -> tuple[Expansion, bool]:
        """Expand to the `count` most frequent matches of each source, None for all; and whether no
        other match can belong to the expansion."""
        totals, unseen = _top_totals(matches, count)
        counted = takewhile(itemgetter(1), self._count(totals, layer, fields))
        terms = ((Term(layer, text), releases) for text, releases in counted)
        expansion, next_count = expansions.truncate(terms, excluded=excluded)
        # In a single dictionary, equally rare words that were not looked at come later in order.
        is_ordered = len(matches) == 1 and self._frequencies.has_exact_counts(fields)
        is_certain = not unseen or next_count > unseen or (is_ordered and next_count == unseen)
        return expansion, is_certain

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
                yield self._source((number, layer), segment.blocks.vocabulary.layers[layer])
                continue
            for own in (layout.layer_field(layer, field) for field in fields):
                terms = segment.blocks.dictionary.field(own)
                if terms:
                    yield self._source((number, own), terms)

    def _source(self, name: tuple[int, str], terms: Terms) -> _Source:
        def letters() -> LetterCodes:
            # The letters of a whole layer are cached anyway.
            return (
                terms.letter_codes()
                if terms.members is None
                else self._letters.get_or_make(name, terms.letter_codes)
            )

        return _Source(terms, letters)


def _top_totals(matches: Sequence[_Matches], count: int | None) -> tuple[dict[str, int], int]:
    """The summed release counts of the `count` most frequent matches of each source, None for all;
    and an upper bound of the count of any match that was not looked at."""
    unseen = 0
    totals: Counter[str] = Counter()
    for terms, numbers in matches:
        releases = terms.releases.select(numbers)
        chosen, largest_left_out = _most_frequent(releases, count)
        unseen += largest_left_out
        texts = terms.select(numbers[chosen])
        totals.update(dict(zip(texts, releases[chosen].tolist(), strict=True)))
    if unseen and len(matches) > 1:
        for text in totals:
            totals[text] = sum(terms.release_count(text) for terms, _ in matches)
    return totals, unseen


def _most_frequent(releases: Numbers, count: int | None) -> tuple[Numbers, int]:
    """The indexes of the `count` largest numbers of releases, ties by index; and the largest of the
    rest, or 0."""
    if count is None or len(releases) <= count:
        return np.arange(len(releases)), 0
    least = np.partition(releases, -count)[-count]
    above, level = np.flatnonzero(releases > least), np.flatnonzero(releases == least)
    chosen = np.append(above, level[: count - len(above)])
    return chosen, int(least)


def _verify_counts(
    ordered: Sequence[tuple[int, str]], count: Callable[[str], int]
) -> Iterator[tuple[str, int]]:
    """Words with their exact counts, in order, from words ordered by (negative) upper bounds.

    A word is yielded as soon as none of the following can precede it.
    """
    waiting: list[tuple[int, str]] = []
    for bound, word in ordered:
        while waiting and waiting[0] < (bound, word):
            total, text = heapq.heappop(waiting)
            yield text, -total
        heapq.heappush(waiting, (-count(word), word))
    for total, text in sorted(waiting):
        yield text, -total
