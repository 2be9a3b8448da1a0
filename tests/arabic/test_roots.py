"""Roots by pattern: the first pattern that fits gives the radicals."""

import pytest

from indexer.arabic.reading import roots


@pytest.mark.parametrize("pattern", roots._ALL)
def test_each_pattern_gives_its_radicals(pattern: str) -> None:
    # ض and the like are in no pattern, so only patterns with as many letters in these places fit.
    letters = {"1": "ض", "2": "ظ", "3": "غ"}
    assert sum(letter in letters for letter in pattern) == 3
    word = "".join(letters.get(letter, letter) for letter in pattern)
    assert roots._radicals(word) == "".join(letters.get(letter, "") for letter in pattern)


@pytest.mark.parametrize(
    ("word", "radicals"),
    [
        ("مكتوب", "كتب"),
        ("استقبال", "قبل"),
        ("كاتب", "كتب"),
        ("انتخاب", "نخب"),
        ("ماء", ""),
        ("", ""),
    ],
)
def test_the_first_pattern_that_fits_decides(word: str, radicals: str) -> None:
    assert roots._radicals(word) == radicals


def test_a_line_break_is_a_letter_like_any_other() -> None:
    assert roots._radicals("م\n\nو\n") == "\n\n\n"
