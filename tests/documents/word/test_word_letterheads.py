"""Letterheads of Word files: in tables, in boxes, as lines."""

import datetime
import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from indexer.documents import readers
from indexer.documents.files.content import Unpacked
from indexer.documents.word.reader import read
from indexer.releases.release import Release

TITLE = "وزيرة العدل تشرف على اختتام الدورة التكوينية للقضاة"
BODY = [
    "أشرفت السيدة ليلى جفال، وزيرة العدل، على اختتام الدورة التكوينية الخاصة بالقضاة الجدد.",
    "ودعت الوزيرة إلى تسريع رقمنة المحاكم.",
]
DAY = datetime.date(2025, 7, 9)
Head = list[str] | list[list[str]]


def box(text: str) -> str:
    return (
        f"<w:p {nsdecls('w')}><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )


def one(
    folder: Path, head: list[str], rows: list[list[str]], boxes: list[str], body: list[str] = BODY
) -> Release:
    document = docx.Document()
    for row in rows:
        table = document.add_table(1, len(row))
        for cell, text in zip(table.rows[0].cells, row, strict=True):
            cell.text = text
    for text in head:
        document.add_paragraph(text)
    for text in boxes:
        document.element.body.insert(-1, parse_xml(box(text)))
    for text in body:
        document.add_paragraph(text)
    document.save(str(folder / "a.docx"))
    raw = (folder / "a.docx").read_bytes()
    (found,) = read(Unpacked("a.docx", iter([raw])))
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize(
    ("rows", "head", "boxes"),
    [
        ([["وزارة العدل\nالجمهورية التونسية", "تونس في 9 جويلية 2025"]], [], [TITLE]),
        ([["وزارة العدل\nالجمهورية التونسية", "تونس في 9 جويلية 2025"]], [TITLE], []),
        ([["الجمهورية التونسية\nوزارة العدل", "بلاغ", "République tunisienne"]], ["تونس في 9 جويلية 2025", TITLE], []),
        ([], ["الجمهورية التونسية\nوزارة العدل\nتونس في 9 جويلية 2025", TITLE], []),
        ([], ["تونس في 9 جويلية 2025", TITLE], ["وزارة العدل"]),
        ([], ["وزارة العدل", "تونس في 9 جويلية 2025"], [TITLE]),
        ([], ["وزارة العدل", "بلاغ صحفي", "تونس في 9 جويلية 2025"], [TITLE, "صورة من الحفل"]),
        ([["وزارة العدل", "العدد: 12"], ["تونس، 9 جويلية 2025", "المرفقات: 2"]], [TITLE], []),
    ],
)  # fmt: skip
def test_a_letterhead_is_lines(
    tmp_path: Path, rows: list[list[str]], head: list[str], boxes: list[str]
) -> None:
    found = one(tmp_path, head, rows, boxes)
    assert (found.title, found.published, found.place) == (TITLE, DAY, "تونس")
    assert found.agency == "وزارة العدل"
    assert TITLE not in found.paragraphs
    assert [text for text in found.paragraphs if text in BODY] == BODY


def test_a_box_beside_a_headline_is_text(tmp_path: Path) -> None:
    found = one(tmp_path, [TITLE], [], ["في إطار البرنامج الوطني للرقمنة"])
    assert (found.title, found.paragraphs) == (TITLE, [*BODY, "في إطار البرنامج الوطني للرقمنة"])


def test_cells_of_a_row_stay_apart(tmp_path: Path) -> None:
    rows = [["الإقليم", "عدد الآبار"], ["زاكورة", "14"]]
    found = one(tmp_path, [], rows, [])
    assert "زاكورة | 14" in found.body


def read_with_header(
    lines: list[str], *, first_page: bool = False, body: list[str] = BODY
) -> Release:
    document = docx.Document()
    section = document.sections[0]
    section.different_first_page_header_footer = first_page
    section.header.paragraphs[0].text = "صفحة"
    header = section.first_page_header if first_page else section.header
    header.paragraphs[0].text = "\n".join(lines)
    for text in [TITLE, *body]:
        document.add_paragraph(text)
    saved = io.BytesIO()
    document.save(saved)
    (found,) = read(Unpacked("a.docx", iter([saved.getvalue()])))
    assert isinstance(found, Release)
    return found


@pytest.mark.parametrize("first_page", [False, True])
@pytest.mark.parametrize(
    ("lines", "agency"),
    [
        (["الجمهورية التونسية", "وزارة العدل"], "وزارة العدل"),
        (["وزارة العدل\tالجمهورية التونسية"], "وزارة العدل"),
        (["الجمهورية التونسية"], None),
        (["اختتام الدورة التكوينية للقضاة", "2"], None),
    ],
)
def test_a_page_header_gives_the_agency_and_is_not_text(
    lines: list[str], agency: str | None, first_page: bool
) -> None:
    release = read_with_header(lines, first_page=first_page)
    assert (release.title, release.agency, release.paragraphs) == (TITLE, agency, BODY)


def test_the_agency_in_the_text_precedes_the_page_header() -> None:
    assert read_with_header(["وزارة العدل"], body=["المصدر: بترا", *BODY]).agency == "بترا"


KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


@pytest.mark.parametrize("kind", KINDS)
def test_templates_and_files_with_macros_are_documents(kind: str) -> None:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph(BODY[0])
    document.part._content_type = kind
    saved = io.BytesIO()
    document.save(saved)
    content = Unpacked("a.dotx", iter([saved.getvalue()]))
    assert readers.detect_format(content) == "docx"
    (found,) = read(content)
    assert isinstance(found, Release)
    assert found.title == TITLE
