"""F35, F-35 and F 35 are one designation; a word before an amount is not one."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.arabic.expressions import designations
from indexer.query.reader import read
from tests.marking import slow_marks


def found(text: str) -> list[tuple[int, int, str]]:
    return [
        (run.first, run.last, run.term)
        for run in standard().runs([t.word for t in standard().tokens(text)])
    ]


@pytest.mark.parametrize("text", ["F-35", "f 35", "F‑35", "F-٣٥"])
def test_letters_and_a_number_have_the_term_of_the_joined_word(text: str) -> None:
    assert found(text) == [(0, 2, standard().word("F35").stem)]


def test_designations_stand_among_other_words_and_names() -> None:
    assert found("مرض COVID-19 في هونغ كونغ") == [
        (1, 3, "covid19"),
        (4, 6, found("هونغ كونغ")[0][2]),
    ]


@pytest.mark.parametrize("text", ["Boeing 737", "ISO 14001", "F 3.5", "35 F", "طائرة 35"])
def test_long_words_long_numbers_and_amounts_are_no_designations(text: str) -> None:
    assert found(text) == []


def test_a_month_keeps_its_year() -> None:
    assert found("May 2025") == [(0, 1, standard().word("مايو").stem)]


def test_only_short_latin_words_and_no_stop_words_open_one() -> None:
    words = ("f", "a", "in", "covid", "boeing", "f3", "اف")
    assert [word for word in words if designations.may_open(word)] == ["f", "covid"]


@pytest.mark.parametrize("query", ["F35", "F-35", "f 35"])
@pytest.mark.parametrize("shown", ["F-35", "F35", "F 35"])
def test_each_way_of_writing_is_marked_for_each_query(query: str, shown: str) -> None:
    text = f"تسلمت القوات طائرات {shown} جديدة."
    marks = slow_marks.marks(standard(), text, read(standard(), query))
    assert [text[mark.start : mark.end] for mark in marks] == [shown]


@pytest.mark.parametrize("text", ["البلوك تشين", "بالبلوك تشين", "للبلوك تشين", "البيت كوين"])
def test_a_loan_of_two_words_is_found_behind_the_article(text: str) -> None:
    whole = standard().word(text.replace(" ", ""))
    assert [run[2] for run in found(text)] == [whole.stem]


def test_other_pairs_of_words_are_no_loan() -> None:
    assert found("البيت الأبيض الكبير") == found("البيت الأبيض")
