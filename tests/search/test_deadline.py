"""After its deadline a search skips optional steps, or raises SearchTooLong."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer import deadline
from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searching.evaluator import Evaluator
from indexer.errors import SearchTooLong
from indexer.generations import FolderStore
from indexer.query.values import Query
from indexer.search import Collection, limits
from indexer.search_warnings import Warn
from tests.workshop import publish

ASKED = SearchRequest("إدارة الهجرة", snippets=2, guided=True)


@pytest.fixture(scope="module")
def collection(
    tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path
) -> Iterator[Collection]:
    index = tmp_path_factory.mktemp("index")
    publish(index, shipped_seeds)
    opened = Collection(FolderStore(index, keep=3), WhooshEngine(), standard())
    yield opened
    opened.close()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    return now


def test_time_is_up_only_within(clock: list[float]) -> None:
    with deadline.start(2):
        clock[0] = 1.9
        deadline.raise_if_passed()
        clock[0] = 2.0
        assert deadline.has_passed()
        with pytest.raises(SearchTooLong):
            deadline.raise_if_passed()
    assert not deadline.has_passed()


def test_without_time_to_match_there_is_no_answer(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SEARCH_SECONDS", 0.0)
    with pytest.raises(SearchTooLong):
        collection.search(ASKED)


def test_optional_steps_are_skipped_after_the_deadline_and_not_cached(
    collection: Collection, clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    evaluated = Evaluator.evaluate

    def slow(evaluator: Evaluator, query: Query) -> object:
        found = evaluated(evaluator, query)
        clock[0] += limits.SEARCH_SECONDS
        return found

    with monkeypatch.context() as patched:
        patched.setattr(Evaluator, "evaluate", slow)
        cut = collection.search(ASKED)
    whole = collection.search(ASKED)
    assert {Warn("time_is_up"), Warn("ranked_in_part")} <= set(cut.warnings)
    assert whole.warnings == ()
    assert (cut.total, cut.relation) == (whole.total, "eq") == (2, "eq")
    assert {hit.release.id for hit in cut.hits} == {hit.release.id for hit in whole.hits}
    assert all(not hit.snippets for hit in cut.hits)
    assert all(hit.snippets for hit in whole.hits)
    assert (set(cut.modes), set(whole.modes)) == ({"stem"}, {"exact", "stem", "root"})


@pytest.mark.parametrize(
    "ask",
    [
        lambda collection: collection.complete("إدارة اله"),
        lambda collection: collection.similar(
            collection.search(SearchRequest()).hits[0].release.id
        ),
        lambda collection: collection.scan(SearchRequest("لم يُسأل عنه")).__enter__(),
    ],
    ids=["complete", "similar", "found"],
)
def test_every_request_has_a_deadline(
    collection: Collection,
    ask: Callable[[Collection], object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    collection.search(SearchRequest())  # is kept
    monkeypatch.setattr(limits, "SEARCH_SECONDS", 0.0)
    with pytest.raises(SearchTooLong):
        ask(collection)
