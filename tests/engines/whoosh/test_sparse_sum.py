"""Sums of sparse rows leave the rows unchanged."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh import sparse_sum

PARTS = st.lists(st.dictionaries(st.integers(0, 20), st.integers(1, 9)), max_size=5)


@given(PARTS)
def test_rows_have_the_sums_of_their_values_and_no_values_change(
    parts: list[dict[int, int]],
) -> None:
    given_parts = [(np.asarray(sorted(part)), _values(part)) for part in parts]
    rows, added = sparse_sum.sparse_sum(given_parts)
    wanted = sum(map(Counter, parts), Counter())
    assert dict(zip(rows.tolist(), added.tolist(), strict=True)) == wanted
    assert rows.tolist() == sorted(wanted)
    for part, (_, values) in zip(parts, given_parts, strict=True):
        assert values.tolist() == _values(part).tolist()


def _values(part: dict[int, int]) -> np.ndarray:
    return np.asarray([part[row] for row in sorted(part)], np.float64)
