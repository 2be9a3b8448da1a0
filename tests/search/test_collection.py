"""Searching a real index of the seeds and of generated releases."""

import dataclasses
import json
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indexer import limits
from indexer.answers.results import SearchRequest, SearchResults, Span
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import LAYERS, Layer
from indexer.building.build import BuildRequest, build
from indexer.engines import limits as engine_limits
from indexer.engines.best_matches import EXAMINED
from indexer.engines.protocol import Filters, Sort
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.errors import (
    GenerationGone,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    QueryError,
)
from indexer.generations import FolderStore
from indexer.query.matching import MATCHINGS, Matching
from indexer.search import Collection, CollectionStatus
from indexer.search_warnings import Warn
from indexer.settings import Settings
from tests.progress import NoRefusals

SEMINAR, FORUM = "000_4be716075c5a84b0", "001_a6acb9edab397a71"

MADE = [
    {"id": "trade", "title": "اتفاقية التجارة", "body": "وقعت بيرو والصين اتفاقية تجارة حرة.",
     "published": "2024-01-02", "place": "ليما، بيرو", "agency": "وزارة التجارة"},
    {"id": "visa", "title": "تأشيرات جديدة", "body": "سياسة التأشيرات في الصين. مكتب الهجرة.",
     "published": "2024-06-01", "place": "بكين، الصين", "agency": "إدارة الهجرة"},
    {"id": "english", "title": "Visa policy", "body": "A new visa policy of the administration.",
     "published": "2023-03-04", "agency": "Administration"},
    {"id": "undated", "title": "كتاب المكتبة", "body": "كتب الكاتب كتاباً عن المكتبات."},
]  # fmt: skip


def settings_of(index: Path) -> Settings:
    return Settings.load({"index": index}, environ={})


def publish(index: Path, *sources: Path, prune: bool = False) -> None:
    request = BuildRequest(
        sources, FolderStore(index, keep=3), WhooshEngine(), standard(), prune=prune
    )
    build(request, NoRefusals())


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Iterator[Collection]:
    """The two seeds."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    publish(index, shipped_seeds)
    with closing(Collection.open(settings_of(index))) as collection:
        yield collection


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Iterator[Collection]:
    """The seeds, the releases above and 60 numbered ones."""
    folder = tmp_path_factory.mktemp("mixed")
    numbered = [
        {"id": f"n{n:02}", "title": f"نشرة رقم {n}", "body": "نشرة دورية " * (n % 5 + 1),
         "published": f"2022-{n % 12 + 1:02}-01"}
        for n in range(60)
    ]  # fmt: skip
    lines = [json.dumps(row, ensure_ascii=False) for row in (*MADE, *numbered)]
    (folder / "made.jsonl").write_text("\n".join(lines), "utf-8")
    publish(folder / "index", shipped_seeds, folder / "made.jsonl")
    with closing(Collection.open(settings_of(folder / "index"))) as collection:
        yield collection


def ids(results: SearchResults) -> list[str]:
    return [hit.release.id for hit in results.hits]


def found(collection: Collection, q: str, **fields: Any) -> set[str]:
    return set(ids(collection.search(SearchRequest(q, **fields))))


# The seeds


@pytest.mark.parametrize(
    "q",
    [
        "الهجرة", "للهجرة", "الهجره", "الهِجـــرة", "ﺍﻟﻬﺠﺮﺓ", "اله\u200dجرة", "\u202bالهجرة\u202c",
        "ادارة", "إدارة", "اداره", "الصین", "٢٠٢٥", "2025", "۲۰۲۵",
    ],
)  # fmt: skip
def test_both_seeds_are_found_by_every_spelling_from_any_keyboard(
    seeds: Collection, q: str
) -> None:
    assert found(seeds, q) == {SEMINAR, FORUM}


def test_the_forms_of_a_word_are_counted_over_the_collection(seeds: Collection) -> None:
    (word,) = seeds.search(SearchRequest("للهجرة")).query.words
    assert word.typed == "للهجرة"
    counts = {form.form: form.count for form in word.forms}
    assert counts["الهجرة"] == 22
    assert counts["للهجرة"] == 12


def test_forms_come_most_frequent_first(seeds: Collection) -> None:
    (word,) = seeds.search(SearchRequest("الهجرة")).query.words
    counts = [form.count for form in word.forms]
    assert counts == sorted(counts, reverse=True)


def test_forms_in_exact_mode_are_those_of_one_spelling(seeds: Collection) -> None:
    (word,) = seeds.search(SearchRequest("الهجرة", "exact")).query.words
    assert [form.form for form in word.forms] == ["الهجرة"]


def test_the_forms_of_a_root_include_those_of_the_stem(seeds: Collection) -> None:
    by_mode = {
        mode: {
            form.form
            for word in seeds.search(SearchRequest("الهجرة", mode)).query.words
            for form in word.forms
        }
        for mode in LAYERS
    }
    assert by_mode["exact"] <= by_mode["stem"] <= by_mode["root"]


def test_a_hit_is_shown_with_marks_and_snippets(seeds: Collection) -> None:
    hit = next(h for h in seeds.search(SearchRequest("الهجرة")).hits if h.release.id == SEMINAR)
    title = hit.release.title
    assert [title[match.start : match.end] for match in hit.title_matches] == ["الهجرة"]
    assert len(hit.snippets) == 2
    for snippet in hit.snippets:
        body = hit.release.body
        assert body[snippet.offset : snippet.offset + len(snippet.text)] == snippet.text
        assert snippet.matches


def test_hits_are_the_same_with_and_without_marks(seeds: Collection) -> None:
    marked = seeds.search(SearchRequest("الهجرة"))
    titles = seeds.search(SearchRequest("الهجرة", snippets=0))
    plain = seeds.search(SearchRequest("الهجرة", snippets=0, marks=False))
    for found, others in zip(marked.hits, zip(titles.hits, plain.hits, strict=True), strict=True):
        assert all((each.release, each.score) == (found.release, found.score) for each in others)
        assert others[0].title_matches == found.title_matches
        assert (others[1].title_matches, others[1].snippets) == ((), ())
    assert marked.hits[0].title_matches


def test_match_in_dateline_or_agency_gets_its_snippet_there(mixed: Collection) -> None:
    (hit,) = mixed.search(SearchRequest("بيرو وزارة")).hits
    fields = [(snippet.field, snippet.text) for snippet in hit.snippets]
    assert fields == [("body", hit.release.body), ("agency", "وزارة التجارة")]
    assert (hit.place_matches, hit.agency_matches) == ((), (Span(0, 5),))
    assert all(snippet.matches for snippet in hit.snippets)
    (hit,) = mixed.search(SearchRequest("ليما")).hits
    assert [snippet.field for snippet in hit.snippets] == ["place", "body"]
    assert hit.release.place
    shown = hit.snippets[0]
    assert hit.release.place[shown.offset : shown.offset + len(shown.text)] == shown.text
    (hit,) = mixed.search(SearchRequest("ليما", snippets=1)).hits
    assert [snippet.field for snippet in hit.snippets] == ["place"]
    assert hit.release.place
    assert [hit.release.place[span.start : span.end] for span in hit.place_matches] == ["ليما"]


def test_number_of_snippets_is_the_requested_one(seeds: Collection) -> None:
    for count in (0, 1, 5):
        results = seeds.search(SearchRequest("الهجرة", snippets=count))
        assert {len(hit.snippets) for hit in results.hits} == {count}


def test_a_seed_is_stored_as_it_is(seeds: Collection) -> None:
    marked = seeds.release(SEMINAR)
    assert marked
    assert marked.release.published == date(2025, 10, 14)
    assert marked.release.event_date == date(2025, 9, 17)
    assert marked.release.title == "البيان الصحفي لندوة سياسات إدارة الهجرة الإقليمية"
    assert (marked.title_matches, marked.body_matches) == ((), ())


def test_a_release_is_marked_with_the_query(seeds: Collection) -> None:
    marked = seeds.release(SEMINAR, SearchRequest("الهجرة"))
    assert marked
    body = marked.release.body
    words = {body[match.start : match.end] for match in marked.body_matches}
    assert {"الهجرة", "للهجرة"} <= words
    assert marked.title_matches == (
        Span(marked.release.title.index("الهجرة"), marked.release.title.index("الهجرة") + 6),
    )


@pytest.mark.parametrize("match", MATCHINGS)
@pytest.mark.parametrize(
    "q",
    ["إدارة قمر", "«إدارة قمر»", "«إدارة الهجرة» قمر", "-قمر إدارة", "هجر* قمر", "إدارة OR قمر"],
)
def test_snippet_matches_are_marked_in_the_release(
    seeds: Collection, q: str, match: Matching
) -> None:
    request = SearchRequest(q, match=match)
    hits = seeds.search(request).hits
    assert hits or match == "all"
    for hit in hits:
        marked = seeds.release(hit.release.id, request)
        assert marked
        assert set(hit.title_matches) <= set(marked.title_matches)
        starts = {match.start for match in marked.body_matches}
        for snippet in hit.snippets:
            if snippet.field == "body":
                assert {snippet.offset + match.start for match in snippet.matches} <= starts


def test_an_unknown_release_is_none(seeds: Collection) -> None:
    assert seeds.release("غائب") is None


# Modes, matches, phrases


def test_exact_finds_no_more_than_stem_and_stem_no_more_than_root(mixed: Collection) -> None:
    for q in ("الهجرة", "كتاب", "اتفاقية", "مكتب", "policy", "سياسة"):
        exact, stem, root = (found(mixed, q, mode=mode) for mode in LAYERS)
        assert exact <= stem <= root
        assert exact


def test_the_exact_mode_finds_the_spelling_alone(mixed: Collection) -> None:
    assert found(mixed, "تجارة", mode="exact") == {"trade"}
    assert found(mixed, "والصين", mode="exact") == {"trade"}


def test_all_words_are_required(mixed: Collection) -> None:
    assert found(mixed, "بيرو اتفاقية") == {"trade"}
    assert found(mixed, "بيرو تأشيرات") == set()


def test_any_word_is_enough_when_asked_for(mixed: Collection) -> None:
    assert found(mixed, "اتفاقية تأشيرات", match="any") >= {"trade", "visa"}


def test_a_word_spelled_alike_ranks_a_release_higher_and_finds_none(mixed: Collection) -> None:
    request = SearchRequest("الصين تاشيراات", match="any")
    hits = mixed.search(request).hits
    assert hits[0].release.id == "visa"
    wanted = dataclasses.replace(request, q="الصين")
    plain = mixed.search(wanted).hits
    assert {hit.release.id for hit in hits} == {hit.release.id for hit in plain}
    assert found(mixed, "تاشيراات", match="any") == set()


def test_releases_with_more_of_the_words_come_first(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("اتفاقية بيرو حرة", match="any"))
    assert ids(results)[0] == "trade"


def test_a_phrase_is_found_to_the_letter(mixed: Collection) -> None:
    assert found(mixed, '"اتفاقية تجارة حرة"') == {"trade"}
    assert found(mixed, '"تجارة اتفاقية"') == set()


def test_a_phrase_does_not_reach_across_fields_or_paragraphs(mixed: Collection) -> None:
    assert found(mixed, '"التجارة وقعت"') == set()


def test_a_word_in_the_title_counts_more(mixed: Collection) -> None:
    assert ids(mixed.search(SearchRequest("visa")))[0] == "english"
    assert ids(mixed.search(SearchRequest("اتفاقية")))[0] == "trade"


def test_the_agency_and_the_place_are_searched_too(mixed: Collection) -> None:
    assert found(mixed, "ليما") == {"trade"}
    assert "english" in found(mixed, "Administration")


def test_the_body_is_shown_beside_short_fields(mixed: Collection) -> None:
    [hit] = mixed.search(SearchRequest("ليما التجارة")).hits
    assert [snippet.field for snippet in hit.snippets] == ["body", "place"]
    [hit] = mixed.search(SearchRequest("ليما التجارة", snippets=1)).hits
    assert [snippet.field for snippet in hit.snippets] == ["body"]
    [hit] = mixed.search(SearchRequest("ليما", snippets=1)).hits
    assert "body" not in [snippet.field for snippet in hit.snippets]


def test_a_short_field_takes_no_room_from_matches_in_the_body(
    published: Callable[..., Collection],
) -> None:
    far = "نص آخر لا يقول شيئا من ذلك كله. " * 12
    collection = published(
        {"id": "x", "body": f"فتح المطار. {far}وأغلق المطار.", "place": "مسقط", "agency": "وزارة"}
    )
    for count, fields in ((1, ["body"]), (2, ["body", "body"]), (3, ["body", "body", "place"])):
        [hit] = collection.search(SearchRequest("مطار مسقط", snippets=count)).hits
        assert [snippet.field for snippet in hit.snippets] == fields


def test_a_word_is_marked_and_counted_for_both_words_that_its_places_tell(
    published: Callable[..., Collection],
) -> None:
    collection = published({"id": "x", "body": "الدول المشاركة حضرت. طلبوا المشاركة في العمل."})
    for query, marked in (("مشاركة", 2), ("مشارك", 1)):
        results = collection.search(SearchRequest(query))
        [hit] = results.hits
        assert hit.matches == marked
        [word] = results.query.words
        assert {form.form: form.count for form in word.forms} == {"المشاركة": marked}


def test_a_word_whose_neighbours_tell_what_it_is_anyway_is_one_word_of_its_root(
    published: Callable[..., Collection],
) -> None:
    collection = published({"id": "x", "body": "الفرقة المغنية في العالم."})
    [hit] = (results := collection.search(SearchRequest("غناء", mode="root"))).hits
    assert hit.matches == 1
    [word] = results.query.words
    assert {form.form: form.count for form in word.forms} == {"المغنية": 1}


def test_stop_words_alone_are_found_as_typed(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("عن"))
    assert "undated" in ids(results)


def test_dropped_stop_words_are_reported(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("التأشيرات في الصين"))
    assert results.query.dropped == ("في",)
    assert results.query.reading == "التأشيرات + الصين"


# Everything, order, pages


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
    assert len({release_id for page in pages for release_id in ids(page)}) == 60


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
    monkeypatch.setattr(engine_limits, "EXCLUDED_EXPANSIONS", 1)
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


# Facets and filters


def test_facets_count_all_hits(mixed: Collection) -> None:
    facets = mixed.search(SearchRequest(per_page=1)).facets
    years = {value.value: value.count for value in facets["year"]}
    assert years == {"2025": 2, "2024": 2, "2023": 1, "2022": 60}
    languages = {value.value: value.count for value in facets["language"]}
    assert languages == {"ar": 65, "en": 1}


def test_a_chosen_value_is_marked_and_the_others_can_still_be_chosen(mixed: Collection) -> None:
    request = SearchRequest("الصين", filters=Filters({"year": ("2024",)}))
    results = mixed.search(request)
    assert set(ids(results)) == {"trade", "visa"}
    years = {value.value: (value.count, value.selected) for value in results.facets["year"]}
    assert years == {"2024": (2, True), "2025": (2, False)}


def test_filters_compare_as_readers_type(mixed: Collection) -> None:
    filters = Filters({"agency": ("ادارة الهجره",)})
    results = mixed.search(SearchRequest("", filters=filters))
    assert ids(results) == ["visa"]
    assert [v.value for v in results.facets["agency"] if v.selected] == ["إدارة الهجرة"]


def test_dates_bound_the_publication(mixed: Collection) -> None:
    within = Filters(first=date(2024, 1, 2), last=date(2024, 6, 1))
    assert found(mixed, "", filters=within) == {"trade", "visa"}


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


# Suggestions


def offered(collection: Collection, request: SearchRequest) -> dict[str, SearchRequest]:
    """What is offered, each kind once, after counting all of it again."""
    suggestions = collection.search(request).suggestions
    for suggestion in suggestions:
        assert collection.search(suggestion.request).total == suggestion.total > 0
    return {suggestion.kind: suggestion.request for suggestion in reversed(suggestions)}


def test_a_search_without_a_hit_offers_any_word_and_less_words(mixed: Collection) -> None:
    request = SearchRequest("بيرو تأشيرات", sort="title", per_page=10, page=1)
    offers = offered(mixed, request)
    assert offers["match_any"] == dataclasses.replace(request, match="any")
    assert offers["without_word"] == dataclasses.replace(request, q="تأشيرات")


def test_a_wider_mode_is_offered_where_it_finds_something(mixed: Collection) -> None:
    assert offered(mixed, SearchRequest("المكاتب", "exact"))["wider_mode"].mode == "stem"
    assert "wider_mode" not in offered(mixed, SearchRequest("قمرغيرموجود", "exact"))


def test_a_phrase_is_offered_as_words(mixed: Collection) -> None:
    assert offered(mixed, SearchRequest("«بيرو وقعت»"))["without_quotes"].q == "بيرو وقعت"


def test_filters_that_leave_nothing_are_offered_away(mixed: Collection) -> None:
    agency = {"agency": ("إدارة الهجرة",)}
    assert offered(mixed, SearchRequest("كتاب", filters=Filters(agency)))["without_filters"] == (
        SearchRequest("كتاب")
    )
    late = Filters(agency, first=date(2030, 1, 1))
    undated = offered(mixed, SearchRequest("التأشيرات", filters=late))["without_dates"]
    assert undated.filters == Filters(agency)
    both = mixed.search(SearchRequest("كتاب", filters=late)).suggestions
    assert [(s.kind, s.without) for s in both] == [("without_filters", ("agency", "from"))]
    assert offered(mixed, SearchRequest(filters=late)).keys() == {
        "without_dates",
        "without_filters",
    }


def test_the_count_of_a_suggestion_keeps_the_filters(mixed: Collection) -> None:
    filters = Filters({"agency": ("إدارة الهجرة",)})
    offers = offered(mixed, SearchRequest("بيرو تأشيرات", filters=filters))
    assert offers["match_any"].filters == filters


def test_a_wrong_keyboard_layout_is_noticed(mixed: Collection) -> None:
    assert offered(mixed, SearchRequest("hgi[vm"))["keyboard"].q == "الهجرة"
    assert offered(mixed, SearchRequest("رهسش"))["keyboard"].q == "visa"


@pytest.mark.parametrize("q", ["غيرموجود", "غيرموجود ولامعروف", "الصين", "", "؟!", "lkj;"])
def test_no_suggestion_without_more_hits(mixed: Collection, q: str) -> None:
    assert mixed.search(SearchRequest(q)).suggestions == ()


@given(st.text(max_size=40))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_text_is_answered_with_few_searches_that_find_something(
    mixed: Collection, q: str
) -> None:
    results = mixed.search(SearchRequest(q))
    assert len(results.suggestions) <= limits.SUGGESTIONS
    assert all(suggestion.total for suggestion in results.suggestions)


# State


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
    build(
        BuildRequest([seeds], FolderStore(index, keep=3), WhooshEngine(), standard(), full=True),
        NoRefusals(),
    )
    return index / (index / "CURRENT").read_text("utf-8").split()[0]


def test_an_older_generation_serves_for_a_damaged_one_and_status_says_why(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    current = two_generations(tmp_path / "index", shipped_seeds)
    victim = max(current.iterdir(), key=lambda path: path.stat().st_size)
    victim.unlink()
    with closing(Collection.open(settings_of(tmp_path / "index"))) as collection:
        assert found(collection, "الهجرة") == {SEMINAR, FORUM}
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


# The same for everyone


REQUESTS = [
    SearchRequest(q, mode=mode, match=match, per_page=7)
    for q in ("الهجرة", "إدارة الصين", "نشرة", "«إدارة الهجرة»", "", "غيرموجود بيرو", "visa في")
    for mode in LAYERS
    for match in ("all", "any")
]  # fmt: skip


def answer(collection: Collection, request: SearchRequest) -> SearchResults:
    return dataclasses.replace(collection.search(request), took_ms=0.0)


@pytest.mark.parametrize("request_", REQUESTS[::5], ids=lambda r: f"{r.q}-{r.mode}-{r.match}")
def test_the_same_search_has_the_same_answer(mixed: Collection, request_: SearchRequest) -> None:
    assert answer(mixed, request_) == answer(mixed, request_)


def test_eight_threads_get_the_answers_that_one_gets(mixed: Collection) -> None:
    alone = [answer(mixed, request) for request in REQUESTS]

    def ask(thread: int) -> int:
        """How many of 200 answers are wrong."""
        picks = [(thread * 31 + n * 7) % len(REQUESTS) for n in range(200)]
        return sum(answer(mixed, REQUESTS[pick]) != alone[pick] for pick in picks)

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


def test_first_words_that_stand_for_a_title_are_marked_and_sorted_like_one(
    published: Callable[..., Collection],
) -> None:
    body = "تعلن «الوزارة» {} وتصدر نشرتها الدورية كل شهر في مدن الساحل والجبل والبادية منذ سنين"
    small = published(
        *({"title": "", "body": body.format(word)} for word in ("ياسمين", "أخبار")),
        {"title": "تقول", "body": "ن"},
    )
    found = small.search(SearchRequest("الوزارة البادية", match="any", sort="title"))
    heads = [hit.release.headline for hit in found.hits]
    assert heads == sorted(heads)
    for hit in found.hits:
        assert hit.release.headline.endswith(" …")
        assert [hit.release.headline[m.start : m.end] for m in hit.title_matches] == ["الوزارة"]
        assert hit.matches == 2
        marked = small.release(hit.release.id, SearchRequest("الوزارة البادية", match="any"))
        assert marked is not None
        assert marked.title_matches == hit.title_matches
    (bare, _) = small.search(SearchRequest("الوزارة", snippets=0)).hits
    assert [bare.release.headline[m.start : m.end] for m in bare.title_matches] == ["الوزارة"]


def test_snippets_do_not_repeat_first_words_that_are_shown_as_the_headline(
    published: Callable[..., Collection],
) -> None:
    opening = "أعلنت وزارة السياحة في بيان لها صباح اليوم أن عدد زوار المتاحف"
    rest = "ارتفع هذا العام. وشكرت الوزارة زوارها."
    small = published(
        {"id": "untitled", "title": "", "body": f"حسن العيسي- سبق- جدة: {opening} {rest}"}
    )
    for q in ("", "المتاحف"):
        [hit] = small.search(SearchRequest(q)).hits
        assert hit.release.headline == f"{opening} …"
        assert [snippet.text for snippet in hit.snippets] == [rest]
    [hit] = small.search(SearchRequest("العيسي")).hits
    assert hit.snippets[0].matches, "the headline has no byline"


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
