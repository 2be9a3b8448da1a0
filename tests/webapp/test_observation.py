"""Request ids, the access log and metrics."""

import json
import logging
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from indexer.errors import IndexMissing
from indexer.settings import Settings
from tests.webapp.fake_collection import FakeCollection
from webapp.app import create_app
from webapp.middleware.metrics import BUCKETS, Metrics


def samples(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Every value of /metrics by name and label values."""
    answer = client.get("/metrics", buffered=True)
    assert answer.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(client: FlaskClient) -> None:
    for address in ("search?q=هجرة", "search?q=قمر", "search?page=0", "releases/a1", "nosuch"):
        client.get(f"/api/v1/{address}", buffered=True)
    client.get("/?q=هجرة", buffered=True)
    found = samples(client)
    assert found["kashaf_requests_total", *sorted(("/api/v1/search", "200"))] == 2
    assert found["kashaf_requests_total", *sorted(("/api/v1/search", "422"))] == 1
    assert (
        found["kashaf_requests_total", *sorted(("/api/v1/releases/<name:release_id>", "200"))] == 1
    )
    assert found["kashaf_requests_total", *sorted(("none", "404"))] == 1
    assert found["kashaf_request_seconds_count", "/api/v1/search"] == 3
    assert found["kashaf_request_seconds_bucket", "+Inf", "/api/v1/search"] == 3
    assert found["kashaf_request_seconds_sum", "/api/v1/search"] > 0
    assert found["kashaf_searches_total",] == 3
    assert found["kashaf_searches_without_hits_total",] == 1
    assert found["kashaf_hits_total",] == 4


def test_metrics_describe_the_index(client: FlaskClient, collection: FakeCollection) -> None:
    found = samples(client)
    assert found["kashaf_index_ready",] == 1
    assert found["kashaf_index_releases",] == 2
    assert found["kashaf_index_info", "gen-000001-aaaaaaaa"] == 1
    assert found["kashaf_index_built_seconds",] == 1763627400
    collection.failure = IndexMissing("gone")
    assert samples(client)["kashaf_index_ready",] == 0


def test_metrics_hold_no_queries(client: FlaskClient) -> None:
    client.get("/api/v1/search?q=سرّ", buffered=True)
    client.get("/api/v1/releases/secret", buffered=True)
    text = client.get("/metrics").text
    assert "سرّ" not in text
    assert "secret" not in text


def test_latency_falls_into_buckets() -> None:
    metrics = Metrics(["/"])
    for seconds in (0.001, BUCKETS[0], 0.2, 99):
        metrics.count_request("/", 200, seconds)
    (latency,) = (m for m in metrics.collect() if m.name == "kashaf_request_seconds")
    reached = {
        sample.labels["le"]: sample.value for sample in latency.samples if "le" in sample.labels
    }
    assert (reached["0.005"], reached["0.1"], reached["0.25"]) == (2, 2, 3)
    assert (reached["5.0"], reached["+Inf"]) == (3, 4)


def test_counters_are_summed_over_processes() -> None:
    metrics = Metrics(["/"], processes=2)
    metrics.count_request("/", 200, 0.1)
    child = os.fork()
    if child == 0:
        metrics.use_row(1)
        metrics.count_request("/", 200, 0.1)
        metrics.count_search(0)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    values = {s.name: s.value for metric in metrics.collect() for s in metric.samples}
    assert values["kashaf_requests_total"] == 2
    assert values["kashaf_searches_without_hits_total"] == 1


def test_every_answer_has_an_id(client: FlaskClient) -> None:
    ids = [client.get(path).headers["X-Request-ID"] for path in ("/", "/", "/nosuch", "/?page=0")]
    assert len(set(ids)) == 4
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in ids)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Callable[[], dict[str, object]]:
    caplog.set_level(logging.INFO, "kashaf.access")

    def last() -> dict[str, object]:
        text = caplog.records[-1].getMessage()
        assert text.isascii()
        assert text.isprintable()
        record: dict[str, object] = json.loads(text)
        return record

    return last


def test_the_access_log_has_no_query_by_default(
    client: FlaskClient, logged: Callable[[], dict[str, object]], caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/api/v1/search?q=هجرة", buffered=True)
    record = logged()
    assert record["id"] == answer.headers["X-Request-ID"]
    assert (record["method"], record["route"], record["status"]) == ("GET", "/api/v1/search", 200)
    assert (record["bytes"], record["total"]) == (len(answer.data), 2)
    assert record["client"] == "127.0.0.1"
    client.get("/api/v1/releases/secret?q=هجرة", buffered=True)
    assert "secret" not in caplog.text
    assert "%D9%87" not in caplog.text
    assert "u0647" not in caplog.text


def test_queries_are_logged_if_that_is_switched_on(
    collection: FakeCollection, tmp_path: Path, logged: Callable[[], dict[str, object]]
) -> None:
    settings = Settings.load({"index": tmp_path, "log": "queries"}, {})
    app = create_app(settings, collection)
    app.test_client().get("/releases/é%1B[31m%0A?q=x%0a", buffered=True)
    record = logged()
    assert record["path"] == "/releases/é\x1b[31m\n"
    assert record["query"] == "q=x%0a"
