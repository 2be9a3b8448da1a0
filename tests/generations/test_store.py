"""The store of generations: publishing, reopening, pruning, carrying files over, refusals."""

import datetime
import os
import shutil
from pathlib import Path

import pytest

from indexer.errors import BuildError
from indexer.generations import Generation, Place, sync, unremovable_leftovers
from indexer.generations.current import locate
from indexer.generations.pending_build import open_build
from indexer.generations.rollback import rollback
from tests.generations import toy_engine
from tests.generations.toy_engine import names, served_version, versions


def test_published_generation_is_served_with_its_manifest(root: Path) -> None:
    published = toy_engine.publish(root, 7)
    generation = locate(root, toy_engine.IDENTITY)
    assert generation == published.generation
    assert generation.folder == root / generation.name
    assert generation.manifest.meta == toy_engine.meta(7)
    assert set(generation.manifest.files) == set(toy_engine.PARTS)
    assert generation.manifest.built_at.utcoffset() == datetime.timedelta(0)
    assert toy_engine.read(generation.folder) == 7
    assert published.leftovers == ()


def test_the_folder_holds_only_what_it_should(root: Path) -> None:
    root.mkdir()
    for name in ("README.md", ".gitignore", "notes.txt"):
        (root / name).write_text(name)
    for version in range(1, 6):
        toy_engine.publish(root, version)
    present = {child.name for child in root.iterdir()}
    assert present == {
        "README.md",
        ".gitignore",
        "notes.txt",
        "LOCK",
        "CURRENT",
        "COMPARED",
        *names(root),
    }
    assert all((root / name).read_text() == name for name in ("README.md", ".gitignore"))
    assert versions(root) == [5, 4, 3]


def test_keep_one_leaves_one(root: Path) -> None:
    for version in (1, 2, 3):
        toy_engine.publish(root, version, keep=1)
    assert len(names(root)) == 1
    assert served_version(root) == 3


def test_keep_none_is_refused(root: Path) -> None:
    with pytest.raises(ValueError, match="at least 1"), open_build(root, keep=0):
        pass


def test_pruned_generation_stays_readable_while_open(root: Path) -> None:
    folder = toy_engine.publish(root, 1, keep=1).generation.folder
    with (folder / "toc").open("rb") as opened:
        toy_engine.publish(root, 2, keep=1)
        assert not folder.exists()
        assert opened.read() == toy_engine.text("toc", 1)


def test_listing_shows_sizes_and_the_current_generation(root: Path) -> None:
    for version in (1, 2):
        toy_engine.publish(root, version)
    listed = toy_engine.listed_generations(root)
    assert [entry.current for entry in listed] == [True, False]
    for entry, folder in zip(listed, toy_engine.folders(root), strict=True):
        assert entry.name == folder.name
        assert entry.problems == ()
        assert entry.size == sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())


def test_equal_content_makes_two_generations(root: Path) -> None:
    first = toy_engine.publish(root, 1).generation
    second = toy_engine.publish(root, 1).generation
    assert first.name != second.name
    assert first.manifest.files == second.manifest.files
    assert locate(root).name == second.name


def test_a_clock_that_goes_backwards_does_not_reorder(root: Path) -> None:
    years = iter((2026, 2019, 1999))

    def now() -> datetime.datetime:
        return datetime.datetime(next(years), 1, 1, tzinfo=datetime.UTC)

    for version in (1, 2, 3):
        with open_build(root, keep=3, now=now) as build:
            toy_engine.write(build.folder, version)
            build.publish(toy_engine.meta(version), toy_engine.check)
    assert served_version(root) == 3
    assert locate(root).manifest.built_at.year == 1999
    assert toy_engine.read(rollback(root, toy_engine.IDENTITY).folder) == 2


def test_the_build_is_given_the_current_generation(root: Path) -> None:
    with open_build(root, keep=3) as build:
        assert build.current is None
        assert list(build.folder.iterdir()) == []
    toy_engine.publish(root, 1)
    with open_build(root, keep=3) as build:
        assert isinstance(build.current, Generation)
        assert toy_engine.read(build.current.folder) == 1


def test_build_is_invisible_until_its_check_passes(root: Path) -> None:
    toy_engine.publish(root, 1)
    seen = []

    def check(place: Place) -> None:
        seen.append((toy_engine.read(Path(place)), served_version(root)))

    with open_build(root, keep=3) as build:
        toy_engine.write(build.folder, 2)
        build.publish(toy_engine.meta(2), check)
    assert seen == [(2, 1)]
    assert served_version(root) == 2


def test_a_failed_check_passes_through_and_publishes_nothing(root: Path) -> None:
    toy_engine.publish(root, 1)
    with pytest.raises(toy_engine.Mixed):
        publish_with(root, "half")
    assert served_version(root) == 1
    assert not list(root.glob("tmp-*"))


def test_an_engine_that_fails_leaves_nothing(root: Path) -> None:
    toy_engine.publish(root, 1)
    with pytest.raises(ZeroDivisionError):
        publish_with(root, "engine")
    assert served_version(root) == 1
    assert not list(root.glob("tmp-*"))


def publish_with(root: Path, spoil: str) -> None:
    with open_build(root, keep=3) as build:
        toy_engine.write(build.folder, 2)
        if spoil == "symlink":
            (build.folder / "link").symlink_to("/etc/hostname")
        elif spoil == "fifo":
            os.mkfifo(build.folder / "pipe")
        elif spoil == "manifest":
            (build.folder / "MANIFEST.json").write_text("{}")
        elif spoil == "nothing":
            shutil.rmtree(build.folder)
            build.folder.mkdir()
        elif spoil == "engine":
            raise ZeroDivisionError
        elif spoil == "half":
            (build.folder / "terms").write_bytes(b"half")
        check = toy_engine.check if spoil == "half" else lambda _folder: None
        build.publish(toy_engine.meta(2), check)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        ("symlink", "regular file|symbolic"),
        ("fifo", "regular file"),
        ("manifest", "ours to write"),
        ("nothing", "no file"),
    ],
)
def test_invalid_generation_folder_is_refused(root: Path, spoil: str, message: str) -> None:
    toy_engine.publish(root, 1)
    with pytest.raises(BuildError, match=message):
        publish_with(root, spoil)
    assert served_version(root) == 1
    assert not list(root.glob("tmp-*"))


def test_a_build_publishes_once(root: Path) -> None:
    with open_build(root, keep=3) as build:
        toy_engine.write(build.folder, 1)
        build.publish(toy_engine.meta(1), toy_engine.check)
        with pytest.raises(BuildError, match="published already"):
            build.publish(toy_engine.meta(1), toy_engine.check)
    assert served_version(root) == 1


def carried_inodes(folder: Path) -> list[int]:
    """The inodes of the carried files."""
    return [(folder / name).stat().st_ino for name in toy_engine.CARRIED]


def test_neighbours_share_no_file_and_every_second_generation_does(root: Path) -> None:
    folders = [toy_engine.extend(root, version).generation.folder for version in (1, 2, 3, 4)]
    assert len(list(root.glob("gen-*"))) == 3
    two, three, four = (carried_inodes(folder) for folder in folders[1:])
    assert two == four
    assert not set(two) & set(three)
    for name in toy_engine.CARRIED:
        assert (folders[3] / name).read_bytes() == toy_engine.text(name, 1)
    assert served_version(root) == 4


def test_damage_to_a_carried_file_leaves_the_generation_before_whole(root: Path) -> None:
    for version in (1, 2, 3):
        newest = toy_engine.extend(root, version).generation.folder
    (newest / toy_engine.CARRIED[0]).write_bytes(b"damaged")
    generation = locate(root)
    assert generation.degraded
    assert toy_engine.read(generation.folder) == 2


def test_a_damaged_file_of_an_older_generation_is_not_linked(root: Path) -> None:
    first = toy_engine.extend(root, 1).generation.folder
    second = toy_engine.extend(root, 2).generation.folder
    one, two = toy_engine.CARRIED
    size = (first / one).stat().st_size
    (first / one).write_bytes(bytes(size))
    (first / two).unlink()
    third = toy_engine.extend(root, 3).generation.folder
    assert (third / one).read_bytes() == (second / one).read_bytes()
    assert not set(carried_inodes(second)) & set(carried_inodes(third))
    assert served_version(root) == 3


def test_a_file_is_not_linked_from_the_neighbour_when_what_is_before_that_is_damaged(
    root: Path,
) -> None:
    _, second, third = (toy_engine.extend(root, version).generation.folder for version in (1, 2, 3))
    for name in toy_engine.CARRIED:
        (second / name).write_bytes(b"damaged")
    fourth = toy_engine.extend(root, 4).generation.folder
    assert not set(carried_inodes(third)) & set(carried_inodes(fourth))
    assert served_version(root) == 4


def test_files_are_copied_if_hard_links_are_impossible(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def link(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", link)
    folders = [toy_engine.extend(root, version).generation.folder for version in (1, 2, 3)]
    assert not set(carried_inodes(folders[0])) & set(carried_inodes(folders[2]))
    assert served_version(root) == 3


def test_writing_into_a_linked_file_is_refused(root: Path) -> None:
    for version in (1, 2):
        toy_engine.extend(root, version)
    with open_build(root, keep=3) as build:
        build.carry()
        with (build.folder / toy_engine.CARRIED[0]).open("ab") as file:
            file.write(b"more")
        with pytest.raises(BuildError, match="shares with an older generation"):
            build.publish(toy_engine.meta(3), lambda _folder: None)
    assert served_version(root) == 2


def test_carried_files_can_be_replaced(root: Path) -> None:
    for version in (1, 2):
        toy_engine.extend(root, version)
    name = toy_engine.CARRIED[0]
    with open_build(root, keep=3) as build:
        build.carry()
        (build.folder / name).unlink()
        (build.folder / name).write_bytes(b"new")
        (build.folder / toy_engine.CARRIED[1]).unlink()
        folder = build.publish(toy_engine.meta(2), toy_engine.check).generation.folder
    assert (folder / name).read_bytes() == b"new"
    assert served_version(root) == 2


def test_a_copy_that_went_wrong_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_engine.extend(root, 1)
    monkeypatch.setattr(sync, "copy_new", lambda _source, target: target.write_bytes(b"wrong"))
    with pytest.raises(BuildError, match="copy went wrong"):
        toy_engine.extend(root, 2)
    assert served_version(root) == 1


def test_without_a_current_generation_nothing_can_be_carried(root: Path) -> None:
    with (
        pytest.raises(BuildError, match="no current generation"),
        open_build(root, keep=3) as build,
    ):
        build.carry()


def test_a_leftover_that_cannot_be_removed_stops_no_build(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy_engine.publish(root, 1)
    for name in ("tmp-old-1", "tmp-old-2", "tmp-old-3"):
        (root / name).mkdir()
    real = sync.remove

    def remove(path: Path) -> None:
        if path.name == "tmp-old-2":
            raise PermissionError(13, "Permission denied", "_MAIN_2.toc")
        real(path)

    monkeypatch.setattr(sync, "remove", remove)
    assert toy_engine.publish(root, 2).leftovers == ("tmp-old-2: Permission denied",)
    assert served_version(root) == 2
    assert [child.name for child in root.glob("tmp-*")] == ["tmp-old-2"]
    monkeypatch.undo()
    assert toy_engine.publish(root, 3).leftovers == ()
    assert not list(root.glob("tmp-*"))


def test_unremovable_leftovers_are_listed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert unremovable_leftovers(root) == ()
    toy_engine.publish(root, 1)
    for name in ("tmp-old-1/below", "tmp-old-2/below", "tmp-old-3"):
        (root / name).mkdir(parents=True)
        (root / name / "_MAIN_2.toc").touch()
    (root / "tmp-old-4").mkdir()
    (root / "tmp-current-5").touch()
    assert unremovable_leftovers(root) == ()
    closed = [root / "tmp-old-1" / "below", root / "tmp-old-3", root / "tmp-old-4"]
    # Simulated, as root may write anywhere.
    monkeypatch.setattr(os, "access", lambda path, _: Path(path) not in closed)
    assert unremovable_leftovers(root) == ("tmp-old-1", "tmp-old-3")
    closed.append(root)
    assert unremovable_leftovers(root) == ()
