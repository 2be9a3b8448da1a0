"""Parsing of dates in words."""

import datetime
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.arabic.dates import DATE_CHARACTERS
from indexer.periods import is_impossible, is_reversed, parse

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "periods.tsv"
TODAY = datetime.date(2025, 11, 21)
PIECES = (
    "سبتمبر أيلول محرم 2025 1447 17 1 9 / - . .. … من إلى و قبل بعد منذ آخر الشهر الأسبوع الماضي الربع الثالث عام يوم "
    "last next week ago Q3 年 月 日 هـ م ، ( ) \u200f ٩ \ud800 99999999999999999999"
).split(" ")


def _unescape(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), cell)


def golden() -> list[tuple[str, str, str]]:
    lines = GOLDEN.read_text("utf-8").splitlines()
    cells = [_unescape(line).split("\t") for line in lines if not line.startswith("#")]
    return [(text, first, last) for text, first, last in cells]


def parse_bounds(text: str, today: datetime.date = TODAY) -> tuple[str, str]:
    period = parse(text, today)
    if period is None:
        return "-", "-"
    return str(period.first or ""), str(period.last or "")


@pytest.mark.parametrize(("text", "first", "last"), golden())
def test_dates_in_words(text: str, first: str, last: str) -> None:
    assert parse_bounds(text) == (first, last)


def test_there_are_many_of_them() -> None:
    assert sum(first != "-" for _, first, _ in golden()) > 130


@pytest.mark.parametrize(
    ("text", "today", "first", "last"),
    [
        ("الشهر الماضي", "2026-01-15", "2025-12-01", "2025-12-31"),
        ("آخر شهر", "2025-03-31", "2025-03-01", "2025-03-31"),
        ("last quarter", "2026-02-01", "2025-10-01", "2025-12-31"),
        ("الأسبوع الماضي", "2025-11-24", "2025-11-17", "2025-11-23"),
        ("العام الماضي", "2024-02-29", "2023-01-01", "2023-12-31"),
        ("ديسمبر", "2025-11-30", "2024-12-01", "2024-12-31"),
        ("ديسمبر", "2025-12-01", "2025-12-01", "2025-12-31"),
        ("رمضان", "2025-02-01", "2024-03-11", "2024-04-09"),
        ("أمس", "0001-01-01", "-", "-"),
        ("هذا الأسبوع", "9999-12-31", "-", "-"),
        ("الشهر الماضي", "0001-01-15", "-", "-"),
        ("بعد 9999", "2025-01-01", "-", "-"),
    ],
)
def test_periods_relative_to_today(text: str, today: str, first: str, last: str) -> None:
    assert parse_bounds(text, datetime.date.fromisoformat(today)) == (first, last)


@pytest.mark.parametrize(
    ("text", "impossible"),
    [
        ("2025-02-29", True),
        ("2024-02-29", False),
        ("31 شباط", True),
        ("من 1 إلى 31 فبراير 2025", True),
        ("30 صفر 1447", True),
        ("2025-13", True),
        ("9/17/2025", False),
        ("9/45/2025", True),
        ("قريبًا", False),
        ("31", False),
        ("2025-02-31 " * 40, False),
    ],
)
def test_impossible_dates_are_distinguished_from_other_texts(text: str, impossible: bool) -> None:
    assert is_impossible(text, TODAY) == impossible


def test_long_texts_are_no_dates() -> None:
    assert parse("2025" + " " * DATE_CHARACTERS, TODAY) is None


@given(st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join), st.dates())
def test_no_text_raises_and_no_period_is_upside_down(text: str, today: datetime.date) -> None:
    period = parse(text, today)
    if period is not None:
        assert period.first or period.last
        assert not (period.first and period.last) or period.first <= period.last


@given(st.dates(datetime.date(1700, 1, 1), datetime.date(2199, 12, 31)), st.dates())
def test_every_day_month_and_year_is_read(day: datetime.date, today: datetime.date) -> None:
    assert parse(day.isoformat(), today) == (day, day)
    month = parse(f"{day.year}-{day.month:02}", today)
    year = parse(f"عام {day.year}", today)
    assert month is not None
    assert year is not None
    assert month.first == day.replace(day=1)
    assert year == (datetime.date(day.year, 1, 1), datetime.date(day.year, 12, 31))


@given(st.dates(), st.dates())
def test_every_range_of_days_is_read_either_way(one: datetime.date, other: datetime.date) -> None:
    assert parse(f"{one}..{other}", TODAY) == (min(one, other), max(one, other))
    assert parse(f"من {one} إلى {other}", TODAY) == (min(one, other), max(one, other))
    assert is_reversed(f"{one}..{other}", TODAY) == (other < one)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2025..2020", True),
        ("2025-12..2025-01", True),
        ("من 2025 إلى 2024", True),
        ("من اليوم إلى أمس", True),
        ("2020..2025", False),
        ("2025..2025-03", False),
        ("من نوفمبر إلى فبراير", False),
        ("17-18 سبتمبر 2025", False),
        ("2025", False),
        ("منذ 2025", False),
        ("الهجرة", False),
    ],
)
def test_reversed_range_is_reported(text: str, told: bool) -> None:
    assert is_reversed(text, TODAY) is told
