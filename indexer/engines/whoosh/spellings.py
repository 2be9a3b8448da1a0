"""The spellings behind the terms of a segment, and their frequencies."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from indexer.engines import limits
from indexer.engines.protocol import FormCount
from indexer.engines.whoosh import layout
from indexer.engines.whoosh.codec.blocks import Block
from indexer.engines.whoosh.codec.codec import BlockReader
from indexer.engines.whoosh.leaf_segments import LeafSegment
from indexer.query.values import Term


def spelling_postings(reader: BlockReader, number: int) -> Block:
    """The releases with a spelling, deleted ones included, and its frequency in each.

    For one spelling of each term of the exact layer no postings are stored: it accounts for every
    occurrence of the term that is not one of its other spellings.
    """
    vocabulary = reader.vocabulary
    stored = reader.block(layout.FORMS, vocabulary.spelling(number), positions=False)
    if stored is not None:
        return stored
    term = vocabulary.exact_term(number)
    if term is None:
        return Block(np.zeros(0, np.int64), np.zeros(0, np.int64), None)
    text = vocabulary.layers["exact"].keys[term]
    fields = layout.layer_fields("exact")
    all_of = [reader.block(name, text, positions=False) for name in fields]
    others = [
        reader.block(layout.FORMS, vocabulary.spelling(other), positions=False)
        for other in vocabulary.spellings_of("exact", term)
        if other != number
    ]
    return _difference([b for b in all_of if b], [b for b in others if b])


def _difference(added: list[Block], taken: list[Block]) -> Block:
    docs = np.concatenate([block.docs for block in (*added, *taken)])
    signed = [block.frequencies for block in added] + [-block.frequencies for block in taken]
    distinct, place = np.unique(docs, return_inverse=True)
    counts = np.bincount(place, np.concatenate(signed), len(distinct)).astype(np.int64)
    stands = counts > 0
    return Block(distinct[stands], counts[stands], None)


class Spellings:
    """Counts the spellings behind terms over the live releases of all segments."""

    def __init__(self, segments: Sequence[LeafSegment]) -> None:
        self._segments = segments

    def most_frequent(self, term: Term) -> list[FormCount]:
        """The most frequent spellings of a term; ties by spelling."""
        counts: Counter[str] = Counter()
        for segment in self._segments:
            counts.update(_spelling_counts(segment, term))
        most = sorted((-count, form) for form, count in counts.items() if count)
        return [FormCount(form, -count, left_out=False) for count, form in most[: limits.MAX_FORMS]]

    def any_spellings(self, term: Term) -> list[str]:
        """The spellings of a term up to a limit, including those of deleted releases."""
        spellings = {
            text: None for segment in self._segments for text in _spelling_texts(segment, term)
        }
        return list(spellings)[: limits.MAX_SPELLINGS]


def _spelling_texts(segment: LeafSegment, term: Term) -> list[str]:
    vocabulary = segment.blocks.vocabulary
    # Most of a pattern's hundreds of words are spelled like their exact term.
    own = vocabulary.layers["exact"].find(term.text) if term.layer == "exact" else None
    return [
        term.text if one == own else vocabulary.spelling(one)
        for one in _spelling_numbers(segment, term)[: limits.MAX_SPELLINGS]
    ]


def _spelling_numbers(segment: LeafSegment, term: Term) -> list[int]:
    vocabulary = segment.blocks.vocabulary
    number = vocabulary.layers[term.layer].find(term.text)
    if number is None:
        return []
    return vocabulary.spellings_of(term.layer, number)


def _spelling_counts(segment: LeafSegment, term: Term) -> dict[str, int]:
    vocabulary = segment.blocks.vocabulary
    spellings = _spelling_numbers(segment, term)
    if segment.live is None:
        counts = [vocabulary.counts[one] for one in spellings]
    else:
        spellings = spellings[: limits.MAX_FORMS_READ]
        postings = (spelling_postings(segment.blocks, one) for one in spellings)
        counts = [int(block.restrict(segment.live).frequencies.sum()) for block in postings]
    texts = (vocabulary.spelling(one) for one in spellings)
    return dict(zip(texts, counts, strict=True))
