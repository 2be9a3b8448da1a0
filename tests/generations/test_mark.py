"""The mark of the current generation: a new one after each publication, for one stat call."""

import os
from pathlib import Path

import pytest

from indexer.generations import FolderStore
from indexer.generations.rollback import rollback
from tests.generations import toy_engine


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    toy_engine.publish(tmp_path / "index", 1)
    return FolderStore(tmp_path / "index", keep=3)


def test_it_stays_while_nothing_is_published(store: FolderStore) -> None:
    assert store.mark() == FolderStore(store.root, keep=3).mark()


def test_it_is_another_one_after_a_publication_and_a_rollback(store: FolderStore) -> None:
    marks = [store.mark()]
    for change in (
        lambda: toy_engine.publish(store.root, 2),
        lambda: rollback(store.root, toy_engine.IDENTITY),
    ):
        change()
        marks.append(store.mark())
    assert len(set(marks)) == 3


def test_mark_follows_a_removed_and_restored_current(store: FolderStore) -> None:
    before = store.mark()
    line = (store.root / "CURRENT").read_bytes()
    (store.root / "CURRENT").unlink()
    assert store.mark() is None
    (store.root / "CURRENT").write_bytes(line)
    assert store.mark() not in (None, before)


def test_unpublished_index_has_no_mark(tmp_path: Path) -> None:
    assert FolderStore(tmp_path / "nowhere", keep=3).mark() is None


def test_same_inode_size_and_mtime_is_still_a_change(store: FolderStore) -> None:
    path = store.root / "CURRENT"
    status = path.stat()
    before = store.mark()
    line = path.read_bytes()
    path.write_bytes(line.replace(line[-2:-1], b"0" if line[-2:-1] != b"0" else b"1"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert store.mark() != before
