"""The state of a collection, and the same answers for everyone."""

import dataclasses
import json
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indexer.answers.results import SearchRequest, SearchResults
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import LAYERS, Layer
from indexer.errors import (
    GenerationGone,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
)
from indexer.generations import Follower
from indexer.limits import MARKED_CHARACTERS
from indexer.query.matching import Matching
from indexer.search import Collection, CollectionStatus
from tests.search.searches import FORUM, SEMINAR, ids_of, settings_of
from tests.workshop import publish


def test_status_names_the_generation(mixed: Collection) -> None:
    status = mixed.status()
    assert status.generation.releases == 66
    assert status.generation == mixed.search(SearchRequest()).generation
    assert status.degraded is None


def test_a_missing_index_says_which_command_to_run(tmp_path: Path) -> None:
    with (
        closing(Collection.open(settings_of(tmp_path / "absent"))) as collection,
        pytest.raises(IndexMissing, match="kashaf build"),
    ):
        collection.search(SearchRequest("الهجرة"))


def test_opening_a_collection_does_not_touch_the_index(tmp_path: Path) -> None:
    Collection.open(settings_of(tmp_path / "absent")).close()
    assert list(tmp_path.iterdir()) == []


def test_a_closed_collection_says_so(tmp_path: Path, shipped_seeds: Path) -> None:
    publish(tmp_path / "index", shipped_seeds)
    collection = Collection.open(settings_of(tmp_path / "index"))
    collection.status()
    collection.close()
    with pytest.raises(IndexUnavailable):
        collection.search(SearchRequest())


def two_generations(index: Path, seeds: Path) -> Path:
    """Publishes two generations; the folder of the current one."""
    publish(index, seeds)
    publish(index, seeds, full=True)
    return index / (index / "CURRENT").read_text("utf-8").split()[0]


def test_an_older_generation_serves_for_a_damaged_one_and_status_says_why(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    current = two_generations(tmp_path / "index", shipped_seeds)
    victim = max(current.iterdir(), key=lambda path: path.stat().st_size)
    victim.unlink()
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        assert ids_of(collection, "الهجرة") == {SEMINAR, FORUM}
        degraded = collection.status().degraded
    assert degraded
    assert victim.name in str(degraded)


def test_an_index_of_another_analysis_is_out_of_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shipped_seeds: Path
) -> None:
    publish(tmp_path / "index", shipped_seeds)
    monkeypatch.setattr(standard(), "fingerprint", "another")
    with (
        closing(Collection.open(settings_of(tmp_path / "index"))) as collection,
        pytest.raises(IndexOutOfDate, match="kashaf build"),
    ):
        collection.search(SearchRequest())


REQUESTS = [
    SearchRequest(q, mode=mode, match=match, per_page=7)
    for q in ("الهجرة", "إدارة الصين", "نشرة", "«إدارة الهجرة»", "", "غيرموجود بيرو", "visa في")
    for mode in LAYERS
    for match in ("all", "any")
]  # fmt: skip


def search_without_time(collection: Collection, request: SearchRequest) -> SearchResults:
    return dataclasses.replace(collection.search(request), took_ms=0.0)


@pytest.mark.parametrize("request_", REQUESTS[::5], ids=lambda r: f"{r.q}-{r.mode}-{r.match}")
def test_the_same_search_has_the_same_answer(mixed: Collection, request_: SearchRequest) -> None:
    assert search_without_time(mixed, request_) == search_without_time(mixed, request_)


def test_eight_threads_get_the_answers_that_one_gets(mixed: Collection) -> None:
    alone = [search_without_time(mixed, request) for request in REQUESTS]

    def ask(thread: int) -> int:
        """How many of 200 answers are wrong."""
        picks = [(thread * 31 + n * 7) % len(REQUESTS) for n in range(200)]
        return sum(search_without_time(mixed, REQUESTS[pick]) != alone[pick] for pick in picks)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(8))) == [0] * 8


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.text(st.one_of(st.characters(), st.sampled_from('الهجرة في"«» ')), max_size=60),
    st.sampled_from(LAYERS),
    st.sampled_from(["all", "any"]),
)
def test_any_text_is_a_search(mixed: Collection, q: str, mode: Layer, match: Matching) -> None:
    results = mixed.search(SearchRequest(q, mode, match))
    assert len(results.hits) == min(20, results.total)


def soon(collection: Collection) -> CollectionStatus:
    """What is served as soon as something is: a missing index is looked for a few times a second."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with suppress(IndexMissing):
            return collection.status()
        time.sleep(0.01)
    return collection.status()


def test_with_nothing_to_serve_no_thread_is_begun_and_an_index_that_is_built_later_is_found(
    tmp_path: Path,
    shipped_seeds: Path,
) -> None:
    before = threading.active_count()
    with closing(Collection.open(settings_of(tmp_path / "nowhere"))) as collection:
        with pytest.raises(IndexMissing):
            collection.status()
        assert threading.active_count() <= before
        publish(tmp_path / "nowhere", shipped_seeds)
        assert soon(collection).generation.releases == 2


def test_a_cursor_of_a_new_generation_is_followed_at_once(
    tmp_path: Path, shipped_seeds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may have switched a moment before."""
    monkeypatch.setattr(Follower, "follow", lambda _: None)
    publish(tmp_path / "index", shipped_seeds)
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        before = collection.status().generation.name
        publish(tmp_path / "index", shipped_seeds, full=True)
        after = (tmp_path / "index" / "CURRENT").read_text("utf-8").split()[0]
        assert collection.search(SearchRequest(generation=before)).generation.name == before
        assert collection.search(SearchRequest(generation=after)).generation.name == after
        with pytest.raises(GenerationGone):
            collection.search(SearchRequest(generation=before))


def test_a_release_is_marked_up_to_the_end_of_a_word(tmp_path: Path) -> None:
    body = "." * (MARKED_CHARACTERS - 5) + " بيانو كبير. بيان"
    row = {"id": "long", "title": "عنوان", "body": body}
    (tmp_path / "long.jsonl").write_text(json.dumps(row), "utf-8")
    publish(tmp_path / "index", tmp_path / "long.jsonl")
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        marked = collection.release("long", SearchRequest("بيان"))
    assert marked
    assert marked.body_matches == ()
