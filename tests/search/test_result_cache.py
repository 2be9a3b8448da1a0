"""The result cache: its entries equal fresh ones, belong to one generation, and are bounded."""

import dataclasses
import datetime
from contextlib import closing
from pathlib import Path
from typing import Self

import pytest

from indexer.answers.results import (
    GenerationStatus,
    Hit,
    QueryReading,
    SearchRequest,
    SearchResults,
)
from indexer.engines.protocol import Filters
from indexer.releases.release import Release
from indexer.search import Collection
from indexer.search.result_cache import ResultCache
from tests.search.searches import settings_of
from tests.workshop import publish

WHEN = datetime.datetime(2025, 10, 14, tzinfo=datetime.UTC)


def results(request: SearchRequest, body: str = "") -> SearchResults:
    hit = Hit(Release("1", "", body), 1.0, (), ())
    query = QueryReading(request.q, request.mode, "", ())
    status = GenerationStatus("gen-1", WHEN, 1)
    return SearchResults(request, query, 1, "eq", (hit,), {}, (), (), status, 0.0)


class Counted:
    """Gives answers of one size and counts them."""

    def __init__(self, body: str = "") -> None:
        self.given = 0
        self.body = body

    def ask(self, kept: ResultCache, request: SearchRequest) -> SearchResults:
        return kept.get_or_answer(request, lambda: self._answer(request))

    def _answer(self, request: SearchRequest) -> SearchResults:
        self.given += 1
        return results(request, self.body)


def test_equal_requests_are_answered_once() -> None:
    kept, counted = ResultCache(), Counted()
    request = SearchRequest("الهجرة", filters=Filters({"year": ("2025",)}))
    same = dataclasses.replace(request, filters=Filters({"year": ("2025",)}))
    assert counted.ask(kept, request) is counted.ask(kept, same)
    for other in (
        dataclasses.replace(request, page=2),
        dataclasses.replace(request, snippets=0),
        dataclasses.replace(request, filters=Filters({"year": ("2024",)})),
        dataclasses.replace(request, q="هجرة"),
    ):
        assert counted.ask(kept, other).request == other
    assert counted.given == 5


def test_cached_results_with_relative_dates_expire_at_midnight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept, counted = ResultCache(), Counted()
    request = SearchRequest("أمس")
    counted.ask(kept, request)

    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return cls(2999, 1, 1)

    monkeypatch.setattr(datetime, "date", Tomorrow)
    counted.ask(kept, request)
    assert counted.given == 2


def test_long_releases_leave_before_the_bound_is_passed() -> None:
    kept, counted = ResultCache(limit=1_000_000), Counted("ن" * 400_000)
    for q in ("أ", "ب", "أ", "ب"):
        counted.ask(kept, SearchRequest(q))
    assert counted.given == 4
    alone = Counted("ن" * 600_000)
    for _ in range(2):
        alone.ask(kept, SearchRequest("ج"))
    assert alone.given == 2
    kept, counted = ResultCache(limit=1_000_000), Counted("ن" * 100)
    for q in ("أ", "ب", "أ", "ب"):
        counted.ask(kept, SearchRequest(q))
    assert counted.given == 2


def test_an_error_is_not_kept() -> None:
    kept = ResultCache()

    def fail() -> SearchResults:
        raise ValueError("once")

    with pytest.raises(ValueError, match="once"):
        kept.get_or_answer(SearchRequest("أ"), fail)
    assert kept.get_or_answer(SearchRequest("أ"), lambda: results(SearchRequest("أ"))).total == 1


def test_a_collection_answers_twice_the_same_and_says_how_long_each_took(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    publish(tmp_path / "index", shipped_seeds)
    collection = Collection.open(settings_of(tmp_path / "index"))
    try:
        first, again = (collection.search(SearchRequest("الهجرة")) for _ in range(2))
    finally:
        collection.close()
    assert dataclasses.replace(first, took_ms=0.0) == dataclasses.replace(again, took_ms=0.0)
    assert 0 < again.took_ms < first.took_ms


@dataclasses.dataclass(frozen=True, slots=True)
class Noted(SearchRequest):
    """A search with a note of who asks."""

    note: str = ""


def test_cached_results_keep_the_request_of_the_caller(tmp_path: Path, shipped_seeds: Path) -> None:
    publish(tmp_path / "index", shipped_seeds)
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        for note in ("2025", "2025-01-01"):
            assert collection.search(Noted("الهجرة", note=note)).request == Noted(
                "الهجرة", note=note
            )


def test_filters_are_taken_as_they_are_when_they_are_asked() -> None:
    kept, counted = ResultCache(), Counted()
    facets = {"agency": ("أ",)}
    counted.ask(kept, SearchRequest(q="x", filters=Filters(facets)))
    counted.ask(kept, SearchRequest(q="x", filters=Filters({"agency": ("أ",)})))
    assert counted.given == 1
    facets["agency"] = ("ب",)
    counted.ask(kept, SearchRequest(q="x", filters=Filters(facets)))
    assert counted.given == 2


def test_filters_that_are_equal_have_equal_hashes() -> None:
    one = Filters({"agency": ("أ",), "year": ("2025",)}, ids=frozenset("ab"))
    other = Filters({"year": ("2025",), "agency": ("أ",)}, ids=frozenset("ba"))
    assert one == other
    assert hash(one) == hash(other)
    assert hash(Filters({"agency": ("ب",)})) != hash(Filters({"agency": ("أ",)}))
