"""`kashaf build --watch` in a process of its own, and the watch itself."""

import contextlib
import json
import os
import queue
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Self

import pytest

from indexer.building.sources.watching import watch_changes
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import IndexUnavailable
from indexer.generations.current import locate
from tests.cli.command import KASHAF

pytestmark = pytest.mark.slow

# For busy machines; nothing takes so long on an idle one.
PATIENCE = 60.0


class Watched:
    """A folder of sources with `kashaf build --watch`."""

    def __init__(self, folder: Path, *, empty: bool = False) -> None:
        self.sources = folder / "sources"
        self.index = self.sources / "index"
        self.sources.mkdir()
        self.errors = folder / "errors"
        self.names = folder / "own.txt"
        self.names.touch()
        if not empty:
            self.write("a.jsonl", "أ")
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                [*KASHAF, "build", str(self.sources), "--index", str(self.index), "--watch"],
                stderr=errors,
                env=os.environ | {"PYTHONUNBUFFERED": "1", "KASHAF_PROTECTED": str(self.names)},
            )
        if not empty:
            self.wait(lambda: self.stored_ids() == {"a"})

    def write(self, name: str, body: str) -> None:
        row = {"id": name.partition(".")[0], "title": "بيان", "body": body}
        (self.sources / name).write_text(json.dumps(row), "utf-8")

    def stored_ids(self) -> set[str]:
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
    told = watch_changes([tmp_path / "a.jsonl"], tmp_path / "index", stop := threading.Event())
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


class ChangeCollector:
    """Collects the changes in a thread."""

    def __init__(self, *paths: Path) -> None:
        self._stop = threading.Event()
        self._told = queue.SimpleQueue[frozenset[Path]]()
        told = watch_changes(paths, paths[0].parent / "index", self._stop)
        self._thread = threading.Thread(target=lambda: [*map(self._told.put, told)])

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._told.get(timeout=PATIENCE) == frozenset()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def wait(self, *paths: Path) -> None:
        """Wait until all of them were reported."""
        missing = set(paths)
        while missing:
            missing -= self._told.get(timeout=PATIENCE)

    def rest(self) -> None:
        """Wait until nothing more is reported."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._told.get(timeout=2)


def _make_again(seeds: Path, _: Path) -> None:
    shutil.rmtree(seeds)
    seeds.mkdir()  # replaces the other, often with the same inode


def _move_in(seeds: Path, beside: Path) -> None:
    beside.mkdir()
    seeds.rename(beside / "old")
    (beside / "new").mkdir()
    (beside / "new").rename(seeds)


def _change_link(seeds: Path, beside: Path) -> None:
    beside.mkdir()
    (seeds.parent / "link").symlink_to(beside)
    (seeds.parent / "link").replace(seeds)


@pytest.mark.parametrize("replace", [_make_again, _move_in, _change_link])
def test_a_folder_that_is_replaced_is_followed(
    tmp_path: Path, replace: Callable[[Path, Path], None]
) -> None:
    seeds, before = tmp_path / "seeds", tmp_path / "before"
    before.mkdir()
    (before / "a.jsonl").write_text("{}", "utf-8")
    if replace is _change_link:
        seeds.symlink_to(before)
    else:
        before.rename(seeds)
    with ChangeCollector(seeds) as told:
        for turn in "12":
            replace(seeds, tmp_path / turn)
            told.wait(seeds.resolve())
            told.rest()
            (seeds / f"{turn}.jsonl").write_text("{}", "utf-8")
            told.wait(seeds.resolve() / f"{turn}.jsonl")


def test_a_folder_that_is_gone_for_a_while_is_waited_for(tmp_path: Path) -> None:
    here, other = tmp_path / "here", tmp_path / "other"
    here.mkdir()
    other.mkdir()
    with ChangeCollector(here, other) as told:
        here.rmdir()
        told.wait(here)
        (other / "a.jsonl").write_text("{}", "utf-8")
        told.wait(other / "a.jsonl")
        here.mkdir()
        told.wait(here)
        (here / "b.jsonl").write_text("{}", "utf-8")
        told.wait(here / "b.jsonl")


def test_a_file_that_a_link_leads_to_is_followed(tmp_path: Path) -> None:
    for version in "12":
        (tmp_path / version).mkdir()
        (tmp_path / version / "a.jsonl").write_text("{}", "utf-8")
    link = tmp_path / "a.jsonl"
    link.symlink_to(tmp_path / "1" / "a.jsonl")
    with ChangeCollector(link) as told:
        (tmp_path / "new").symlink_to(tmp_path / "2" / "a.jsonl")
        (tmp_path / "new").replace(link)
        told.wait(tmp_path / "2")
        (tmp_path / "2" / "a.jsonl").write_text("{ }", "utf-8")
        told.wait(tmp_path / "2" / "a.jsonl")


def test_an_empty_folder_is_watched_until_something_comes(tmp_path: Path) -> None:
    watched = Watched(tmp_path, empty=True)
    try:
        watched.wait(lambda: "watching" in watched.errors.read_text("utf-8"))
        assert "no release was found" in watched.errors.read_text("utf-8")
        watched.write("a.jsonl", "أ")
        watched.wait(lambda: watched.stored_ids() == {"a"})
    finally:
        watched.process.send_signal(signal.SIGINT)
        watched.process.wait(PATIENCE)


def test_watch_follows_added_changed_and_removed_files(watched: Watched) -> None:
    watched.write("b.jsonl", "ب")
    watched.wait(lambda: watched.stored_ids() == {"a", "b"})
    (watched.sources / "a.jsonl").unlink()
    watched.wait(lambda: watched.stored_ids() == {"b"})
    before = locate(watched.index).name
    (watched.sources / "bad.txt").write_text("no release", "utf-8")
    watched.write("c.jsonl", "ج")
    watched.wait(lambda: watched.stored_ids() == {"b", "c"})
    assert locate(watched.index).name != before


def test_names_are_those_that_their_file_holds_when_a_build_begins(watched: Watched) -> None:
    before = locate(watched.index).manifest.identity
    watched.names.write_text("سابكو", "utf-8")
    watched.write("b.jsonl", "ب")
    watched.wait(lambda: watched.stored_ids() == {"a", "b"})
    after = locate(watched.index).manifest.identity
    assert after != before
    watched.names.write_text("من", "utf-8")
    watched.write("c.jsonl", "ج")
    watched.wait(lambda: watched.stored_ids() == {"a", "b", "c"})
    assert locate(watched.index).manifest.identity == after
    assert "the names are those of before" in watched.errors.read_text("utf-8")


def test_a_burst_is_few_builds_and_a_file_that_grows_is_waited_for(watched: Watched) -> None:
    first = int(locate(watched.index).name.split("-")[1])
    with (watched.sources / "slow.jsonl").open("w") as slow:
        slow.write('{"id": "slow", "title": "بيان", ')
        slow.flush()
        for number in range(100):
            watched.write(f"n{number}.jsonl", "ن")
        time.sleep(0.2)
        slow.write('"body": "نص"}\n')
    watched.wait(lambda: len(watched.stored_ids()) == 102)
    assert int(locate(watched.index).name.split("-")[1]) - first <= 5


def test_each_round_says_when_it_is_and_repeats_no_refusal(watched: Watched) -> None:
    (watched.sources / "bad.exe").write_text("x", "utf-8")
    watched.wait(lambda: "bad.exe" in watched.errors.read_text("utf-8"))
    watched.write("b.jsonl", "ب")
    watched.wait(lambda: watched.stored_ids() == {"a", "b"})
    watched.wait(lambda: "refused as before: 1" in watched.errors.read_text("utf-8"))
    (watched.sources / "worse.exe").write_text("x", "utf-8")
    watched.wait(lambda: "worse.exe" in watched.errors.read_text("utf-8"))
    said = watched.errors.read_text("utf-8")
    assert said.count("refused: bad.exe") == 1
    assert len(re.findall(r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d building$", said, re.MULTILINE)) >= 3
