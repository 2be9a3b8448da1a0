"""Greetings and rules above a text are not headlines."""

import pytest

from indexer.documents.press import article, greetings
from indexer.documents.press.plain_text import read
from indexer.releases.release import Release

BODY = "أعلنت الوزارة عن إطلاق برنامج جديد يهم مختلف جهات المملكة، ويشمل عددا من المشاريع."
LINES = (
    "تحية طيبة وبعد",
    "السادة رؤساء التحرير المحترمون",
    "السلام عليكم",
    "السلام عليكم ورحمة الله وبركاته،",
    "---------- Forwarded message ---------",
)


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("وزارة الصحة", "وزارة الصحة"),
        ("بيان صحفي", "بيان صحفي"),
        ("التاريخ: 3/11/2025", BODY.rstrip(".")),
        ("المملكة المغربية\n\nوزارة الصحة\n\nبلاغ", BODY.rstrip(".")),
    ],
)
def test_a_greeting_is_not_a_headline(line: str, above: str, title: str) -> None:
    (found,) = read(f"{above}\n\n{line}\n\n{BODY}\n\nوأضافت أن التسجيل مفتوح.", "a.txt")
    assert isinstance(found, Release)
    assert found.title == title
    assert line in found.body


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("subject", ["بيان صحفي", "وزارة الصحة"])
def test_a_subject_stands_above_a_greeting(line: str, subject: str) -> None:
    (found,) = article.releases(article.Article([line, BODY], subject), "a.eml")
    assert (found.title, found.paragraphs) == (subject, [line, BODY])


@pytest.mark.parametrize(
    "line",
    [
        *("السادة النواب يلتقون رئيس الحكومة", "السلام عليكم حملة جديدة للتوعية", "تحية طيبة من المغرب إلى العالم"),
        *("تكريم المعلمين المحترمين", "Chers parents : la rentrée est reportée", ""),
    ],
)  # fmt: skip
def test_headlines_are_no_greetings(line: str) -> None:
    assert not greetings.is_greeting(line)
