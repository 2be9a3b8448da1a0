"""Words that differ in vowel marks only: each is found, counted and marked separately."""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import Layer
from indexer.search import Collection

BARE, DOUBLED = "مرت السنوات الطوال على الحرب", "مرت السنوات الطوّال على الحرب"
ROWS = (
    {"id": "bare", "title": "خبر", "body": BARE},
    {"id": "doubled", "title": "خبر", "body": DOUBLED},
    {"id": "article", "title": "خبر", "body": "وقعت الـ«اتفاقية» وجاء آل سعود وقال ال كلمة"},
)


@pytest.fixture(scope="module", params=[1, -1], ids=["in order", "turned round"])
def small(request: pytest.FixtureRequest, published: Callable[..., Collection]) -> Collection:
    """Whichever of the words comes first."""
    return published(*ROWS[:: request.param])


@pytest.mark.parametrize(
    ("q", "mode", "ids", "marked"),
    [
        ("طويل", "stem", {"doubled"}, {"الطوّال"}),
        ("الطوال", "stem", {"bare"}, {"الطوال"}),
        ("الطوّال", "stem", {"doubled"}, {"الطوّال"}),
        ("الطوال", "exact", {"bare", "doubled"}, {"الطوال", "الطوّال"}),
        ("«السنوات الطوال»", "stem", {"bare", "doubled"}, {"السنوات الطوال", "السنوات الطوّال"}),
        ("ال", "stem", {"article"}, {"آل", "ال"}),
    ],
)
def test_each_is_found_and_marked_by_its_own_word(
    small: Collection, q: str, mode: Layer, ids: set[str], marked: set[str]
) -> None:
    found = small.search(SearchRequest(q, mode=mode))
    assert {hit.release.id for hit in found.hits} == ids
    snippets = [snippet for hit in found.hits for snippet in hit.snippets]
    assert marked == {s.text[m.start : m.end] for s in snippets for m in s.matches}


def test_each_is_counted_as_it_is_written(small: Collection) -> None:
    [word] = small.search(SearchRequest("الطوال", mode="exact")).query.words
    assert {form.form: form.count for form in word.forms} == {"الطوال": 1, "الطوّال": 1}
