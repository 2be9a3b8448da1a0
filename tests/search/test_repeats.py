"""Hits that repeat an earlier hit of the page."""

from collections.abc import Callable

import pytest

from indexer.answers.results import SearchRequest
from indexer.engines.protocol import Sort
from indexer.search import Collection

STATEMENT = (
    "عقدت وزارة الصحة اليوم في مقرها مؤتمرًا عن خطة التلقيح في المدارس الحكومية والأهلية ودعت الأهالي "
    "إلى متابعة ما يصدر عنها من بيانات حتى نهاية العام الدراسي في جميع المحافظات والمناطق"
)


@pytest.fixture
def releases_with_repeats(published: Callable[..., Collection]) -> Collection:
    again = {
        "title": "الوزارة: خطة التلقيح",
        "body": f"{STATEMENT} وشكرتهم.",
        "published": "2025-01-03",
    }
    return published(
        {"id": "first", "title": "خطة التلقيح", "body": STATEMENT, "published": "2025-01-02"},
        {
            "id": "other",
            "title": "خطة التلقيح",
            "body": "نص آخر عن خطة التلقيح",
            "published": "2025-01-01",
        },
        {"id": "again", **again},
        {"id": "short", "title": "خطة التلقيح", "body": "نص"},
        {"id": "brief", "title": "خطة التلقيح", "body": "نص"},
    )


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("published", {"again": "first"}), ("-published", {"first": "again"})],
)
def test_the_later_of_two_hits_that_say_the_same_repeats_the_first(
    releases_with_repeats: Collection, sort: Sort, expected: dict[str, str]
) -> None:
    asked = SearchRequest("خطة التلقيح", sort=sort, guided=True)
    assert releases_with_repeats.search(asked).repeats == expected
    assert releases_with_repeats.search(SearchRequest("خطة التلقيح")).repeats == {}, "nobody asked"
    alone = SearchRequest("خطة التلقيح", guided=True, per_page=1)
    assert releases_with_repeats.search(alone).repeats == {}, "the other is on another page"
