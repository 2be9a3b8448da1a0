"""`kashaf build --watch`, started for real."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexUnavailable
from indexer.generations.current import locate
from indexer.sources.watching import changes

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
# A busy machine is no fault; nothing here waits so long on an idle one.
PATIENCE = 60.0


class Watched:
    """A folder of sources that is watched."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.sources = folder / "sources"
        self.index = self.sources / "index"
        self.sources.mkdir()
        self.errors = folder / "errors"
        if not empty:
            self.write("a.jsonl", "أ")
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*KASHAF, "build", str(self.sources), "--index", str(self.index), "--watch"],
                stderr=errors,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
            )
        if not empty:
            self.wait(lambda: self.held() == {"a"})

    def write(self, name: str, body: str) -> None:
        row = {"id": name.partition(".")[0], "title": "بيان", "body": body}
        (self.sources / name).write_text(json.dumps(row), "utf-8")

    def held(self) -> set[str]:
        try:
            generation = locate(self.index)
        except IndexUnavailable:
            return set()
        with closing(WhooshEngine().open(generation.place)) as searcher:
            return set(searcher.digests())

    def wait(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < until, "it did not happen"
            assert self.process.poll() is None, self.errors.read_text("utf-8")
            time.sleep(0.05)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    one = Watched(tmp_path)
    try:
        yield one
    finally:
        one.process.send_signal(signal.SIGINT)
        one.process.wait(PATIENCE)
        said = one.errors.read_text("utf-8")
    assert "Traceback" not in said
    assert "gen-" not in "".join(line for line in said.splitlines() if "refused:" in line)
    assert one.process.returncode == 130


def test_a_file_that_another_takes_the_place_of_is_followed(tmp_path: Path) -> None:
    told = changes([tmp_path / "a.jsonl"], tmp_path / "index", stop := threading.Event())
    (tmp_path / "a.jsonl").write_text("{}", "utf-8")
    try:
        assert next(told) == frozenset()
        for body in "أبت":
            (tmp_path / "new").write_text(body, "utf-8")
            (tmp_path / "beside.jsonl").write_text(body, "utf-8")
            (tmp_path / "new").replace(tmp_path / "a.jsonl")
            assert next(told) == {(tmp_path / "a.jsonl").resolve()}
    finally:
        stop.set()


def test_an_empty_folder_is_watched_until_something_comes(tmp_path: Path) -> None:
    watched = Watched(tmp_path, empty=True)
    try:
        watched.wait(lambda: "watching" in watched.errors.read_text("utf-8"))
        assert "no release was found" in watched.errors.read_text("utf-8")
        watched.write("a.jsonl", "أ")
        watched.wait(lambda: watched.held() == {"a"})
    finally:
        watched.process.send_signal(signal.SIGINT)
        watched.process.wait(PATIENCE)


def test_what_is_dropped_changed_and_removed_is_followed(watched: Watched) -> None:
    watched.write("b.jsonl", "ب")
    watched.wait(lambda: watched.held() == {"a", "b"})
    (watched.sources / "a.jsonl").unlink()
    watched.wait(lambda: watched.held() == {"b"})
    before = locate(watched.index).name
    (watched.sources / "bad.txt").write_text("no release", "utf-8")
    watched.write("c.jsonl", "ج")
    watched.wait(lambda: watched.held() == {"b", "c"})
    assert locate(watched.index).name != before


def test_a_burst_is_few_builds_and_a_file_that_grows_is_waited_for(watched: Watched) -> None:
    first = int(locate(watched.index).name.split("-")[1])
    with (watched.sources / "slow.jsonl").open("w") as slow:
        slow.write('{"id": "slow", "title": "بيان", ')
        slow.flush()
        for number in range(100):
            watched.write(f"n{number}.jsonl", "ن")
        time.sleep(0.2)
        slow.write('"body": "نص"}\n')
    watched.wait(lambda: len(watched.held()) == 102)
    assert int(locate(watched.index).name.split("-")[1]) - first <= 5
