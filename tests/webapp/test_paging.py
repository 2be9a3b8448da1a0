"""Pages of results, and the links between them."""

import re

from flask.testing import FlaskClient

from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed, page
from webapp.paging import Paging


def test_pagination(client: FlaskClient, collection: FakeCollection) -> None:
    for n in range(200):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    first = page(client, "/?per_page=10")
    assert 'rel="next" href="/?page=2&amp;per_page=10"' in first
    assert 'rel="prev"' not in first
    middle = page(client, "/?per_page=10&page=10")
    assert 'rel="prev"' in middle
    assert re.findall(r'aria-label="صفحة (\d+)"', middle) == ["1", *map(str, range(8, 13)), "21"]
    last = page(client, "/?per_page=10&page=21")
    assert 'rel="next"' not in last
    beyond = page(client, "/?per_page=10&page=22")
    assert "الصفحة 22 بعد آخر النتائج" in Parsed(beyond).words()
    assert "نتائج هذا البحث في 21 صفحة" in beyond
    assert 'href="/?page=21&amp;per_page=10"' in beyond
    assert 'href="/?per_page=10"' in beyond


def test_pages_of_one_search_have_titles_of_their_own(client: FlaskClient) -> None:
    assert "<title>الهجرة: نتيجتان · كشّاف</title>" in page(client, "/?q=الهجرة")
    second = page(client, "/?q=الهجرة&per_page=1&page=2")
    assert "<title>الهجرة: نتيجتان · صفحة 2 · كشّاف</title>" in second


def test_gaps_between_linked_pages_are_marked() -> None:
    assert Paging(1, 1).linked == [1]
    assert Paging(3, 5).linked == [1, 2, 3, 4, 5]
    assert Paging(9, 20).linked == [1, None, 7, 8, 9, 10, 11, None, 20]
    assert Paging(30, 20).linked == [1, None, 20]
