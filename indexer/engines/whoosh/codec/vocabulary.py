"""The words of a segment apart from its fields: in how many releases each stands, and its spellings.

For each layer the terms of all fields together, with the spellings behind each; and once for each
spelling how often it stands in the segment and its term in the exact layer (names of several words
have none).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.codec import keys, letters
from indexer.engines.whoosh.codec.keys import Keys
from indexer.engines.whoosh.codec.letters import Letters
from indexer.engines.whoosh.codec.sections import Array, Sections, SectionsWriter, narrow

EXTENSION = ".voc"
_SPELLINGS = "spellings"
# Layers that are there letter by letter too: those that patterns are held against.
_SPELLED = ("exact", "stem")
# The number of no term.
NONE = 2**32 - 1


class LayerWords(NamedTuple):
    """``releases[n]`` have term n; its spellings are ``spellings[bounds[n]:bounds[n + 1]]``, in order.

    ``letters`` are there in the layers that patterns are mostly held against.
    """

    keys: Keys
    releases: Array
    bounds: Array
    spellings: Array
    letters: Letters | None

    def spellings_of(self, number: int) -> Array:
        return self.spellings[int(self.bounds[number]) : int(self.bounds[number + 1])]


class VocabularyWriter:
    def __init__(self, sections: SectionsWriter) -> None:
        self._sections = sections

    def add_layer(self, layer: str, terms: Keys, releases: Array, term_of: Array) -> None:
        """``term_of[spelling]`` is the number of a spelling's term, or NONE."""
        has = np.flatnonzero(term_of != NONE)
        spellings = has[np.argsort(term_of[has], kind="stable")]
        bounds = np.searchsorted(term_of[spellings], np.arange(len(terms) + 1))
        keys.write(self._sections, layer, terms)
        if layer in _SPELLED:
            letters.write(self._sections, layer, letters.spelled(terms.ends, bytes(terms.blob)))
        for name, values in (("releases", releases), ("bounds", bounds), ("spellings", spellings)):
            self._sections.add(f"{layer}.{name}", narrow(values))

    def add_spellings(self, spellings: Keys, counts: Array, exact: Array) -> None:
        """``counts[n]`` times in the segment; ``exact[n]`` the term or NONE."""
        keys.write(self._sections, _SPELLINGS, spellings)
        self._sections.add(f"{_SPELLINGS}.counts", narrow(counts))
        self._sections.add(f"{_SPELLINGS}.exact", exact.astype(np.uint32))


class Vocabulary:
    """Safe to share between threads."""

    def __init__(self, sections: Sections, layers: Sequence[str]) -> None:
        self.layers: Mapping[str, LayerWords] = {
            layer: LayerWords(
                keys.read(sections, layer),
                sections.array(f"{layer}.releases"),
                sections.array(f"{layer}.bounds"),
                sections.array(f"{layer}.spellings"),
                letters.read(sections, layer),
            )
            for layer in layers
        }
        self.spellings = keys.read(sections, _SPELLINGS)
        self.counts = sections.array(f"{_SPELLINGS}.counts")
        self.exact = sections.array(f"{_SPELLINGS}.exact")
