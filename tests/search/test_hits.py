"""Hits of the two seeds: spellings, counted forms, marks and snippets."""

from collections.abc import Callable
from datetime import date

import pytest

from indexer.answers.results import SearchRequest, Span
from indexer.arabic.layers import LAYERS
from indexer.query.matching import MATCHINGS, Matching
from indexer.search import Collection
from tests.search.searches import FORUM, SEMINAR, ids_of


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
    assert ids_of(seeds, q) == {SEMINAR, FORUM}


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
    for hit, others in zip(marked.hits, zip(titles.hits, plain.hits, strict=True), strict=True):
        assert all((each.release, each.score) == (hit.release, hit.score) for each in others)
        assert others[0].title_matches == hit.title_matches
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


def test_place_and_agency_of_a_release_are_marked(published: Callable[..., Collection]) -> None:
    row = {"id": "x", "title": "بيان", "body": "نص", "place": "جدة", "agency": "وزارة الصحة"}
    marked = published(row).release("x", SearchRequest("جدة الصحة"))
    assert marked
    assert (marked.place_matches, marked.agency_matches) == ((Span(0, 3),), (Span(6, 11),))


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
