"""Numbers: one spelling whatever the script of the digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.orthography.numbers import canonical

WESTERN = "0123456789"
SCRIPTS = ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "０１２３４５６７８９"]
NUMBERS = st.text(st.sampled_from("0123459٠١٢۳.,٫٬"), max_size=14)


@given(NUMBERS)
def test_canonical_twice_equals_canonical_once(number: str) -> None:
    assert canonical(canonical(number)) == canonical(number)


@given(NUMBERS)
def test_no_digit_is_lost(number: str) -> None:
    digits = [str(int(c)) for c in number if c.isdecimal()]
    assert [c for c in canonical(number) if c.isdecimal()] == digits


@given(NUMBERS, st.sampled_from(SCRIPTS))
def test_the_script_of_the_digits_does_not_matter(number: str, script: str) -> None:
    western = canonical(number)
    assert canonical(number.translate(str.maketrans(WESTERN, script))) == western


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_equals_ungrouped(number: int) -> None:
    for separator in ",٬":
        assert canonical(f"{number:,}".replace(",", separator)) == str(number)


@given(st.integers(min_value=0, max_value=10**9), st.integers(min_value=0, max_value=999))
def test_decimals_are_kept_behind_groups(whole: int, decimals: int) -> None:
    assert canonical(f"{whole:,}.{decimals}") == f"{whole}.{decimals}"
    assert canonical(f"{whole:,}٫{decimals}".replace(",", "٬")) == f"{whole}.{decimals}"


@pytest.mark.parametrize("word", ["17.09.2025", "1.250.5", "1,2,3", "1,234٬567", "10.100.5"])
def test_other_words_keep_their_separators(word: str) -> None:
    assert canonical(word) == word


@given(st.text(st.characters(), max_size=10))
def test_any_text_is_accepted(word: str) -> None:
    assert len(canonical(word)) <= len(word)
