"""What a segment in the making holds of its releases, but for stored fields and columns."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from indexer.arabic.analyzer import LAYERS, Layer
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.buffer import FieldBuffer
from indexer.engines.whoosh.codec.blocks import Block
from indexer.engines.whoosh.codec.vocabulary import NONE, VocabularyWriter
from indexer.engines.whoosh.words import Numbers, Spellings, Terms
from indexer.schema import AnalysedRelease


class Contents:
    """Terms and postings, spilled to disk when the rows in memory pass `buffer_bytes`."""

    def __init__(self, folder: Path, buffer_bytes: int) -> None:
        self._folder = folder
        self._buffer_bytes = buffer_bytes
        self.layers: dict[Layer, Terms] = {layer: Terms() for layer in LAYERS}
        self.spellings = Spellings(self.layers)
        self._terms: dict[str, Terms] = {
            **{name: self.layers[layer] for name, layer in layout.POSITIONAL.items()},
            **{name: Terms() for name in layout.COUNTED},
            layout.FORMS: self.spellings.all,
        }
        self._buffers = {
            name: FieldBuffer(positional=name in layout.POSITIONAL) for name in layout.INDEXED
        }

    def add(self, doc: int, analysed: AnalysedRelease) -> None:
        """The next release."""
        for layer, fields in analysed.terms.items():
            terms, anywhere = self.layers[layer], set[int]()
            for field, occurrences in fields.items():
                numbers = terms.numbers(occurrences.terms)
                anywhere.update(numbers)
                buffer = self._buffers[layout.layer_field(layer, field)]
                buffer.add(doc, numbers, occurrences.positions)
            terms.count(anywhere)
        self._buffers[layout.FORMS].add(doc, *self.spellings.add(analysed.forms))
        for field, values in layout.values(analysed):
            numbers = self._terms[field].numbers(values)
            self._buffers[field].add(doc, numbers, [1] * len(numbers))
        self._spill_if_full()

    def add_block(self, field: str, term: str, block: Block) -> None:
        """Postings that were written before, of releases after those already here."""
        (number,) = self._terms[field].numbers([term])
        self._buffers[field].add_block(number, block)
        self._spill_if_full()

    def _spill_if_full(self) -> None:
        if sum(buffer.nbytes for buffer in self._buffers.values()) > self._buffer_bytes:
            for name, buffer in self._buffers.items():
                buffer.spill(self._folder, len(self._terms[name]))

    def blocks(self) -> Iterator[tuple[str, Iterator[tuple[bytes, bytes]]]]:
        """Each field with its terms, in byte order, and their blocks."""
        for terms in {id(terms): terms for terms in self._terms.values()}.values():
            keys, order = terms.ordered()
            for name in (name for name, own in self._terms.items() if own is terms):
                found = self._buffers[name].encoded(order)
                yield name, ((keys[place], block) for place, block in found)

    def write_vocabulary(self, writer: VocabularyWriter) -> None:
        spellings, places = self.spellings.all.ordered()
        counts = self._spelling_counts()[places]
        # Merging can leave spellings of which no release is left.
        stands = np.flatnonzero(counts)
        places = places[stands]
        exact = np.zeros(0, np.int64)
        for layer, terms in self.layers.items():
            keys, order = terms.ordered()
            rank = np.full(len(order) + 1, NONE, np.int64)
            rank[order] = np.arange(len(order))
            numbers = self.spellings.terms(layer)[places]
            term_of = rank[np.where(numbers == NONE, len(order), numbers)]
            writer.add_layer(layer, keys, terms.releases()[order], term_of)
            exact = term_of if layer == "exact" else exact
        writer.add_spellings([spellings[place] for place in stands], counts[stands], exact)

    def _spelling_counts(self) -> Numbers:
        number = len(self.layers["exact"])
        fields = (name for name, layer in layout.POSITIONAL.items() if layer == "exact")
        exact = sum((self._buffers[name].totals(number) for name in fields), np.zeros(number, int))
        kept = self._buffers[layout.FORMS].totals(len(self.spellings.all), weighted=True)
        return self.spellings.counts(kept, exact)
