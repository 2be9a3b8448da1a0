"""Ranking of adjacent words: releases with the words of the query in a row come first."""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest
from indexer.query.matching import Matching
from indexer.search import Collection

ROWS = (
    {"id": "scattered", "title": "حضور الحفل", "body": "حضر رئيس البلدية ووجهاء المدينة ثم الوزراء والسفراء وعدد كبير."},
    {"id": "beside", "title": "حضور الحفل", "body": "حضر الحفل رئيس الوزراء وعدد من الضيوف ومن أهالي المدينة."},
    {"id": "aged", "title": "وفاة فنان", "body": "توفي الفنان أحمد حسن عن عمر يناهز السبعين"},
    {"id": "named", "title": "تعيينات", "body": "عين المجلس أمس مديرا جديدا للشركة هو عمر أحمد."},
    {"id": "princes", "title": "حفل", "body": "حضر خالد بن سعود وخالد بن فهد وسلطان بن أحمد وعدد من الضيوف."},
    {"id": "prince", "title": "تدشين", "body": "دشن المحافظ خالد بن أحمد مركزا جديدا للتدريب في المدينة."},
    {"id": "persons", "title": "خبر", "body": "سأل شخص عن شخص مع 500 آخرين."},
    {"id": "number", "title": "نشرة", "body": "حضر المعرض أمس في المدينة 500 شخص من التجار."},
    {"id": "stocks", "title": "نشرة", "body": "ارتفعت أسهم شركة الجوف وهبطت أسهم سابك."},
    {"id": "maker", "title": "نشرة", "body": "وقعت شركة سابك في المدينة مذكرة للتعاون في مجال البحث والتطوير."},
    *({"id": f"n{n}", "title": "نشرة", "body": "نشرة دورية عن الطقس في البلاد."} for n in range(20)),
)  # fmt: skip


@pytest.fixture(scope="module")
def small(published: Callable[..., Collection]) -> Collection:
    return published(*ROWS)


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("رئيس الوزراء", "beside"),
        ("عمر أحمد", "named"),
        ("خالد بن أحمد", "prince"),
        ("500 شخص", "number"),
        ("شركة سابك", "maker"),
    ],
)
@pytest.mark.parametrize("match", ["all", "any"])
def test_adjacent_words_rank_first(small: Collection, q: str, first: str, match: Matching) -> None:
    hits = small.search(SearchRequest(q, match=match)).hits
    assert hits[0].release.id == first
    assert len(hits) == 2 or match == "any"


def test_adjacency_adds_no_matches(small: Collection) -> None:
    assert small.search(SearchRequest("الفنان المهندس")).total == 0
