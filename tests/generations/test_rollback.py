"""Rolling back, and building on an index that is damaged."""

import shutil
from pathlib import Path

import pytest

from indexer.errors import BuildError, IndexMissing, IndexOutOfDate
from indexer.generations.current import locate
from indexer.generations.pending_build import open_build
from indexer.generations.rollback import rollback
from tests.generations import toy_engine
from tests.generations.toy_engine import names, served_version, versions


def test_rollback_goes_one_step_at_a_time_and_ends(root: Path) -> None:
    for version in (1, 2, 3):
        toy_engine.publish(root, version)
    assert toy_engine.read(rollback(root, toy_engine.IDENTITY).folder) == 2
    assert served_version(root) == 2
    assert toy_engine.read(rollback(root, toy_engine.IDENTITY).folder) == 1
    with pytest.raises(BuildError, match="there is none"):
        rollback(root, toy_engine.IDENTITY)
    assert served_version(root) == 1
    toy_engine.publish(root, 4)
    assert served_version(root) == 4
    assert versions(root) == [4, 1]


def test_rollback_passes_over_what_is_damaged(root: Path) -> None:
    folders = [toy_engine.publish(root, version).generation.folder for version in (1, 2, 3)]
    (folders[1] / "terms").unlink()
    assert rollback(root, toy_engine.IDENTITY).folder == folders[0]
    assert served_version(root) == 1


def test_rollback_repairs_an_unreadable_current(root: Path) -> None:
    for version in (1, 2):
        toy_engine.publish(root, version)
    (root / "CURRENT").write_text("gen-")
    assert toy_engine.read(rollback(root, toy_engine.IDENTITY).folder) == 2
    assert served_version(root) == 2


def test_rollback_goes_to_no_generation_that_cannot_be_read(root: Path) -> None:
    other = toy_engine.IDENTITY._replace(analysis="another")
    toy_engine.publish(root, 1)
    toy_engine.publish(root, 2, identity=other)
    toy_engine.publish(root, 3)
    assert toy_engine.read(rollback(root, toy_engine.IDENTITY).folder) == 1
    assert served_version(root) == 1


def test_rollback_is_refused_when_all_older_ones_are_out_of_date(root: Path) -> None:
    other = toy_engine.IDENTITY._replace(analysis="another")
    toy_engine.publish(root, 1, identity=other)
    toy_engine.publish(root, 2)
    with pytest.raises(
        IndexOutOfDate, match=r"no older generation to roll back to.*another"
    ) as told:
        rollback(root, toy_engine.IDENTITY)
    assert "roll back with those" in str(told.value)
    assert "kashaf build" not in str(told.value)
    assert served_version(root) == 2


def test_rollback_of_nothing(root: Path) -> None:
    with pytest.raises(IndexMissing):
        rollback(root, toy_engine.IDENTITY)
    root.mkdir()
    with pytest.raises(IndexMissing, match="kashaf build"):
        rollback(root, toy_engine.IDENTITY)
    assert list(root.iterdir()) == []


def test_build_repairs_a_completely_damaged_index(root: Path) -> None:
    for version in (1, 2):
        folder = toy_engine.publish(root, version).generation.folder
        (folder / "toc").unlink()
    with open_build(root, keep=3) as build:
        assert build.current is None
        toy_engine.write(build.folder, 3)
        build.publish(toy_engine.meta(3), toy_engine.check)
    assert served_version(root) == 3
    assert len(names(root)) == 1, "damaged generations are of no use and removed"


def test_generations_newer_than_a_sound_current_are_removed(root: Path) -> None:
    current = toy_engine.publish(root, 1).generation.folder
    shutil.copytree(current, root / "gen-000009-00000000")
    with open_build(root, keep=3):
        assert names(root) == [current.name]


def test_with_a_damaged_current_newer_generations_stay(root: Path) -> None:
    for version in (1, 2):
        toy_engine.publish(root, version)
    (root / "CURRENT").unlink()
    with open_build(root, keep=3):
        assert len(names(root)) == 2


def test_a_damaged_generation_stays_until_a_new_one_is_published(root: Path) -> None:
    """An unreadable generation may be readable again later: it is removed only when replaced."""
    for version in (1, 2):
        toy_engine.publish(root, version)
    (locate(root).folder / "toc").unlink()
    with open_build(root, keep=3) as build:
        assert build.current is not None
        assert toy_engine.read(build.current.folder) == 1
        assert "toc: missing" in str(build.current.degraded)
        assert len(names(root)) == 2
    toy_engine.publish(root, 3)
    assert versions(root) == [3, 1]


def test_generation_rolled_back_from_is_not_used_as_fallback(root: Path) -> None:
    for version in (1, 2, 3):
        toy_engine.publish(root, version)
    folder = rollback(root, toy_engine.IDENTITY).folder
    (folder / "toc").unlink()
    generation = locate(root)
    assert toy_engine.read(generation.folder) == 1
    assert folder.name in str(generation.degraded)
