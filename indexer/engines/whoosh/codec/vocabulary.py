"""The words of a segment, whatever their fields: their numbers of releases, and their spellings.

A spelling is a word as it occurs in releases. Most equal their term in the exact layer, so the
first spelling numbers belong to the terms of that layer; a term that no release spells like this
has a count of 0. The other spellings follow, ordered by their terms in the exact layer; names of
several words, which have no such term, are last.
"""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from indexer.engines.whoosh.codec import integers, string_table
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.dictionary import Dictionary, Terms
from indexer.engines.whoosh.codec.integers import Integers, Runs
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.sections import Sections, SectionsWriter, narrow

EXTENSION = ".voc"
_SPELLINGS = "spellings"
# The layer in which every spelling but names has a term.
_EXACT = "exact"
# The number that stands for no term.
NO_TERM = 2**32 - 1


class VocabularyWriter:
    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections

    def add_layer(self, layer: str, releases: Numbers, term_of: Numbers) -> None:
        """Term n of a layer is in ``releases[n]``; ``term_of[spelling]`` is a spelling's term, or
        NO_TERM."""
        self._sections.add(f"{layer}.releases", integers.pack_integers(releases))
        if layer != _EXACT:
            has = np.flatnonzero(term_of != NO_TERM)
            spellings = has[np.argsort(term_of[has], kind="stable")]
            bounds = np.searchsorted(term_of[spellings], np.arange(len(releases) + 1))
            self._sections.add(f"{layer}.runs", integers.pack_runs(np.diff(bounds)))
            self._sections.add(f"{layer}.spellings", integers.pack_integers(spellings))

    def add_spellings(self, others: ByteStrings, exact: Numbers, counts: Numbers) -> None:
        """The spellings that are no terms of the exact layer, ordered by their terms there (for
        names a number beyond all); and the number of occurrences of every spelling in the
        segment."""
        string_table.write(self._sections, _SPELLINGS, string_table.encode(others))
        self._sections.add(f"{_SPELLINGS}.exact", narrow(exact))
        self._sections.add(f"{_SPELLINGS}.counts", integers.pack_integers(counts))


class Vocabulary:
    """Reads the vocabulary of a segment; safe to share between threads."""

    def __init__(self, sections: Sections, dictionary: Dictionary, layers: Sequence[str]) -> None:
        self.layers = {
            layer: Terms(dictionary.keys(layer), None, Integers(sections.blob(f"{layer}.releases")))
            for layer in layers
        }
        # Occurrences of each spelling in the segment.
        self.counts = Integers(sections.blob(f"{_SPELLINGS}.counts"))
        self._own = self.layers[_EXACT].keys
        self._others = string_table.read(sections, _SPELLINGS)
        self._exact = sections.array(f"{_SPELLINGS}.exact")
        self._spellings = {
            layer: (
                Runs(sections.blob(f"{layer}.runs")),
                Integers(sections.blob(f"{layer}.spellings")),
            )
            for layer in layers
            if layer != _EXACT
        }

    def spelling(self, number: int) -> str:
        own = len(self._own)
        return self._own[number] if number < own else self._others[number - own]

    def all_spellings(self) -> list[str]:
        """All spellings, by number."""
        return self._own.to_list() + self._others.to_list()

    def exact_term(self, number: int) -> int | None:
        """The term of a spelling in the exact layer; None for a name."""
        if number < len(self._own):
            return number
        term = int(self._exact[number - len(self._own)])
        return term if term < len(self._own) else None

    def spellings_of(self, layer: str, term: int) -> list[int]:
        """The spellings of a term of a layer, in order."""
        if layer != _EXACT:
            runs, spellings = self._spellings[layer]
            return [spellings[place] for place in range(*runs[term])]
        first = bisect_left(self._exact.data, term)
        last = bisect_left(self._exact.data, term + 1, first)
        own = [term] if self.counts[term] else []
        return own + [len(self._own) + other for other in range(first, last)]

    def terms(self, layer: str) -> Numbers:
        """For each spelling its term in a layer, or NO_TERM."""
        terms = np.full(len(self.counts), NO_TERM, np.int64)
        if layer == _EXACT:
            own = len(self._own)
            terms[:own] = np.where(self.counts.to_array()[:own] > 0, np.arange(own), NO_TERM)
            exact = self._exact.astype(np.int64)
            terms[own:] = np.where(exact < own, exact, NO_TERM)
        else:
            runs, spellings = self._spellings[layer]
            sizes = np.diff(runs.bounds())
            terms[spellings.to_array()] = np.repeat(np.arange(len(sizes)), sizes)
        return terms
