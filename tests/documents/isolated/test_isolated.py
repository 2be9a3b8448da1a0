"""The result for a file does not depend on the files that were read before it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx.opc.pkgreader import PackageReader
from lxml.etree import ErrorTypes, XMLSyntaxError

from indexer.documents.files.content import Unpacked
from indexer.documents.isolated import Isolated
from indexer.documents.isolated.parsers import Parser
from indexer.documents.word import reader as docx
from indexer.errors import DocumentError
from indexer.releases.release import Release

# Two thirds of what a parser may take, and more than that.
PARSER = """
import os
from indexer.releases.release import Release

held = []

def read(file):
    word = file.whole(100).decode()
    yield Release("first", word, word)
    if word == "keeps":
        held.append(bytearray(200_000_000))
    if word == "large":
        bytearray(200_000_000)
    if word == "too large":
        bytearray(400_000_000)
    if word == "crashes" or (word == "crashes behind others" and held):
        os.abort()
    yield Release("last", word, word)
"""


@pytest.fixture
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Isolated]:
    (tmp_path / "odd_parser.py").write_text(PARSER, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    made = Isolated()
    yield made
    made.close()


def messages_of(isolated: Isolated, word: str) -> list[str]:
    """The ids of what is found, and why the rest is refused."""
    content = Unpacked("a.x", iter([word.encode()]))
    found = []
    try:
        for one in isolated.read(content, Parser("odd_parser")):
            found.append(one.id if isinstance(one, Release) else one.reason)
    except DocumentError as error:
        found.append(error.reason)
    return found


@pytest.mark.parametrize("word", ["large", "crashes behind others"])
def test_a_file_that_a_fresh_child_can_read_is_read_once_after_others(
    isolated: Isolated, word: str
) -> None:
    assert messages_of(isolated, word) == ["first", "last"]
    assert messages_of(isolated, "keeps") == ["first", "last"]
    assert messages_of(isolated, word) == ["first", "last"]


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("too large", "needs more than 300,000,000 bytes of memory to read; not read"),
        ("crashes", "its reader gave up, likely for want of memory (300,000,000 bytes)"),
    ],
)
def test_a_file_that_no_child_can_read_is_refused_in_any_order(
    isolated: Isolated, word: str, reason: str
) -> None:
    assert messages_of(isolated, word) == ["first", reason]
    assert messages_of(isolated, "keeps") == ["first", "last"]
    assert messages_of(isolated, word) == ["first", reason]


@pytest.mark.parametrize(
    ("code", "wanted"),
    [(ErrorTypes.ERR_NO_MEMORY, MemoryError), (ErrorTypes.ERR_DOCUMENT_EMPTY, DocumentError)],
)
def test_a_word_file_that_needs_too_much_memory_is_not_called_damaged(
    monkeypatch: pytest.MonkeyPatch, code: int, wanted: type[Exception]
) -> None:
    def refuse(_: object) -> None:
        raise XMLSyntaxError("unknown error", code, 0, 0)

    monkeypatch.setattr(PackageReader, "from_file", refuse)
    with pytest.raises(wanted):
        list(docx.read(Unpacked("a.docx", iter([b"PK"]))))
