"""The postings of a segment in the making, in flat arrays until they are sorted and written."""

from array import array
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from indexer.engines.whoosh.codec import blocks
from indexer.engines.whoosh.codec.blocks import Block
from indexer.schema import Occurrences

_NUMBER = "I"  # uint32


class FieldBuffer:
    """The postings of one field: a row of (term, document, value) for each occurrence.

    The value is the position, for fields with positions, else how often the term is there.
    """

    def __init__(self, *, positional: bool) -> None:
        self._positional = positional
        self._numbers: dict[str, int] = {}
        self._terms = array(_NUMBER)
        self._docs = array(_NUMBER)
        self._values = array(_NUMBER)

    @property
    def nbytes(self) -> int:
        # A term costs its entry in the dictionary as well: about 120 bytes.
        return 12 * len(self._terms) + 120 * len(self._numbers)

    def add_occurrences(self, doc: int, occurrences: Occurrences) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in occurrences.terms])
        self._values.extend(occurrences.positions)
        self._docs.extend([doc] * len(occurrences.terms))

    def add_counts(self, doc: int, counts: Mapping[str, int]) -> None:
        numbers = self._numbers
        self._terms.extend([numbers.setdefault(term, len(numbers)) for term in counts])
        self._values.extend(counts.values())
        self._docs.extend([doc] * len(counts))

    def add_block(self, key: bytes, block: Block) -> None:
        """Postings that were written before; documents must come after those already here."""
        values = block.frequencies if block.positions is None else block.positions
        docs = block.docs
        if block.positions is not None:
            docs = np.repeat(docs, block.frequencies)
        number = self._numbers.setdefault(key.decode(), len(self._numbers))
        self._terms.frombytes(np.full(len(docs), number, np.uint32).tobytes())
        self._docs.frombytes(docs.astype(np.uint32).tobytes())
        self._values.frombytes(values.astype(np.uint32).tobytes())

    def blocks(self) -> Iterator[tuple[bytes, bytes]]:
        """Each term and its block, terms in byte order (which for UTF-8 is that of code points)."""
        terms = sorted(self._numbers)
        rank = np.empty(len(terms), np.uint32)
        rank[[self._numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.uint32)
        ranked = rank[_numpy(self._terms)]
        # Rows came by document and position, and a stable sort keeps that order within a term.
        order = np.argsort(ranked, kind="stable")
        rows = blocks.Sorted(
            np.searchsorted(ranked[order], np.arange(len(terms) + 1)),
            _numpy(self._docs)[order].astype(np.int64),
            _numpy(self._values)[order].astype(np.int64),
            self._positional,
        )
        keys = (term.encode() for term in terms)
        return zip(keys, blocks.encode(rows), strict=True)


def _numpy(numbers: "array[int]") -> NDArray[np.uint32]:
    return np.frombuffer(numbers, np.uint32) if numbers else np.zeros(0, np.uint32)
