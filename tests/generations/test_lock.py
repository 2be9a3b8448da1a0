"""The build lock: a second build is refused at once, and a lock ends with its process."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.errors import BuildError, BuildLocked
from indexer.generations.current import locate
from indexer.generations.pending_build import open_build
from indexer.generations.rollback import rollback
from tests.generations import toy_engine

HOLDER = """
import sys, time
from pathlib import Path
from indexer.generations.pending_build import open_build
with open_build(Path(sys.argv[1]), keep=3):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    toy_engine.publish(tmp_path / "index", 1)
    return tmp_path / "index"


def test_a_second_process_is_refused_at_once_with_the_pid(root: Path) -> None:
    top = Path(__file__).parents[2]
    command = [sys.executable, "-c", HOLDER, str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=top) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        for build in (
            lambda: toy_engine.publish(root, 2),
            lambda: rollback(root, toy_engine.IDENTITY),
        ):
            began = time.monotonic()
            with pytest.raises(BuildLocked, match=rf"pid {holder.pid}\)"):
                build()
            assert time.monotonic() - began < 1
        assert toy_engine.read(locate(root).folder) == 1
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        toy_engine.publish(root, 2)
    assert toy_engine.read(locate(root).folder) == 2
    assert (root / "LOCK").read_text().strip() == str(os.getpid())


def test_a_second_build_in_the_same_process_is_refused(root: Path) -> None:
    with open_build(root, keep=3), pytest.raises(BuildLocked, match=str(os.getpid())):
        toy_engine.publish(root, 2)
    toy_engine.publish(root, 2)


def test_the_refused_one_does_not_touch_the_running_build(root: Path) -> None:
    with open_build(root, keep=3) as build:
        toy_engine.write(build.folder, 2)
        with pytest.raises(BuildLocked):
            toy_engine.publish(root, 3)
        build.publish(toy_engine.meta(2), toy_engine.check)
    assert toy_engine.read(locate(root).folder) == 2


@pytest.mark.parametrize("kind", ["symlink", "folder", "fifo"])
def test_a_lock_that_is_not_a_file_is_refused(root: Path, tmp_path: Path, kind: str) -> None:
    lock = root / "LOCK"
    lock.unlink()
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    spoil: dict[str, Callable[[], None]] = {
        "symlink": lambda: lock.symlink_to(victim),
        "folder": lock.mkdir,
        "fifo": lambda: os.mkfifo(lock),
    }
    spoil[kind]()
    with pytest.raises(BuildError, match="LOCK"):
        toy_engine.publish(root, 2)
    assert victim.read_text() == "untouched"


def test_lock_file_contains_nothing_of_a_longer_old_pid(root: Path) -> None:
    (root / "LOCK").write_text(f"{'9' * 12}\n")
    with open_build(root, keep=3), pytest.raises(BuildLocked, match=rf"pid {os.getpid()}\)"):
        toy_engine.publish(root, 2)
