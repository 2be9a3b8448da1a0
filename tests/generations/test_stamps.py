"""Stamps: files that a build compared are not read again unless they may have changed."""

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from indexer.errors import IndexDamaged
from indexer.generations import FolderStore, Generation, stamps
from indexer.generations.current import locate
from tests.generations import toy_engine

STAMP = "COMPARED"


@pytest.fixture
def generation(root: Path) -> Generation:
    return toy_engine.publish(root, 1).generation


def locate_quickly(root: Path) -> Generation:
    return FolderStore(root, keep=3).locate(toy_engine.IDENTITY, quick=True)


def rewrite(path: Path, **changed: object) -> None:
    path.write_bytes(msgspec.json.encode(msgspec.json.decode(path.read_bytes()) | changed))


def test_stamped_generation_is_opened_without_reading_its_files(
    root: Path, generation: Generation, checksummed_paths: list[Path]
) -> None:
    assert locate_quickly(root) == generation
    assert checksummed_paths == []
    FolderStore(root, keep=3).locate(toy_engine.IDENTITY)
    assert len(checksummed_paths) == len(toy_engine.PARTS)


def test_files_carried_over_are_spoken_for_too(root: Path, checksummed_paths: list[Path]) -> None:
    for version in (1, 2, 3, 4):
        toy_engine.extend(root, version)
    checksummed_paths.clear()
    assert toy_engine.served_version(root) == 4
    assert checksummed_paths == []


@pytest.mark.parametrize("part", ["toc", "stored/part-1", "MANIFEST.json"])
def test_one_changed_byte_is_found_though_size_and_time_are_as_before(
    root: Path, generation: Generation, part: str
) -> None:
    path = generation.folder / part
    before = path.stat()
    with path.open("r+b") as file:
        file.write(b"\0")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(IndexDamaged):
        locate_quickly(root)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no stamp"),
        lambda path: path.write_bytes(b"\xff" * 100),
        lambda path: path.write_bytes(b"[" * 100_000),
        lambda path: path.write_bytes(b"{}"),
        lambda path: rewrite(path, generation="gen-000009-aaaaaaaa"),
        lambda path: rewrite(path, boot="another"),
        lambda path: rewrite(path, at=time.time() - 100_000),
        lambda path: rewrite(path, at=time.time() + 100),
        lambda path: rewrite(path, marks={}),
        lambda path: (path.unlink(), path.mkdir()),
        lambda path: (path.rename(path.with_name("x")), path.symlink_to("x")),
    ],
)
def test_a_stamp_that_does_not_hold_has_all_read(
    root: Path,
    generation: Generation,
    checksummed_paths: list[Path],
    change: Callable[[Path], object],
) -> None:
    change(root / STAMP)
    assert locate_quickly(root) == generation
    assert len(checksummed_paths) == len(toy_engine.PARTS)


def test_a_copy_of_the_folder_is_read(
    root: Path, generation: Generation, checksummed_paths: list[Path]
) -> None:
    copy = root.with_name("copy")
    shutil.copytree(root, copy, copy_function=shutil.copy2)
    assert locate_quickly(copy).name == generation.name
    assert len(checksummed_paths) == len(toy_engine.PARTS)


def test_an_older_generation_is_read(
    root: Path, generation: Generation, checksummed_paths: list[Path]
) -> None:
    toy_engine.publish(root, 2)
    FolderStore(root, keep=3).rollback(toy_engine.IDENTITY)
    checksummed_paths.clear()
    assert locate_quickly(root) == generation
    assert len(checksummed_paths) == len(toy_engine.PARTS)


def test_a_machine_without_a_mark_of_its_start_reads(
    root: Path, checksummed_paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "_BOOT", root / "nosuch")
    toy_engine.publish(root, 1)
    checksummed_paths.clear()
    assert not (root / STAMP).exists()
    locate_quickly(root)
    assert len(checksummed_paths) == len(toy_engine.PARTS)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "toc").write_bytes(b"other" * 40),
        lambda folder: (folder / "zz-extra").write_bytes(b"extra"),
        lambda folder: (folder / "toc").unlink(),
    ],
)
def test_file_changed_during_publication_gets_no_stamp(
    root: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    """Damage a file after it was read: readers must notice by the manifest."""
    real = stamps.write_stamp

    def leave(place: Path, folder: Path, compared: stamps.FileMarks) -> None:
        change(folder)
        real(place, folder, compared)

    monkeypatch.setattr(stamps, "write_stamp", leave)
    toy_engine.publish(root, 1)
    assert not (root / STAMP).exists()
    with pytest.raises(IndexDamaged):
        locate_quickly(root)


def test_coarse_timestamps_give_no_stamp(
    root: Path, generation: Generation, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / STAMP).unlink()
    marks = stamps.file_marks(generation.folder)
    coarse = {
        name: mark._replace(changed=mark.changed // 10**9 * 10**9) for name, mark in marks.items()
    }
    monkeypatch.setattr(stamps, "file_marks", lambda _: coarse)
    stamps.write_stamp(root, generation.folder, coarse)
    assert not (root / STAMP).exists()


def test_a_full_disk_costs_the_stamp_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stamps, "write_stamp", full)
    toy_engine.publish(root, 1)
    assert locate(root, toy_engine.IDENTITY).degraded is None
