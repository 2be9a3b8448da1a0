"""The examples in the documents and on the help pages agree with the parser."""

import re
from pathlib import Path

import pytest

from indexer.arabic.analyzer import standard
from indexer.query.reader import read

ROOT = Path(__file__).parents[2]
WHOLE = "indexer/query/README.md"
_READING = re.compile(r"(?<=` )\| `.*?` (?=\|)")
_QUERY = re.compile(r'query\("(.*?)"\)')


def lines(document: str) -> list[str]:
    """The lines of a document's table of queries."""
    table = (ROOT / document).read_text("utf-8").split("\n| query |", 1)[1].split("\n\n", 1)[0]
    return table.splitlines()[2:]


def documented_queries() -> list[tuple[str, str]]:
    """The queries of the complete table and their canonical texts."""
    rows = [re.findall(r"`(.*?)` \|", line) for line in lines(WHOLE)]
    return [(q.replace("\\|", "|"), reading.replace("\\|", "|")) for q, reading in rows]


def pages() -> list[Path]:
    return sorted((ROOT / "webapp" / "templates").glob("*/help.html"))


def examples(page: Path) -> list[str]:
    return [q.replace("\\\\", "\\") for q in _QUERY.findall(page.read_text("utf-8"))]


@pytest.mark.parametrize(("q", "reading"), documented_queries())
def test_the_readings_of_the_table_are_right(q: str, reading: str) -> None:
    found = read(standard(), q)
    assert found.text == reading
    assert found.warnings == ()


def test_every_help_page_shows_the_whole_language() -> None:
    assert len(pages()) == 3
    for page in pages():
        assert examples(page) == [q for q, _ in documented_queries()]


def test_the_readme_has_some_lines_of_the_table() -> None:
    whole = [_READING.sub("", line, count=1) for line in lines(WHOLE)]
    shown = lines("README.md")
    assert shown
    assert [line for line in shown if line not in whole] == []
