"""Readers of an index while builds follow each other."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.generations import FolderStore
from indexer.search import Collection
from tests.workshop import ENGINE, Workshop, row


@pytest.fixture
def reading(built_shop: Workshop) -> Iterator[Callable[[], set[str]]]:
    """Gives the ids of all releases of an open collection."""
    with closing(
        Collection(FolderStore(built_shop.index, keep=3), ENGINE, standard())
    ) as collection:
        yield lambda: {hit.release.id for hit in collection.search(SearchRequest()).hits}


def test_an_open_collection_answers_from_a_new_generation_within_a_second(
    built_shop: Workshop, reading: Callable[[], set[str]]
) -> None:
    assert reading() == {"a1", "a2", "b1", "b2"}
    built_shop.write("c.jsonl", row("c1"))
    built_shop.build()
    finished = time.monotonic()
    while "c1" not in reading() and time.monotonic() < finished + 1:
        time.sleep(0.01)
    assert reading() == {"a1", "a2", "b1", "b2", "c1"}


def test_readers_see_whole_sets_while_builds_follow_each_other(
    built_shop: Workshop, reading: Callable[[], set[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    sets = [frozenset({"a1", "a2", "b1", "b2"})]
    seen: list[frozenset[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(frozenset(reading()))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(4):
        built_shop.write("c.jsonl", *(row(f"c{number}.{each}") for each in range(3)))
        sets.append(sets[0] | {f"c{number}.{each}" for each in range(3)})
        built_shop.build()
    stop.set()
    thread.join()
    assert set(seen) <= set(sets)
    assert len(seen) > 4
    assert caplog.records == []
