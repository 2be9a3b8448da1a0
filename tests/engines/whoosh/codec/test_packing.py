"""Bit packing of integer arrays: every way of reading returns the original values."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.codec import unpacking
from indexer.engines.whoosh.codec.packing import Packed, pack

NUMBERS = st.integers(0, 2**32 - 1)
# Many small numbers and a few large ones, as the gaps of postings are.
ARRAYS = st.lists(
    st.one_of(
        st.lists(NUMBERS, min_size=1, max_size=30),
        st.lists(st.one_of(st.integers(0, 12), NUMBERS), min_size=8, max_size=300),
        st.lists(st.sampled_from([0, 1, 1023, 2**20]), min_size=1, max_size=300),
    ),
    min_size=1,
    max_size=6,
)


def pack_arrays(arrays: list[list[int]]) -> Packed:
    bounds = np.cumsum([0, *map(len, arrays)])
    return pack(np.concatenate([np.asarray(array, np.int64) for array in arrays]), bounds)


@given(ARRAYS, st.randoms(use_true_random=False))
def test_arrays_come_back_alone_together_and_in_part(
    arrays: list[list[int]], dice: random.Random
) -> None:
    codes, sizes, data = pack_arrays(arrays)
    assert sizes.sum() == len(data)
    starts = sizes.cumsum() - sizes
    counts = np.asarray([len(array) for array in arrays])
    together, ends = unpacking.unpack_many(data, starts, counts, codes)
    assert together.tolist() == [number for array in arrays for number in array]
    assert ends.tolist() == (starts + sizes).tolist()
    for array, start, end, code in zip(arrays, starts, ends, codes, strict=True):
        place = (data, int(start), len(array), int(code))
        values, after = unpacking.unpack(*place)
        assert values.tolist() == array
        assert after == unpacking.array_end(*place) == end
        chosen = np.asarray(sorted(dice.sample(range(len(array)), len(array) // 2)), np.int64)
        assert unpacking.unpack_some(*place, chosen).tolist() == [array[n] for n in chosen]


@pytest.mark.parametrize(
    ("array", "most"),
    [
        ([0] * 1000, 0),
        ([7] * 1000, 500),
        # Nine bits for all would take 1,125 bytes.
        ([1] * 990 + [300] * 10, 160),
        ([1] * 990 + [2**31] * 10, 190),
        ([700] * 1000, 1250),
        ([5], 1),
    ],
)
def test_few_large_numbers_make_no_array_large(array: list[int], most: int) -> None:
    assert len(pack_arrays([array]).data) <= most
