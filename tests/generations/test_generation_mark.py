"""The mark of the current generation: a new one after each publication, for one stat call."""

import os
from pathlib import Path

import pytest

from indexer.generations import Folder
from indexer.generations.store import rollback
from tests.generations import toy_engine


@pytest.fixture
def shelf(tmp_path: Path) -> Folder:
    toy_engine.publish(tmp_path / "index", 1)
    return Folder(tmp_path / "index")


def test_it_stays_while_nothing_is_published(shelf: Folder) -> None:
    assert shelf.mark() == Folder(shelf.root).mark()


def test_it_is_another_one_after_a_publication_and_a_rollback(shelf: Folder) -> None:
    marks = [shelf.mark()]
    for change in (
        lambda: toy_engine.publish(shelf.root, 2),
        lambda: rollback(shelf.root, toy_engine.IDENTITY),
    ):
        change()
        marks.append(shelf.mark())
    assert len(set(marks)) == 3


def test_current_that_goes_and_comes(shelf: Folder) -> None:
    before = shelf.mark()
    line = (shelf.root / "CURRENT").read_bytes()
    (shelf.root / "CURRENT").unlink()
    assert shelf.mark() is None
    (shelf.root / "CURRENT").write_bytes(line)
    assert shelf.mark() not in (None, before)


def test_where_nothing_was_published_there_is_none(tmp_path: Path) -> None:
    assert Folder(tmp_path / "nowhere").mark() is None


def test_same_inode_size_and_mtime_is_still_a_change(shelf: Folder) -> None:
    path = shelf.root / "CURRENT"
    status = path.stat()
    before = shelf.mark()
    line = path.read_bytes()
    path.write_bytes(line.replace(line[-2:-1], b"0" if line[-2:-1] != b"0" else b"1"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert shelf.mark() != before
