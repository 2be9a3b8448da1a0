"""Searches that are offered for one that finds little."""

import dataclasses
from datetime import date

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.engines.protocol import Filters
from indexer.search import Collection


def offered_searches(collection: Collection, request: SearchRequest) -> dict[str, SearchRequest]:
    """What is offered, each kind once, after counting all of it again."""
    suggestions = collection.search(request).suggestions
    for suggestion in suggestions:
        assert collection.search(suggestion.request).total == suggestion.total > 0
    return {suggestion.kind: suggestion.request for suggestion in reversed(suggestions)}


def test_a_search_without_a_hit_offers_any_word_and_less_words(mixed: Collection) -> None:
    request = SearchRequest("بيرو تأشيرات", sort="title", per_page=10, page=1)
    offers = offered_searches(mixed, request)
    assert offers["match_any"] == dataclasses.replace(request, match="any")
    assert offers["without_word"] == dataclasses.replace(request, q="تأشيرات")


def test_a_wider_mode_is_offered_where_it_finds_something(mixed: Collection) -> None:
    assert offered_searches(mixed, SearchRequest("المكاتب", "exact"))["wider_mode"].mode == "stem"
    assert "wider_mode" not in offered_searches(mixed, SearchRequest("قمرغيرموجود", "exact"))


def test_a_phrase_is_offered_as_words(mixed: Collection) -> None:
    assert offered_searches(mixed, SearchRequest("«بيرو وقعت»"))["without_quotes"].q == "بيرو وقعت"


def test_filters_that_leave_nothing_are_offered_away(mixed: Collection) -> None:
    agency = {"agency": ("إدارة الهجرة",)}
    assert offered_searches(mixed, SearchRequest("كتاب", filters=Filters(agency)))[
        "without_filters"
    ] == (SearchRequest("كتاب"))
    late = Filters(agency, first=date(2030, 1, 1))
    undated = offered_searches(mixed, SearchRequest("التأشيرات", filters=late))["without_dates"]
    assert undated.filters == Filters(agency)
    both = mixed.search(SearchRequest("كتاب", filters=late)).suggestions
    assert [(s.kind, s.without) for s in both] == [("without_filters", ("agency", "from"))]
    assert offered_searches(mixed, SearchRequest(filters=late)).keys() == {
        "without_dates",
        "without_filters",
    }


def test_the_count_of_a_suggestion_keeps_the_filters(mixed: Collection) -> None:
    filters = Filters({"agency": ("إدارة الهجرة",)})
    offers = offered_searches(mixed, SearchRequest("بيرو تأشيرات", filters=filters))
    assert offers["match_any"].filters == filters


def test_a_wrong_keyboard_layout_is_noticed(mixed: Collection) -> None:
    assert offered_searches(mixed, SearchRequest("hgi[vm"))["keyboard"].q == "الهجرة"
    assert offered_searches(mixed, SearchRequest("رهسش"))["keyboard"].q == "visa"


@pytest.mark.parametrize("q", ["غيرموجود", "غيرموجود ولامعروف", "الصين", "", "؟!", "lkj;"])
def test_no_suggestion_without_more_hits(mixed: Collection, q: str) -> None:
    assert mixed.search(SearchRequest(q)).suggestions == ()


@given(st.text(max_size=40))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_text_is_answered_with_few_searches_that_find_something(
    mixed: Collection, q: str
) -> None:
    results = mixed.search(SearchRequest(q))
    assert len(results.suggestions) <= limits.MAX_SUGGESTIONS
    assert all(suggestion.total for suggestion in results.suggestions)
