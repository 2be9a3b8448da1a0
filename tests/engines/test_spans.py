"""Where phrases stand, held against the definition: places less offsets differ by at most the slop."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.postings import Places
from indexer.engines.whoosh.searching import spans

ROWS = 3
PLACES = st.frozensets(st.tuples(st.integers(0, ROWS - 1), st.integers(0, 25)), min_size=1)
# The places of some terms, each with its offsets in the phrase.
TERMS = st.lists(
    st.tuples(PLACES, st.lists(st.integers(0, 9), min_size=1, max_size=3)), min_size=1, max_size=3
)


def places(found: frozenset[tuple[int, int]]) -> Places:
    rows, positions = np.asarray(sorted(found), np.int64).T
    return Places(rows, positions)


@given(TERMS, st.integers(0, 12))
def test_phrases_stand_where_their_definition_says(
    terms: list[tuple[frozenset[tuple[int, int]], list[int]]], slop: int
) -> None:
    among = None
    for found, offsets in terms:
        among = spans.starting(places(found), offsets, slop, among)
    assert among is not None
    wanted = []
    for row in range(ROWS):
        shifted = [
            {place - offset for at, place in found if at == row}
            for found, offsets in terms
            for offset in offsets
        ]
        if any(max(c) - min(c) <= slop for c in itertools.product(*shifted)):
            wanted.append(row)
    assert spans.rows(among).tolist() == wanted
