"""Unchanged files are not read again; changed ones always are."""

import os
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from indexer.building.sources import changes, ledger
from indexer.building.sources.build_report import BuildReport
from indexer.documents.folder import SourceFile, read
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import DocumentError
from indexer.generations import ledgers
from indexer.generations.current import locate
from indexer.generations.store import FolderStore
from indexer.releases.release import Release
from tests.workshop import Workshop

ENGINE = WhooshEngine()


class ReadRecorder(Workshop):
    """A workshop whose builds record which files they read."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        super().__init__(folder)
        self.opened: list[str] = []
        now = time.time_ns
        # An hour passes before each build, so that all files are at rest.
        patch.setattr(time, "time_ns", lambda: now() + 3_600_000_000_000)

        def recorded(source: SourceFile, *rest: Any) -> Iterator[Release | DocumentError]:
            self.opened.append(source.name)
            return read(source, *rest)

        patch.setattr(changes, "read", recorded)

    def write_ids(self, name: str, *ids: str, body: str = "نص") -> Path:
        return self.write(
            name, *({"id": each, "title": f"بيان {each}", "body": body} for each in ids)
        )

    def build(self, keep: int = 3, **options: Any) -> BuildReport:
        self.opened.clear()
        return super().build(keep, **options)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadRecorder:
    one = ReadRecorder(tmp_path, monkeypatch)
    one.write_ids("a.jsonl", "a1", "a2")
    one.write_ids("b.jsonl", "b1")
    one.build()
    assert one.opened == ["a.jsonl", "b.jsonl"]
    return one


def test_only_new_files_are_read(workshop: ReadRecorder) -> None:
    workshop.write_ids("c.jsonl", "c1")
    report = workshop.build()
    assert workshop.opened == ["c.jsonl"]
    assert (report.added, report.unchanged, report.removed) == (1, 3, 0)
    assert workshop.titles_by_id().keys() == {"a1", "a2", "b1", "c1"}
    (workshop.sources / "a.jsonl").unlink()
    report = workshop.build()
    assert workshop.opened == []
    assert (report.unchanged, report.removed) == (2, 2)
    assert workshop.titles_by_id().keys() == {"b1", "c1"}


def test_a_change_that_keeps_size_and_time_is_seen(workshop: ReadRecorder) -> None:
    path = workshop.sources / "a.jsonl"
    before = path.stat()
    workshop.write_ids("a.jsonl", "a1", "a3")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    report = workshop.build()
    assert workshop.opened == ["a.jsonl"]
    assert (report.added, report.removed) == (1, 1)


def test_touched_file_is_read_once_without_a_publication(workshop: ReadRecorder) -> None:
    served = locate(workshop.index).name
    for moment in (1, 2):
        os.utime(workshop.sources / "a.jsonl", (moment, moment))
        assert workshop.build().generation is None
        assert workshop.opened == ["a.jsonl"]
        workshop.build()
        assert workshop.opened == []
    assert locate(workshop.index).name == served
    workshop.write_ids("c.jsonl", "c1")
    assert workshop.build().unchanged == 3
    assert workshop.opened == ["c.jsonl"]
    workshop.build()
    assert workshop.opened == []


def _newer_ledger(workshop: ReadRecorder) -> Path:
    """The one that a build leaves which found a file touched and nothing else."""
    os.utime(workshop.sources / "a.jsonl", (1, 1))
    workshop.build()
    return workshop.index / "SOURCES"


def _expect_that_a_is_read(workshop: ReadRecorder) -> None:
    report = workshop.build()
    assert workshop.opened == ["a.jsonl"]
    assert (report.unchanged, report.removed) == (3, 0)
    assert workshop.titles_by_id().keys() == {"a1", "a2", "b1"}


@pytest.mark.parametrize("left", [b"", b"{}", b"\xff", b'{"generation": "gen-000001-00000000"}'])
def test_damaged_ledger_makes_all_files_be_read(workshop: ReadRecorder, left: bytes) -> None:
    _newer_ledger(workshop).write_bytes(left)
    _expect_that_a_is_read(workshop)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff", b"[1]"])
def test_a_ledger_of_another_form_is_not_read(workshop: ReadRecorder, content: bytes) -> None:
    _newer_ledger(workshop)
    ledgers.renew_ledger(workshop.index, content)
    _expect_that_a_is_read(workshop)


@pytest.mark.parametrize(
    ("right", "wrong"), [(b'"a2"', b'"b1"'), (b'"a2"', b'"a1"'), (b'["a1","a2"]', b'["a1"]')]
)
def test_a_changed_byte_in_a_ledger_removes_no_release(
    workshop: ReadRecorder, right: bytes, wrong: bytes
) -> None:
    path = _newer_ledger(workshop)
    before = path.read_bytes()
    path.write_bytes(before.replace(right, wrong))
    assert path.read_bytes() != before
    _expect_that_a_is_read(workshop)


def test_a_ledger_without_a_checksum_is_not_read(workshop: ReadRecorder) -> None:
    path = _newer_ledger(workshop)
    before = path.read_bytes().replace(b'"a2"', b'"b1"')
    path.write_bytes(before[before.index(b"{") :])
    _expect_that_a_is_read(workshop)


def test_a_ledger_that_names_an_id_twice_is_not_believed(workshop: ReadRecorder) -> None:
    _newer_ledger(workshop)
    store, generation = FolderStore(workshop.index, keep=3), locate(workshop.index)
    known = dict(ledger.read(store, generation))
    ((key, entry),) = (each for each in known.items() if each[0].startswith("a.jsonl"))
    known[key] = entry._replace(ids={"a.jsonl": ["a1", "a1"]})
    ledger.renew(store, generation, known)
    _expect_that_a_is_read(workshop)


def test_deep_json_in_a_ledger_counts_as_none(workshop: ReadRecorder) -> None:
    _newer_ledger(workshop)
    deep = b'{"x":' + b"[" * 200_000 + b"]" * 200_000 + b"}"
    FolderStore(workshop.index, keep=3).renew_ledger(deep)
    _expect_that_a_is_read(workshop)


@pytest.mark.timeout(30)
def test_a_ledger_that_is_no_regular_file_counts_as_none(workshop: ReadRecorder) -> None:
    path = _newer_ledger(workshop)
    path.symlink_to(path.rename(workshop.index.with_name("elsewhere")))
    _expect_that_a_is_read(workshop)
    path.unlink()
    os.mkfifo(path)
    _expect_that_a_is_read(workshop)


def test_ledger_belongs_to_one_generation(workshop: ReadRecorder) -> None:
    path = _newer_ledger(workshop)
    left = path.read_bytes()
    workshop.write_ids("a.jsonl", "a1")
    workshop.build()
    assert path.read_bytes() == left
    workshop.build()
    assert workshop.opened == []
    assert workshop.titles_by_id().keys() == {"a1", "b1"}


def test_sidecar_change_rereads_its_document(workshop: ReadRecorder) -> None:
    (workshop.sources / "b.meta.json").write_text('{"agency": "شينخوا"}', "utf-8")
    report = workshop.build()
    assert workshop.opened == ["b.jsonl"]
    assert report.changed == 1
    (workshop.sources / "b.meta.json").unlink()
    assert workshop.build().changed == 1


def test_a_file_that_moved_is_read_again(workshop: ReadRecorder) -> None:
    (workshop.sources / "a.jsonl").rename(workshop.sources / "z.jsonl")
    report = workshop.build()
    assert workshop.opened == ["z.jsonl"]
    assert (report.changed, report.removed) == (2, 0)


def test_full_reads_everything(workshop: ReadRecorder) -> None:
    workshop.build(full=True)
    assert workshop.opened == ["a.jsonl", "b.jsonl"]


def test_other_readers_read_everything(
    workshop: ReadRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "_readers_digest", lambda: "others")
    workshop.build()
    assert workshop.opened == ["a.jsonl", "b.jsonl"]


def test_refused_files_are_read_again(workshop: ReadRecorder) -> None:
    (workshop.sources / "c.jsonl").write_text("{}\n", "utf-8")
    workshop.write_ids("d.jsonl", "d1")
    assert workshop.build().refusals == 1
    workshop.write_ids("e.jsonl", "e1")
    assert workshop.build().refusals == 1
    assert workshop.opened == ["c.jsonl", "e.jsonl"]


def test_an_id_that_an_earlier_file_takes_is_still_refused(workshop: ReadRecorder) -> None:
    workshop.write_ids("0.jsonl", "b1", body="آخر")
    report = workshop.build()
    assert workshop.opened == ["0.jsonl", "b.jsonl"]
    assert (report.changed, report.refusals) == (1, 1)
    (refused,) = report.refused
    taken = (
        "b.jsonl:1: the id 'b1' is taken by another release, in 0.jsonl:1; give it one of its own"
    )
    assert str(refused) == taken


def test_lines_are_counted_with_blank_ones_where_an_id_is_taken(workshop: ReadRecorder) -> None:
    rows = ['{"id": "dup", "body": "أول"}', "", '{"id": "dup", "body": "ثان"}']
    (workshop.sources / "c.jsonl").write_text("\n".join(rows), "utf-8")
    (workshop.sources / "d.csv").write_text('id,body\ndup,"نص\nآخر"\n', "utf-8")
    places = [str(each).partition(";")[0] for each in workshop.build().refused]
    taken = "the id 'dup' is taken by another release, in c.jsonl:1"
    assert places == [f"c.jsonl:3: {taken}", f"d.csv:3: {taken}"]


def test_taken_id_message_names_the_file_that_was_not_read_again(
    workshop: ReadRecorder,
) -> None:
    workshop.write_ids("c.jsonl", "a2", body="آخر")
    (refused,) = workshop.build().refused
    assert workshop.opened == ["c.jsonl"]
    assert "by another release, in a.jsonl; give it" in refused.reason


def test_recently_modified_files_are_read_again(
    workshop: ReadRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 0)
    workshop.write_ids("c.jsonl", "c1")
    workshop.build()
    assert workshop.opened == ["a.jsonl", "b.jsonl", "c.jsonl"]


def test_a_damaged_newer_ledger_gives_way_to_that_of_the_generation(workshop: ReadRecorder) -> None:
    store, generation = FolderStore(workshop.index, keep=3), locate(workshop.index)
    before = ledger.read(store, generation)
    newer = {"c.txt": ledger.SourceEntry([], {"c.txt": ["c"]})}
    ledger.renew(store, generation, newer)
    assert ledger.read(store, generation) == newer
    path = workshop.index / "SOURCES"
    path.write_bytes(path.read_bytes().replace(b'{"c.txt":["c"]}', b'["c"]'))
    assert ledger.read(store, generation) == before


def test_duplicate_in_an_archive_is_reported_by_each_build(workshop: ReadRecorder) -> None:
    workshop.write_ids("d.jsonl", "d1")
    with zipfile.ZipFile(workshop.sources / "c.zip", "w") as archive:
        archive.write(workshop.sources / "d.jsonl", "d.jsonl")
    first = workshop.build()
    assert (first.duplicates, first.refused) == (1, [])
    workshop.write_ids("e.jsonl", "e1")
    again = workshop.build()
    assert "c.zip" not in workshop.opened
    assert (again.duplicates, again.refused) == (1, [])
