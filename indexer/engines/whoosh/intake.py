"""Takes the postings of a segment into one that is in the making."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from indexer.arabic.analyzer import LAYERS, Layer
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.blocks import Block
from indexer.engines.whoosh.codec.codec import BlockReader
from indexer.engines.whoosh.contents import Contents
from indexer.engines.whoosh.spellings import spelling_postings
from indexer.engines.whoosh.words import Numbers


def take_in(
    contents: Contents, reader: BlockReader, live: NDArray[np.bool_], numbers: Numbers
) -> None:
    """``live`` says which releases of `reader` are, ``numbers`` what each is called in `contents`."""
    intake = _Intake(contents, reader, live, numbers)
    for layer in LAYERS:
        intake.layer(layer)
    for name in layout.COUNTED:
        if name != layout.FORMS:
            for key, block in intake.blocks(name):
                contents.add_block(name, key.decode(), block)
    intake.spellings()


class _Intake:
    def __init__(
        self, contents: Contents, reader: BlockReader, live: NDArray[np.bool_], numbers: Numbers
    ) -> None:
        self._contents = contents
        self._reader = reader
        self._live = live
        self._numbers = numbers

    def blocks(self, field: str) -> Iterator[tuple[bytes, Block]]:
        """The terms of a field that any live release has, renumbered."""
        for key, block in self._reader.blocks(field):
            kept = self._renumbered(block)
            if len(kept.docs):
                yield key, kept

    def _renumbered(self, block: Block) -> Block:
        kept = block.restricted(self._live)
        return kept._replace(docs=self._numbers[kept.docs])

    def layer(self, layer: Layer) -> None:
        """Postings of all fields, and in how many releases each term stands in any of them."""
        names = [name for name, own in layout.POSITIONAL.items() if own == layer]
        *small, largest = sorted(names, key=self._reader.size)
        docs: dict[bytes, list[Numbers]] = {}
        for name in small:
            for key, block in self.blocks(name):
                self._contents.add_block(name, key.decode(), block)
                docs.setdefault(key, []).append(block.docs)
        counts: dict[str, int] = {}
        for key, block in self.blocks(largest):
            self._contents.add_block(largest, key.decode(), block)
            others = docs.pop(key, None)
            both = np.unique(np.concatenate([block.docs, *others])) if others else block.docs
            counts[key.decode()] = len(both)
        for key, found in docs.items():
            counts[key.decode()] = len(np.unique(np.concatenate(found)))
        terms = self._contents.layers[layer]
        terms.count(terms.numbers(counts), list(counts.values()))

    def spellings(self) -> None:
        """First those whose postings are implied, so that most stay so."""
        vocabulary = self._reader.vocabulary
        terms = {layer: self._terms(layer) for layer in LAYERS}
        kept = {key for key, _ in self._reader.blocks(layout.FORMS)}
        named = list(vocabulary.spellings.items())
        for number, key in sorted(named, key=lambda one: one[1] in kept):
            found = [(layer, terms[layer][number]) for layer in LAYERS]
            self._spelling(number, key, [(layer, term) for layer, term in found if term])

    def _terms(self, layer: Layer) -> list[str | None]:
        """For each spelling its term in a layer, if it is in a live release."""
        words = self._reader.vocabulary.layers[layer]
        terms: list[str | None] = [None] * len(self._reader.vocabulary.spellings)
        known = self._contents.layers[layer].number
        for number, key in words.keys.items():
            term = key.decode()
            if term in known:
                for spelling in words.spellings_of(number).tolist():
                    terms[spelling] = term
        return terms

    def _spelling(self, number: int, key: bytes, terms: list[tuple[Layer, str]]) -> None:
        if not terms:
            return
        spellings = self._contents.spellings
        (own,) = spellings.all.numbers([key.decode()])
        for layer, term in terms:
            (found_by,) = self._contents.layers[layer].numbers([term])
            spellings.belongs(layer, found_by, own)
        if not spellings.implied(own):
            block = self._renumbered(spelling_postings(self._reader, number))
            if len(block.docs):
                self._contents.add_block(layout.FORMS, key.decode(), block)
