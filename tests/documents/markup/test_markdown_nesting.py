"""Nested quotations and lists in Markdown are read completely or refused."""

from pathlib import Path

import pytest

from indexer.documents import folder, limits
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release

TITLE = "وزير الصحة يفتتح المستشفى الجديد"


def read(path: Path, text: str) -> Release | DocumentError:
    path.write_text(f"# {TITLE}\n\n{text}\n\nخاتمة البيان.\n", "utf-8")
    with DocumentReader() as reading:
        (found,) = (one for source in folder.find([path]) for one in folder.read(source, reading))
    return found


def items(count: int) -> str:
    return "\n".join("  " * depth + f"- البند {depth}" for depth in range(count))


@pytest.mark.parametrize("count", [2, 10, 15, limits.MAX_MARKDOWN_NESTING // 2])
def test_the_items_of_nested_lists_are_read(tmp_path: Path, count: int) -> None:
    found = read(tmp_path / "a.md", items(count))
    assert isinstance(found, Release)
    assert found.paragraphs == [*(f"البند {depth}" for depth in range(count)), "خاتمة البيان."]


@pytest.mark.parametrize("count", [1, 20, limits.MAX_MARKDOWN_NESTING])
def test_nested_quotations_are_read(tmp_path: Path, count: int) -> None:
    found = read(tmp_path / "a.md", "> " * count + "كلام منقول")
    assert isinstance(found, Release)
    assert found.paragraphs == ["كلام منقول", "خاتمة البيان."]


@pytest.mark.parametrize(
    "text",
    [
        items(limits.MAX_MARKDOWN_NESTING // 2 + 1),
        "> " * (limits.MAX_MARKDOWN_NESTING + 1) + "كلام",
    ],
    ids=["lists", "quotations"],
)
def test_deeper_nesting_is_refused(tmp_path: Path, text: str) -> None:
    found = read(tmp_path / "a.md", text)
    assert isinstance(found, DocumentError)
    assert found.reason == "quotations and lists are nested more than 50 deep; not read"


def test_many_brackets_within_a_line_are_text(tmp_path: Path) -> None:
    found = read(tmp_path / "a.md", "[" * 200 + "نص" + "]" * 200)
    assert isinstance(found, Release)
    assert found.paragraphs[0].strip("[]") == "نص"
