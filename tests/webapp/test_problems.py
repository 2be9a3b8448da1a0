"""Errors: media type and language."""

import html
import json
import re
from typing import get_args

import pytest
from flask.testing import FlaskClient

from indexer.errors import BUILD, BUILD_ANEW, IndexMissing, SearchTooLong
from tests.webapp.fake_collection import FakeCollection
from webapp import texts
from webapp.texts import LANGUAGES, errors

LETTERS = {"ar": "[؀-ۿ]", "zh": "[一-鿿]", "en": "[a-z]"}
PROBLEM = "application/problem+json"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nosuch", 404),
        ("POST", "/api/v1/search", 405),
        ("GET", "/api/v1/search?q=" + "a" * 29_000, 414),
        ("GET", "/api/v1/search?page=0&mode=x&nosuch=1", 422),
    ],
)
def test_problems_are_in_the_language_of_the_client(
    client: FlaskClient, language: str, method: str, path: str, status: int
) -> None:
    sent = {"Accept-Language": f"{language}-XX;q=0.8, fr"}
    answer = client.open(path, method=method, headers=sent)
    assert (answer.status_code, answer.content_type) == (status, PROBLEM)
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.vary
    body = json.loads(answer.data)
    assert body["status"] == status
    faults = [fault["detail"] for fault in body.get("errors", [])]
    for text in (body["title"], body["detail"], *faults):
        assert re.search(LETTERS[language], text), text


def test_programs_that_ask_for_no_language_get_english(client: FlaskClient) -> None:
    for headers in ({}, {"Accept-Language": "fr"}, {"Accept-Language": ";;q=x"}):
        answer = client.get("/api/v1/nosuch", headers=headers)
        assert json.loads(answer.data)["title"] == "Not Found"


def test_the_command_that_helps_is_in_every_language(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for command in (BUILD, BUILD_ANEW):
        collection.failure = IndexMissing("gone", command)
        for language in LANGUAGES:
            answer = client.get("/api/v1/search", headers={"Accept-Language": language})
            assert f"`{command}`" in json.loads(answer.data)["detail"]


@pytest.mark.parametrize("path", ["/?q=a", "/api/v1/search?q=a"])
def test_a_search_that_takes_too_long_is_503(
    client: FlaskClient, collection: FakeCollection, path: str
) -> None:
    collection.failure = SearchTooLong("5 s")
    for language in LANGUAGES:
        answer = client.get(path, headers={"Accept-Language": language})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
        told = errors.outage_message(language, "slow").detail
        assert path.startswith("/?") or json.loads(answer.data)["detail"] == told
        assert b"kashaf build" not in answer.data


def test_every_status_has_a_message_in_every_language() -> None:
    for language in LANGUAGES:
        told = [errors.message(language, status) for status in errors.STATUSES]
        assert len({words.detail for words in told}) == len(told)
        passing = [errors.outage_message(language, trouble) for trouble in get_args(errors.Outage)]
        assert len({words.detail for words in passing}) == len(passing) == 5
    assert errors.message("en", 418) == errors.message("en", 400)
    assert errors.message("en", 502) == errors.message("en", 500)


def test_a_status_without_its_own_page_has_that_of_its_class() -> None:
    for language in LANGUAGES:
        pages = texts.for_language(language).refusals
        assert pages.for_status(422) == pages.parameters
        assert (
            pages.for_status(418)
            == pages.for_status(431)
            == pages.for_status(400)
            == pages.bad_request
        )
        assert (
            pages.for_status(501) == pages.for_status(502) == pages.for_status(500) == pages.server
        )


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("application/json", PROBLEM),
        ("application/json; charset=utf-8", PROBLEM),
        ("application/problem+json, text/html;q=0.5", PROBLEM),
    ],
)
def test_at_pages_the_client_chooses_the_media_type(
    client: FlaskClient, accept: str, kind: str
) -> None:
    for path in ("/nosuch", "/?page=0", "/releases/nosuch"):
        answer = client.get(path, headers={"Accept": accept} if accept else {})
        assert answer.content_type == kind


@pytest.mark.parametrize("accept", ["text/html", "image/png", "application/json;q=0"])
def test_the_api_has_json_only(client: FlaskClient, accept: str) -> None:
    answer = client.get("/api/v1/search", headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (406, PROBLEM)


@pytest.mark.parametrize(
    "accept",
    [
        "*/*", "application/*", "application/json", PROBLEM, "x,*/*",
        "application/json; charset=utf-8", "text/html, application/json;charset=UTF-8;q=0.5",
    ],
)  # fmt: skip
def test_clients_that_accept_json_get_it(client: FlaskClient, accept: str) -> None:
    for path in ("/api/v1/search", "/api/v1/releases/a1"):
        assert client.get(path, headers={"Accept": accept}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/help?lnag", 422),
        ("/help?lang%FF", 422),
        ("/?q=%FF&pgae", 422),
        ("/nowhere?abc", 404),
        ("/?q=x&from=2025-02-31&abc=", 422),
    ],
)
def test_the_page_of_faults_renders_with_any_other_parameters(
    client: FlaskClient, path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "<form" in answer.text


@pytest.mark.parametrize(
    ("path", "status", "way"),
    [
        ("/?q=a&mode=root&year=2025&from=x", 422, "/?q=a&mode=root&year=2025"),
        ("/?q=a&match=any&page=0&lang=en&utm=b", 422, "/?q=a&match=any&lang=en"),
        ("/?q=a&from=2025&to=2024&sort=title", 422, "/?q=a&from=2025&sort=title"),
        ("/?q=a&year=x&yaer=2025&agency=b", 422, "/?q=a&agency=b"),
        ("/releases/a1?q=a&from=x&mode=root", 422, "/releases/a1?q=a&mode=root"),
        # The page does not exist, but the search is usable.
        ("/releases/nosuch?q=a&mode=root&year=2025&lang=en", 404, "/?q=a&mode=root&year=2025&lang=en"),
        ("/nosuch?q=a&year=x&utm=b", 404, "/?q=a"),
    ],
)  # fmt: skip
def test_the_way_on_is_the_search_without_its_faults(
    client: FlaskClient, path: str, status: int, way: str
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    [first] = re.findall('class="first" href="([^"]*)"', answer.text)
    assert html.unescape(first) == way


@pytest.mark.parametrize(
    ("letters", "named", "more"), [("abcde", 5, False), ("abcdefghijklmnopqrstuvwxz", 20, True)]
)
def test_the_way_on_names_the_first_of_many_faulty_parameters(
    client: FlaskClient, letters: str, named: int, more: bool
) -> None:
    query = "&".join(f"yea{letter}=1" for letter in letters)
    page = client.get(f"/?q=a&{query}").text
    [first] = re.findall('<a class="first" href="/.q=a">(.*)</a>', page)
    assert first.count("<code") == named
    assert first.endswith(" …") is more


def test_a_parameter_with_several_faults_is_named_once(client: FlaskClient) -> None:
    query = "&".join(f"year=x{number}" for number in range(25))
    [first] = re.findall('<a class="first"[^>]*>(.*)</a>', client.get(f"/?q=a&{query}").text)
    assert first.endswith('<code dir="ltr">year</code>')


def test_a_refused_query_is_not_dropped(client: FlaskClient) -> None:
    assert 'class="first"' not in client.get("/?q=%FF&year=2025").text
