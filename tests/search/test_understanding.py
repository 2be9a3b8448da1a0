"""What is kept of a query: the same as understood anew, of one day, within a bound."""

import dataclasses
import datetime
from collections.abc import Iterator
from contextlib import closing
from typing import Self

import pytest
from test_collection import SEEDS, publish

from indexer import limits
from indexer.arabic.analyzer import standard
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.results import SearchRequest
from indexer.search import understanding
from indexer.search.understanding import Understanding


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshSearcher]:
    index = tmp_path_factory.mktemp("understanding") / "index"
    publish(index, SEEDS)
    (generation,) = index.glob("gen-*")
    with closing(WhooshSearcher(generation)) as opened:
        yield opened


@pytest.fixture
def kept(searcher: WhooshSearcher) -> Understanding:
    return Understanding(standard(), searcher, searcher.spellings)


def test_a_query_is_understood_once_whatever_page_order_or_filter(kept: Understanding) -> None:
    request = SearchRequest('"مكتب الهجرة" الصي*')
    for same in (
        dataclasses.replace(request, page=3, sort="title", facets=False, snippets=0),
        dataclasses.replace(request, q=f" {request.q}\n"),
    ):
        assert kept.asked(same) is kept.asked(request)
        assert kept.markers(same) is kept.markers(request)
        assert kept.reading(same) == dataclasses.replace(kept.reading(request), q=same.q)


@pytest.mark.parametrize(
    "change", [{"mode": "exact"}, {"match": "any"}, {"without": ("الهجرة",)}, {"q": "هجرة سياسة"}]
)
def test_what_changes_its_meaning_is_understood_anew(
    kept: Understanding, searcher: WhooshSearcher, change: dict[str, object]
) -> None:
    request = SearchRequest("الهجرة سياسة")
    other = dataclasses.replace(request, **change)  # type: ignore[arg-type]
    kept.asked(request), kept.reading(request), kept.markers(request)
    anew = Understanding(standard(), searcher, searcher.spellings)
    assert kept.asked(other) == anew.asked(other) != kept.asked(request)
    assert kept.reading(other) == anew.reading(other) != kept.reading(request)
    text = "سياسة الهجرة وهجرة السياسات"
    assert kept.markers(other).of("body").marks(text) == anew.markers(other).of("body").marks(text)


def test_tomorrow_a_query_means_other_days(
    kept: Understanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Later(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return datetime.date(2031, 1, 2)

    request = SearchRequest("تاريخ:أمس")
    before = kept.asked(request)
    monkeypatch.setattr(datetime, "date", Later)
    assert kept.asked(request) != before


def test_what_is_kept_has_a_bound(
    searcher: WhooshSearcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNDERSTOOD_BYTES", 50_000)
    kept = Understanding(standard(), searcher, searcher.spellings)
    for number in range(100):
        request = SearchRequest(f"الهجرة {number}")
        kept.asked(request), kept.reading(request), kept.markers(request)
    for cache in (kept._asked, kept._readings, kept._markers):
        assert 0 < len(cache) < 20


def test_a_marker_of_many_spellings_tells_its_size(kept: Understanding) -> None:
    few, many = SearchRequest("الهجرة"), SearchRequest("ا* و* م*")
    assert kept.markers(many).nbytes > kept.markers(few).nbytes + 20_000
    assert understanding._asked_size(kept.asked(many)) > 10 * understanding._asked_size(
        kept.asked(few)
    )
