"""Modes, matching of all or any words, phrases and fields."""

import dataclasses
from collections.abc import Callable

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS
from indexer.search import Collection
from tests.search.searches import hit_ids, ids_of


def test_exact_finds_no_more_than_stem_and_stem_no_more_than_root(mixed: Collection) -> None:
    for q in ("الهجرة", "كتاب", "اتفاقية", "مكتب", "policy", "سياسة"):
        exact, stem, root = (ids_of(mixed, q, mode=mode) for mode in LAYERS)
        assert exact <= stem <= root
        assert exact


def test_the_exact_mode_finds_the_spelling_alone(mixed: Collection) -> None:
    assert ids_of(mixed, "تجارة", mode="exact") == {"trade"}
    assert ids_of(mixed, "والصين", mode="exact") == {"trade"}


def test_all_words_are_required(mixed: Collection) -> None:
    assert ids_of(mixed, "بيرو اتفاقية") == {"trade"}
    assert ids_of(mixed, "بيرو تأشيرات") == set()


def test_any_word_is_enough_when_asked_for(mixed: Collection) -> None:
    assert ids_of(mixed, "اتفاقية تأشيرات", match="any") >= {"trade", "visa"}


def test_a_word_spelled_alike_ranks_a_release_higher_and_finds_none(mixed: Collection) -> None:
    request = SearchRequest("الصين تاشيراات", match="any")
    hits = mixed.search(request).hits
    assert hits[0].release.id == "visa"
    wanted = dataclasses.replace(request, q="الصين")
    plain = mixed.search(wanted).hits
    assert {hit.release.id for hit in hits} == {hit.release.id for hit in plain}
    assert ids_of(mixed, "تاشيراات", match="any") == set()


def test_releases_with_more_of_the_words_come_first(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("اتفاقية بيرو حرة", match="any"))
    assert hit_ids(results)[0] == "trade"


def test_a_phrase_is_found_to_the_letter(mixed: Collection) -> None:
    assert ids_of(mixed, '"اتفاقية تجارة حرة"') == {"trade"}
    assert ids_of(mixed, '"تجارة اتفاقية"') == set()


def test_a_phrase_does_not_reach_across_fields_or_paragraphs(mixed: Collection) -> None:
    assert ids_of(mixed, '"التجارة وقعت"') == set()


def test_a_word_in_the_title_counts_more(mixed: Collection) -> None:
    assert hit_ids(mixed.search(SearchRequest("visa")))[0] == "english"
    assert hit_ids(mixed.search(SearchRequest("اتفاقية")))[0] == "trade"


def test_the_agency_and_the_place_are_searched_too(mixed: Collection) -> None:
    assert ids_of(mixed, "ليما") == {"trade"}
    assert "english" in ids_of(mixed, "Administration")


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
    assert "undated" in hit_ids(results)


def test_dropped_stop_words_are_reported(mixed: Collection) -> None:
    results = mixed.search(SearchRequest("التأشيرات في الصين"))
    assert results.query.dropped == ("في",)
    assert results.query.text == "التأشيرات + الصين"
