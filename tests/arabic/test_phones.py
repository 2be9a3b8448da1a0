"""A telephone number is one term in any grouping; dates, years and amounts are not."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.query.reader import read
from tests.marking import slow_marks


def terms(text: str) -> set[str]:
    analysed = standard().analyse(text)
    return {*(word.stem for word in analysed.words), *(run.term for run in analysed.runs)}


NUMBERS = [
    ("97141234567", ["+971 4 123 4567", "+97141234567", "00971-4-1234567", "(971) 4 1234567"]),
    ("0501234567", ["050-123-4567", "050 123 4567", "050.123.4567", "٠٥٠ ١٢٣ ٤٥٦٧"]),
    ("0522431200", ["05 22 43 12 00", "0522 43 12 00", "05.22.43.12.00"]),
    ("212522431200", ["+212 5 22 43 12 00", "00212 522 431200"]),
    ("920001234", ["9200 01234", "920 001 234"]),
]


@pytest.mark.parametrize(("digits", "shown"), [(d, s) for d, many in NUMBERS for s in many])
def test_the_term_is_the_digits(digits: str, shown: str) -> None:
    assert digits in terms(f"للاتصال: {shown} أو بالبريد")
    assert digits in terms(digits)


@pytest.mark.parametrize(
    "text",
    ["الموسم 2024-2025", "في 05/06/2025", "05/06/2025 10:30", "الأعوام 2023 2024 2025", "1 250 000 ريال",
     "2025-09-17", "17/9/2025", "20 300 450 شخص", "بين 30 و40 ألفا", "من 20 سبتمبر 2025"],
)  # fmt: skip
def test_dates_years_and_amounts_are_no_numbers(text: str) -> None:
    assert not any(term.isdecimal() and len(term) > 4 for term in terms(text) if " " not in term)


def test_two_numbers_are_two() -> None:
    assert {"0501234567", "0501234568"} <= terms("050-123-4567 / 050-123-4568")


def test_the_parts_of_a_number_are_found_too() -> None:
    assert {"050", "123", "4567"} <= terms("050-123-4567")


def test_runs_are_those_of_the_tokens() -> None:
    text = "هاتف +971 4 123 4567 فاكس 04 123 4568 في 05/06/2025"
    words = [token.word for token in standard().tokens(text)]
    assert list(standard().analyse(text).runs) == list(standard().runs(words))


@pytest.mark.parametrize("query", NUMBERS[0][1])
@pytest.mark.parametrize("shown", ["971 4 123 4567", "97141234567"])
def test_a_number_is_marked_in_any_grouping(query: str, shown: str) -> None:
    text = f"قال في 20 سبتمبر 2025 إن هاتف المكتب +{shown} يرد"
    marks = slow_marks.marks(standard(), text, read(standard(), query))
    assert [text[mark.start : mark.end] for mark in marks] == [shown]
