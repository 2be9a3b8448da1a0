"""Noticing a publication, at the price of a stat."""

import os
from pathlib import Path

import pytest
import toy_engine

from indexer.generations import CurrentWatch, rollback


@pytest.fixture
def root(tmp_path: Path) -> Path:
    toy_engine.publish(tmp_path / "index", 1)
    return tmp_path / "index"


def test_changed_until_it_is_noted(root: Path) -> None:
    watch = CurrentWatch(root)
    assert watch.changed()
    assert watch.changed()
    watch.renew()
    assert not watch.changed()


def test_a_publication_and_a_rollback_are_noticed(root: Path) -> None:
    watch = CurrentWatch(root)
    for change in (lambda: toy_engine.publish(root, 2), lambda: rollback(root)):
        watch.renew()
        change()
        assert watch.changed()
        watch.renew()
        assert not watch.changed()
    toy_engine.publish(root, 3)
    assert watch.changed()
    assert watch.changed(), "it stays so until it is noted"


def test_current_that_goes_and_comes(root: Path) -> None:
    watch = CurrentWatch(root)
    watch.renew()
    line = (root / "CURRENT").read_bytes()
    (root / "CURRENT").unlink()
    assert watch.changed()
    watch.renew()
    assert not watch.changed()
    (root / "CURRENT").write_bytes(line)
    assert watch.changed()


def test_same_inode_size_and_mtime_is_still_a_change(root: Path) -> None:
    watch = CurrentWatch(root)
    path = root / "CURRENT"
    status = path.stat()
    watch.renew()
    line = path.read_bytes()
    path.write_bytes(line.replace(line[-2:-1], b"0" if line[-2:-1] != b"0" else b"1"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert watch.changed()
