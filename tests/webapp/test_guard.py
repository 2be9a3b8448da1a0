"""Rate limit, hosts, proxies, CORS and compression."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.settings import Settings
from tests.webapp.fake_collection import FakeCollection
from webapp.app import create_app
from webapp.middleware import rate
from webapp.middleware.rate import BURST_SECONDS, PAGE_REQUESTS, RateLimit

Client = Callable[..., FlaskClient]


@pytest.fixture
def served(collection: FakeCollection, tmp_path: Path) -> Client:
    """Makes a client of an application with the given settings."""

    def make(**settings: object) -> FlaskClient:
        chosen = Settings.load({"index": tmp_path, **settings}, {})
        return create_app(chosen, collection).test_client()

    return make


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_address_is_limited() -> None:
    clock = Clock()
    limit = RateLimit(60, clock)
    assert [limit.take("192.0.2.1") for _ in range(BURST_SECONDS)] == [0.0] * BURST_SECONDS
    assert limit.take("192.0.2.1") == pytest.approx(1)
    assert limit.take("192.0.2.2") == 0, "another address has a bucket of its own"
    clock.now = 0.5
    assert limit.take("192.0.2.1") == pytest.approx(0.5)
    clock.now = 1
    assert limit.take("192.0.2.1") == 0
    clock.now = 1000
    assert [limit.take("192.0.2.1") == 0 for _ in range(BURST_SECONDS + 1)].count(True) == 10


def spend(limit: RateLimit, address: str) -> None:
    """Use up the burst of an address with a low limit."""
    assert [limit.take(address) for _ in range(PAGE_REQUESTS)] == [0] * PAGE_REQUESTS


def test_a_low_limit_lets_a_page_with_its_files_through() -> None:
    clock = Clock()
    limit = RateLimit(10, clock)
    spend(limit, "192.0.2.1")
    assert limit.take("192.0.2.1") == pytest.approx(6)
    clock.now = 6
    assert limit.take("192.0.2.1") == 0
    assert limit.take("192.0.2.1") > 0, "in the long run no more than before"


def test_an_ipv6_network_shares_a_bucket_and_this_machine_has_none() -> None:
    limit = RateLimit(6, Clock())
    spend(limit, "2001:db8::1")
    assert limit.take("2001:db8::2") > 0
    assert limit.take("2001:db8:0:1::1") == 0
    assert [limit.take("127.0.0.1") for _ in range(99)] == [0] * 99
    assert [limit.take("::1") for _ in range(99)] == [0] * 99
    assert [limit.take("::ffff:127.0.0.1") for _ in range(99)] == [0] * 99


def test_a_mapped_ipv4_address_is_the_same_client() -> None:
    limit = RateLimit(6, Clock())
    spend(limit, "::ffff:192.0.2.1")
    assert limit.take("192.0.2.1") > 0
    assert limit.take("::ffff:192.0.2.2") == 0


def test_the_least_recently_used_bucket_is_dropped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rate, "_MOST_BUCKETS", 2)
    limit = RateLimit(6, Clock())
    spend(limit, "192.0.2.1")
    spend(limit, "192.0.2.2")
    assert limit.take("192.0.2.1") > 0
    spend(limit, "192.0.2.3")
    assert limit.take("192.0.2.1") > 0
    assert limit.take("192.0.2.3") > 0
    spend(limit, "192.0.2.2")


def test_too_many_requests_are_429(served: Client) -> None:
    client = served(rate="60")
    far = {"REMOTE_ADDR": "192.0.2.1"}
    codes = [client.get("/api/v1/search", environ_overrides=far).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    for path, kind in (("/api/v1/search", "application/problem+json"), ("/", "text/html")):
        answer = client.get(path, environ_overrides=far)
        assert answer.status_code == 429
        assert answer.content_type.startswith(kind)
        assert int(answer.headers["Retry-After"]) >= 1
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/").status_code == 200, "this machine is not counted"


def test_a_limit_can_be_switched_off(served: Client) -> None:
    client = served(rate="0")
    far = {"REMOTE_ADDR": "192.0.2.1"}
    codes = {client.get("/livez", environ_overrides=far).status_code for _ in range(200)}
    assert codes == {200}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("kashaf.example", 200),
        ("kashaf.example:8080", 200),
        ("KASHAF.example", 200),
        ("a.search.example", 200),
        ("evil.example", 400),
        ("kashaf.example.evil", 400),
        ("", 400),
        ("kashaf.example, evil.example", 400),
        ("evil.example/kashaf.example", 400),
    ],
)
def test_only_named_hosts_are_served(served: Client, host: str, status: int) -> None:
    client = served(hosts="kashaf.example, .search.example")
    for path in ("/", "/api/v1/search", "/openapi.json"):
        answer = client.get(path, headers={"Host": host})
        assert answer.status_code == status
        assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics"])
def test_monitoring_may_use_the_ip_address(served: Client, path: str) -> None:
    client = served(hosts="kashaf.example")
    answer = client.get(path, headers={"Host": "127.0.0.1:8000"})
    assert answer.status_code == 200
    assert "127.0.0.1" not in answer.text


def test_every_host_is_served_by_default(client: FlaskClient) -> None:
    assert client.get("/", headers={"Host": "any.example"}).status_code == 200


def test_headers_of_proxies_count_only_if_these_are_trusted(served: Client) -> None:
    said = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "https"}
    usual, behind = served(rate="6"), served(rate="6", proxies="1")
    assert "Strict-Transport-Security" not in usual.get("/", headers=said).headers
    for _ in range(PAGE_REQUESTS):
        assert usual.get("/", headers=said).status_code == 200
        answer = behind.get("/", headers=said)
        assert answer.status_code == 200
    assert usual.get("/", headers=said).status_code == 200
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    assert behind.get("/", headers=said).status_code == 429
    forged = {**said, "X-Forwarded-For": "198.51.100.1, 192.0.2.9"}
    assert behind.get("/", headers=forged).status_code == 429, "only the last hop is the proxy's"


def test_the_port_of_a_client_behind_a_proxy_does_not_matter() -> None:
    for known in ("192.0.2.9", "[2001:db8::1]"):
        limit = RateLimit(60, lambda: 0.0)
        answers = [limit.take(f"{known}:{port}") for port in range(1000, 1100)]
        assert answers.count(0) == PAGE_REQUESTS
        assert limit.take(known.strip("[]")) > 0


def test_an_unknown_scheme_of_a_proxy_counts_as_http(served: Client) -> None:
    said = {"X-Forwarded-For": "192.0.2.9", "X-Forwarded-Proto": "javascript"}
    answer = served(proxies="1").get("/opensearch.xml", headers=said)
    assert "javascript:" not in answer.text
    assert 'template="http://' in answer.text


SHARED = ("/api/v1/search", "/api/v1/nosuch", "/openapi.json", "/feed.atom")


def test_pages_of_other_sites_may_read_responses_for_programs(client: FlaskClient) -> None:
    sent = {"Origin": "https://other.example"}
    for path in SHARED:
        assert client.get(path, headers=sent).headers["Access-Control-Allow-Origin"] == "*"
    for path in ("/", "/metrics", "/releases/a1"):
        assert "Access-Control-Allow-Origin" not in client.get(path, headers=sent).headers


def test_cors_preflights_are_answered(served: Client) -> None:
    asks = {"Origin": "https://b.example", "Access-Control-Request-Method": "GET"}
    for allowed, cors in ((True, "*"), (True, "https://b.example"), (False, "none")):
        answer = served(cors=cors).options("/api/v1/search?q=a", headers=asks)
        assert answer.status_code == (204 if allowed else 405)
        assert ("Access-Control-Allow-Headers" in answer.headers) == allowed
        assert ("Content-Type" in answer.headers) != allowed, "there is no content"
    assert served(cors="*").options("/", headers=asks).status_code == 405
    elsewhere = served(cors="*", hosts="good.example").options("/api/v1/search?q=a", headers=asks)
    assert elsewhere.status_code == 400
    assert served(cors="*").options("/api/v1/search").status_code == 405


def test_cors_can_be_restricted_and_switched_off(served: Client) -> None:
    off = served(cors="none")
    some = served(cors="https://a.example,https://b.example")
    for path in SHARED:
        sent = {"Origin": "https://b.example"}
        assert "Access-Control-Allow-Origin" not in off.get(path, headers=sent).headers
        answer = some.get(path, headers=sent)
        assert answer.headers["Access-Control-Allow-Origin"] == "https://b.example"
        assert "Origin" in answer.vary
        other = some.get(path, headers={"Origin": "https://c.example"})
        assert "Access-Control-Allow-Origin" not in other.headers
        assert "Origin" in other.vary


@pytest.mark.parametrize("path", ["/", "/help", "/api/v1/search", "/feed.atom", "/openapi.json"])
def test_large_responses_are_compressed_for_clients_that_accept_it(
    client: FlaskClient, path: str
) -> None:
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.vary
    small = client.get(path, headers={"Accept-Encoding": "br, gzip;q=0.5"})
    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) == len(small.data) < len(plain.data)
    length = len(gzip.decompress(small.data))
    assert abs(length - len(plain.data)) < 10, "but for `took_ms` they are the same"
    for refused in ("identity", "gzip;q=0", "gzip;q=0.5, identity", "br"):
        answer = client.get(path, headers={"Accept-Encoding": refused})
        assert "Content-Encoding" not in answer.headers
    head = client.head(path, headers={"Accept-Encoding": "gzip"})
    assert (head.status_code, head.data) == (200, b"")


def test_caches_distinguish_encodings(client: FlaskClient) -> None:
    accepted = {"Accept-Encoding": "gzip"}
    tag = client.get("/api/v1/search", headers=accepted).headers["ETag"]
    again = client.get("/api/v1/search", headers={**accepted, "If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert "Accept-Encoding" in again.vary
    assert "Content-Encoding" not in again.headers


def test_fonts_and_short_responses_are_not_compressed(client: FlaskClient) -> None:
    accepted = {"Accept-Encoding": "gzip"}
    sheet = client.get("/").text.partition('href="/static/page.')[2].partition('"')[0]
    style = client.get(f"/static/page.{sheet}", headers=accepted)
    assert style.headers["Content-Encoding"] == "gzip"
    font = gzip.decompress(style.data).decode().partition('url("')[2].partition('"')[0]
    assert "Content-Encoding" not in client.get(f"/static/{font}", headers=accepted).headers
    assert "Content-Encoding" not in client.get("/livez", headers=accepted).headers
