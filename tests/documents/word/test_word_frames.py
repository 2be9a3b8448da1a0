"""Word files with table layouts and hidden content."""

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from indexer.documents.files.content import Unpacked
from indexer.documents.word import reader
from indexer.releases.release import Release

TITLE = "افتتاح المعرض الدولي للكتاب"
TEXT = ("افتتح وزير الثقافة المعرض بحضور السفراء.", "ويستمر المعرض عشرة أيام.")


def read(document: "docx.document.Document") -> Release:
    raw = io.BytesIO()
    document.save(raw)
    (found,) = reader.read(Unpacked("a.docx", iter([raw.getvalue()])))
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize("columns", [1, 3])
@pytest.mark.parametrize("head", [[], ["وزارة الثقافة", "بيان صحفي"]])
def test_a_single_cell_is_a_frame(head: list[str], columns: int) -> None:
    document = docx.Document()
    cell = document.add_table(1, columns).rows[0].cells[columns // 2]
    for at, text in enumerate([*head, TITLE, *TEXT]):
        cell.add_paragraph(text) if at else cell.paragraphs[0].add_run(text)
    found = read(document)
    assert (found.title, found.paragraphs) == (TITLE, [*head, *TEXT])


def test_a_heading_in_a_frame_is_the_title() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).rows[0].cells[0].add_table(1, 1).rows[0].cells[0]
    cell.add_paragraph(TEXT[0])
    cell.add_paragraph(TITLE, style="Title")
    assert read(document).title == TITLE


def test_cells_beside_each_other_are_a_row() -> None:
    document = docx.Document()
    for text in (TITLE, *TEXT):
        document.add_paragraph(text)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "الرباط", "14"
    assert read(document).paragraphs[-1] == "الرباط | 14"


@pytest.mark.parametrize(("value", "is_shown"), [(None, False), ("1", False), ("0", True), ("false", True)])  # fmt: skip
def test_hidden_content_is_not_text(value: str | None, is_shown: bool) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    run = document.add_paragraph(TEXT[0]).add_run(" سري")
    mark = OxmlElement("w:vanish")
    if value:
        mark.set(qn("w:val"), value)
    run._r.get_or_add_rPr().append(mark)
    assert read(document).body == TEXT[0] + " سري" * is_shown
