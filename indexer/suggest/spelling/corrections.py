"""Corrects words that the collection lacks, or hardly has, to similar words that it has."""

from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import pairwise, product
from typing import NamedTuple

from indexer.suggest import limits
from indexer.suggest.context import SearchContext
from indexer.suggest.spelling import suspects
from indexer.suggest.spelling.speller import MOST_CORRECTIONS, Correction, Speller
from indexer.suggest.spelling.suspects import Suspect

# The cost of replacing a word that occurs in the collection: that of a letter.
_OCCURS = 0.5


class _Slot(NamedTuple):
    """A stretch of the query, and its possible corrections, likeliest first."""

    start: int
    end: int
    candidates: list[Correction]


def corrections(context: SearchContext, *, right: bool) -> Iterator[Correction]:
    """The text with other words for those that no release has in its mode, likeliest first.

    There is none if no words are similar, or if too many words are missing to be mistakes. Correct
    words are replaced only if `right`: لبنان is no misspelling even if no release has it.
    """
    yield from _with_corrections(context, suspects.unknown_words(context, right=right))


def doubtful_corrections(context: SearchContext, total: int = 0) -> Iterator[Correction]:
    """As `corrections`, for words that some releases have, but few compared with those of a
    correction; `total` is the number of matches of the search."""
    doubtful = suspects.doubtful_words(context, total)
    for cost, text in _with_corrections(context, doubtful):
        yield Correction(cost + _OCCURS, text)


def _with_corrections(context: SearchContext, words: Sequence[Suspect]) -> Iterator[Correction]:
    """The text with corrections of the `words`, likeliest first; those without similar words
    stay."""
    if not 0 < len(words) <= limits.MAX_MISSPELT_WORDS:
        return
    speller = Speller(context.searcher)
    slots = list(_merged_words(context, words, speller))
    for suspect in words:
        start, end = suspect.token.start, suspect.token.end
        if not any(slot.start <= start < slot.end for slot in slots):
            slots.append(_Slot(start, end, speller.candidates(suspect)))
    slots = sorted(slot for slot in slots if slot.candidates)
    if not slots:
        return
    choices = product(*(slot.candidates for slot in slots))
    costly = ((sum(correction.cost for correction in chosen), chosen) for chosen in choices)
    for cost, chosen in nsmallest(MOST_CORRECTIONS, costly):
        yield Correction(
            cost, _replace(context.q, slots, [correction.text for correction in chosen])
        )


def _merged_words(
    context: SearchContext, words: Sequence[Suspect], speller: Speller
) -> Iterator[_Slot]:
    """Pairs of words that are one word without the space between them."""
    wanted = {suspect.token.start: suspect.least for suspect in words}
    end = 0
    for one, other in pairwise(context.tokens):
        least = max(wanted.get(one.start, 0), wanted.get(other.start, 0))
        if one.start < end or not least:
            continue
        if not context.q[one.end : other.start].isspace():
            continue
        if joined := speller.join(one, other, least):
            end = other.end
            yield _Slot(one.start, end, joined)


def _replace(q: str, slots: Sequence[_Slot], texts: Sequence[str]) -> str:
    parts = []
    at = 0
    for slot, text in zip(slots, texts, strict=True):
        parts += [q[at : slot.start], text]
        at = slot.end
    return "".join([*parts, q[at:]])
