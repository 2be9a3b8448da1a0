"""The edit costs of spelling mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.suggest.edits import edit_cost

WORDS = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويء", max_size=12)


@pytest.mark.parametrize(
    ("typed", "slip", "other"),
    [
        ("مضاهره", "مظاهره", "مكاهره"),  # ظ for ض before a letter that is neither alike nor beside
        ("مسوول", "مسءول", "مسلول"),  # the seat of a hamza
        ("محممد", "محمد", "محمود"),  # a letter doubled
        ("الهرجه", "الهجره", "المرجه"),  # swapped
        ("الهحره", "الهجره", "الهدره"),  # a key beside
        ("الحومه", "الحكومه", "الرومه"),  # missing
    ],
)
def test_the_slips_of_writers_are_cheap(typed: str, slip: str, other: str) -> None:
    assert 0 < edit_cost(typed, slip) < edit_cost(typed, other)


@given(WORDS)
def test_a_word_costs_nothing_to_itself(word: str) -> None:
    assert edit_cost(word, word) == 0


@given(WORDS, WORDS)
def test_other_words_cost_something(one: str, other: str) -> None:
    assert (edit_cost(one, other) > 0) == (one != other)
