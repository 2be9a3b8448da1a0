"""The bracketed line below a title."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.press import dateline

DAY = datetime.date(2025, 9, 17)


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("(17 سبتمبر 2025، ليان يون قانغ، جيانغسو، الصين)", "ليان يون قانغ، جيانغسو، الصين"),
        ("(17 سبتمبر\u00a02025،\u00a0ليان\u00a0يون قانغ)", "ليان يون قانغ"),
        ("\u200f(١٧ أيلول ٢٠٢٥م، عمّان)\u200f", "عمّان"),
        ("（17/9/2025, بكين）", "بكين"),
        ("(17 سبتمبر 2025)", None),
        ("(17 سبتمبر 2025،)", None),
        ("(بكين، 17 سبتمبر 2025)", "بكين"),
        ("(الأربعاء، 17 سبتمبر، 2025، الرباط، المغرب)", "الرباط، المغرب"),
        ("(17-18 سبتمبر 2025، الدوحة)", "الدوحة"),
    ],
)
def test_date_and_place(paragraph: str, place: str | None) -> None:
    read = dateline.read(paragraph)
    assert read is not None
    assert (read.event_date, read.place) == (DAY, place)
    assert read.text[0] not in "(（"


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "()",
        "(واس)",
        "(الرياض، واس)",
        "17 سبتمبر 2025، بكين",
        "(17 سبتمبر 2025، بكين) قالت الهيئة",
        "(17 سبتمبر 2025) بكين (الصين)",
        "(31 فبراير 2025، بكين)",
        "(عُقدت في 17 سبتمبر 2025، بكين، ندوة)",
        "(17 سبتمبر 2025، " + "كلمة " * 50 + ")",
    ],
)
def test_bracketed_lines_that_stay_in_the_body(paragraph: str) -> None:
    assert dateline.read(paragraph) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    dateline.read(text)
    dateline.read(f"({text})")
