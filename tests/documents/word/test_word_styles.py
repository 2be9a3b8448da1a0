"""Each style of a Word file is looked up once."""

import io
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from indexer.documents.files.content import Unpacked
from indexer.documents.word import reader as word
from indexer.releases.release import Release


def test_a_style_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = docx.Document()
    made.add_paragraph("وزارة الأشغال", "Normal")
    made.add_paragraph("إعادة فتح طريق ضهر البيدر", "Heading 1")
    for _ in range(50):
        made.add_paragraph("أعلنت الوزارة عن إعادة فتح الطريق.")
    raw = io.BytesIO()
    made.save(raw)
    looked_up = 0

    def counted(block: Any, document: Any) -> Paragraph:
        nonlocal looked_up
        looked_up += 1
        return Paragraph(block, document)

    monkeypatch.setattr(word, "Paragraph", counted)
    (found,) = word.read(Unpacked("a.docx", iter([raw.getvalue()])))
    assert isinstance(found, Release)
    assert found.title == "إعادة فتح طريق ضهر البيدر"
    assert looked_up <= 2
