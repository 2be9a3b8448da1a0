"""Copies the postings of a segment into one under construction."""

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.layers import LAYERS, Layer
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.blocks import Block
from indexer.engines.whoosh.codec.codec import BlockReader
from indexer.engines.whoosh.codec.packing import Numbers
from indexer.engines.whoosh.codec.vocabulary import NO_TERM
from indexer.engines.whoosh.spellings import spelling_postings
from indexer.engines.whoosh.writing.contents import Contents


def merge_segment(
    contents: Contents, reader: BlockReader, live: NDArray[np.bool_], numbers: Numbers
) -> None:
    """``live`` is the mask of the reader's live releases, ``numbers`` their numbers in
    `contents`."""
    intake = _Merge(contents, reader, live, numbers)
    for layer in LAYERS:
        intake.copy_layer(layer)
    for name in layout.COUNTED:
        if name != layout.FORMS:
            intake.copy_field(name)
    intake.copy_spellings()


class _Merge:
    def __init__(
        self, contents: Contents, reader: BlockReader, live: NDArray[np.bool_], numbers: Numbers
    ) -> None:
        self._contents = contents
        self._reader = reader
        self._live = live
        self._numbers = numbers
        # For each term of a layer its new number, or -1.
        self._own: dict[Layer, Numbers] = {}

    def copy_field(self, name: str) -> None:
        """Copy the terms of a field that any live release has."""
        field = self._reader.dictionary.field(name)
        for part, found in self._reader.batches(name):
            kept = found.restrict(self._live)
            held, terms = np.unique(kept.terms, return_inverse=True)
            texts = field.select(part.start + held) if field else []
            renumbered = kept._replace(terms=terms, docs=self._numbers[kept.docs])
            self._contents.add_many(name, texts, renumbered)

    def copy_layer(self, layer: Layer) -> None:
        """Copy the postings of all fields, and the number of releases of each term in any of
        them."""
        for name in layout.layer_fields(layer):
            self.copy_field(name)
        words = self._reader.vocabulary.layers[layer]
        releases = words.releases.to_array() - self._count_deleted(layer)
        stands = np.flatnonzero(releases)
        texts = words.keys.to_list()
        terms = self._contents.layers[layer]
        own = terms.numbers(texts[n] for n in stands.tolist())
        terms.count(own, releases[stands].tolist())
        self._own[layer] = np.full(len(texts), -1, np.int64)
        self._own[layer][stands] = own

    def _count_deleted(self, layer: Layer) -> Numbers:
        """The number of deleted releases of each term of a layer."""
        words = self._reader.vocabulary.layers[layer]
        pairs = [np.zeros(0, np.int64)]
        if not self._live.all():
            for name in layout.layer_fields(layer):
                field = self._reader.dictionary.field(name)
                members = field.key_numbers() if field else pairs[0]
                for part, postings in self._reader.batches(name):
                    deleted = postings.restrict(~self._live)
                    pairs.append(members[part][deleted.terms] << 32 | deleted.docs)
        return np.bincount(np.unique(np.concatenate(pairs)) >> 32, minlength=len(words.keys))

    def _renumber(self, block: Block) -> Block:
        live = block.restrict(self._live)
        return live._replace(docs=self._numbers[live.docs])

    def copy_spellings(self) -> None:
        """Copy first those spellings whose postings are implied, so that most stay implied."""
        vocabulary = self._reader.vocabulary
        terms = {layer: self._new_terms(layer) for layer in LAYERS}
        texts = vocabulary.all_spellings()
        forms = self._reader.dictionary.field(layout.FORMS)
        kept = frozenset(forms.texts() if forms else ())
        stands = np.flatnonzero(np.logical_or.reduce([numbers >= 0 for numbers in terms.values()]))
        order = sorted(stands.tolist(), key=lambda number: texts[number] in kept)
        spellings = self._contents.spellings
        own = spellings.all.numbers(texts[number] for number in order)
        for layer, numbers in terms.items():
            spellings.assign_terms(layer, numbers[order].tolist(), own)
        for number, spelling in zip(order, own, strict=True):
            if not spellings.is_implied(spelling):
                block = self._renumber(spelling_postings(self._reader, number))
                if len(block.docs):
                    self._contents.add_spelling(texts[number], block)

    def _new_terms(self, layer: Layer) -> Numbers:
        """For each spelling the new number of its term in a layer, -1 if no live release has it."""
        terms = self._reader.vocabulary.terms(layer)
        has = terms != NO_TERM
        own = np.full(len(terms), -1, np.int64)
        own[has] = self._own[layer][terms[has]]
        return own
