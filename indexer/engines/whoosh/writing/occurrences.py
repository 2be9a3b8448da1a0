"""The words of a field as releases come: one row each, shared by all layers."""

from array import array
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.glossary import AnalysedText
from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NO_TERM
from indexer.engines.whoosh.writing.words import UPPER, Spellings

# In each layer a word becomes a row of three 4-byte numbers.
_ROW_BYTES = 12 * len(LAYERS)


class LayerRows(NamedTuple):
    """Occurrences of terms, ordered by release and position."""

    terms: Numbers
    docs: Numbers
    positions: NDArray[np.uint32]


class WordRows(NamedTuple):
    """Row i is a word with spelling ``spellings[i]``. A row of ``names`` has the row of a name's
    first word, followed by the fields of `Name`."""

    spellings: NDArray[np.uint32]
    docs: Numbers
    positions: NDArray[np.uint32]
    names: Numbers

    def rows(self, layer: Layer, term_of: Numbers) -> LayerRows:
        """The rows of a layer; ``term_of[spelling]`` is a word's term in it, or NO_TERM."""
        terms = term_of[self.spellings]
        stands = terms != NO_TERM
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

    def spellings_with_docs(self) -> tuple[Numbers, Numbers]:
        """The spellings of all words and names, and their releases."""
        spellings = np.concatenate([self.spellings, self.names[:, 1]])
        return spellings, np.concatenate([self.docs, self.docs[self.names[:, 0]]])


class OccurrenceBuffer:
    """Buffers the words of one field."""

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
        """The size of the rows once they are converted to those of the layers."""
        return _ROW_BYTES * len(self._spellings)

    def add(self, doc: int, text: AnalysedText, spellings: Spellings) -> None:
        """Add the words of the next release."""
        first = len(self._spellings)
        self._spellings.frombytes(spellings.numbers_of(text).tobytes())
        self._positions.frombytes(text.positions.tobytes())
        self._docs.append(doc)
        self._sizes.append(len(text.numbers))
        for run in text.runs:
            name = spellings.add_name(text.spelling(run), run.term)
            self._names.append((first + run.first, *name))

    def take(self) -> WordRows:
        """Return all buffered rows, and empty the buffer."""
        rows = WordRows(
            np.asarray(self._spellings),
            np.repeat(np.asarray(self._docs, np.int64), self._sizes),
            np.asarray(self._positions),
            np.asarray(self._names, np.int64).reshape(-1, 4),
        )
        self._clear()
        return rows
