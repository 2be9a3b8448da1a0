"""A checksum is cached as long as the file cannot have changed."""

import os
from pathlib import Path

import pytest

from indexer.generations import checksums, files
from indexer.generations.checksum_cache import ChecksumCache
from indexer.generations.store import FolderStore
from tests.generations import toy_engine

HOUR = 3_600.0


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def checksummed_names(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    real = files.checksum

    def digest(path: Path) -> tuple[int, str]:
        names.append(path.name)
        return real(path)

    monkeypatch.setattr(files, "checksum", digest)
    return names


def write(path: Path, content: bytes = b"content", age: float = HOUR) -> Path:
    path.write_bytes(content)
    rest(path, age)
    return path


def rest(path: Path, age: float = HOUR) -> None:
    """Make a file older."""
    modified = path.stat().st_mtime - age
    os.utime(path, (modified, modified))


def test_a_file_at_rest_is_read_once_whatever_its_name(
    tmp_path: Path, checksummed_names: list[str]
) -> None:
    memory, path = ChecksumCache(), write(tmp_path / "one")
    first = memory.digest(path)
    os.link(path, tmp_path / "two")
    assert memory.digest(tmp_path / "two") == first == checksums.digest(path)
    assert checksummed_names == ["one", "one"]


def test_recently_written_files_are_read_again(
    tmp_path: Path, checksummed_names: list[str]
) -> None:
    memory, path = ChecksumCache(), write(tmp_path / "one", age=0)
    assert memory.digest(path) == memory.digest(path)
    assert checksummed_names == ["one", "one"]


def test_changed_files_are_read_again(tmp_path: Path) -> None:
    memory, path = ChecksumCache(), write(tmp_path / "one", b"before")
    memory.digest(path)
    path.write_bytes(b"after!")
    assert memory.digest(path) == checksums.digest(path)


def test_replaced_files_are_read_again(tmp_path: Path) -> None:
    memory, path = ChecksumCache(), write(tmp_path / "one", b"before")
    memory.digest(path)
    write(tmp_path / "two", b"after!").replace(path)
    assert memory.digest(path) == checksums.digest(path)


def test_replacement_during_reading_does_not_affect_other_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, path = ChecksumCache(), write(tmp_path / "one", b"before")
    os.link(path, tmp_path / "other")
    real = files.checksum

    def checksum(read: Path) -> tuple[int, str]:
        monkeypatch.undo()
        write(tmp_path / "new", b"after!").replace(path)
        return real(read)

    monkeypatch.setattr(files, "checksum", checksum)
    memory.digest(path)
    assert memory.digest(tmp_path / "other") == checksums.digest(tmp_path / "other")


def test_after_an_hour_a_file_is_read_again(tmp_path: Path, checksummed_names: list[str]) -> None:
    clock = Clock()
    memory, path = ChecksumCache(clock), write(tmp_path / "one")
    memory.digest(path)
    clock.now = HOUR - 1
    memory.digest(path)
    assert checksummed_names == ["one"]
    clock.now = HOUR
    memory.digest(path)
    assert checksummed_names == ["one", "one"]


def test_only_files_not_shared_with_a_checked_generation_are_read(
    tmp_path: Path, checksummed_names: list[str]
) -> None:
    for version in (1, 2, 3):
        toy_engine.extend(tmp_path, version)
    for path in tmp_path.rglob("carried/*"):
        rest(path)
    store = FolderStore(tmp_path, keep=3)
    store.locate()
    toy_engine.extend(tmp_path, 4)
    store.locate()
    checksummed_names.clear()
    toy_engine.extend(tmp_path, 5)
    checksummed_names.clear()
    store.locate()
    assert sorted(checksummed_names) == sorted(Path(part).name for part in toy_engine.PARTS)


def test_damage_to_what_was_read_before_is_noticed(tmp_path: Path) -> None:
    for version in (1, 2):
        generation = toy_engine.extend(tmp_path, version).generation
    path = generation.folder / toy_engine.CARRIED[0]
    rest(path)
    store = FolderStore(tmp_path, keep=3)
    assert store.locate().name == generation.name
    path.write_bytes(bytes(path.stat().st_size))
    assert store.locate().degraded
