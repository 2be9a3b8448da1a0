"""Full disks and unusable folders are reported and do no harm."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from indexer.errors import BuildError, IndexMissing, IndexUnavailable
from indexer.generations import PublicationUnproven, housekeeping
from indexer.generations.current import locate
from indexer.generations.errors import NotEnoughSpace
from indexer.generations.pending_build import open_build
from indexer.generations.rollback import rollback
from tests.generations import toy_engine
from tests.generations.toy_engine import names, served_version

NOBODY = 65534


def test_too_little_space_names_the_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_engine.publish(root, 1)
    monkeypatch.setattr(housekeeping, "MIN_FREE_BYTES", 1 << 60)
    with (
        pytest.raises(NotEnoughSpace, match=f"needs {1 << 60} bytes"),
        open_build(root, keep=3),
    ):
        pass
    assert served_version(root) == 1


def test_space_for_three_of_the_last_is_asked(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy_engine.publish(root, 1)
    size = toy_engine.listed_generations(root)[0].size
    real = os.statvfs(root)
    monkeypatch.setattr(housekeeping, "MIN_FREE_BYTES", 0)

    class Nearly:
        f_frsize = 1
        f_bavail = 3 * size - 1

    assert real.f_bavail > 0
    monkeypatch.setattr(os, "statvfs", lambda _path: Nearly)
    needed = rf"needs {3 * size} bytes .* there are {3 * size - 1};"
    with pytest.raises(NotEnoughSpace, match=needed), open_build(root, keep=3):
        pass
    Nearly.f_bavail += 1
    with open_build(root, keep=3):
        pass


def test_root_that_is_missing(root: Path) -> None:
    for call in (locate, names):
        with pytest.raises(IndexMissing, match="kashaf build"):
            call(root)
    toy_engine.publish(root / "deep" / "down", 1)
    assert served_version(root / "deep" / "down") == 1


def test_root_that_was_never_published_to(root: Path) -> None:
    root.mkdir()
    with pytest.raises(IndexMissing, match="nothing was published"):
        locate(root)
    assert names(root) == []


def test_root_that_is_a_file(root: Path) -> None:
    root.write_text("not a folder")
    with pytest.raises(IndexUnavailable, match="Not a directory; name another folder"):
        locate(root)
    with pytest.raises(BuildError, match="File exists"), open_build(root, keep=3):
        pass
    assert root.read_text() == "not a folder"


@contextmanager
def unprivileged() -> Iterator[None]:
    """Run as another user if this is root, who may write anywhere."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder that other users can reach, unlike those of pytest."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_read_only_root_can_be_read_but_not_built_in(public: Path) -> None:
    root = public / "index"
    toy_engine.publish(root, 1)
    (root / "LOCK").chmod(0o444)
    root.chmod(0o555)
    try:
        with unprivileged():
            assert served_version(root) == 1
            with pytest.raises(BuildError, match="Permission denied"), open_build(root, keep=3):
                pass
            with pytest.raises(BuildError, match="Permission denied"):
                rollback(root, toy_engine.IDENTITY)
    finally:
        root.chmod(0o755)


def test_a_root_that_may_not_be_read(public: Path) -> None:
    root = public / "index"
    toy_engine.publish(root, 1)
    root.chmod(0)
    try:
        with unprivileged(), pytest.raises(IndexUnavailable, match="run `chmod -R u"):
            locate(root)
    finally:
        root.chmod(0o755)


def test_a_current_that_is_a_folder_is_named_and_left_alone(root: Path) -> None:
    toy_engine.publish(root, 1)
    toy_engine.publish(root, 2)
    there = names(root)
    (root / "CURRENT").unlink()
    (root / "CURRENT").mkdir()
    (root / "CURRENT" / "notes").touch()
    assert "CURRENT cannot be read" in str(locate(root).degraded)
    for change in (
        lambda: toy_engine.publish(root, 3),
        lambda: rollback(root, toy_engine.IDENTITY),
    ):
        with pytest.raises(BuildError, match=r"CURRENT is a folder .* move it away") as caught:
            change()
        assert not isinstance(caught.value, PublicationUnproven)
    assert names(root) == there, "what was not published may not be served either"
    assert (root / "CURRENT" / "notes").exists()
