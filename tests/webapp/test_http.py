"""Headers, ETags and hosts of HTTP responses."""

import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Self

import pytest
from flask.testing import FlaskClient

import indexer
import webapp
from indexer.errors import IndexMissing, IndexUnavailable
from tests.webapp.fake_collection import FakeCollection
from webapp import responses
from webapp.api import response_cache
from webapp.middleware.security import HEADERS

LARGEST_SCRIPT = 15_000

ANSWERS = [
    ("GET", "/", 200),
    ("GET", "/?q=الهجرة", 200),
    ("HEAD", "/?q=الهجرة", 200),
    ("GET", "/releases/a1", 200),
    ("GET", "/help", 200),
    ("GET", "/about", 200),
    *(("GET", path, 200) for path in ("/help/", "/about/", "/help/api/")),
    ("GET", "/feed.atom", 200),
    ("GET", "/favicon.ico", 200),
    ("GET", "/livez", 200),
    ("GET", "/readyz", 200),
    ("GET", "/api/v1/search", 200),
    ("GET", "/nosuch", 404),
    ("GET", "/releases/nosuch", 404),
    ("GET", "/static/nosuch.css", 404),
    ("GET", "/static/../app.py", 404),
    ("GET", "/api/v1/nosuch", 404),
    ("POST", "/", 405),
    ("PUT", "/releases/a1", 405),
    ("OPTIONS", "/", 405),
    ("TRACE", "/", 405),
    ("DELETE", "/api/v1/search", 405),
    ("GET", "/?q=" + "a" * 29_000, 414),
    ("GET", "/releases/" + "a" * 29_000, 414),
    ("GET", "/api/v1/search?q=" + "a" * 29_000, 414),
    ("GET", "/?page=0", 422),
    ("GET", "/api/v1/search?page=0", 422),
    ("GET", "/feed.atom?page=0", 422),
]


@pytest.mark.parametrize(("method", "path", "status"), ANSWERS)
def test_every_answer_carries_the_headers(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    for name, value in HEADERS:
        assert answer.headers.getlist(name) == [value]
    assert "Set-Cookie" not in answer.headers
    assert answer.headers.get_all("Cache-Control")
    if status == 405:
        assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    if method == "HEAD":
        assert answer.data == b""


def test_the_policy_allows_nothing_inline() -> None:
    policy = dict(HEADERS)["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_internal_errors_carry_the_headers_and_disclose_nothing(
    client: FlaskClient,
    collection: FakeCollection,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fall(*_: object) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(collection, "search", fall)
    for path in ("/", "/api/v1/search", "/feed.atom"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
    assert "secret" in caplog.text


def test_large_contents_are_413(client: FlaskClient) -> None:
    for path in ("/", "/api/v1/search"):
        answer = client.get(path, data=b"x" * 20_000)
        assert answer.status_code == 413
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("host", ["evil.example", "a" * 300, "evil.example:80"])
def test_the_host_of_a_request_is_not_repeated_in_pages_and_json(
    client: FlaskClient, host: str
) -> None:
    for path in ("/?q=الهجرة", "/releases/a1", "/api/v1/search", "/nosuch"):
        answer = client.get(path, headers={"Host": host})
        assert host not in answer.text
        assert host not in str(answer.headers)


@pytest.mark.parametrize(
    "path",
    ["/?q=الهجرة", "/releases/a1?q=x", "/feed.atom", "/api/v1/search?q=x", "/api/v1/releases/a1"],
)
def test_etags(client: FlaskClient, collection: FakeCollection, path: str) -> None:
    first = client.get(path)
    tag = first.headers["ETag"]
    assert first.headers["Cache-Control"] == "private, no-cache"
    searches = collection.searches
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert again.headers["X-Content-Type-Options"] == "nosniff"
    assert collection.searches == searches, "a 304 needs no search"
    collection.generation = "gen-000002-bbbbbbbb"
    newer = client.get(path, headers={"If-None-Match": tag})
    assert newer.status_code == 200
    assert newer.headers["ETag"] != tag


@pytest.mark.parametrize("path", ["/?q=أمس", "/feed.atom", "/api/v1/search?from=yesterday"])
def test_a_copy_of_yesterday_is_stale(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return cls(2100, 1, 1)

    tag = client.get(path).headers["ETag"]
    for module in (responses, response_cache):
        monkeypatch.setattr(module, "datetime", SimpleNamespace(date=Tomorrow))
    newer = client.get(path, headers={"If-None-Match": tag})
    assert newer.status_code == 200
    assert newer.headers["ETag"] != tag


def test_if_none_match_star_does_not_hide_a_404(client: FlaskClient) -> None:
    star = {"If-None-Match": "*"}
    for path in ("/releases/nosuch", "/api/v1/releases/nosuch"):
        assert client.get(path, headers=star).status_code == 404
    for path in ("/releases/a1", "/api/v1/releases/a1", "/"):
        answer = client.get(path, headers=star)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == client.get(path).headers["ETag"]


def test_etags_follow_the_canonical_query(client: FlaskClient) -> None:
    def tag(query: str) -> str:
        return client.get(f"/api/v1/search?{query}").headers["ETag"]

    assert tag("q=a&mode=stem&page=1") == tag("page=1&q=a")
    assert tag("q=a") != tag("q=b")
    assert tag("q=a") != client.get("/?q=a").headers["ETag"]


def test_static_files_are_kept_for_ever(client: FlaskClient) -> None:
    page = client.get("/").text
    addresses = {part.split('"')[0] for part in page.split('"/static/')[1:]}
    assert any(address.endswith(".css") for address in addresses)
    for address in addresses:
        answer = client.get(f"/static/{address}")
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        if address.endswith(".js"):
            assert len(answer.data) < LARGEST_SCRIPT
        if address.endswith(".css"):
            fonts = {part.split('"')[0] for part in answer.text.split('url("')[1:]}
            assert len(fonts) == 4
            assert {client.get(f"/static/{font}").content_type for font in fonts} == {"font/woff2"}


def test_readiness(client: FlaskClient, collection: FakeCollection) -> None:
    collection.degraded = IndexUnavailable("/secret is damaged")
    assert client.get("/readyz").text == "degraded\n"
    assert "secret" not in client.get("/api/v1/status").text
    collection.failure = IndexMissing("gone")
    assert client.get("/readyz").status_code == 503
    assert client.get("/livez").status_code == 200


def test_the_first_page_is_light(client: FlaskClient) -> None:
    """All that the start page loads, in bytes without compression."""
    page = client.get("/")
    total = len(page.data)
    sheet = next(part.split('"')[0] for part in page.text.split('"/static/')[1:] if "page." in part)
    style = client.get(f"/static/{sheet}")
    fonts = {part.split('"')[0] for part in style.text.split('url("')[1:]}
    total += len(style.data) + sum(len(client.get(font).data) for font in fonts)
    assert total < 150_000


@pytest.mark.parametrize("path", ["/help", "/about", "/help/api"])
def test_static_pages_have_validators_without_an_index(
    client: FlaskClient, collection: FakeCollection, path: str
) -> None:
    collection.failure = IndexMissing("gone")
    first = client.get(path)
    assert first.status_code == 200
    tag = first.headers["ETag"]
    again = client.get(path, headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert "Accept-Language" in again.vary
    other = client.get(f"{path}?lang=en", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_the_edition_depends_on_every_file_of_the_program() -> None:
    files = (
        path
        for package in (indexer, webapp)
        for path in Path(package.__path__[0]).rglob("*")
        if path.is_file()
    )
    assert {path.suffix for path in files} - {".md", ".pyc"} == responses.PROGRAM_SUFFIXES
