"""From surface to clean and folded spelling: the golden file, and properties of every text."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indexer.arabic.orthography.letters import FOREIGN_LETTERS, FORMAT_MARKS, TATWEEL, VOWEL_MARKS
from indexer.arabic.orthography.normalizer import AS_SPOKEN, clean, fold

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "folding.tsv"

# Arabic, its marks and its relatives, digits, separators and what is invisible: where rules meet.
ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0x750, max_codepoint=0x77F),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from("اوىييـ\u0654\u0655\u0653\u200d\u200f\u034f09٠۹.,٫٬%éİß"),
    ),
    max_size=12,
)
ANY_WORD = st.one_of(ARABIC, st.text(st.characters(), max_size=12))


class Row(NamedTuple):
    surface: str
    clean: str
    fold: str
    reason: str


def golden() -> list[Row]:
    """The rows of the golden file, escapes resolved."""
    lines = GOLDEN.read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Row(*(re.sub(r"\\u([0-9a-f]{4})", _character, cell) for cell in row)) for row in rows]


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def test_the_golden_file_has_all_its_rows_once() -> None:
    surfaces = [row.surface for row in golden()]
    assert len(surfaces) >= 120
    assert len(set(surfaces)) == len(surfaces)


@pytest.mark.parametrize("row", golden(), ids=lambda row: f"{row.surface!a}: {row.reason}")
def test_golden_spelling(row: Row) -> None:
    assert (clean(row.surface), fold(row.surface)) == (row.clean, row.fold)


@given(ANY_WORD)
def test_cleaning_twice_equals_cleaning_once(word: str) -> None:
    assert clean(clean(word)) == clean(word)


@given(ANY_WORD)
def test_folding_twice_equals_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@given(ANY_WORD)
def test_words_of_one_clean_spelling_have_one_fold(word: str) -> None:
    assert fold(clean(word)) == fold(word)


@given(ANY_WORD)
def test_a_clean_word_has_no_mark_no_space_and_no_foreign_letter(word: str) -> None:
    unwanted = re.compile(f"[{VOWEL_MARKS}{FORMAT_MARKS}{TATWEEL}\\s{''.join(FOREIGN_LETTERS)}]")
    assert not unwanted.search(clean(word))


@given(st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهوي"), min_size=1, max_size=12))
def test_plain_arabic_letters_stay_as_they_are(word: str) -> None:
    assume(word not in AS_SPOKEN)
    assert fold(word) == clean(word) == word


@pytest.mark.parametrize("word", ["", "\0", "\ud800", "\udfff\ud800", "\U0010ffff", "\u0654"])
def test_odd_characters_are_no_error(word: str) -> None:
    assert isinstance(fold(word), str)
