"""The follower: a thread that keeps a handle current."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.generations import FolderStore, Follower, Handle
from tests.generations import toy_engine


def becomes_true(condition: Callable[[], object], seconds: float = 20) -> bool:
    """Whether a condition becomes true in time."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.002)
    return True


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def follower(calls: list[str]) -> Iterator[Follower]:
    follower = Follower(lambda: calls.append(threading.current_thread().name), 0.005)
    yield follower
    follower.close()


def running() -> list[threading.Thread]:
    return [each for each in threading.enumerate() if each.name == "generations"]


def test_follower_polls_in_its_own_thread(follower: Follower, calls: list[str]) -> None:
    assert not running()
    for _ in range(3):
        follower.follow()
    assert len(running()) == 1
    assert becomes_true(lambda: len(calls) > 3)
    assert set(calls) == {"generations"}


def test_it_ends_when_it_is_closed_and_does_not_begin_again(follower: Follower) -> None:
    follower.follow()
    (thread,) = running()
    follower.close()
    thread.join(20)
    assert not thread.is_alive()
    follower.follow()
    assert not running()


def test_a_child_process_looks_too(follower: Follower, calls: list[str]) -> None:
    follower.follow()
    receive, send = os.pipe()
    pid = os.fork()
    if pid == 0:
        calls.clear()
        follower.follow()
        os.write(send, b"looked" if becomes_true(lambda: calls) else b"did not")
        os._exit(0)
    os.waitpid(pid, 0)
    os.close(send)
    with os.fdopen(receive, "rb") as told:
        assert told.read() == b"looked"


def test_a_new_generation_is_served_within_a_second(tmp_path: Path) -> None:
    root = tmp_path / "index"
    toy_engine.publish(root, 1)
    handle = Handle(
        FolderStore(root, keep=3),
        open_view=lambda generation: toy_engine.read(generation.folder),
        close_view=lambda _view: None,
        expected=toy_engine.IDENTITY,
    )
    follower = Follower(handle.refresh, handle.interval)
    follower.follow()

    def served(version: int) -> bool:
        with handle.lease() as view:
            return view == version

    assert served(1)
    toy_engine.publish(root, 2)
    assert becomes_true(lambda: served(2), seconds=1)
    follower.close()
    handle.close()
