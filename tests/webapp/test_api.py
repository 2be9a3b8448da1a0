"""The search API: answers, errors, conditional requests."""

import datetime
import json
from typing import Any, cast
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.errors import (
    BUILD,
    BUILD_ANEW,
    IndexDamaged,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    KashafError,
    ReaderOutOfDate,
)
from indexer.search_warnings import Warn, WarningCode
from indexer.settings import Settings
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.addresses import cursors, links
from webapp.addresses.search_address import ApiAddress, SearchAddress
from webapp.api import api_results
from webapp.app import create_app


def search(client: FlaskClient, query: str = "") -> dict[str, Any]:
    answer = client.get(f"/api/v1/search?{query}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = json.loads(answer.data)
    return body


def test_the_shape_is_that_of_the_contract(client: FlaskClient) -> None:
    body = search(client, "q=للهجرة")
    assert list(body) == [
        "query", "total", "page", "per_page", "hits", "facets", "undated", "suggestions", "warnings",
        "index", "took_ms", "links",
    ]  # fmt: skip
    assert body["total"] == {"value": 2, "relation": "eq"}
    hit = body["hits"][0]
    assert list(hit) == [
        "id", "url", "title", "title_html", "published", "event_date", "place", "agency",
        "language", "title_matches", "score", "snippets",
    ]  # fmt: skip
    assert hit["published"] == "2025-10-14"
    assert hit["event_date"] == "2025-09-17"
    assert hit["title_html"] == "ندوة إدارة <mark>الهجرة</mark>"
    assert body["hits"][1]["place"] is None
    assert body["index"] == {
        "generation": "gen-000001-aaaaaaaa",
        "built_at": "2025-11-20T08:30:00+00:00",
        "releases": 2,
    }
    assert body["facets"]["year"][0] == {"value": "2025", "count": 1, "selected": False}


def test_matches_are_code_points_of_the_text(client: FlaskClient) -> None:
    for hit in search(client, "q=للهجرة")["hits"]:
        for snippet in hit["snippets"]:
            assert snippet["matches"]
            for match in snippet["matches"]:
                word = snippet["text"][match["start"] : match["end"]]
                assert f"<mark>{word}</mark>" in snippet["html"]


def test_hits_are_made_once(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def shorten(snippet: object, _: object) -> dict[str, str]:
        made.append(snippet)
        return {"text": ""}

    monkeypatch.setattr(api_results, "_snippet", shorten)
    shown = sum(len(hit["snippets"]) for hit in search(client, "q=للهجرة")["hits"])
    assert len(made) == shown > 0


def test_text_is_utf8_and_not_escaped(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search")
    assert "ندوة".encode() in answer.data
    assert answer.content_type == "application/json"


def test_links_lead_through_all_pages(client: FlaskClient, collection: FakeCollection) -> None:
    for n in range(7):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    seen = []
    address = "/api/v1/search?per_page=4"
    while address:
        body = json.loads(client.get(address).data)
        assert body["links"]["self"] == address
        seen += [hit["id"] for hit in body["hits"]]
        address = body["links"]["next"]
    assert sorted(seen) == sorted(collection.releases)
    assert body["page"] == 3
    assert body["links"]["prev"] == "/api/v1/search?page=2&per_page=4"
    assert search(client, "page=9&per_page=4")["links"]["prev"].startswith("/api/v1/search?page=3")


def test_an_answer_leads_to_the_same_hits_for_readers(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for n in range(7):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    first = search(client, "q=نص&per_page=4&facets=0")
    assert first["links"]["html"] == "/?q=%D9%86%D8%B5&per_page=4"
    second = json.loads(client.get(first["links"]["next"]).data)
    assert second["links"]["html"] == "/?q=%D9%86%D8%B5&page=2&per_page=4"
    deep = search(client, f"page={limits.DEEPEST_HIT}&per_page=100")["links"]["html"]
    assert deep == "/?per_page=100"
    assert client.get(deep).status_code == 200


def walk(client: FlaskClient, address: str) -> tuple[list[str], str]:
    """The ids of one page and the address of the next."""
    body = json.loads(client.get(address).data)
    return [hit["id"] for hit in body["hits"]], body["links"]["next"]


def test_a_cursor_belongs_to_its_search_and_its_build(
    client: FlaskClient, collection: FakeCollection
) -> None:
    for n in range(7):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    first, following = walk(client, "/api/v1/search?per_page=4&q=نص")
    # Fields and page size may change between pages; the search may not.
    second, end = walk(client, f"{following}&facets=0&snippets=0&fields=id")
    assert sorted(first + second) == [f"n{n}" for n in range(7)]
    assert end is None
    fewer, _ = walk(client, following.replace("per_page=4", "per_page=2"))
    assert fewer == second[:2]
    other = client.get(following.replace("q=", "q=x"))
    assert other.status_code == 422
    assert json.loads(other.data)["errors"][0]["code"] == "not_a_cursor"
    collection.generation = "gen-000002-bbbbbbbb"
    gone = client.get(following)
    assert (gone.status_code, gone.content_type) == (410, "application/problem+json")


@pytest.mark.parametrize("cursor", ["", "a", "x.y", "%00", "é", "Z2VuLTE", "A" * 200, "*"])
def test_a_forged_cursor_is_422(client: FlaskClient, cursor: str) -> None:
    assert client.get(f"/api/v1/search?cursor={cursor}").status_code == 422


def test_a_forged_offset_in_a_cursor_gives_a_page_without_hits(client: FlaskClient) -> None:
    forged = cursors.continue_at(ApiAddress(), "gen-000001-aaaaaaaa", 999_999_999)
    body = json.loads(client.get(links.api(forged)).data)
    assert (body["hits"], body["links"]["next"]) == ([], None)


def test_fields_choose_the_keys_of_hits(client: FlaskClient, collection: FakeCollection) -> None:
    body = search(client, "q=للهجرة&fields=title,score")
    assert [list(hit) for hit in body["hits"]] == [["id", "title", "score"]] * 2
    assert "fields=title%2Cscore" in body["links"]["self"]
    assert collection.asked.snippets == 0, "what is not shown is not made"
    assert search(client, "q=للهجرة&fields=snippets")["hits"][0]["snippets"]


@pytest.mark.parametrize(
    ("highlight", "title", "snippet"),
    [
        ("html", {"title_html", "title_matches"}, {"text", "html", "matches", "offset", "field"}),
        ("offsets", {"title_matches"}, {"text", "matches", "offset", "field"}),
        ("text", set(), {"text", "offset", "field"}),
        ("none", set(), None),
    ],
)
def test_highlight_chooses_how_matches_are_shown(
    client: FlaskClient, highlight: str, title: set[str], snippet: set[str] | None
) -> None:
    hit = search(client, f"q=للهجرة&highlight={highlight}")["hits"][0]
    assert set(hit) & {"title_html", "title_matches"} == title
    assert [set(each) for each in hit["snippets"]] == ([snippet] if snippet else [])


@pytest.mark.parametrize(
    ("asked", "marks", "snippets"),
    [
        ("", True, True),
        ("fields=id", False, False),
        ("fields=title,score", False, False),
        ("fields=title_html", True, False),
        ("fields=title_matches&highlight=offsets", True, False),
        ("fields=title_matches&highlight=text", False, False),
        ("highlight=none", False, False),
        ("fields=snippets&highlight=text", True, True),
    ],
)
def test_matches_that_are_not_shown_are_not_searched_for(
    client: FlaskClient, collection: FakeCollection, asked: str, marks: bool, snippets: bool
) -> None:
    search(client, f"q=للهجرة&{asked}")
    assert (collection.asked.marks, collection.asked.snippets > 0) == (marks, snippets)


def test_links_to_page_and_feed_keep_the_search(client: FlaskClient) -> None:
    found = search(client, "q=a&mode=root&page=1&sort=title&snippets=1&facets=0")["links"]
    assert found["html"] == "/?q=a&mode=root&sort=title"
    assert found["feed"] == "/feed.atom?q=a&mode=root"
    assert found["next"] is None
    assert found["prev"] is None


def test_facets_can_be_left_out(client: FlaskClient) -> None:
    assert search(client, "facets=0")["facets"] == {}


def test_suggestions_and_warnings(client: FlaskClient, collection: FakeCollection) -> None:
    collection.warnings = (Warn("open_quote"),)
    body = search(client, "q=الهجرة+قمر")
    assert body["suggestions"] == [
        {
            "kind": "match_any",
            "q": "الهجرة قمر",
            "mode": "stem",
            "match": "any",
            "without": [],
            "total": 2,
        }
    ]
    [warning] = body["warnings"]
    assert (warning["code"], warning["detail"]) == ("open_quote", "")
    assert warning["message"] == texts.for_language("en").warnings["open_quote"]


def test_warnings_are_in_the_language_of_the_client(
    client: FlaskClient, collection: FakeCollection
) -> None:
    unknown = Warn(cast(WarningCode, "nosuch"), "y")
    collection.warnings = (Warn("unknown_field", "x"), unknown)
    tags = set()
    # Twice, as the second response is cached.
    for language in (*texts.LANGUAGES, *texts.LANGUAGES):
        answer = client.get("/api/v1/search?q=x", headers={"Accept-Language": language})
        told = texts.for_language(language).warnings["unknown_field"].format(n="x")
        messages = [warning["message"] for warning in answer.get_json()["warnings"]]
        assert messages == [told, "nosuch y"]
        assert answer.headers["Content-Language"] == language
        assert "Accept-Language" in answer.headers["Vary"]
        tags.add(answer.headers["ETag"])
    assert len(tags) == len(texts.LANGUAGES)


@pytest.mark.parametrize("path", ["search", "releases/a1", "status", "analyze"])
def test_unknown_parameters_are_422_everywhere(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}?nosuch=1")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    body = json.loads(answer.data)
    assert list(body) == ["type", "title", "status", "detail", "instance", "errors"]
    assert body["instance"] == f"/api/v1/{path}"
    [error] = body["errors"]
    assert (error["parameter"], error["code"]) == ("nosuch", "unknown")
    assert error["detail"]


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_only_the_first_of_many_faults_are_listed_and_the_rest_counted(
    client: FlaskClient, language: str
) -> None:
    asked = "&".join(f"nosuch{number}=" for number in range(2_000))
    answer = client.get(f"/api/v1/search?mode=x&{asked}", headers={"Accept-Language": language})
    body = json.loads(answer.data)
    assert [error["parameter"] for error in body["errors"]][:2] == ["mode", "nosuch0"]
    assert len(body["errors"]) == 20
    assert body["detail"].endswith(f"{texts.for_language(language).more_faults} 1981")
    assert len(answer.data) < 20_000
    few = json.loads(client.get("/api/v1/search?mode=x&nosuch=1").data)
    assert len(few["errors"]) == 2
    assert few["detail"] == "Some parameters cannot be used."


def test_a_page_lists_the_first_of_many_faults_and_counts_the_others(client: FlaskClient) -> None:
    page = client.get("/?lang=en&" + "&".join(f"year=a{number}" for number in range(30))).text
    assert page.count('<code dir="ltr">year</code>\n') == 20
    assert "Other errors, which are not listed: 10" in page
    few = client.get("/?lang=en&year=a&year=b").text
    assert "not listed" not in few


@pytest.mark.parametrize("error", [IndexMissing, IndexDamaged, IndexOutOfDate])
@pytest.mark.parametrize("path", ["search", "releases/a1", "status"])
def test_no_index_is_503(
    client: FlaskClient, collection: FakeCollection, path: str, error: type[IndexUnavailable]
) -> None:
    mend = BUILD_ANEW if error is IndexDamaged else BUILD
    collection.failure = error("/secret/folder is gone", mend)
    answer = client.get(f"/api/v1/{path}", headers={"If-None-Match": 'W/"x"'})
    assert answer.status_code == 503
    assert answer.headers["Retry-After"].isdigit()
    assert f"`{mend}`" in json.loads(answer.data)["detail"]
    assert "secret" not in answer.text


def test_the_advised_command_names_the_folder_of_the_index(
    client: FlaskClient, collection: FakeCollection
) -> None:
    usual = create_app(Settings.load({}, {}), collection).test_client()
    collection.failure = IndexMissing("/secret/folder is gone", BUILD)
    for site, aimed in ((client, True), (usual, False)):
        page = site.get("/?lang=en").text
        assert "kashaf build</code>" in page
        assert ("--index</code> as the server" in page) is aimed
        assert ("--index as this server" in site.get("/api/v1/search").text) is aimed


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (IndexUnavailable("/secret/folder: Permission denied"), "cannot be read"),
        (ReaderOutOfDate("/secret/folder was built by another version"), "restart"),
    ],
)
@pytest.mark.parametrize("path", ["/?lang=en", "/api/v1/search"])
def test_no_build_is_advised_if_it_would_not_help(
    client: FlaskClient, collection: FakeCollection, path: str, failure: KashafError, said: str
) -> None:
    collection.failure = failure
    answer = client.get(path)
    assert answer.status_code == 503
    assert said in answer.text
    assert "kashaf build" not in answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "path", ["nosuch", "releases/nosuch", "releases/", "releases/nosuch/similar"]
)
def test_absent_things_are_404_problems(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


def test_a_release_has_the_further_keys_of_its_source(
    client: FlaskClient, collection: FakeCollection
) -> None:
    kept = {"رقم": "م/٥٥", "n": 3, "tags": ["<b>"]}
    collection.releases["x"] = release("x", "بيان", "نص", extra=kept)
    assert json.loads(client.get("/api/v1/releases/x").data)["extra"] == kept
    assert json.loads(client.get("/api/v1/releases/a1").data)["extra"] == {}


def test_a_release_with_its_matches(client: FlaskClient) -> None:
    body = json.loads(client.get("/api/v1/releases/a1?q=هجرة").data)
    words = [body["body"][match["start"] : match["end"]] for match in body["body_matches"]]
    assert words == ["للهجرة", "والهجرة"]
    assert "<mark>والهجرة</mark>" in body["body_html"]
    assert body["links"]["html"] == "/releases/a1"


@pytest.mark.parametrize(
    "name", ["a/b", "/a", "a/", "a//b", "a b", "هجرة", "a?b#c%", "'\"<&>", "..%2f", "a\nb", "🌍"]
)
def test_ids_may_hold_any_character(
    client: FlaskClient, collection: FakeCollection, name: str
) -> None:
    collection.releases = {name: release(name, "عنوان", "نص")}
    [hit] = search(client)["hits"]
    assert hit["url"] == f"/releases/{quote(name, safe='')}"
    assert client.get(hit["url"]).status_code == 200
    assert json.loads(client.get(f"/api/v1{hit['url']}").data)["id"] == name


def test_analyze_needs_no_index(client: FlaskClient, collection: FakeCollection) -> None:
    collection.failure = IndexMissing("gone")
    body = json.loads(client.get("/api/v1/analyze?text=في الهجرة").data)
    assert [token["surface"] for token in body["tokens"]] == ["في", "الهجرة"]
    assert body["tokens"][1]["start"] == 3
    assert body["tokens"][0]["stop"] is True
    assert {"normalised", "proclitics", "stem", "root", "protected"} <= set(body["tokens"][1])


def test_broken_characters_do_not_break_the_answer(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "قبل \ud800 بعد", "نص \x00 \udfff")}
    assert search(client)["hits"][0]["title"] == "قبل ? بعد"
    for path in ("/", "/releases/x", "/feed.atom", "/api/v1/releases/x"):
        assert client.get(path).status_code == 200


def test_releases_without_dates(client: FlaskClient, collection: FakeCollection) -> None:
    collection.releases = {"x": release("x", "", "", published=None)}
    hit = search(client)["hits"][0]
    assert (hit["published"], hit["event_date"]) == (None, None)
    for path in ("/", "/releases/x", "/feed.atom"):
        assert client.get(path).status_code == 200


def test_status(client: FlaskClient) -> None:
    body = json.loads(client.get("/api/v1/status").data)
    assert body["index"]["releases"] == 2
    assert body["degraded"] is False
    assert datetime.datetime.fromisoformat(body["index"]["built_at"])


def test_completions_lead_to_a_search_or_a_release(client: FlaskClient) -> None:
    answer = client.get("/api/v1/suggest?q=ندوة")
    body = json.loads(answer.data)
    assert list(body) == ["query", "suggestions", "index"]
    assert body["query"] == {"q": "ندوة"}
    word, *titles = body["suggestions"]
    assert word == {
        "text": "ندوة",
        "kind": "word",
        "count": len(titles),
        "url": links.page(SearchAddress(SearchRequest("ندوة"))),
    }
    for title in titles:
        assert title["kind"] == "title"
        assert client.get(title["url"]).status_code == 200
    assert (
        client.get("/api/v1/suggest", headers={"If-None-Match": answer.headers["ETag"]}).status_code
        == 200
    )
    again = client.get("/api/v1/suggest?q=ندوة", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_completions_for_browsers(collection: FakeCollection) -> None:
    q, texts, remarks, addresses = api_results.opensearch_completions(collection.complete("ندوة"))
    assert q == "ندوة"
    assert isinstance(texts, list)
    assert isinstance(remarks, list)
    assert isinstance(addresses, list)
    assert texts[0] == "ندوة"
    assert len(texts) == len(remarks) == len(addresses) > 1


def test_similar_releases(client: FlaskClient) -> None:
    body = json.loads(client.get("/api/v1/releases/a1/similar").data)
    assert list(body) == ["id", "hits", "links", "index"]
    assert body["id"] == "a1"
    assert "a1" not in [hit["id"] for hit in body["hits"]]
    assert {"id", "url", "title", "score", "shared", "duplicate"} <= body["hits"][0].keys()
    assert body["hits"][0]["duplicate"] is True
    assert body["links"] == {"self": "/api/v1/releases/a1/similar", "html": "/releases/a1"}


@pytest.mark.parametrize(
    "address",
    ["suggest?query=x", "suggest?q=a&q=b", "releases/a1/similar?q=x", f"suggest?q={'ا' * 1001}"],
)
def test_odd_parameters_of_completions_and_similar_releases(
    client: FlaskClient, address: str
) -> None:
    assert client.get(f"/api/v1/{address}").status_code == 422


def test_guided_search_returns_modes_and_repeats(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.repeats = {"b/2 ؟#%": "a1"}
    found = search(client, "q=الهجرة&guided=1&facets=0")
    assert found["modes"] == {"exact": 2, "stem": 2, "root": 2}
    assert found["repeats"] == collection.repeats
    assert "guided=1" in found["links"]["self"]
    assert "guided" not in found["links"]["html"]
    assert not {"modes", "repeats"} & search(client, "q=الهجرة").keys()


def test_a_release_links_to_its_citations(client: FlaskClient) -> None:
    found = json.loads(client.get(f"/api/v1/releases/{quote('b/2 ؟#%', safe='')}").data)["links"]
    assert found["similar"] == f"{found['self']}/similar"
    for form, media in ("ris", "application/x-research-info-systems"), ("bibtex", "bibtex"):
        cited = client.get(found[form])
        assert cited.status_code == 200
        assert media in cited.content_type
