"""Names of several words in snippets: with its words beside it, a name is one word of the query.

That of a Chinese person, which is in no list, is found by its words as well.
"""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest
from indexer.search import Collection

FAR = "نص آخر لا يقول شيئا من ذلك كله. " * 12
PARTS = "قال ممثل تشانغ إن الخيمة لينغ تبيع القمح."
NAME = "وصدرت تشانغ لينغ القمح."
LIST = "حضر راشد وسعد بن حمد بن بدر وفهد بن سعد."
ROWS = (
    {"id": "both", "body": f"{PARTS} {FAR}{NAME} {FAR}"},
    {"id": "name", "body": NAME, "agency": "الخيمة لينغ"},
    {"id": "parts", "body": f"القمح. {FAR}{PARTS} {FAR}القمح. {FAR}"},
    {"id": "daughter", "body": "كلام لا شأن له هنا.", "agency": "جمعية بنت"},
    {"id": "list", "body": f"{LIST} {FAR}دعا ماجد إلى بيت راشد. {FAR}"},
)


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


def snippets_of(
    collection: Collection, q: str, release: str, count: int = 1
) -> list[tuple[str, str]]:
    hits = collection.search(SearchRequest(q, snippets=count)).hits
    (hit,) = (hit for hit in hits if hit.release.id == release)
    return [(each.field, each.text) for each in hit.snippets]


def test_words_of_a_name_do_not_choose_the_snippet_beside_the_name(small: Collection) -> None:
    [(_, text)] = snippets_of(small, "تشانغ لينغ القمح", "both")
    assert NAME in text


def test_snippet_shows_the_words_of_a_name_if_the_name_is_missing(small: Collection) -> None:
    [(_, text)] = snippets_of(small, "تشانغ لينغ القمح", "parts")
    assert PARTS in text


def test_connectives_do_not_choose_the_snippet(small: Collection) -> None:
    [(_, text)] = snippets_of(small, "ماجد بن راشد", "list")
    assert "دعا ماجد إلى بيت راشد." in text


@pytest.mark.parametrize("q", ["بنت أو فتاة", "فتاة أو بنت"])
def test_connective_is_shown_if_nothing_else_matched(small: Collection, q: str) -> None:
    assert ("agency", "جمعية بنت") in snippets_of(small, q, "daughter", 2)


def test_connective_is_marked_even_if_a_spelling_is_left_out(small: Collection) -> None:
    results = small.search(SearchRequest("بنت أو فتاة", without=("وبنت",)))
    hit = next(hit for hit in results.hits if hit.release.id == "daughter")
    assert any(snippet.matches for snippet in hit.snippets)


def test_a_name_that_is_shown_needs_no_short_field_for_its_words(small: Collection) -> None:
    [(field, _)] = snippets_of(small, "تشانغ لينغ القمح", "name")
    assert field == "body"
