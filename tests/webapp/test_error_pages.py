"""Error pages: what happened, and the way on."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer.errors import BUILD, IndexMissing
from tests.webapp.fake_collection import FakeCollection
from tests.webapp.html_pages import page


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nosuch", 404, "الصفحة غير موجودة"),
        ("/releases/nosuch", 404, "الصفحة غير موجودة"),
        ("/?page=0&q=الهجرة", 422, "رقم الصفحة"),
        ("/?from=قريبًا", 422, "سنة أو شهر أو يوم"),
        ("/?pgae=1", 422, "معامل غير معروف"),
        ("/?q=" + "a" * 29_000, 414, "عنوان طويل"),
    ],
)
def test_error_pages_are_pages(client: FlaskClient, path: str, status: int, said: str) -> None:
    text = page(client, path, status)
    assert said in text
    assert 'role="search"' in text
    if "q=الهجرة" in path:
        assert 'value="الهجرة"' in text


@pytest.mark.parametrize(
    ("path", "status", "way"),
    [
        ("/nosuch", 404, 'href="/"'),
        ("/releases/nosuch?q=الهجرة", 404, f'href="/?q={quote("الهجرة")}"'),
        ("/?q=الهجرة&page=0&lang=en", 422, f'href="/?q={quote("الهجرة")}&amp;lang=en"'),
        ("/?q=الهجرة&sort=x", 422, 'href="/help"'),
        (
            "/releases/a1?q=a&yaer=x&pgae=1&lang=en",
            422,
            'first" href="/releases/a1?q=a&amp;lang=en"',
        ),
        ("/?ref=1&pag%3C=x&q=%22%26", 422, 'first" href="/?q=%22%26"'),
        ("/?pag%FF=%FF", 422, 'first" href="/"'),
    ],
)
def test_error_pages_have_a_way_on(client: FlaskClient, path: str, status: int, way: str) -> None:
    ways = page(client, path, status).partition('class="ways"')[2]
    assert way in ways


def test_unknown_parameters_are_dropped_only_if_the_rest_is_valid(
    client: FlaskClient,
) -> None:
    assert "page=0" not in page(client, "/?ref=x&page=0", 422).partition('class="ways"')[2]


def test_an_unusable_query_is_not_offered_again(client: FlaskClient) -> None:
    ways = page(client, "/?q=" + "a" * 3000, 422).partition('class="ways"')[2]
    assert "?q=" not in ways
    assert 'href="/"' in ways


def test_no_index(client: FlaskClient, collection: FakeCollection) -> None:
    collection.failure = IndexMissing("/secret/folder", BUILD)
    answer = client.get("/?q=الهجرة")
    assert answer.status_code == 503
    assert "kashaf build" in answer.text
    assert "secret" not in answer.text
    assert '<a class="first" href="">أعد المحاولة</a>' in answer.text
    assert answer.headers["Retry-After"] == "10"
