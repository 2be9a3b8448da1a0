"""Where phrases stand, held against the definition: places less offsets differ by at most the slop, and a term
stands at another place for each of its offsets."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.postings import TermPositions
from indexer.engines.whoosh.searching import spans

ROWS = 3
PLACES = st.frozensets(
    st.tuples(st.integers(0, ROWS - 1), st.integers(0, 25)), min_size=1, max_size=10
)
# The places of some terms, each with its offsets in the phrase, in any order.
OFFSETS = st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True)
TERMS = st.lists(st.tuples(PLACES, OFFSETS), min_size=1, max_size=3)


def places(found: frozenset[tuple[int, int]]) -> TermPositions:
    rows, positions = np.asarray(sorted(found), np.int64).T
    return TermPositions(rows, positions)


@given(TERMS, st.integers(0, 12))
def test_phrase_spans_agree_with_the_definition(
    terms: list[tuple[frozenset[tuple[int, int]], list[int]]], slop: int
) -> None:
    among = None
    for found, offsets in terms:
        among = spans.phrase_starts(places(found), offsets, slop, among)
    assert among is not None
    wanted = [row for row in range(ROWS) if stands(row, terms, slop)]
    assert spans.span_rows(among).tolist() == wanted


def stands(row: int, terms: list[tuple[frozenset[tuple[int, int]], list[int]]], slop: int) -> bool:
    """Whether for some begin the offsets of each term have places of their own that are not too far."""
    held = [([place for at, place in found if at == row], offsets) for found, offsets in terms]
    begins = {place - offset for found, offsets in held for place in found for offset in offsets}
    return any(
        all(
            any(
                all(
                    0 <= place - offset - begin <= slop
                    for place, offset in zip(own, offsets, strict=True)
                )
                for own in itertools.permutations(found, len(offsets))
            )
            for found, offsets in held
        )
        for begin in begins
    )
