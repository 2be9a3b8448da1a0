"""PDFs with columns: paragraphs stay whole and in reading order."""

from pathlib import Path

import pytest

from indexer.documents import folder
from indexer.documents.pdf import columns
from indexer.documents.pdf.glyphs import Glyph
from indexer.documents.readers import DocumentReader
from indexer.releases.release import Release

FILES = Path(__file__).parents[2] / "data" / "documents" / "formats"
ARABIC = (
    ("عقدت الإدارة الوطنية", "والسلامة والإنسان."),
    ("وناقش المشاركون ملف", "في المستقبل القريب."),
    ("وأشار البيان إلى", "على تبسيط الإجراءات."),
    ("واختتم اللقاء بتوقيع", "المعلومات والخبرات."),
    ("وتأتي هذه الندوة", "لبحث القضايا المشتركة."),
)
ENGLISH = (
    ("The ministry held", "all people in the region."),
    ("The participants discussed", "concerned by it today."),
    ("The statement noted", "works on simpler procedures."),
    ("At the end the", "to see what was done."),
    ("The seminar is one", "have in common with it."),
)


def read(name: str) -> Release:
    (source,) = folder.find([FILES / name])
    with DocumentReader() as reading:
        (found,) = folder.read(source, reading)
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize(
    ("name", "title", "edges"),
    [
        ("chromium-columns.pdf", "بيان صحفي عن ندوة إدارة الهجرة في عمودين", ARABIC),
        ("weasyprint-columns.pdf", "Ministry statement in three columns", ENGLISH),
    ],
)
def test_columns_are_read_one_after_the_other(
    name: str, title: str, edges: tuple[tuple[str, str], ...]
) -> None:
    release = read(name)
    assert release.title == title
    assert len(release.paragraphs) == len(edges)
    for paragraph, (begins, ends) in zip(release.paragraphs, edges, strict=True):
        assert paragraph.startswith(begins)
        assert paragraph.endswith(ends)


def row(base: float, *words: tuple[float, float]) -> list[Glyph]:
    """Words, as signs of their width."""
    return [Glyph("x", left, right, base, 10, n, 0, n) for n, (left, right) in enumerate(words)]


def lefts(found: list[list[columns.Segment]]) -> list[list[tuple[float, float]]]:
    return [[(line[0].left, line[0].base) for line in column] for column in found if column]


def test_columns_whose_rows_are_of_different_heights() -> None:
    rows = [row(-6.0 * n, (0, 140) if n % 2 else (155, 300)) for n in range(12)]
    left = [(0, -6.0 * n) for n in range(1, 12, 2)]
    right = [(155, -6.0 * n) for n in range(0, 12, 2)]
    assert lefts(columns.in_reading_order(rows, rightwards=True)) == [left, right]
    assert lefts(columns.in_reading_order(rows, rightwards=False)) == [right, left]


def test_word_spaces_are_not_a_gutter() -> None:
    """Wide spaces that stand at one place in three rows of a column."""
    rows = [row(-12.0 * n, (0, 140 + 5 * (n % 4)), (155 + 5 * (n % 4), 300)) for n in range(12)]
    assert [
        len(column) for column in columns.in_reading_order(rows, rightwards=True) if column
    ] == [12]


def test_the_short_cells_of_a_table_are_read_row_by_row() -> None:
    rows = [row(-12.0 * n, (0, 50), (62, 300)) for n in range(8)]
    assert [
        len(column) for column in columns.in_reading_order(rows, rightwards=True) if column
    ] == [8]


def test_an_empty_page() -> None:
    assert [column for column in columns.in_reading_order([], rightwards=True) if column] == []
