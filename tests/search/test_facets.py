"""Facets, filters and counts of matches."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import Filters
from indexer.search import Collection
from tests.search.searches import hit_ids, ids_of, settings_of
from tests.workshop import publish


def test_facets_count_all_hits(mixed: Collection) -> None:
    facets = mixed.search(SearchRequest(per_page=1)).facets
    years = {value.value: value.count for value in facets["year"]}
    assert years == {"2025": 2, "2024": 2, "2023": 1, "2022": 60}
    languages = {value.value: value.count for value in facets["language"]}
    assert languages == {"ar": 65, "en": 1}


def test_a_chosen_value_is_marked_and_the_others_can_still_be_chosen(mixed: Collection) -> None:
    request = SearchRequest("الصين", filters=Filters({"year": ("2024",)}))
    results = mixed.search(request)
    assert set(hit_ids(results)) == {"trade", "visa"}
    years = {value.value: (value.count, value.selected) for value in results.facets["year"]}
    assert years == {"2024": (2, True), "2025": (2, False)}


def test_filters_compare_as_readers_type(mixed: Collection) -> None:
    filters = Filters({"agency": ("ادارة الهجره",)})
    results = mixed.search(SearchRequest("", filters=filters))
    assert hit_ids(results) == ["visa"]
    assert [v.value for v in results.facets["agency"] if v.selected] == ["إدارة الهجرة"]


def test_dates_bound_the_publication(mixed: Collection) -> None:
    within = Filters(first=date(2024, 1, 2), last=date(2024, 6, 1))
    assert ids_of(mixed, "", filters=within) == {"trade", "visa"}


def test_months_are_counted_and_chosen(mixed: Collection) -> None:
    results = mixed.search(SearchRequest(filters=Filters({"year": ("2024",)})))
    months = {value.value: value.count for value in results.facets["month"]}
    assert sum(months.values()) == 2
    for month, count in months.items():
        within = mixed.search(SearchRequest(filters=Filters({"month": (month,)})))
        assert within.total == count
        assert all(f"{hit.release.published}".startswith(month) for hit in within.hits)


def test_every_mode_is_counted_where_that_is_asked(mixed: Collection) -> None:
    assert mixed.search(SearchRequest("الصين")).modes == {}
    for mode in LAYERS:
        request = SearchRequest("اتفاقيات", mode=mode, per_page=1, page=2, guided=True)
        assert mixed.search(request).modes == {
            each: mixed.search(SearchRequest("اتفاقيات", mode=each)).total for each in LAYERS
        }


def test_matches_are_counted(mixed: Collection) -> None:
    for hit in mixed.search(SearchRequest("الصين")).hits:
        found = mixed.release(hit.release.id, SearchRequest("الصين"))
        assert found
        assert hit.matches == len(found.title_matches) + len(found.body_matches)


def test_matches_that_were_not_all_looked_for_are_not_counted(tmp_path: Path) -> None:
    body = "هجرة " + "نص آخر " * (limits.SNIPPET_CHARACTERS // 7) + "هجرة"
    row = {"id": "long", "title": "بيان الهجرة", "body": body}
    (tmp_path / "long.jsonl").write_text(json.dumps(row), "utf-8")
    publish(tmp_path / "index", tmp_path / "long.jsonl")
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        (hit,) = collection.search(SearchRequest("هجرة")).hits
        assert hit.snippets
        assert hit.matches is None
        (bare,) = collection.search(SearchRequest("هجرة", snippets=0)).hits
        assert bare.matches is None


def test_facets_can_be_left_out(mixed: Collection) -> None:
    assert mixed.search(SearchRequest("الصين", facets=False)).facets == {}


def test_the_chosen_value_is_selected_and_no_other_spelled_like_it(tmp_path: Path) -> None:
    rows = [("a", "عُمان", "نص الهجرة"), ("b", "عمّان", "نص الزراعة")]
    keys = ("id", "place", "body")
    lines = [json.dumps({"title": "عنوان", **dict(zip(keys, row, strict=True))}) for row in rows]
    (tmp_path / "rows.jsonl").write_text("\n".join(lines), "utf-8")
    publish(tmp_path / "index", tmp_path / "rows.jsonl")
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        filters = Filters({"place": ("عمّان",)})
        results = collection.search(SearchRequest("الهجرة", filters=filters))
    assert results.total == 0
    places = [(each.value, each.count, each.selected) for each in results.facets["place"]]
    assert places == [("عُمان", 1, False), ("عمّان", 0, True)]
