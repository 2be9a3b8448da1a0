"""A known name is one word, whether the query or a release writes it in one word or in several."""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest, SearchResults
from indexer.arabic.layers import Layer
from indexer.query.matching import Matching
from indexer.search import Collection

ROWS = (
    {"id": "joined", "body": "هبطت الطائرة في مطار الملك عبدالعزيز الدولي وغادرت أمس."},
    {"id": "spaced", "body": "هبطت الطائرة في مطار الملك عبد العزيز الدولي وغادرت."},
    {"id": "apart", "body": "قال عبد لم يذكر اسمه إن الملك العزيز افتتح مطار المدينة الدولي."},
    {"id": "person", "body": "قال عبد الله غول إن الوزير في أبو ظبي."},
    {"id": "player", "body": "أقام الاتحاد حفلا تكريميا لأبي تريكة."},
    {"id": "newspaper", "body": "نشرت صحيفة لوس أنجليس تايمز الخبر."},
    {"id": "town", "body": "وصل الفريق إلى لوس أنجلوس أمس."},
    {"id": "university", "body": "افتتح الوزير جامعة أم القرى في مكة."},
    {"id": "villages", "body": "قالت أم الطفل إن جامعة الدول تساعد القرى."},
)  # fmt: skip


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


def _scores(results: SearchResults) -> dict[str, float]:
    return {hit.release.id: hit.score for hit in results.hits}


def _marked_texts(results: SearchResults) -> list[str]:
    return [
        snippet.text[match.start : match.end]
        for hit in results.hits
        for snippet in hit.snippets
        for match in snippet.matches
    ]


@pytest.mark.parametrize("mode", ["stem", "root"])
@pytest.mark.parametrize(
    ("joined", "spaced"),
    [
        ("عبدالعزيز", "عبد العزيز"),
        ("عبدالله", "عبد الله"),
        ("أبوظبي", "أبو ظبي"),
        ("الوزير في أبوظبي", "الوزير في أبي ظبي"),
        ("أبو ظبي", "أبا ظبي"),
        ("أبو تريكة", "لأبي تريكة"),
        ("مطار الملك عبدالعزيز الدولي", "مطار الملك عبد العزيز الدولي"),
    ],
)
def test_either_spelling_gives_the_same_hits_scores_and_marks(
    small: Collection, joined: str, spaced: str, mode: Layer
) -> None:
    one, several = (small.search(SearchRequest(q, mode)) for q in (joined, spaced))
    assert one.hits
    assert _scores(one) == _scores(several)
    assert _marked_texts(one) == _marked_texts(several)


def test_a_release_scores_the_same_by_either_spelling(small: Collection) -> None:
    scores = _scores(small.search(SearchRequest("مطار الملك عبد العزيز الدولي")))
    assert scores.keys() == {"joined", "spaced"}
    assert scores["spaced"] == pytest.approx(scores["joined"], rel=0.03)


@pytest.mark.parametrize("match", ["all", "any"])
def test_parts_that_stand_apart_are_neither_found_nor_marked(
    small: Collection, match: Matching
) -> None:
    results = small.search(SearchRequest("عبد العزيز", match=match))
    assert _scores(results).keys() == {"joined", "spaced"}
    assert set(_marked_texts(results)) == {"عبدالعزيز", "عبد العزيز"}


def test_the_reading_has_the_forms_of_the_name_alone(small: Collection) -> None:
    (word,) = small.search(SearchRequest("عبد العزيز")).query.words
    assert {form.form for form in word.forms} == {"عبدالعزيز", "عبد العزيز"}


def test_a_longer_name_is_found_after_the_name(small: Collection) -> None:
    hits = small.search(SearchRequest("لوس أنجلوس")).hits
    assert [hit.release.id for hit in hits] == ["town", "newspaper"]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("أم القرى", {"university"}),
        ("جامعة أم القرى", {"university"}),
        ("عبد العزيز", {"spaced"}),
        ("عبدالعزيز", {"joined"}),
    ],
)
def test_the_exact_mode_finds_all_words_of_a_name_side_by_side(
    small: Collection, q: str, expected: set[str]
) -> None:
    results = small.search(SearchRequest(q, "exact"))
    assert _scores(results).keys() == expected
    assert expected <= _scores(small.search(SearchRequest(q))).keys()
    assert q.rpartition("جامعة ")[2] in _marked_texts(results)


def test_the_exact_mode_finds_single_words_of_a_name_where_any_word_is_wanted(
    small: Collection,
) -> None:
    results = small.search(SearchRequest("أم القرى", "exact", match="any"))
    assert _scores(results).keys() == {"university", "villages"}


@pytest.mark.parametrize("mode", ["exact", "stem"])
def test_an_excluded_name_leaves_out_no_release_with_one_of_its_words(
    small: Collection, mode: Layer
) -> None:
    results = small.search(SearchRequest("الوزير جامعة -أم القرى", mode, match="any"))
    assert {"person", "villages"} == _scores(results).keys()
