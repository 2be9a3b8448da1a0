"""Dates of the Arabic press."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic import dates
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.arabic.expressions import months

SEPTEMBER_17 = datetime.date(2025, 9, 17)


@pytest.mark.parametrize(
    "text",
    [
        "17 سبتمبر 2025",
        "17 سبتمبر\u00a02025",
        "١٧ أيلول ٢٠٢٥م",
        "۱۷ شتنبر ۲۰۲۵",
        "17 شتمبر 2025 م",
        "17 أيلول/سبتمبر 2025",
        "17-أيلول-2025",
        "17 / أيلول / 2025",
        "17-Sep-2025",
        "17 أيلول (سبتمبر) 2025",
        "17-18 سبتمبر 2025",
        "17–18 سبتمبر 2025",
        "17 و18 سبتمبر 2025",
        "17 إلى 18 سبتمبر 2025",
        "17 سبتمبر - 2 أكتوبر 2025",
        "17 سبتمبر، 2025",
        "17 سبتمبر من عام 2025",
        "الأربعاء، 17 سبتمبر 2025",
        "يوم الأربعاء الموافق 17 سبتمبر 2025",
        "17 سِبْتَمْبِر 2025",
        "\u200f17\u200f سبتمبر 2025",
        "17/9/2025",
        "17-09-2025",
        "17.9.2025",
        "١٧/٩/٢٠٢٥",
        "2025-09-17",
        "2025/9/17",
        "2025‑09‑17",
        "17 September 2025",
        "17th Sept 2025",
        "September 17, 2025",
        "Sep. 17, 2025",
        "Wednesday, September 17, 2025",
        "17 septembre 2025",
        "17 sept. 2025",
        "le mercredi 17 Septembre 2025",
        "2025年9月17日",
    ],
)
def test_one_day_in_many_spellings(text: str) -> None:
    assert dates.parse_day(text) == SEPTEMBER_17
    assert dates.find(f"عُقدت الندوة في {text} في الصين") == SEPTEMBER_17


@pytest.mark.parametrize(
    ("month", "names"),
    [(n, names) for table in (months.MONTHS, months.FRENCH) for n, names in enumerate(table, 1)],
)
def test_every_month_name(month: int, names: tuple[str, ...]) -> None:
    for name in names:
        assert dates.parse_day(f"3 {name} 2024") == datetime.date(2024, month, 3)


@pytest.mark.parametrize("text", ["1er février 2025", "1 FÉVRIER 2025", "1 fe\u0301vrier 2025"])
def test_a_french_day_with_its_accents_or_without(text: str) -> None:
    assert dates.parse_day(text) == datetime.date(2025, 2, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025",
        "سبتمبر 2025",
        "31 فبراير 2025",
        "0 مارس 2025",
        "9/17/2025",
        "17/3/1447",
        "17 محرم 1447",
        "3 مايوركا 2020",
        "117 سبتمبر 2025",
        "17 سبتمبر 20255",
        "17/9/2025/3",
        "1.17.9.2025",
        "17/9-2025",
    ],
)
def test_other_texts_are_no_dates(text: str) -> None:
    assert dates.find(text) is None
    assert dates.parse_day(text) is None


def test_a_day_in_a_sentence_is_found_but_is_not_the_sentence() -> None:
    assert dates.find("31 فبراير 2025 ثم 17 سبتمبر 2025 ثم 1 مايو 2026") == SEPTEMBER_17
    assert dates.parse_day("17 سبتمبر 2025 في الصين") is None
    assert dates.parse_day("بعد 17 سبتمبر 2025") is None


def test_a_text_too_long_for_a_date_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    padded = "17 سبتمبر 2025".ljust(DATE_CHARACTERS)
    assert dates.parse_day(padded) == SEPTEMBER_17
    monkeypatch.setattr(dates, "plain_text", pytest.fail)
    assert dates.parse_day(f"{padded} ") is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    dates.find(text)
    dates.parse_day(text)


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)))
def test_every_day_is_read(day: datetime.date) -> None:
    assert dates.parse_day(day.isoformat()) == day
    assert dates.parse_day(f"{day.day}/{day.month}/{day.year}") == day
    assert dates.parse_day(f"{day.day} {months.MONTHS[day.month - 1][0]} {day.year}") == day
