"""Other searches, through a small index."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indexer import limits
from indexer.results import SearchRequest
from indexer.search import Collection

BODIES = (
    "عقدت إدارة الهجرة اجتماعا عن التأشيرات في الصين. قال المسؤول إن الهجرة غير الشرعية تراجعت.",
    "زارت وزيرة التجارة مدينة شنغهاي، وللحكومة خطة للموانئ. قرار الحكومة عن الضرائب.",
    "المستشفيات في مصر: محاضرة عن الظواهر الجوية وعن المحافظة على المياه.",
    "The visa policy of the administration.",
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*BODIES)


def offers(collection: Collection, q: str, kind: str) -> list[str]:
    return [s.q for s in collection.search(SearchRequest(q)).suggestions if s.kind == kind]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("الهرجة", "الهجرة"),  # swapped
        ("التأشيات", "التأشيرات"),  # missing
        ("المستشففيات", "المستشفيات"),  # doubled
        ("المسؤؤل", "المسؤول"),  # hamza
        ("الضواهر", "الظواهر"),  # alike
        ("المحافضة", "المحافظة"),
        ("الحكزمة", "الحكومة"),  # a key beside
        ("وبالهحرة", "وبالهجرة"),  # behind proclitics
        ("وللهرجة", "وللهجرة"),
        ("الهجرةغير", "الهجرة غير"),  # run together
        ("التأ شيرات", "التأشيرات"),  # apart
        ("التاشيؤا", "التأشيرات"),  # two mistakes
        ("polciy", "policy"),
    ],
)
def test_the_word_meant_comes_first(small: Collection, typed: str, meant: str) -> None:
    assert offers(small, typed, "spelling")[:1] == [meant]


def test_only_the_misspelt_word_is_mended(small: Collection) -> None:
    (first, *_) = small.search(SearchRequest("إدارة «الهجرة» الصيين")).suggestions
    assert (first.kind, first.q) == ("spelling", "إدارة «الهجرة» الصين")
    assert small.search(first.request).total == first.total == 1


def test_operators_and_fields_are_not_misspelt(small: Collection) -> None:
    assert offers(small, "نص:الهرجة AND title:قمر", "spelling") == []
    assert offers(small, "نص:الهرجة", "spelling") == ["نص:الهجرة"]
    assert offers(small, "إدارة NOT الهجرة", "without_word") == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("أخبار الهجرة في أكتوبر 2025", "أخبار الهجرة تاريخ:«أكتوبر 2025»"),
        ("خلال أكتوبر 2025 أخبار الهجرة", "أخبار الهجرة تاريخ:«أكتوبر 2025»"),
        ("أخبار الهجرة 14/10/2025", "أخبار الهجرة تاريخ:«14/10/2025»"),
        (
            "أخبار الهجرة من سبتمبر إلى أكتوبر 2025",
            "أخبار الهجرة تاريخ:«من سبتمبر إلى أكتوبر 2025»",
        ),
        ("2025", "تاريخ:«2025»"),
        ("١٤ أكتوبر ٢٠٢٥", "تاريخ:«١٤ أكتوبر ٢٠٢٥»"),
        ("في أكتوبر 2025", "تاريخ:«أكتوبر 2025»"),
    ],
)
def test_a_period_among_the_words_is_offered_as_one(
    published: Callable[..., Collection], typed: str, offered: str
) -> None:
    dated = {"title": "ت", "body": "أخبار الهجرة", "published": "2025-10-14"}
    collection = published(dated, {**dated, "published": "2024-10-14"})
    found = [
        s for s in collection.search(SearchRequest(typed)).suggestions if s.kind == "in_period"
    ]
    assert [(each.q, each.total) for each in found] == [(offered, 1)]
    assert collection.search(found[0].request).total == 1


@pytest.mark.parametrize(
    "typed",
    [
        "أخبار -الهجرة 2025", "NOT أخبار أكتوبر 2025", "قمر NOT أكتوبر 2025",
        "قمر OR أكتوبر 2025", "«أخبار الهجرة أكتوبر» 2025", "(أخبار أكتوبر) 2025", "أخبار قمر 2025",
        "أكتوبر 2025 " + "أخبار " * 120,
    ],
)  # fmt: skip
def test_where_there_is_no_period_none_is_offered(
    published: Callable[..., Collection], typed: str
) -> None:
    dated = {"title": "ت", "body": "أخبار الهجرة", "published": "2025-10-14"}
    assert offers(published(dated), typed, "in_period") == []


@pytest.mark.parametrize("typed", ["التجارة و المياه", "التجارة، المياه", "في التجارة و في المياه"])
def test_what_joined_a_word_that_is_left_out_goes_with_it(small: Collection, typed: str) -> None:
    assert set(offers(small, typed, "without_word")) == {"التجارة", "المياه"}


def test_two_misspelt_words_are_mended_together(small: Collection) -> None:
    assert offers(small, "ادارة الهرجة الصيين", "spelling")[0] == "ادارة الهجرة الصين"


def test_what_is_mended_keeps_the_rest_of_the_search(small: Collection) -> None:
    asked = SearchRequest("الهرجة", "exact", sort="title", per_page=7)
    first = small.search(asked).suggestions[0].request
    assert (first.mode, first.sort, first.per_page, first.filters) == (
        "exact", "title", 7, asked.filters,
    )  # fmt: skip


@pytest.mark.parametrize("q", ["", "قمر", "ق", "؟!", "الهجرة", "2031", "连云港"])
def test_nothing_is_mended_without_a_word_that_is_near(small: Collection, q: str) -> None:
    assert offers(small, q, "spelling") == []


@given(st.text("ابتهجرةلوصيين ١abc«»\"'()[];~*-:", max_size=60))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_every_suggestion_finds_what_it_says(small: Collection, q: str) -> None:
    asked = SearchRequest(q)
    suggestions = small.search(asked).suggestions
    assert len(suggestions) <= limits.SUGGESTIONS
    for suggestion in suggestions:
        assert suggestion.request != asked
        assert small.search(suggestion.request).total == suggestion.total > 0
