"""The date that a text calls today."""

import datetime

import pytest

from indexer.documents.dates import today_phrase


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الوزير اليوم الأحد 2 نوفمبر 2025 عن البرنامج.",
        "وذلك اليوم الأحد 2 نوفمبر 2025 بالرباط.",
        "يصادف اليوم 2 نوفمبر 2025 ذكرى التأسيس.",
    ],
)
def test_the_date_that_a_text_calls_today(text: str) -> None:
    assert today_phrase.find(text) == datetime.date(2025, 11, 2)


@pytest.mark.parametrize(
    "text",
    [
        "في مثل هذا اليوم 18 نوفمبر 1956 عاد الملك.",
        "في مثل اليوم 18 نوفمبر 1956 عاد الملك.",
        "وفي ذلك اليوم 6 أكتوبر 1973 عبرت القوات القناة.",
        "صادف اليوم 18 نوفمبر 1956 عيد الاستقلال.",
    ],
)
def test_a_date_of_another_year_is_not_today(text: str) -> None:
    assert today_phrase.find(text) is None
