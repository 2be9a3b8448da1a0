"""White space and paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.documents.text import prose


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("", ""),
        (" \n\u200f\n ", ""),
        ("أ", "أ"),
        ("أ\nب", "أ\n\nب"),
        ("أ\r\n\r\nب\r\nج", "أ\n\nب ج"),
        ("أ\n \u00a0\n\n\nب", "أ\n\nب"),
        ("\n\nأ  ب\tج\n", "أ ب ج"),
    ],
)
def test_paragraphs(text: str, body: str) -> None:
    assert prose.paragraphs(text) == body


@given(st.text())
def test_reading_twice_equals_reading_once(text: str) -> None:
    assert prose.one_line(prose.one_line(text)) == prose.one_line(text)
    assert prose.paragraphs(prose.paragraphs(text)) == prose.paragraphs(text)
    assert prose.trim(prose.trim(text)) == prose.trim(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Z"])))
def test_letters_are_untouched(text: str) -> None:
    assert prose.one_line(text) == text
