"""The handle: many threads share one view, while generations change."""

import shutil
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from indexer.errors import (
    EngineUnreachable,
    IndexDamaged,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    ReaderOutOfDate,
)
from indexer.generations import FolderStore, Follower, Generation, Handle, Identity
from indexer.generations.current import locate
from indexer.generations.files import FileMark
from indexer.generations.rollback import rollback
from tests.generations import toy_engine

OTHER = toy_engine.IDENTITY._replace(analysis="other")


class View:
    """Stands for a searcher: it knows its version and notices use after `close`."""

    def __init__(self, generation: Generation) -> None:
        self.version = toy_engine.read(generation.folder)
        self.closed = 0

    def ask(self) -> int:
        assert not self.closed, f"{self.version} was asked after it was closed"
        return self.version


class Shop:
    """Opens and closes views, and records that. ``slow`` delays openings until it is set."""

    def __init__(self, root: Path) -> None:
        self.opened: list[View] = []
        self.failing: Exception | None = None
        self.now = 0.0
        self.slow = threading.Event()
        self.slow.set()
        self.entered = threading.Event()
        self.handle = Handle(
            FolderStore(root, keep=3),
            open_view=self.open,
            close_view=self.close,
            expected=toy_engine.IDENTITY,
            clock=lambda: self.now,
        )

    def open(self, generation: Generation) -> View:
        self.entered.set()
        assert self.slow.wait(20)
        if self.failing:
            raise self.failing
        self.opened.append(View(generation))
        return self.opened[-1]

    def close(self, view: View) -> None:
        view.closed += 1

    def ask(self) -> int:
        with self.handle.lease() as view:
            return view.ask()

    def look(self) -> int:
        """The version after a refresh."""
        self.handle.refresh()
        return self.ask()

    def closed(self) -> list[int]:
        return [view.closed for view in self.opened]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for version in (1, 2):
        toy_engine.publish(tmp_path / "index", version)
    return tmp_path / "index"


@pytest.fixture
def shop(root: Path) -> Iterator[Shop]:
    shop = Shop(root)
    yield shop
    shop.handle.close()


def test_handle_opens_nothing_before_the_first_lease(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "nowhere")
    assert shop.handle.degraded is None
    with pytest.raises(IndexMissing, match="kashaf build"):
        shop.ask()


def test_one_opening_serves_all_leases(shop: Shop) -> None:
    with shop.handle.lease() as one, shop.handle.lease() as other:
        assert one is other
    assert [shop.ask() for _ in range(100)] == [2] * 100
    assert shop.closed() == [0]
    assert shop.handle.degraded is None


def test_a_new_generation_replaces_the_view_and_the_old_is_closed_once(
    shop: Shop, root: Path
) -> None:
    assert shop.ask() == 2
    toy_engine.publish(root, 3)
    assert shop.ask() == 2
    assert shop.look() == 3
    assert shop.closed() == [1, 0]
    rollback(root, toy_engine.IDENTITY)
    assert shop.look() == 2
    assert shop.closed() == [1, 1, 0]


def test_the_old_view_lives_until_its_last_lease_ends(shop: Shop, root: Path) -> None:
    with shop.handle.lease() as first:
        with shop.handle.lease() as second:
            toy_engine.publish(root, 3, keep=1)
            assert shop.look() == 3
            assert first is second
            assert first.ask() == 2
        assert first.ask() == 2
        assert shop.closed() == [0, 0]
    assert shop.closed() == [1, 0]


def test_an_error_in_the_body_ends_the_lease(shop: Shop, root: Path) -> None:
    with pytest.raises(ZeroDivisionError), shop.handle.lease():
        raise ZeroDivisionError
    toy_engine.publish(root, 3)
    shop.look()
    assert shop.closed() == [1, 0]


def test_bytes_are_verified_once_not_per_lease(
    shop: Shop, root: Path, checksummed_paths: list[Path]
) -> None:
    (root / "COMPARED").unlink()
    for _ in range(50):
        shop.look()
    assert len(checksummed_paths) == len(toy_engine.PARTS)


def test_others_go_on_with_the_old_while_one_opens(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    toy_engine.publish(root, 3)
    shop.slow.clear()
    shop.entered.clear()
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(shop.look)
        assert shop.entered.wait(10)
        began = time.monotonic()
        assert [shop.ask() for _ in range(200)] == [2] * 200
        assert time.monotonic() - began < 5, "they wait for nobody"
        assert not opening.done()
        shop.slow.set()
        assert opening.result(10) == 3
    assert len(shop.opened) == 2
    assert shop.ask() == 3


def test_a_publication_during_an_opening_is_not_missed(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    toy_engine.publish(root, 3)
    shop.slow.clear()
    shop.entered.clear()
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(shop.look)
        assert shop.entered.wait(10)
        toy_engine.publish(root, 4)
        shop.slow.set()
        opening.result(10)
    assert shop.look() == 4


def test_generation_published_during_a_failed_opening_is_opened_at_once(
    shop: Shop, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shop.ask() == 2
    toy_engine.publish(root, 3)

    def failing(_generation: Generation) -> View:
        monkeypatch.undo()
        toy_engine.publish(root, 4)
        raise FileNotFoundError

    monkeypatch.setattr(shop.handle, "_open_view", failing)
    assert shop.look() == 2
    assert shop.handle.degraded
    assert shop.look() == 4
    assert shop.handle.degraded is None


def test_many_threads_at_the_start_open_once(shop: Shop) -> None:
    shop.slow.clear()
    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(shop.ask) for _ in range(16)]
        assert shop.entered.wait(10)
        shop.slow.set()
        assert [each.result(10) for each in asked] == [2] * 16
    assert len(shop.opened) == 1


def test_an_index_that_appears_is_served(tmp_path: Path) -> None:
    shop = Shop(tmp_path / "index")
    for _ in range(3):
        with pytest.raises(IndexMissing):
            shop.ask()
    toy_engine.publish(tmp_path / "index", 1)
    with pytest.raises(IndexMissing):
        shop.ask()  # not looked for at each call
    shop.now += 1
    assert shop.ask() == 1
    assert shop.handle.degraded is None


def test_a_new_generation_that_is_damaged_leaves_the_old_in_place(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    damaged = toy_engine.publish(root, 3).generation
    (damaged.folder / "toc").unlink()
    assert [shop.look() for _ in range(5)] == [2] * 5
    degraded = str(shop.handle.degraded)
    assert damaged.name in degraded
    assert "toc: missing" in degraded
    toy_engine.publish(root, 4)
    assert shop.look() == 4
    assert shop.handle.degraded is None


def test_a_new_generation_that_does_not_open_leaves_the_old_in_place(
    shop: Shop, root: Path
) -> None:
    assert shop.ask() == 2
    shop.failing = RuntimeError("bad postings")
    name = toy_engine.publish(root, 3).generation.name
    assert [shop.look() for _ in range(5)] == [2] * 5
    assert str(shop.handle.degraded) == f"{name} cannot be opened: RuntimeError: bad postings"
    assert shop.closed() == [0]


def test_generation_published_during_the_first_opening_is_opened_at_once(
    root: Path,
) -> None:
    class Overtaken(Shop):
        def open(self, generation: Generation) -> View:
            if not self.entered.is_set():
                self.entered.set()
                toy_engine.publish(root, 3)
                raise OSError("pruned")
            return super().open(generation)

    assert Overtaken(root).ask() == 3


def test_a_newer_one_that_can_be_read_replaces_what_is_open_though_the_newest_cannot(
    shop: Shop, root: Path
) -> None:
    assert shop.ask() == 2
    toy_engine.publish(root, 3)
    toy_engine.publish(root, 4, identity=OTHER)
    assert shop.look() == 3
    assert "restart this server" in str(shop.handle.degraded)


def test_failed_opening_is_retried_only_after_a_delay(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    shop.failing = MemoryError()
    toy_engine.publish(root, 3)
    assert shop.look() == 2
    shop.failing = None
    shop.now += 29
    assert shop.look() == 2
    shop.now += 2
    assert shop.look() == 3
    assert shop.handle.degraded is None


def test_damage_to_what_is_open_does_not_replace_it(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    (locate(root).folder / "toc").write_bytes(b"")
    (root / "CURRENT").touch()
    assert shop.look() == 2
    assert "toc: 0 bytes" in str(shop.handle.degraded)
    assert len(shop.opened) == 1


def test_an_index_that_vanishes_is_still_served(shop: Shop, root: Path) -> None:
    assert shop.ask() == 2
    shutil.rmtree(root)
    assert shop.look() == 2
    assert "kashaf build" in str(shop.handle.degraded)


def test_start_on_a_damaged_index_is_degraded_until_a_new_publication(
    shop: Shop, root: Path
) -> None:
    part = locate(root).folder / "toc"
    whole = part.read_bytes()
    part.write_bytes(b"?")
    assert shop.ask() == 1
    assert "served instead" in str(shop.handle.degraded)
    part.write_bytes(whole)
    shop.now += 31
    assert shop.look() == 2
    assert shop.handle.degraded is None


@pytest.mark.parametrize("error", [IndexDamaged, IndexOutOfDate])
def test_with_nothing_to_serve_the_error_keeps_its_name(
    root: Path, error: type[IndexUnavailable]
) -> None:
    shop = Shop(root)
    if error is IndexDamaged:
        for child in root.glob("gen-*/toc"):
            child.unlink()
    else:
        shop.handle = Handle(
            FolderStore(root, keep=3),
            open_view=shop.open,
            close_view=shop.close,
            expected=OTHER,
        )
    for _ in range(3):
        with pytest.raises(error, match="kashaf build"):
            shop.ask()
    assert shop.opened == []
    assert "kashaf build" in str(shop.handle.degraded)


@pytest.mark.parametrize("held", [True, False])
def test_a_reader_that_is_older_than_an_index_of_other_rules_serves_the_one_before_and_is_to_be_restarted(
    shop: Shop, root: Path, *, held: bool
) -> None:
    if held:
        shop.ask()
    toy_engine.publish(root, 3, identity=OTHER)
    assert shop.look() == 2
    assert "restart this server" in str(shop.handle.degraded)
    assert "kashaf build" not in str(shop.handle.degraded)


def test_a_reader_that_is_older_than_the_only_index_says_that_it_is_to_be_restarted(
    tmp_path: Path,
) -> None:
    shop = Shop(tmp_path / "late")
    toy_engine.publish(tmp_path / "late", 1, identity=OTHER)
    for _ in range(2):
        with pytest.raises(ReaderOutOfDate, match=r"; restart this server: [^;]*$"):
            shop.ask()


def test_a_reader_that_is_younger_than_an_index_of_other_rules_asks_for_a_build(
    root: Path,
) -> None:
    toy_engine.publish(root, 3, identity=OTHER)
    shop = Shop(root)
    assert shop.ask() == 2
    assert str(shop.handle.degraded).endswith("run `kashaf build`")


def test_closing_waits_for_leases_and_gives_no_more(root: Path) -> None:
    shop = Shop(root)
    with shop.handle.lease() as view:
        shop.handle.close()
        assert view.ask() == 2
        with pytest.raises(IndexUnavailable, match="closed"):
            shop.ask()
    assert shop.closed() == [1]
    shop.handle.close()
    assert shop.closed() == [1]


def test_closing_during_an_opening_closes_what_was_opened(root: Path) -> None:
    shop = Shop(root)
    shop.slow.clear()
    with ThreadPoolExecutor(1) as pool:
        opening = pool.submit(shop.ask)
        assert shop.entered.wait(10)
        shop.handle.close()
        shop.slow.set()
        with pytest.raises(IndexUnavailable, match="closed"):
            opening.result(10)
    assert shop.closed() == [1]


def test_a_view_that_does_not_close_does_not_fail_a_request(
    root: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def close(_view: View) -> None:
        raise OSError("stuck")

    handle = Handle(
        FolderStore(root, keep=3), open_view=View, close_view=close, expected=toy_engine.IDENTITY
    )
    with handle.lease() as view:
        assert view.ask() == 2
    name = locate(root).name
    toy_engine.publish(root, 3)
    handle.refresh()
    with handle.lease() as view:
        assert view.ask() == 3
    assert f"closing {name} failed" in caplog.text
    handle.close()


class Cluster(FolderStore):
    """A store that may not answer."""

    answers = True

    def mark(self) -> FileMark | None:
        if not Cluster.answers:
            raise EngineUnreachable("no node answers")
        return super().mark()

    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:
        if not Cluster.answers:
            raise EngineUnreachable("no node answers")
        return super().locate(expected, quick=quick)


def test_a_cluster_that_does_not_answer_has_published_nothing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handle = Handle(
        Cluster(root, keep=3),
        open_view=View,
        close_view=lambda _view: None,
        expected=toy_engine.IDENTITY,
    )
    monkeypatch.setattr(Cluster, "answers", False)
    with pytest.raises(EngineUnreachable), handle.lease():
        pass
    monkeypatch.setattr(Cluster, "answers", True)
    handle.refresh()
    with handle.lease() as view:
        assert view.ask() == 2
    toy_engine.publish(root, 3)
    monkeypatch.setattr(Cluster, "answers", False)
    handle.refresh()
    assert handle.degraded is None
    monkeypatch.setattr(Cluster, "answers", True)
    handle.refresh()
    with handle.lease() as view:
        assert view.ask() == 3
    handle.close()


def test_many_threads_and_many_publications(root: Path) -> None:
    """No failed lease, none older than one that ended before it began, no leak, none closed
    early."""
    opened: list[View] = []

    def open_view(generation: Generation) -> View:
        opened.append(View(generation))
        return opened[-1]

    def close_view(view: View) -> None:
        view.closed += 1

    handle = Handle(
        FolderStore(root, keep=3),
        open_view=open_view,
        close_view=close_view,
        expected=toy_engine.IDENTITY,
    )
    follower = Follower(handle.refresh, 0.005)
    follower.follow()
    finished = threading.Event()

    def borrow() -> int:
        asked = last = 0
        while not finished.is_set():
            with handle.lease() as view:
                version = view.ask()
                time.sleep(0.0002)
                assert view.ask() == version
            assert version >= last
            last = version
            asked += 1
        return asked

    with ThreadPoolExecutor(8) as pool:
        threads = [pool.submit(borrow) for _ in range(8)]
        try:
            for version in range(3, 43):
                toy_engine.publish(root, version)
        finally:
            time.sleep(0.1)
            finished.set()
        assert sum(thread.result(20) for thread in threads) > 100
    follower.close()
    handle.refresh()
    with handle.lease() as view:
        assert view.version == 42
    assert len(opened) > 5
    handle.close()
    assert [view.closed for view in opened] == [1] * len(opened)
