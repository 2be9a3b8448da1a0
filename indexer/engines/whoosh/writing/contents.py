"""The terms and postings of a segment under construction."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.blocks import Block, PostingsBatch
from indexer.engines.whoosh.codec.byte_strings import ByteStrings
from indexer.engines.whoosh.codec.codec import BlockWriter
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NO_TERM, VocabularyWriter
from indexer.engines.whoosh.writing.buffer import FieldBuffer
from indexer.engines.whoosh.writing.occurrences import OccurrenceBuffer, WordRows
from indexer.engines.whoosh.writing.words import Spellings, Terms
from indexer.releases.schema import TEXT_FIELDS, AnalysedRelease


class Contents:
    """Terms and postings, spilled to disk when the rows in memory exceed `buffer_bytes`."""

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
        # Words of the text fields, until they are converted to postings.
        self._words = {field.name: OccurrenceBuffer() for field in TEXT_FIELDS}

    def add(self, doc: int, analysed: AnalysedRelease) -> None:
        """Add the next release."""
        for field, text in analysed.texts.items():
            self._words[field].add(doc, text, self.spellings)
        for field, values in layout.unpositioned_values(analysed):
            numbers = self._terms[field].numbers(values)
            self._buffers[field].add(doc, numbers, [1] * len(numbers))
        self._spill_if_full()

    def add_spelling(self, spelling: str, block: Block) -> None:
        """Add existing postings of a spelling, for later releases."""
        self._settle()
        (number,) = self._terms[layout.FORMS].numbers([spelling])
        self._buffers[layout.FORMS].add_counts(number, block)
        self._spill_if_full()

    def add_many(self, field: str, terms: Sequence[str], postings: PostingsBatch) -> None:
        """Add existing postings of many terms of a field; ``postings.terms`` are indexes into
        `terms`."""
        self._settle()
        numbers = np.asarray(self._terms[field].numbers(terms), np.int64)
        self._buffers[field].add_many(postings._replace(terms=numbers[postings.terms]))
        self._spill_if_full()

    def _spill_if_full(self) -> None:
        held = sum(buffer.nbytes for buffer in self._buffers.values())
        if held + sum(words.nbytes for words in self._words.values()) > self._buffer_bytes:
            self._settle()
            for buffer in self._buffers.values():
                buffer.spill(self._folder)

    def _settle(self) -> None:
        """Convert buffered words to postings of their terms in each layer."""
        taken = {name: words.take() for name, words in self._words.items() if words.nbytes}
        if not taken:
            return
        for layer in LAYERS:
            term_of = self.spellings.terms(layer)
            rows = {name: words.rows(layer, term_of) for name, words in taken.items()}
            for name, field_rows in rows.items():
                self._buffers[layout.layer_field(layer, name)].add_rows(*field_rows)
            pairs = (np.concatenate([each[n] for each in rows.values()]) for n in (0, 1))
            self.layers[layer].count_pairs(*pairs)
        self._keep_spellings(list(taken.values()))

    def _keep_spellings(self, taken: list[WordRows]) -> None:
        """Add postings of the spellings that need some."""
        is_stored = self.spellings.stored_mask()
        parts = [words.spellings_with_docs() for words in taken]
        spellings, docs = (np.concatenate(each) for each in zip(*parts, strict=True))
        chosen = is_stored[spellings]
        pairs, times = np.unique(
            docs[chosen] << 32 | spellings[chosen].astype(np.int64), return_counts=True
        )
        self._buffers[layout.FORMS].add_rows(pairs & 2**32 - 1, pairs >> 32, times)

    def write_blocks(self, writer: BlockWriter) -> None:
        """Write each field with its sorted terms and their blocks."""
        self._settle()
        for layer, terms in self.layers.items():
            words, order = terms.in_order()
            writer.dictionary.add_layer(layer, words)
            for name in layout.layer_fields(layer):
                members = self._write_field(writer, name, order)
                if len(members):
                    writer.dictionary.add_layer_field(name, layer, members, writer.take_blocks())
        for name in layout.COUNTED:
            words, order = self._terms[name].in_order()
            members = self._write_field(writer, name, order)
            if len(members):
                writer.dictionary.add_own_field(name, words.select(members), writer.take_blocks())

    def _write_field(self, writer: BlockWriter, name: str, order: Numbers) -> Numbers:
        """Write the blocks of a field; returns the indexes in `order` of its terms."""
        parts = [np.zeros(0, np.int64)]
        for places, encoded in self._buffers[name].encode(order):
            parts.append(places)
            writer.write(encoded)
        return np.concatenate(parts)

    def write_vocabulary(self, writer: VocabularyWriter) -> None:
        words, order = self.layers["exact"].in_order()
        spellings, places = self.spellings.all.in_order()
        counts = self._spelling_counts()[places]
        # Merging can leave spellings without any release.
        stands = np.flatnonzero(counts)
        exact = self._ranks("exact", places[stands])
        own = _equals_term(spellings, stands, words, exact)
        others = stands[~own][np.argsort(exact[~own], kind="stable")]
        # The spellings by number, with gaps for terms that are not spelled like this.
        numbered = np.full(len(order) + len(others), NO_TERM, np.int64)
        numbered[exact[own]] = stands[own]
        numbered[len(order) :] = others
        stand = np.flatnonzero(numbered != NO_TERM)
        for layer, terms in self.layers.items():
            _, own_order = terms.in_order()
            term_of = np.full(len(numbered), NO_TERM, np.int64)
            term_of[stand] = self._ranks(layer, places[numbered[stand]])
            writer.add_layer(layer, terms.releases()[own_order], term_of)
        counted = np.zeros(len(numbered), np.int64)
        counted[stand] = counts[numbered[stand]]
        terms_of = np.minimum(self._ranks("exact", places[others]), len(order))
        writer.add_spellings(spellings.select(others), terms_of, counted)

    def _ranks(self, layer: Layer, spellings: Numbers) -> Numbers:
        """The ranks of the terms of some spellings in a layer, or NO_TERM."""
        _, order = self.layers[layer].in_order()
        ranks = np.full(len(order) + 1, NO_TERM, np.int64)
        ranks[order] = np.arange(len(order))
        numbers = self.spellings.terms(layer)[spellings]
        return ranks[np.where(numbers == NO_TERM, len(order), numbers)]

    def _spelling_counts(self) -> Numbers:
        number = len(self.layers["exact"])
        totals = (self._buffers[name].totals(number) for name in layout.layer_fields("exact"))
        exact = sum(totals, np.zeros(number, int))
        kept = self._buffers[layout.FORMS].totals(len(self.spellings.all), weighted=True)
        return self.spellings.counts(kept, exact)


def _equals_term(
    spellings: ByteStrings, numbers: Numbers, terms: ByteStrings, exact: Numbers
) -> NDArray[np.bool_]:
    """Whether each of some spellings equals its term of the exact layer, if it has one."""
    own: NDArray[np.bool_] = exact != NO_TERM
    own[own] = spellings.equal_mask(numbers[own], terms, exact[own])
    return own
