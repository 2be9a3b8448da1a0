"""Reading integers one by one from encoded arrays."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.engines.whoosh.codec import integers
from indexer.engines.whoosh.codec.integers import GROUP, Integers, Runs

NUMBERS = st.lists(
    st.one_of(st.integers(0, 3), st.integers(0, 300), st.integers(0, 2**40)), max_size=3 * GROUP
)


@given(NUMBERS)
@pytest.mark.parametrize("copies", [1, 40])
def test_numbers_come_back_one_by_one_and_together(copies: int, numbers: list[int]) -> None:
    numbers = numbers * copies
    read = Integers(memoryview(integers.pack_integers(np.asarray(numbers, np.int64))))
    assert len(read) == len(numbers)
    assert read.to_array().tolist() == [read[n] for n in range(len(numbers))] == numbers
    places = np.arange(len(numbers))[::-3]
    assert read.select(places).tolist() == numbers[::-3]


@given(NUMBERS, st.integers(0, 2**40))
def test_runs_follow_each_other(sizes: list[int], begin: int) -> None:
    read = Runs(memoryview(integers.pack_runs(np.asarray(sizes, np.int64), begin)))
    bounds = [begin + sum(sizes[:n]) for n in range(len(sizes) + 1)]
    assert [read[n] for n in range(len(sizes))] == list(pairwise(bounds))
    if sizes:
        assert read.bounds().tolist() == bounds
    places = np.arange(len(sizes))[::-3]
    starts, found = read.select(places)
    assert (starts.tolist(), found.tolist()) == (bounds[:-1][::-3], sizes[::-3])
    starts, found = read.group_firsts()
    assert (starts.tolist(), found.tolist()) == (bounds[:-1][::GROUP], sizes[::GROUP])
    for group in range(-(-len(sizes) // GROUP)):
        assert read.group(group) == bounds[group * GROUP : (group + 1) * GROUP + 1]


def test_small_numbers_take_a_byte_each_beside_a_large_one() -> None:
    numbers = np.ones(100 * GROUP, np.int64)
    numbers[0] = 2**30
    assert len(integers.pack_integers(numbers)) < 1.15 * len(numbers)
