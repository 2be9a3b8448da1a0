"""Searching forms that several words share: each of the words finds them, and its exclusion keeps
those of the others."""

from collections.abc import Callable
from typing import Any

import pytest

from indexer.answers.results import SearchRequest
from indexer.search import Collection

ROWS = (
    {"id": "may", "title": "يصدر البيان غدا", "body": "بيان"},
    {"id": "came", "title": "صدرت الصحيفة", "body": "بيان"},
    {"id": "made", "title": "أصدرت الوزارة قرارا", "body": "بيان"},
    {"id": "progress", "title": "حول التقدم العلمي", "body": "بيان"},
    {"id": "either", "title": "تقدم المفاوضات", "body": "بيان"},
    {"id": "gives", "title": "الشركة التي ستقدم خدمات", "body": "بيان"},
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


def ids_of(collection: Collection, q: str, **more: Any) -> set[str]:
    return {hit.release.id for hit in collection.search(SearchRequest(q, **more)).hits}


@pytest.mark.parametrize(
    ("q", "ids"),
    [
        ("صدر", {"may", "came"}),
        ("أصدر", {"may", "made"}),
        ("يصدر", {"may", "came", "made"}),
        ("التقدم", {"progress", "either"}),
        ("قدّم", {"gives", "either"}),
        ("صدر*", {"may", "came"}),
    ],
)
def test_a_form_of_two_words_is_found_by_both(small: Collection, q: str, ids: set[str]) -> None:
    assert ids_of(small, q) == ids


def test_it_is_excluded_with_the_word_that_it_is_of_most_often(small: Collection) -> None:
    assert ids_of(small, "بيان -صدرت") == {"made", "progress", "either", "gives"}
    assert ids_of(small, "بيان -التقدم") == {"may", "came", "made", "gives"}
    assert ids_of(small, "بيان -قدّم") == {"may", "came", "made", "progress", "either"}


def test_it_is_marked_as_the_word_that_was_sought(small: Collection) -> None:
    hits = {hit.release.id: hit for hit in small.search(SearchRequest("أصدر")).hits}
    marked = [
        (hit.release.title, span)
        for hit in (hits["may"], hits["made"])
        for span in hit.title_matches
    ]
    assert [title[span.start : span.end] for title, span in marked] == ["يصدر", "أصدرت"]


def test_month_completion_counts_all_names_of_the_month(
    published: Callable[..., Collection],
) -> None:
    of_months = published("في أيلول", "في سبتمبر", "في أيلول وفي سبتمبر")
    words = [each for each in of_months.complete("أيل").completions if each.kind == "word"]
    assert [(each.text, each.count) for each in words] == [("أيلول", 3)]


def test_completions_count_what_a_search_finds(small: Collection) -> None:
    words = [each for each in small.complete("تقد").completions if each.kind == "word"]
    assert [each.count for each in words] == [3]
    assert all(each.count == small.search(SearchRequest(each.text)).total for each in words)
