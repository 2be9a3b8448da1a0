"""The query cache: its entries equal fresh ones, expire at midnight, and are bounded."""

import dataclasses
import datetime
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Self

import pytest

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.marking.landmarks import Landmarks
from indexer.marking.marker import Mark
from indexer.search import limits
from indexer.search.query_cache import QueryCache
from tests.workshop import publish


@pytest.fixture(scope="module")
def searcher(
    tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path
) -> Iterator[WhooshSearcher]:
    index = tmp_path_factory.mktemp("understanding") / "index"
    publish(index, shipped_seeds)
    (generation,) = index.glob("gen-*")
    with closing(WhooshSearcher(generation)) as opened:
        yield opened


@pytest.fixture
def query_cache(searcher: WhooshSearcher) -> QueryCache:
    return QueryCache(standard(), searcher, searcher.spellings, Landmarks())


def test_a_query_is_understood_once_whatever_page_order_or_filter(query_cache: QueryCache) -> None:
    request = SearchRequest('"مكتب الهجرة" الصي*')
    for same in (
        dataclasses.replace(request, page=3, sort="title", facets=False, snippets=0),
        dataclasses.replace(request, q=f" {request.q}\n"),
    ):
        assert query_cache.resolved(same) is query_cache.resolved(request)
        assert query_cache.markers(same) is query_cache.markers(request)
        reading = dataclasses.replace(query_cache.reading(request), q=same.q)
        assert query_cache.reading(same) == reading


@pytest.mark.parametrize(
    "change", [{"mode": "exact"}, {"match": "any"}, {"without": ("الهجرة",)}, {"q": "هجرة سياسة"}]
)
def test_changed_request_is_parsed_again(
    query_cache: QueryCache, searcher: WhooshSearcher, change: dict[str, Any]
) -> None:
    request = SearchRequest("الهجرة سياسة")
    other = dataclasses.replace(request, **change)
    anew = QueryCache(standard(), searcher, searcher.spellings, Landmarks())
    assert query_cache.resolved(other) == anew.resolved(other) != query_cache.resolved(request)
    assert query_cache.reading(other) == anew.reading(other) != query_cache.reading(request)
    text = "سياسة الهجرة وهجرة السياسات"
    assert _marks(query_cache, other, text) == _marks(anew, other, text)


def _marks(cache: QueryCache, request: SearchRequest, text: str) -> list[Mark]:
    return cache.markers(request).for_field("body").marks(text)


def test_cached_relative_dates_expire_at_midnight(
    query_cache: QueryCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return cls(2031, 1, 2)

    request = SearchRequest("تاريخ:أمس")
    before = query_cache.resolved(request)
    monkeypatch.setattr(datetime, "date", Later)
    assert query_cache.resolved(request) != before


def test_query_cache_is_bounded(searcher: WhooshSearcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "QUERY_CACHE_BYTES", 50_000)
    kept = QueryCache(standard(), searcher, searcher.spellings, Landmarks())
    for number in range(100):
        request = SearchRequest(f"الهجرة {number}")
        kept.reading(request), kept.markers(request)
    for cache in (kept._resolved, kept._readings, kept._markers):
        assert 0 < len(cache) < 20


@pytest.mark.parametrize(
    "request_",
    [
        SearchRequest(" ".join(f"-ا*{letter}*" for letter in "بتجدرسعق")),
        SearchRequest("وزير " + " ".join(f"-كلمة{n}" for n in range(60))),
        SearchRequest("ا* ب* ت* م* ن* س* ك* و*"),
        SearchRequest("الهجرة", without=tuple(f"{n}" * 200 for n in range(50))),
        SearchRequest("سياسة الهجرة في الصين والأمن الإقليمي", match="any"),
        SearchRequest('"مكتب الهجرة" "إدارة الهجرة الوطنية"'),
    ],
)
def test_estimated_sizes_are_close_to_the_real_ones(
    query_cache: QueryCache, request_: SearchRequest
) -> None:
    resolved = query_cache.resolved(request_)
    assert deep_size(resolved) < 2 * query_cache._resolved.nbytes
    assert deep_size(query_cache.reading(request_)) < 2 * query_cache._readings.nbytes
    markers = [query_cache.markers(request_) for _ in range(2)]
    assert query_cache._markers.nbytes >= markers[0].nbytes
    # Nothing is so large that a few drive out everything else.
    for cache in (query_cache._resolved, query_cache._readings, query_cache._markers):
        assert cache.nbytes < 2_000_000


def deep_size(value: object, seen: set[int] | None = None) -> int:
    """Bytes of an object and of all that it holds."""
    seen = set() if seen is None else seen
    if id(value) in seen or isinstance(value, type):
        return 0
    seen.add(id(value))
    held: list[object] = []
    if isinstance(value, dict):
        held = [*value.keys(), *value.values()]
    elif isinstance(value, tuple | list | set | frozenset):
        held = list(value)
    elif dataclasses.is_dataclass(value):
        held = [getattr(value, each.name) for each in dataclasses.fields(value)]
    return sys.getsizeof(value) + sum(deep_size(each, seen) for each in held)


@pytest.mark.parametrize(
    ("q", "ranks"),
    [("الهجرة", True), ('"إدارة الهجرة"', True), ("هجر*", True), ("", False), ("تاريخ:2025", False), ("-بكين", False)],
)  # fmt: skip
def test_queries_without_searched_words_are_not_ranked(
    query_cache: QueryCache, q: str, ranks: bool
) -> None:
    assert query_cache.resolved(SearchRequest(q)).parsed.is_ranked == ranks
