"""Noticing a publication, at the price of a stat now and then."""

import os
import threading
from pathlib import Path

import pytest
import toy_engine

from indexer.generations import CurrentWatch, rollback


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def root(tmp_path: Path) -> Path:
    toy_engine.publish(tmp_path / "index", 1)
    return tmp_path / "index"


def test_changed_until_it_is_noted(root: Path) -> None:
    watch = CurrentWatch(root, clock=Clock())
    assert watch.changed()
    assert watch.changed()
    watch.renew()
    assert not watch.changed()


def test_a_publication_and_a_rollback_are_noticed_after_the_interval(root: Path) -> None:
    clock = Clock()
    watch = CurrentWatch(root, clock=clock)
    for change in (lambda: toy_engine.publish(root, 2), lambda: rollback(root)):
        watch.renew()
        change()
        clock.now += 0.24
        assert not watch.changed()
        assert watch.moved()
        watch.renew()
        clock.now += 0.26
        assert not watch.changed()
    toy_engine.publish(root, 3)
    clock.now += 0.26
    assert watch.changed()
    assert watch.changed(), "it stays so until it is noted"


def test_current_that_goes_and_comes(root: Path) -> None:
    clock = Clock()
    watch = CurrentWatch(root, clock=clock)
    watch.renew()
    line = (root / "CURRENT").read_bytes()
    (root / "CURRENT").unlink()
    clock.now += 1
    assert watch.changed()
    watch.renew()
    clock.now += 1
    assert not watch.changed()
    (root / "CURRENT").write_bytes(line)
    clock.now += 1
    assert watch.changed()


def test_same_inode_size_and_mtime_is_still_a_change(root: Path) -> None:
    watch = CurrentWatch(root, interval=0)
    path = root / "CURRENT"
    status = path.stat()
    watch.renew()
    line = path.read_bytes()
    path.write_bytes(line.replace(line[-2:-1], b"0" if line[-2:-1] != b"0" else b"1"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert watch.changed()


def test_however_many_ask_it_looks_once_in_the_interval(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock()
    watch = CurrentWatch(root, clock=clock)
    watch.renew()
    looks = []
    real = os.lstat

    def lstat(path: Path) -> os.stat_result:
        looks.append(path)
        return real(path)

    monkeypatch.setattr(os, "lstat", lstat)
    clock.now += 1
    threads = [
        threading.Thread(target=lambda: [watch.changed() for _ in range(200)]) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert looks == [root / "CURRENT"]
