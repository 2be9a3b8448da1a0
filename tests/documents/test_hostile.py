"""Hostile files: each is refused by name, and the others are read."""

import errno
import json
import os
import resource
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from indexer import subprocesses
from indexer.documents import folder, limits
from indexer.documents.files.content import Unpacked
from indexer.documents.isolated import Isolated
from indexer.documents.isolated.parsers import Parser
from indexer.documents.readers import DocumentReader
from indexer.errors import DocumentError
from indexer.releases.release import Release
from tests.documents.hostile_files import FILES, GOOD, MALFORMED, zip_members


def messages_of(path: Path) -> list[str]:
    """The ids of releases, and the words of refusals."""
    with DocumentReader() as reading:
        return [
            one.id if isinstance(one, Release) else str(one)
            for source in folder.find([path])
            for one in folder.read(source, reading)
        ]


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_files_are_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    make, reason = MALFORMED[name]
    (tmp_path / name).write_bytes(make())
    (tmp_path / "zz.txt").write_text(GOOD, "utf-8")
    *refused, good = messages_of(tmp_path)
    assert good == "zz"
    assert refused
    assert all(line.startswith(name) for line in refused)
    assert any(reason in line for line in refused), refused
    assert all(line.isprintable() for line in refused)


def test_reading_works_with_many_open_files() -> None:
    many, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(many, min(2_000, most)), most))
    held = []
    try:
        held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_100)]
        assert max(held) > 1_024
        (read,) = messages_of(FILES / "fpdf2.pdf")
        assert read == "fpdf2.pdf"
    finally:
        for descriptor in held:
            os.close(descriptor)
        resource.setrlimit(resource.RLIMIT_NOFILE, (many, most))


def test_names_that_lead_out_of_an_archive(tmp_path: Path) -> None:
    members = ("../../a.txt", "/etc/b.txt", "..\\c.txt", "good.txt")
    (tmp_path / "slip.zip").write_bytes(zip_members(dict.fromkeys(members, GOOD.encode())))
    *refused, good = messages_of(tmp_path)
    assert good == "slip.zip~good"
    assert len(refused) == 3
    assert all("leads out of the archive" in line for line in refused)
    assert [path.name for path in tmp_path.iterdir()] == ["slip.zip"]


def test_an_archive_whose_list_is_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ARCHIVE_MEMBERS", 3)
    monkeypatch.setattr(limits, "ARCHIVE_LIST_BYTES", 5_000)
    many = {f"{number}.txt": GOOD.encode() for number in range(5)}
    (tmp_path / "many.zip").write_bytes(zip_members(many))
    (tmp_path / "names.zip").write_bytes(zip_members({"x" * 6_000 + ".txt": b""}))
    *good, many_refused, names_refused = messages_of(tmp_path)
    assert len(good) == 3
    assert "more than 3 files in one archive" in many_refused
    assert "its list of members" in names_refused


def test_an_archive_whose_files_take_long_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {f"{number}.html": b"<p>text</p>" for number in range(5)}
    (tmp_path / "a.zip").write_bytes(zip_members({**pages, "b.zip": zip_members(pages)}))
    assert len(messages_of(tmp_path)) == 10
    # The first parser does some work.
    monkeypatch.setattr(limits, "UNPACKED_SECONDS", 0)
    first, refused = messages_of(tmp_path)
    assert first == "a.zip~0.html"
    assert refused.startswith("a.zip: what is in it takes too long to read")


def test_a_file_of_nothing_but_refusals_ends_early(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MIN_REFUSALS", 10)
    (tmp_path / "a.jsonl").write_text("{}\n" * 1_000, "utf-8")
    lines = messages_of(tmp_path)
    assert len(lines) == 12
    assert lines[-1] == "a.jsonl: most of it is refused; the rest was not read"


def test_a_quote_that_is_not_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES", 1_000)
    (tmp_path / "a.csv").write_text('title,body\n"a' + "b\n" * 1_000, "utf-8")
    (refused,) = messages_of(tmp_path)
    assert "is a quote not closed?" in refused


def test_a_parser_that_uses_too_much_memory(tmp_path: Path) -> None:
    (tmp_path / "wide.json").write_bytes(b"[" + b"{}," * 9_000_000 + b"{}]")
    (tmp_path / "z.json").write_text(json.dumps({"title": "ع", "body": "ن"}), "utf-8")
    refused, good = messages_of(tmp_path)
    assert "memory" in refused
    assert good == "z.json"


PARSER = """
import os, time
from indexer.releases.release import Release

def read(file):
    word = file.whole(100).decode()
    if word == "crash":
        os.abort()
    if word == "work":
        while True:
            pass
    if word == "sleep":
        time.sleep(600)
    if word == "fail":
        raise LookupError("what the library says")
    if word == "print":
        os.write(1, b"noise")
        print("noise", flush=True)
    yield Release("a", word, word)
"""


def test_parsers_that_crash_or_hang(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "strange_parser.py").write_text(PARSER, "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(limits, "PARSE_SECONDS", 3)
    isolated = Isolated()

    def read(word: str, module: str = "strange_parser", extra: str | None = None) -> str:
        content = Unpacked("a.x", iter([word.encode()]))
        try:
            (found,) = isolated.read(content, Parser(module, extra))
        except DocumentError as error:
            return error.reason
        return found.title if isinstance(found, Release) else found.reason

    try:
        assert read("good") == "good"
        assert "gave up" in read("crash")
        assert read("good") == "good"
        assert read("sleep") == "was not read within 3 seconds; not read"
        assert read("fail") == "damaged: its reader failed (LookupError: what the library says)"
        assert read("print") == "print"
        assert read("good") == "good"
        monkeypatch.setattr(limits, "PARSE_SECONDS", 60)
        monkeypatch.setattr(limits, "PARSE_CPU_SECONDS", 1)
        assert (
            read("work")
            == f"needs more than {limits.PARSE_CPU_SECONDS} seconds of work to read; not read"
        )
        assert read("x", "no_such_library", "pdf") == (
            "no_such_library is needed to read it: pip install 'kashaf[pdf]'"
        )
        # What is ours is not installed by an extra.
        assert "ModuleNotFoundError" in read("x", "indexer.no_such_reader", "pdf")
    finally:
        isolated.close()


def test_time_of_processing_releases_does_not_count_for_the_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "PARSE_SECONDS", 1)
    # More than a pipe holds, so that the parser must wait, too.
    rows = [{"title": "عنوان", "body": "نص " * 20_000} for _ in range(30)]
    isolated = Isolated()
    try:
        found = 0
        content = Unpacked("b.json", iter([json.dumps(rows).encode()]))
        for one in isolated.read(content, Parser("indexer.documents.tables.json_objects")):
            assert isinstance(one, Release)
            found += 1
            time.sleep(0.06)
        assert found == len(rows)
    finally:
        isolated.close()


def test_an_abandoned_reader_leaves_nothing(tmp_path: Path) -> None:
    rows = [{"title": f"بيان {number}", "body": "نص"} for number in range(50)]
    (tmp_path / "a.json").write_text(json.dumps(rows), "utf-8")
    (source,) = folder.find([tmp_path])
    before = {entry.name for entry in Path("/proc/self/fd").iterdir()}
    with DocumentReader() as reading:
        releases = folder.read(source, reading)
        next(releases)
        assert isinstance(releases, Generator)
        releases.close()
        again = list(folder.read(source, reading))
    assert [one.title for one in again if isinstance(one, Release)] == [
        row["title"] for row in rows
    ]
    assert {entry.name for entry in Path("/proc/self/fd").iterdir()} == before


def test_a_reader_that_cannot_be_started_leaves_nothing_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr(subprocesses, "start_module", refused)
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(3):
        with pytest.raises(OSError, match="no more processes"):
            list(Isolated().read(Unpacked("a.x", iter([b"x"])), Parser("x")))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
