"""A word that its neighbours make another one is found by that one, and the reverse."""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest
from indexer.search import Collection

ROWS = (
    {"id": "houses", "body": "شاركت دور النشر في المعرض."},
    {"id": "house", "body": "افتتح الوزير دار نشر جديدة."},
    {"id": "role", "body": "أكد الوزير دور المدارس في نشر الوعي."},
    {"id": "turn", "body": "دارت معارك بعد النشر."},
    {"id": "apart", "body": "على بعد عشرين كيلو متر."},
    {"id": "metre", "body": "على بعد متر."},
    {"id": "together", "body": "على بعد ثلاثة كيلومترات."},
)  # fmt: skip


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("دور النشر", {"houses", "house", "role"}),
        ("دور نشر", {"houses", "house", "role"}),
        ("الدار", {"houses", "house"}),
        ("دور", {"houses", "role"}),
        ("كيلو متر", {"apart", "together"}),
        ("كيلومتر", {"apart", "together"}),
    ],
)
def test_its_context_decides(small: Collection, q: str, expected: set[str]) -> None:
    assert {hit.release.id for hit in small.search(SearchRequest(q)).hits} == expected


@pytest.mark.parametrize(
    ("q", "marked", "forms"),
    [
        ("الدار", {"دور", "دار"}, {"دور": 1, "دار": 1}),
        ("دور النشر", {"دور", "دار", "النشر", "نشر"}, {}),
        ("كيلومتر", {"كيلو متر", "كيلومترات"}, {"كيلو متر": 1, "كيلومترات": 1}),
        ("كيلو متر", {"كيلو متر", "كيلومترات"}, {}),
    ],
)
def test_it_is_marked_and_counted(
    small: Collection, q: str, marked: set[str], forms: dict[str, int]
) -> None:
    results = small.search(SearchRequest(q))
    found = {
        snippet.text[match.start : match.end]
        for hit in results.hits
        for snippet in hit.snippets
        for match in snippet.matches
    }
    assert found == marked
    counted = {form.form: form.count for word in results.query.words for form in word.forms}
    assert forms.items() <= counted.items()


@pytest.mark.parametrize(("q", "left"), [("متر -كيلو متر", "metre"), ("النشر -دور النشر", "turn")])
def test_a_release_with_one_of_its_excluded_words_stays(
    small: Collection, q: str, left: str
) -> None:
    hits = small.search(SearchRequest(q, match="any")).hits
    assert left in {hit.release.id for hit in hits}
