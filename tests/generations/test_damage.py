"""Damage to any file is noticed and reported, and an older generation is served."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import IndexDamaged, IndexOutOfDate
from indexer.generations import Identity, Manifest, checksums
from indexer.generations.current import locate
from indexer.generations.names import Pointer
from indexer.generations.pending_build import open_build
from tests.generations import toy_engine

OTHER = toy_engine.IDENTITY._replace(analysis="ffff")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for version in (1, 2, 3):
        toy_engine.publish(tmp_path / "index", version)
    return tmp_path / "index"


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 4
    path.write_bytes(content)


def link_away(path: Path) -> None:
    """Even a link to an identical copy is damage: its target can change."""
    copy = path.parent.parent.parent.parent / "copy"
    path.rename(copy)
    path.symlink_to(copy)


def make_fifo(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "bit": flip,
    "cut": lambda path: os.truncate(path, path.stat().st_size - 1),
    "emptied": lambda path: os.truncate(path, 0),
    "deleted": Path.unlink,
    "appended": lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    "extra": lambda path: path.with_name("extra").write_bytes(b""),
    "linked": link_away,
    "fifo": make_fifo,
    "folder": make_folder,
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", [*toy_engine.PARTS, "MANIFEST.json"])
def test_a_damaged_file_is_named_and_the_older_generation_served(
    root: Path, name: str, damage: str
) -> None:
    current = locate(root)
    DAMAGES[damage](current.folder / name)
    generation = locate(root, toy_engine.IDENTITY)
    assert toy_engine.read(generation.folder) == 2
    assert current.name in str(generation.degraded)
    spoken = "extra" if damage == "extra" else "manifest" if name == "MANIFEST.json" else name
    assert spoken in str(generation.degraded)
    assert toy_engine.listed_generations(root)[0].problems


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name != "extra"])
def test_damaged_current_file_is_reported_and_a_sound_generation_served(
    root: Path, damage: str
) -> None:
    DAMAGES[damage](root / "CURRENT")
    generation = locate(root, toy_engine.IDENTITY)
    assert generation.degraded
    assert toy_engine.read(generation.folder) in (2, 3)


def test_every_byte_of_current_is_covered(root: Path) -> None:
    whole = (root / "CURRENT").read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        (root / "CURRENT").write_bytes(damaged)
        generation = locate(root)
        assert generation.degraded
        assert toy_engine.read(generation.folder) in (2, 3)


def test_an_older_manifest_is_covered_by_its_own_digest_to_its_end(root: Path) -> None:
    current, older, _ = toy_engine.folders(root)
    (current / "toc").unlink()
    path = older / "MANIFEST.json"
    whole = path.read_bytes()
    for place in range(len(whole) - 1, -1, -13):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        path.write_bytes(damaged)
        assert toy_engine.read(locate(root).folder) == 1


def test_two_files_swapped(root: Path) -> None:
    folder = locate(root).folder
    (folder / "toc").rename(folder / "x")
    (folder / "terms").rename(folder / "toc")
    (folder / "x").rename(folder / "terms")
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 2
    assert re.search("terms: .*toc: ", str(generation.degraded))


def test_two_generations_swapped(root: Path) -> None:
    third, second, _ = toy_engine.folders(root)
    third.rename(root / "x")
    second.rename(third)
    (root / "x").rename(second)
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 1
    assert "manifest" in str(generation.degraded)


def test_the_manifest_of_another_generation(root: Path) -> None:
    third, second, _ = toy_engine.folders(root)
    shutil.copy(second / "MANIFEST.json", third / "MANIFEST.json")
    assert toy_engine.read(locate(root).folder) == 2


def test_a_generation_that_is_a_symbolic_link(root: Path, tmp_path: Path) -> None:
    folder = locate(root).folder
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 2
    assert "not a folder" in str(generation.degraded)
    toy_engine.publish(root, 4)
    assert (tmp_path / "elsewhere" / "toc").exists(), "removing a link does not follow it"
    assert not folder.is_symlink()


def test_current_that_points_to_a_missing_folder(root: Path) -> None:
    gone = locate(root).folder
    shutil.rmtree(gone)
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 2
    assert gone.name in str(generation.degraded)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"../../etc/passwd " + b"0" * 64 + b"\n",
        b"gen-000003-00000000/.. " + b"0" * 64 + b"\n",
        b"/gen-000003-00000000 " + b"0" * 64 + b"\n",
        b"gen-000003-00000000 " + b"0" * 64,
        b"gen-000003-00000000 " + b"0" * 64 + b"\n\n",
        "gen-٠٠٠٠٠٣-00000000 ".encode() + b"0" * 64 + b"\n",
        b"gen-000003-0000000G " + b"0" * 64 + b"\n",
        b"\xff\xfe" * 40,
    ],
)
def test_a_line_that_is_not_a_pointer_is_never_joined_to_a_path(root: Path, line: bytes) -> None:
    with pytest.raises(IndexDamaged):
        Pointer.parse(line)
    (root / "CURRENT").write_bytes(line)
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 3
    assert "CURRENT holds" in str(generation.degraded)


def test_a_current_without_end_is_not_read_to_the_end(root: Path) -> None:
    with (root / "CURRENT").open("r+b") as file:
        file.truncate(1 << 40)
    assert "CURRENT cannot be read: more than" in str(locate(root).degraded)


def test_with_all_generations_damaged_each_is_named(root: Path) -> None:
    for folder in toy_engine.folders(root):
        (folder / "terms").write_bytes(b"?")
    with pytest.raises(IndexDamaged, match="kashaf build") as caught:
        locate(root)
    assert all(name in str(caught.value) for name in toy_engine.names(root))


def test_many_problems_are_counted_not_listed(root: Path) -> None:
    folder = locate(root).folder
    for place in range(40):
        (folder / f"extra-{place:02d}").touch()
    assert "and 35 more" in str(locate(root).degraded)
    assert len(toy_engine.listed_generations(root)[0].problems) == 40


def test_an_older_generation_that_can_be_read_serves_for_one_of_another_identity(
    root: Path,
) -> None:
    toy_engine.publish(root, 9, keep=9, identity=OTHER)
    generation = locate(root, toy_engine.IDENTITY)
    assert toy_engine.read(generation.folder) == 3
    assert isinstance(generation.degraded, IndexOutOfDate)
    assert "was built by" in str(generation.degraded)


def test_other_identity_is_out_of_date_when_all_older_generations_are_damaged(
    root: Path,
) -> None:
    for part in root.glob("gen-*/toc"):
        part.unlink()
    toy_engine.publish(root, 9, keep=9, identity=OTHER)
    with pytest.raises(IndexOutOfDate, match="kashaf build"):
        locate(root, toy_engine.IDENTITY)


@pytest.mark.parametrize(
    "expected",
    [
        toy_engine.IDENTITY._replace(engine="other"),
        toy_engine.IDENTITY._replace(engine_version="1.1"),
        toy_engine.IDENTITY._replace(analysis="ffff"),
        toy_engine.IDENTITY._replace(schema=2),
    ],
)
def test_another_identity_is_refused_by_name(root: Path, expected: Identity) -> None:
    with pytest.raises(IndexOutOfDate) as caught:
        locate(root, expected)
    for spoken in (str(toy_engine.IDENTITY), str(expected), "kashaf build"):
        assert spoken in str(caught.value)


def test_an_older_generation_of_another_identity_does_not_step_in(root: Path) -> None:
    other = toy_engine.IDENTITY._replace(schema=2)
    with open_build(root, keep=9) as build:
        toy_engine.write(build.folder, 4)
        build.publish(toy_engine.meta(4, other), toy_engine.check)
    assert toy_engine.read(locate(root, other).folder) == 4
    (locate(root).folder / "toc").unlink()
    with pytest.raises(IndexDamaged, match="was built by"):
        locate(root, other)


def test_a_generation_pruned_while_it_is_read_is_not_taken_for_damage(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = checksums.problems
    versions = iter((4, 5))

    def problems(folder: Path, manifest: Manifest) -> list[str]:
        """Publishes during the reader's verification, once in each attempt."""
        for version in versions:
            monkeypatch.setattr(checksums, "problems", real)
            toy_engine.publish(root, version, keep=1)
            monkeypatch.setattr(checksums, "problems", problems)
            break
        return real(folder, manifest)

    monkeypatch.setattr(checksums, "problems", problems)
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 5
    assert generation.degraded is None
