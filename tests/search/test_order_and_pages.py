"""Order of hits, pages, and warnings about what was left out."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.engines import limits as engine_limits
from indexer.engines.protocol import DAY_SORTS, Filters, Sort
from indexer.engines.searches import EXAMINED
from indexer.errors import (
    GenerationGone,
    QueryError,
)
from indexer.query.matching import Matching
from indexer.search import Collection
from indexer.search_warnings import Warn
from tests.search.searches import SEMINAR, hit_ids, settings_of
from tests.workshop import publish


def test_without_a_query_the_newest_come_first(mixed: Collection) -> None:
    hits = mixed.search(SearchRequest(per_page=100)).hits
    days = [hit.release.published or date.min for hit in hits]
    assert days == sorted(days, reverse=True)
    assert len(hits) == 66


@pytest.mark.parametrize("sort", ["published", "-published"])
def test_sorting_by_date(mixed: Collection, sort: Sort) -> None:
    results = mixed.search(SearchRequest("الصين", sort=sort))
    days = [hit.release.published or date.min for hit in results.hits]
    assert days == sorted(days, reverse=sort == "-published")
    assert len(set(days)) > 1


def test_pages_hold_every_hit_once(mixed: Collection) -> None:
    pages = [mixed.search(SearchRequest("نشرة", page=page, per_page=25)) for page in (1, 2, 3)]
    assert [len(page.hits) for page in pages] == [25, 25, 10]
    assert {page.total for page in pages} == {60}
    assert len({release_id for page in pages for release_id in hit_ids(page)}) == 60


def test_past_the_last_page_is_empty_and_warned_of(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("نشرة", page=4, per_page=25))
    assert results.hits == ()
    assert results.total == 60
    assert Warn("past_the_last_page", "4") in results.warnings


@pytest.mark.parametrize("match", ["all", "any"])
@pytest.mark.parametrize(
    "q", ["", "هجرة", "سياسة الهجرة", '"سياسة الهجرة"', "هجر*", "هجره~", "-هجرة"]
)
def test_a_collection_of_no_releases_is_searched(tmp_path: Path, q: str, match: Matching) -> None:
    (tmp_path / "none").mkdir()
    publish(tmp_path / "index", tmp_path / "none", prune=True)
    with closing(Collection.open(settings_of(tmp_path / "index"))) as nothing:
        results = nothing.search(SearchRequest(q, match=match, guided=True))
        assert (results.total, results.hits) == (0, ())
        with nothing.scan(SearchRequest(q, match=match)) as found:
            assert (found.total, list(found.releases)) == (0, [])
        assert nothing.complete(q or "ه").completions == ()


def test_no_hit_at_all_is_not_past_the_last_page(mixed: Collection) -> None:
    assert mixed.search(SearchRequest("غيرموجود", page=3)).warnings == ()


def test_hits_may_begin_anywhere(mixed: Collection) -> None:
    everything = [hit.release.id for hit in mixed.search(SearchRequest(per_page=100)).hits]
    for start in range(len(everything) + 2):
        found = mixed.search(SearchRequest(per_page=2, start=start))
        assert [hit.release.id for hit in found.hits] == everything[start : start + 2]
    assert mixed.search(SearchRequest(page=10**9, per_page=100)).hits == ()


def test_a_build_that_is_not_served_cannot_be_searched(mixed: Collection) -> None:
    served = mixed.status().generation.name
    assert mixed.search(SearchRequest(generation=served)).hits
    with pytest.raises(GenerationGone, match="gen-000099-aaaaaaaa"):
        mixed.search(SearchRequest(generation="gen-000099-aaaaaaaa"))


def test_reversed_period_is_reported(mixed: Collection) -> None:
    turned = Filters(first=date(2025, 2, 1), last=date(2025, 1, 1))
    found = mixed.search(SearchRequest(filters=turned))
    assert found.total == 0
    assert [warning.code for warning in found.warnings] == ["empty_period"]


def test_all_words_of_an_excluded_pattern_are_excluded(
    published: Callable[..., Collection],
) -> None:
    words = [f"ما{one}{other}" for one in "بتثجحخدذرزسش" for other in "صضطظعغفقكلمن"]
    large = published(*(f"وثيقة {word}" for word in words), "وثيقة أخرى")
    found = large.search(SearchRequest("وثيقة -ما*"))
    assert (found.total, found.relation, found.warnings) == (1, "eq", ())
    assert large.search(SearchRequest("ما*")).relation == "gte"


def test_truncated_exclusion_makes_the_total_approximate(
    mixed: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_limits, "MAX_EXCLUDED_EXPANSIONS", 1)
    found = mixed.search(SearchRequest("نشرة -ا*"))
    assert found.relation == "about"
    assert found.warnings == (Warn("expansion_cut", "ا*"),)


def test_title_search_warns_that_untitled_releases_are_left_out(
    published: Callable[..., Collection],
) -> None:
    titled = {"title": "زيارة كاميرون", "body": "وصل كاميرون"}
    untitled = {"title": "", "body": "قال كاميرون إن الهجرة تراجعت"}
    small = published(titled, untitled)
    told = (Warn("untitled_left_out"),)
    for q in ("عنوان:كاميرون", "عنوان:«كاميرون»", "عنوان:كامير*", "عنوان:تراجعت"):
        assert small.search(SearchRequest(q)).warnings == told, q
    for q in ("كاميرون", "عنوان:زيارة", "نص:كاميرون"):
        assert small.search(SearchRequest(q)).warnings == (), q
    # A release that another clause finds, or one that the query excludes, is not left out.
    for q in ("عنوان:الهجرة أو الهجرة", "عنوان:كاميرون أو تراجعت", "عنوان:كاميرون -الهجرة"):
        assert small.search(SearchRequest(q)).warnings == (), q
    assert small.search(SearchRequest("عنوان:كاميرون -عنوان:لندن")).warnings == told


def test_untitled_releases_are_looked_for_behind_those_that_a_search_of_titles_finds(
    published: Callable[..., Collection],
) -> None:
    titled = [{"title": "كاميرون", "body": "كاميرون كاميرون كاميرون"} for _ in range(EXAMINED)]
    untitled = {"title": "", "body": "قال كاميرون إن الهجرة تراجعت"}
    small = published(*titled, untitled)
    found = small.search(SearchRequest("عنوان:كاميرون"))
    assert (found.total, found.warnings) == (EXAMINED, (Warn("untitled_left_out"),))


def test_undated_releases_left_out_by_a_period_are_reported(
    published: Callable[..., Collection],
) -> None:
    dated = {"body": "عن داعش", "published": "2015-10-02"}
    small = published(dated, "عن داعش", "داعش هنا", "غيره")
    since = Filters(first=date(2015, 1, 1))
    found = small.search(SearchRequest("داعش", filters=since))
    assert (found.total, found.warnings) == (1, (Warn("undated_left_out", "2"),))
    of_year = Filters(facets={"year": ("2015",)})
    for asked in (
        SearchRequest("داعش", filters=of_year),
        SearchRequest("داعش تاريخ:2015"),
        SearchRequest("داعش", filters=Filters(facets={"month": ("2015-10",)})),
    ):
        found = small.search(asked)
        assert (found.total, found.warnings) == (1, (Warn("undated_left_out", "2"),))
        assert found.undated == 0
    assert small.search(SearchRequest("تاريخ:2016")).warnings == (Warn("undated_left_out", "3"),)
    assert small.search(SearchRequest("داعش")).undated == 2
    assert small.search(SearchRequest("داعش -تاريخ:1000..9999")).warnings == ()
    assert small.search(SearchRequest("داعش", facets=False)).undated is None
    elsewhere = Filters(first=date(2015, 1, 1), facets={"agency": ("أخرى",)})
    assert small.search(SearchRequest("داعش", filters=elsewhere)).warnings == ()
    assert small.search(SearchRequest("داعش")).warnings == ()


def test_a_query_too_long_is_a_query_error(mixed: Collection) -> None:
    q = "ب" * limits.QUERY_CHARACTERS
    assert mixed.search(SearchRequest(q)).total == 0
    with pytest.raises(QueryError):
        mixed.search(SearchRequest(q + "ب"))
    with pytest.raises(QueryError):
        mixed.release(SEMINAR, SearchRequest(q + "ب"))


def test_warnings_of_the_reading_are_passed_on(mixed: Collection) -> None:
    assert mixed.search(SearchRequest("«نشرة دورية")).warnings == (Warn("open_quote"),)


@pytest.mark.parametrize("q", ["سفر بدون تأشيرة", "سفر بلا تأشيرة", "تأشيرة سفر بدون تأشيرة"])
def test_releases_without_something_come_first_for_readers_who_ask_for_that(
    published: Callable[..., Collection], q: str
) -> None:
    needs = "تأشيرة سفر، وتأشيرة السفر تأشيرة"
    small = published(
        {
            "id": "free",
            "title": "قرار",
            "body": "يسمح القرار بالسفر دون تأشيرة إلى دول المنطقة كلها",
        },
        *({"title": needs, "body": f"{needs} {n}"} for n in range(8)),
    )
    assert small.search(SearchRequest(q)).hits[0].release.id == "free"
    assert small.search(SearchRequest("سفر تأشيرة")).hits[-1].release.id == "free"


def test_undated_hits_of_a_search_sorted_by_date_are_reported(
    published: Callable[..., Collection],
) -> None:
    dated = {"body": "عن داعش", "published": "2015-10-02"}
    small = published(dated, "عن داعش", "خبر زرافات")
    told = (Warn("undated_last"),)
    for sort in DAY_SORTS:
        assert small.search(SearchRequest("داعش", sort=sort)).warnings == told
        assert small.search(SearchRequest("زرافات", sort=sort)).warnings == told
        assert small.search(SearchRequest("داعش", sort=sort, per_page=1)).warnings == ()
    assert small.search(SearchRequest("داعش", sort="title")).warnings == ()
    assert small.search(SearchRequest("")).warnings == ()
