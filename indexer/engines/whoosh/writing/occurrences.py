"""The words of a field as releases come: a row for each, whatever its terms in the layers are."""

from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.words import LAYERS, AnalysedText, Layer
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NONE
from indexer.engines.whoosh.writing.words import UPPER, Spellings

# In each layer a word becomes a row of three numbers of four bytes.
_ROW_BYTES = 12 * len(LAYERS)


class LayerRows(NamedTuple):
    """Occurrences of terms, in order of release and position."""

    terms: Numbers
    docs: Numbers
    positions: NDArray[np.uint32]


class WordRows(NamedTuple):
    """Row i: a word of spelling ``spellings[i]``. Row n of ``names``: the row of the first word of a
    name, then what `Name` has."""

    spellings: NDArray[np.uint32]
    docs: Numbers
    positions: NDArray[np.uint32]
    names: Numbers

    def rows(self, layer: Layer, term_of: Numbers) -> LayerRows:
        """The rows of a layer; ``term_of[spelling]`` is a word's term in it, or NONE."""
        terms = term_of[self.spellings]
        stands = terms != NONE
        rows = LayerRows(terms[stands], self.docs[stands], self.positions[stands])
        if layer not in UPPER or not len(self.names):
            return rows
        first, named = self.names[:, 0], self.names[:, 2 + UPPER.index(layer)]
        before = np.cumsum(stands)[first] - stands[first]
        more = LayerRows(named, self.docs[first], self.positions[first])
        return LayerRows(
            np.insert(rows.terms, before, more.terms),
            np.insert(rows.docs, before, more.docs),
            np.insert(rows.positions, before, more.positions),
        )

    def spelled(self) -> tuple[Numbers, Numbers]:
        """The spellings of all words and names, and their releases."""
        spellings = np.concatenate([self.spellings, self.names[:, 1]])
        return spellings, np.concatenate([self.docs, self.docs[self.names[:, 0]]])


class OccurrenceBuffer:
    """Gathers the words of one field."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self._spellings = array("I")
        self._positions = array("I")
        self._docs: list[int] = []
        self._sizes: list[int] = []
        self._names: list[tuple[int, int, int, int]] = []

    @property
    def nbytes(self) -> int:
        """What the rows take once they are those of the layers."""
        return _ROW_BYTES * len(self._spellings)

    def add(self, doc: int, text: AnalysedText, spellings: Spellings) -> None:
        """The words of the next release."""
        first = len(self._spellings)
        self._spellings.frombytes(spellings.of(text).tobytes())
        self._positions.frombytes(text.positions.tobytes())
        self._docs.append(doc)
        self._sizes.append(len(text.numbers))
        for run in text.runs:
            name = spellings.name(text.spelling(run), run.term)
            self._names.append((first + run.first, *name))

    def taken(self) -> WordRows:
        """All that was gathered; the buffer is empty then."""
        found = WordRows(
            np.asarray(self._spellings),
            np.repeat(np.asarray(self._docs, np.int64), self._sizes),
            np.asarray(self._positions),
            np.asarray(self._names, np.int64).reshape(-1, 4),
        )
        self._clear()
        return found
