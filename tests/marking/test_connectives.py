"""Connectives of names: if the query has other words, they are not marked by themselves."""

import pytest

from indexer.arabic.analyzer import standard
from indexer.query import reader
from tests.marking.slow_marks import analysed_marks, marks

NAMES = "تركي بن سعد وفهد بن ماجد ونورة بنت سعد، بن. سعد آل ماجد"


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        (NAMES, "تركي بن سعد", ["تركي", "بن", "سعد", "سعد", "سعد"]),
        (NAMES, "نورة بنت فهد", ["وفهد", "ونورة"]),
        (NAMES, "آل ماجد", ["ماجد", "آل", "ماجد"]),
        (NAMES, "بن سعد", ["بن", "سعد", "سعد", "سعد"]),
        (NAMES, "فهد وبن ماجد", ["وفهد", "بن", "ماجد", "ماجد"]),
        (NAMES, "تركي بن تركي", ["تركي"]),
        ("الشيخ حمد بن آل خليفة", "حمد بن آل خليفة", ["حمد", "بن", "آل", "خليفة"]),
        ("شركة حمد\nبن\nراشد", "راشد بن حمد", ["حمد", "بن", "راشد"]),
    ],
)
def test_a_connective_is_marked_before_another_match(text: str, q: str, marked: list[str]) -> None:
    parsed = reader.read(standard(), q)
    found = marks(standard(), text, parsed)
    assert [text[mark.start : mark.end] for mark in found] == marked
    assert found == analysed_marks(standard(), text, parsed)


@pytest.mark.parametrize(
    ("text", "q", "marked"),
    [
        (NAMES, "بن", ["بن", "بن", "بن"]),
        (NAMES, "بن آل", ["بن", "بن", "بن", "آل"]),
        (NAMES, '"بن" غائب', ["بن", "بن", "بن"]),
        ("قصة بنت، ثم بنت", "قصة بنت", ["قصة", "بنت", "بنت"]),
        ("مدارس بنات، ثم بنات المدينة", "بنات القرية", ["بنات", "بنات"]),
        ("سعر البن، ثم البن", "البن الغالي", ["البن", "البن"]),
        ("كوب لبن، ثم لبن", "لبن طازج", ["لبن", "لبن"]),
    ],
)
def test_a_word_that_joins_nothing_in_the_query_is_marked_everywhere(
    text: str, q: str, marked: list[str]
) -> None:
    found = marks(standard(), text, reader.read(standard(), q))
    assert [text[mark.start : mark.end] for mark in found] == marked


@pytest.mark.parametrize("q", ["بنت OR فتاة", "(بنت OR فتاة) -رجل"])
def test_connective_is_marked_if_nothing_else_can_have_matched(q: str) -> None:
    found = marks(standard(), "كتبت بنت", reader.read(standard(), q))
    assert [mark[:2] for mark in found] == [(5, 8)]
    assert marks(standard(), "كتبت بنت", reader.read(standard(), "بنت فتاة")) == []
