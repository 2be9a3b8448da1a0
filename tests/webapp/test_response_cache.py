"""Cached responses of the search API."""

import datetime
import json
from typing import Any, Self

import pytest
from flask.testing import FlaskClient

from indexer.cache import ByteCache
from indexer.errors import IndexMissing
from indexer.search_warnings import TIME_IS_UP, Warn
from tests.webapp.fake_collection import FakeCollection
from webapp.api import response_cache

PATH = "/api/v1/search?q=الهجرة"


def search(client: FlaskClient, path: str = PATH) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200
    body: dict[str, Any] = json.loads(answer.data)
    return body


def test_only_the_time_differs(client: FlaskClient, collection: FakeCollection) -> None:
    first, second = client.get(PATH), client.get(PATH)
    assert collection.searches == 1
    bodies = [json.loads(answer.data) for answer in (first, second)]
    assert [list(body) for body in bodies] == [list(bodies[0])] * 2
    assert all(isinstance(body.pop("took_ms"), float) for body in bodies)
    assert bodies[0] == bodies[1]
    for name in ("ETag", "Content-Type", "Cache-Control", "Vary"):
        assert first.headers[name] == second.headers[name]


def test_other_parameters_have_other_responses(client: FlaskClient) -> None:
    search(client)
    assert "snippets" not in search(client, f"{PATH}&fields=title")["hits"][0]
    assert "title_html" not in search(client, f"{PATH}&highlight=none")["hits"][0]
    assert search(client, f"{PATH}&page=2")["page"] == 2


def test_a_new_build_is_searched(client: FlaskClient, collection: FakeCollection) -> None:
    search(client)
    collection.generation = "gen-000002-bbbbbbbb"
    assert search(client)["index"]["generation"] == "gen-000002-bbbbbbbb"
    assert collection.searches == 2


def test_responses_are_not_reused_on_another_day(
    client: FlaskClient, collection: FakeCollection, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(datetime.date):
        @classmethod
        def today(cls) -> Self:
            return cls(2100, 1, 1)

    search(client)
    monkeypatch.setattr(datetime, "date", Tomorrow)
    search(client)
    assert collection.searches == 2


def test_results_cut_short_by_the_deadline_are_not_cached(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.warnings = (TIME_IS_UP,)
    search(client)
    collection.warnings = (Warn("empty_period", "x"),)
    assert [warning["code"] for warning in search(client)["warnings"]] == ["empty_period"]


@pytest.mark.parametrize("known", ["the tag", "*"])
def test_a_client_with_a_current_copy_gets_304(client: FlaskClient, known: str) -> None:
    tag = client.get(PATH).headers["ETag"]
    again = client.get(PATH, headers={"If-None-Match": tag if known == "the tag" else known})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_faults_come_in_the_usual_order(client: FlaskClient, collection: FakeCollection) -> None:
    search(client)
    collection.failure = IndexMissing("gone")
    assert client.get(PATH).status_code == 503
    assert client.get("/api/v1/search?page=0").status_code == 422


def test_the_cache_is_bounded(client: FlaskClient, collection: FakeCollection) -> None:
    kept = ByteCache[response_cache.CachedResponse](lambda copy: copy.nbytes, 10_000)
    response_cache.CACHE.set(client.application, kept)
    for number in range(20):
        search(client, f"{PATH}{number}")
    assert 0 < len(kept) < 10
    search(client, f"{PATH}19")
    assert collection.searches == 20


def test_a_cached_cursor_is_gone_with_its_build(
    client: FlaskClient, collection: FakeCollection
) -> None:
    following = search(client, "/api/v1/search?q=الهجرة&per_page=1")["links"]["next"]
    search(client, following)
    search(client, following)
    collection.generation = "gen-000002-bbbbbbbb"
    assert client.get(following).status_code == 410


@pytest.mark.parametrize(
    "body",
    [
        {"took_ms": 1.5},
        {"took_ms": 1.5, "q": "x"},
        {"q": "x", "took_ms": 1.5},
        {"q": "x", "took_ms": 1.5, "hits": [{"took": 0}]},
        {"q": '"took_ms":0', "words": ["took_ms", '\\"took_ms":0'], "took_ms": 1.5},
        {"q": "\ud800", "took_ms": 1.5},
    ],
)
def test_body_is_split_at_its_took_ms_wherever_it_is(body: dict[str, Any]) -> None:
    before, after = response_cache.split_at_took_ms(body)
    shown = {**body, "q": "?"} if body.get("q") == "\ud800" else body
    assert list(json.loads(before + b"1.5" + after).items()) == list(shown.items())


def test_a_body_without_its_time_is_a_fault() -> None:
    with pytest.raises(ValueError, match="took_ms"):
        response_cache.split_at_took_ms({"q": "took_ms"})
