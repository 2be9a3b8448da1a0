"""Headlines of PDF files, by font size."""

import pytest

from indexer.documents.pdf import layout
from indexer.documents.pdf.layout import Page, PageLine

TEXT = [
    "عقد مجلس الإدارة دورته العادية يوم الثلاثاء بمقر ولاية جهة الدار البيضاء",
    "سطات برئاسة السيدة الوزيرة.",
]
LETTERHEAD = ["المملكة المغربية", "الوكالة الحضرية للدار البيضاء"]


def page(lines: list[tuple[str, float, float]]) -> Page:
    """A page of 600 points with lines (text, size, space above in sizes), those above the text
    centred."""
    found: list[PageLine] = []
    base = 750.0
    for text, size, space in lines:
        base -= size * space
        half = (len(text) * size * 0.45) / 2
        is_text = size == 14 and len(text) > 60
        left, right = (50.0, 550.0) if is_text else (300 - half, 300 + half)
        found.append(PageLine(text, left, right, base, size, 0))
    return Page(found, 800, rightwards=False)


def read(lines: list[tuple[str, float, float]]) -> tuple[str | None, list[str]]:
    found = layout.paragraphs([page(lines)])
    return layout.headline(found), [each.text for each in found]


@pytest.mark.parametrize(
    "letterhead", [[], LETTERHEAD, LETTERHEAD[1:], ["جمعية أصدقاء البيئة بالناظور"]]
)
@pytest.mark.parametrize("size", [14, 28])
def test_a_headline_is_larger_and_may_span_lines(letterhead: list[str], size: float) -> None:
    wrapped = ["انعقاد مجلس إدارة الوكالة الحضرية للدار", "البيضاء"]
    lines = [(text, size, 1.5) for text in letterhead]
    lines += [(wrapped[0], 28, 2.5), (wrapped[1], 28, 1.5)]
    lines += [(TEXT[0], 14, 3), (TEXT[1], 14, 1.5), (TEXT[0], 14, 1.5), (TEXT[1], 14, 1.5)]
    title, paragraphs = read(lines)
    if size == 14 or letterhead != ["جمعية أصدقاء البيئة بالناظور"]:
        assert title == " ".join(wrapped)
    assert " ".join(wrapped) in paragraphs
    assert all(line in paragraphs for line in letterhead)


def test_text_of_one_size_has_no_larger_headline() -> None:
    title, paragraphs = read([("عنوان قصير", 14, 1), (TEXT[0], 14, 3), (TEXT[1], 14, 1.5)])
    assert (title, paragraphs[0]) == (None, "عنوان قصير")


def test_a_section_heading_is_not_the_headline_if_there_is_a_larger_one() -> None:
    lines = [("عنوان البيان الكبير", 24, 1), (TEXT[0], 14, 3), ("محاور العمل المقبلة", 18, 3)]
    title, paragraphs = read([*lines, (TEXT[0], 14, 3)])
    assert (title, len(paragraphs)) == ("عنوان البيان الكبير", 4)


def test_lines_of_a_letterhead_are_not_a_headline() -> None:
    lines = [(text, 24, 1.5) for text in LETTERHEAD]
    title, paragraphs = read([*lines, (TEXT[0], 14, 3), (TEXT[1], 14, 1.5)])
    assert (title, paragraphs[:2]) == (None, LETTERHEAD)


@pytest.mark.parametrize(("space", "count"), [(1.5, 1), (2.2, 2)])
def test_lines_that_all_end_a_sentence_are_paragraphs_if_they_are_far_apart(
    space: float, count: int
) -> None:
    sentence = f"{TEXT[0]}."
    title, paragraphs = read([("عنوان البيان", 28, 1), (sentence, 14, 3), (sentence, 14, space)])
    assert (title, len(paragraphs)) == ("عنوان البيان", 1 + count)


def test_a_sentence_may_span_lines_that_are_far_apart() -> None:
    lines = [(TEXT[0], 14, 3), (f"{TEXT[0]}.", 14, 2.2)]
    _, paragraphs = read([("عنوان البيان", 28, 1), *lines])
    assert paragraphs == ["عنوان البيان", f"{TEXT[0]} {TEXT[0]}."]
