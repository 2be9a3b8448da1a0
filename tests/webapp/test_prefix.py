"""The site below a path of its host."""

import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.errors import SettingError
from indexer.settings import Settings
from tests.webapp.fake_collection import FakeCollection
from webapp.api.examples import SITE
from webapp.app import create_app

PAGES = ("/", "/?q=الهجرة", "/?q=الهجرة&page=9", "/?q=قمر", "/?page=0", "/releases/a1?q=الهجرة", "/help", "/help/api?lang=en", "/about", "/nosuch")  # fmt: skip
# Attributes with addresses.
_LEADS = re.compile(r'(?:href|src|action|data-suggest|data-copy)="(/[^"]*)"')


@pytest.fixture
def app(collection: FakeCollection, tmp_path: Path) -> Flask:
    settings = Settings.load({"index": tmp_path, "prefix": "/press"}, {})
    return create_app(settings, collection)


@pytest.fixture
def client(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        yield client


@pytest.mark.parametrize(
    "prefix",
    [
        "/api",
        "/api/v1",
        "/help",
        "/help/api",
        "/releases/x/y",
        "/releases",
        "/feed.atom",
        "/static",
    ],
)
def test_a_prefix_may_not_be_an_address_of_the_site(
    collection: FakeCollection, prefix: str
) -> None:
    with pytest.raises(SettingError, match=rf"prefix: '{prefix}' is an address of the site's own"):
        create_app(Settings.load({"prefix": prefix}, {}), collection)


@pytest.mark.parametrize("prefix", ["", "/press", "/apis", "/press/api", "/help/press", "/api/v2"])
def test_any_other_prefix_is_accepted(collection: FakeCollection, prefix: str) -> None:
    create_app(Settings.load({"prefix": prefix}, {}), collection)


@pytest.mark.parametrize("taken_away", [True, False])
@pytest.mark.parametrize("path", PAGES)
def test_all_links_of_a_page_have_the_prefix(
    client: FlaskClient, path: str, taken_away: bool
) -> None:
    page = client.get(path if taken_away else f"/press{path}").text
    leads = set(_LEADS.findall(page))
    assert len(leads) > 5
    assert all(address.startswith("/press/") for address in leads), leads


def test_links_with_the_prefix_work(client: FlaskClient) -> None:
    seen = {"/press/"}
    waiting = list(seen)
    while waiting and len(seen) < 120:
        answer = client.get(waiting.pop())
        assert answer.status_code in (200, 404), answer.request.path
        if answer.content_type.startswith("text/html"):
            found = {address.replace("&amp;", "&") for address in _LEADS.findall(answer.text)}
            new = {address.partition("#")[0] for address in found} - seen
            new.discard("/press/opensearch/suggestions")
            seen |= new
            waiting += sorted(new)
        answer.close()
    assert any(address.startswith("/press/static/") for address in seen)
    assert any(address.startswith("/press/cite/") for address in seen)


def test_styles_find_their_fonts(client: FlaskClient) -> None:
    [sheet] = re.findall(r'href="(/press/static/page[^"]+css)"', client.get("/").text)
    fonts = re.findall(r'url\("([^"]+)"\)', client.get(sheet).text)
    assert fonts
    assert all(client.get(urljoin(sheet, font)).status_code == 200 for font in fonts)


@pytest.mark.parametrize("address", ["/api/v1/search?q=الهجرة&per_page=1", "/api/v1/releases/a1"])
def test_addresses_in_answers_have_the_prefix(client: FlaskClient, address: str) -> None:
    answer = client.get(address).get_json()
    for link in filter(None, answer["links"].values()):
        assert link.startswith("/press/")
        assert client.get(link).status_code == 200


def test_other_descriptions_have_the_prefix(client: FlaskClient) -> None:
    assert client.get("/press/openapi.json").get_json()["servers"] == [{"url": "/press"}]
    description = client.get("/opensearch.xml", base_url="http://h.example").text
    assert description.count('template="http://h.example/press/') == 3
    assert "/press/releases/a1" in client.get("/feed.atom").text
    assert client.get("/api/v1/nosuch").get_json()["instance"] == "/press/api/v1/nosuch"


def test_the_examples_of_the_help_have_the_prefix(client: FlaskClient) -> None:
    shown = client.get("/help/api").text
    assert shown.count("http://localhost/press/api/v1/") > shown.count("<pre") / 2
    assert SITE not in shown
    assert "localhost/api/" not in shown
    assert "/press/press/" not in shown
    # Links in answers have the prefix already.
    assert 'address = "/press/api/v1/search' in html.unescape(shown)


def test_the_id_of_a_feed_does_not_depend_on_the_prefix(
    client: FlaskClient, collection: FakeCollection, tmp_path: Path
) -> None:
    settings = Settings.load({"index": tmp_path}, {})
    elsewhere = create_app(settings, collection).test_client()
    names = [re.findall("<id>([^<]+)", each.get("/feed.atom").text) for each in (client, elsewhere)]
    assert names[0] == names[1]


def test_only_whole_path_segments_match_the_prefix(client: FlaskClient) -> None:
    assert client.get("/press").status_code == 200
    assert client.get("/help").status_code == 200
    assert client.get("/presshelp").status_code == 404
    assert client.get("/livez").status_code == 200
