"""Quotations and lists of a Markdown file, however deep: all of their text, or a refusal."""

from pathlib import Path

import pytest

from indexer import limits
from indexer.documents import folder
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.release import Release

TITLE = "وزير الصحة يفتتح المستشفى الجديد"


def read(path: Path, text: str) -> Release | DocumentError:
    path.write_text(f"# {TITLE}\n\n{text}\n\nخاتمة البيان.\n", "utf-8")
    with DocumentReader() as reading:
        (found,) = (one for source in folder.find([path]) for one in folder.read(source, reading))
    return found


def items(count: int) -> str:
    return "\n".join("  " * depth + f"- البند {depth}" for depth in range(count))


@pytest.mark.parametrize("count", [2, 10, 15, limits.MARKDOWN_NESTING // 2])
def test_the_items_of_lists_in_one_another_are_read(tmp_path: Path, count: int) -> None:
    found = read(tmp_path / "a.md", items(count))
    assert isinstance(found, Release)
    assert found.paragraphs == [*(f"البند {depth}" for depth in range(count)), "خاتمة البيان."]


@pytest.mark.parametrize("count", [1, 20, limits.MARKDOWN_NESTING])
def test_what_is_quoted_again_and_again_is_read(tmp_path: Path, count: int) -> None:
    found = read(tmp_path / "a.md", "> " * count + "كلام منقول")
    assert isinstance(found, Release)
    assert found.paragraphs == ["كلام منقول", "خاتمة البيان."]


@pytest.mark.parametrize(
    "text",
    [items(limits.MARKDOWN_NESTING // 2 + 1), "> " * (limits.MARKDOWN_NESTING + 1) + "كلام"],
    ids=["lists", "quotations"],
)
def test_what_is_nested_deeper_than_that_is_refused(tmp_path: Path, text: str) -> None:
    found = read(tmp_path / "a.md", text)
    assert isinstance(found, DocumentError)
    assert found.reason == "quotations and lists are nested more than 50 deep; not read"


def test_brackets_within_a_line_are_its_text_however_many(tmp_path: Path) -> None:
    found = read(tmp_path / "a.md", "[" * 200 + "نص" + "]" * 200)
    assert isinstance(found, Release)
    assert found.paragraphs[0].strip("[]") == "نص"
