"""Hashes of substrings."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from indexer import rolling_hash

WORDS = st.lists(st.text("\u0621\u0622\u0623abz\U0001f600", max_size=6), max_size=30)


@given(WORDS)
def test_equal_stretches_have_equal_hashes(words: list[str]) -> None:
    text = "".join(words)
    lengths = np.asarray([len(word) for word in words], np.int64)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    found = rolling_hash.hash_stretches(rolling_hash.codes(text), starts, ends).tolist()
    numbers = dict(zip(words, found, strict=True))
    assert [numbers[word] for word in words] == found
    assert len(set(found)) == len(set(words))
    assert found == [rolling_hash.hash_text(word) for word in words]


def test_hashes_are_stable_across_versions() -> None:
    """Indexes contain signatures that depend on these."""
    codes = rolling_hash.codes("كتاب")
    (number,) = rolling_hash.hash_stretches(codes, np.asarray([0]), np.asarray([4])).tolist()
    base = 0xD1342543DE82EF95
    assert number == sum(ord(c) * base ** (n + 1) for n, c in enumerate("كتاب")) % 2**64


def test_lone_surrogate_has_a_hash() -> None:
    codes = rolling_hash.codes("\ud800a")
    assert len(rolling_hash.hash_stretches(codes, np.asarray([0, 1]), np.asarray([1, 2]))) == 2


def test_hashes_do_not_depend_on_the_texts_before() -> None:
    text = rolling_hash.codes("كتاب" * 20_000)
    start, end = np.asarray([0]), np.asarray([4])
    expected = [rolling_hash.hash_text("كتاب")]
    for length in (4, len(text), 600_000, 5_000, 4):
        codes = np.resize(text, length)
        assert rolling_hash.hash_stretches(codes, start, end).tolist() == expected
