"""The OpenAPI document matches every route, parameter and answer."""

import html
import json
import re
from typing import Any, get_args
from urllib.parse import parse_qsl, urlsplit

import jsonschema_rs
import pytest
from flask.testing import FlaskClient
from openapi_spec_validator import validate

from indexer import limits
from indexer.answers.results import CompletionKind, Relation, SuggestionKind
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.errors import IndexMissing
from indexer.query.parsed_query import Reason
from indexer.search_warnings import Warn, WarningCode
from tests.webapp.fake_collection import FakeCollection
from webapp import models
from webapp.addresses import table
from webapp.addresses.kinds import DATES
from webapp.addresses.search_address import HIT_FIELDS, Highlight
from webapp.api import openapi
from webapp.api.examples import EXAMPLES
from webapp.texts import errors

ADDRESSES = [
    ("/api/v1/search", "search"),
    ("/api/v1/search", "search?q=للهجرة&sort=title&mode=root&year=2025&per_page=1"),
    ("/api/v1/search", "search?q=الهجرة+قمر&facets=0"),
    ("/api/v1/search", "search?q=الهجرة&guided=1"),
    ("/api/v1/search", "search?fields=id,score"),
    *(("/api/v1/search", f"search?q=هجرة&highlight={each}") for each in get_args(Highlight)),
    ("/api/v1/releases/{id}", "releases/a1?q=هجرة"),
    ("/api/v1/releases/{id}", "releases/b%2F2%20%D8%9F%23%25"),
    ("/api/v1/analyze", "analyze?text=وللهجرة في ٢٠٢٥ والمدارس abc 中文"),
    ("/api/v1/analyze", "analyze"),
    ("/api/v1/status", "status"),
    ("/api/v1/releases/{id}/similar", "releases/a1/similar"),
    ("/api/v1/suggest", "suggest?q=ندوة"),
    ("/api/v1/suggest", "suggest"),
]
REFUSED = [
    ("/api/v1/search", "search?page=0&nosuch=1", {}, 422),
    ("/api/v1/search", "search", {"Accept": "image/png"}, 406),
    ("/api/v1/search", "search?q=" + "a" * 29_000, {}, 414),
    ("/api/v1/releases/{id}", "releases/nosuch", {}, 404),
]


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    """The document as a client reads it: from JSON."""
    read: dict[str, Any] = json.loads(json.dumps(openapi.document()))
    return read


def validator(document: dict[str, Any], path: str, status: int, kind: str) -> Any:
    """A validator for answers that rejects undeclared keys."""
    components = json.loads(json.dumps(document["components"]))
    for shape in components["schemas"].values():
        shape.setdefault("additionalProperties", False)
    found = document["paths"][path]["get"]["responses"][str(status)]["content"][kind]["schema"]
    return jsonschema_rs.Draft202012Validator({**found, "components": components})


@pytest.mark.parametrize(("path", "address"), ADDRESSES)
def test_answers_have_the_shape_of_the_document(
    client: FlaskClient,
    collection: FakeCollection,
    document: dict[str, Any],
    path: str,
    address: str,
) -> None:
    collection.warnings = (Warn("open_quote", "x"),)
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    validator(document, path, 200, "application/json").validate(json.loads(answer.data))


@pytest.mark.parametrize(("path", "address", "headers", "status"), REFUSED)
def test_errors_have_the_shape_of_the_document(
    client: FlaskClient,
    document: dict[str, Any],
    path: str,
    address: str,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = client.get(f"/api/v1/{address}", headers=headers)
    assert answer.status_code == status
    kind = "application/problem+json"
    assert answer.content_type == kind
    validator(document, path, status, kind).validate(json.loads(answer.data))


def test_no_index_has_the_shape_of_the_document(
    client: FlaskClient, collection: FakeCollection, document: dict[str, Any]
) -> None:
    collection.failure = IndexMissing("gone")
    for path in ("search", "status"):
        answer = client.get(f"/api/v1/{path}")
        shape = validator(document, f"/api/v1/{path}", 503, "application/problem+json")
        shape.validate(json.loads(answer.data))


@pytest.mark.parametrize(
    ("shape", "key", "values"),
    [
        ("Total", "relation", Relation),
        ("Suggestion", "kind", SuggestionKind),
        ("Warning", "code", WarningCode),
        ("LeftOut", "reason", Reason),
        ("Completion", "kind", CompletionKind),
    ],
)
def test_extensible_values_are_open_in_the_document_and_known_ones_listed(
    document: dict[str, Any], shape: str, key: str, values: object
) -> None:
    described = document["components"]["schemas"][shape]["properties"][key]
    assert jsonschema_rs.Draft202012Validator(described).is_valid("one that comes later")
    assert not jsonschema_rs.Draft202012Validator(described).is_valid(1)
    assert described["examples"] == [*get_args(values)]
    assert described["description"].startswith(", ".join(get_args(values)))


def test_a_wrong_answer_would_be_seen(document: dict[str, Any]) -> None:
    shape = validator(document, "/api/v1/status", 200, "application/json")
    right = {
        "index": {"generation": "g", "built_at": "2025-01-01", "releases": 1},
        "degraded": False,
    }
    assert shape.is_valid(right)
    assert not shape.is_valid({**right, "more": 1})
    assert not shape.is_valid({"degraded": False})


def test_every_route_is_in_it(client: FlaskClient, document: dict[str, Any]) -> None:
    rules = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule).replace("{release_id}", "{id}")
        for rule in client.application.url_map.iter_rules()
        if rule.rule.startswith("/api/")
    }
    assert rules == set(document["paths"])


def test_every_parameter_is_in_it(document: dict[str, Any]) -> None:
    for operation in openapi.OPERATIONS:
        described = document["paths"][operation.path]["get"]["parameters"]
        names = [each["name"] for each in described if each["in"] == "query"]
        assert names == list(table.accepted(operation.surface))
        assert all(each.get("description") for each in described if each["in"] == "query")


@pytest.mark.parametrize("name", ["from", "to"])
@pytest.mark.parametrize("text", DATES)
def test_the_dates_of_the_document_are_understood(
    client: FlaskClient, document: dict[str, Any], name: str, text: str
) -> None:
    described = document["paths"]["/api/v1/search"]["get"]["parameters"]
    (schema,) = (each["schema"] for each in described if each["name"] == name)
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(text)
    assert text in schema["examples"]
    assert client.get("/api/v1/search", query_string={name: text}).status_code == 200


@pytest.mark.parametrize("text", ["٢٠٢٥", "سبتمبر 2025", "1899-12", "2024-02-29", "last year"])
def test_dates_that_are_understood_are_valid_in_the_document(
    client: FlaskClient, document: dict[str, Any], text: str
) -> None:
    described = document["paths"]["/api/v1/search"]["get"]["parameters"]
    for name in ("from", "to"):
        [schema] = [each["schema"] for each in described if each["name"] == name]
        assert jsonschema_rs.Draft202012Validator(schema).is_valid(text)
        assert client.get("/api/v1/search", query_string={name: text}).status_code == 200


def test_every_error_of_a_get_that_the_help_lists_is_in_it(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    shown = re.findall(r"<dt><code>(\d+)</code>", client.get("/help/api").text)
    told = {status for each in document["paths"].values() for status in each["get"]["responses"]}
    assert "501" in shown
    assert {*shown} - told == {"405"}  # none that asks with GET is answered so


def test_the_next_page_is_an_address_that_the_document_knows(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    following = client.get("/api/v1/search?per_page=1").get_json()["links"]["next"]
    described = document["paths"]["/api/v1/search"]["get"]["parameters"]
    schemas = {each["name"]: each["schema"] for each in described}
    sent = dict(parse_qsl(urlsplit(following).query))
    assert "cursor" in sent
    assert sent.keys() <= schemas.keys()
    assert jsonschema_rs.Draft202012Validator(schemas["cursor"]).is_valid(sent["cursor"])


@pytest.mark.parametrize(("path", "address"), ADDRESSES)
def test_validators_are_documented_exactly_where_responses_have_them(
    client: FlaskClient, document: dict[str, Any], path: str, address: str
) -> None:
    told = document["paths"][path]["get"]["responses"]
    tag = client.get(f"/api/v1/{address}").headers.get("ETag")
    assert ("304" in told) is (tag is not None)
    assert "405" not in told  # none that asks with GET is answered so


@pytest.mark.parametrize(("path", "address"), [*ADDRESSES, ("/api/v1/export", "export?format=csv")])
def test_documented_headers_are_sent(
    client: FlaskClient, document: dict[str, Any], path: str, address: str
) -> None:
    told = document["paths"][path]["get"]["responses"]
    first = client.get(f"/api/v1/{address}")
    assert {"ETag", "Content-Disposition", "X-Request-ID"} & {*first.headers.keys()} == {
        *told["200"]["headers"]
    }
    sent = {each["name"] for each in document["paths"][path]["get"]["parameters"]}
    assert ("If-None-Match" in sent) is ("ETag" in first.headers)
    assert "Accept-Language" in sent
    if "ETag" in first.headers:
        again = client.get(f"/api/v1/{address}", headers={"If-None-Match": first.headers["ETag"]})
        assert again.status_code == 304
        assert {*told["304"]["headers"]} <= {*again.headers.keys()}


def test_retry_after_is_documented_where_it_is_sent(
    client: FlaskClient, collection: FakeCollection, document: dict[str, Any]
) -> None:
    collection.failure = IndexMissing("gone")
    for path, methods in document["paths"].items():
        waited = {
            status
            for status, each in methods["get"]["responses"].items()
            if "Retry-After" in each["headers"]
        }
        assert waited == {"429", "503"}, path
    assert "Retry-After" in client.get("/api/v1/search").headers


def test_dates_and_times_have_formats(client: FlaskClient, document: dict[str, Any]) -> None:
    answer = client.get("/api/v1/search?q=هجرة").get_json()
    shape = {**document["paths"]["/api/v1/search"]["get"]["responses"]["200"]["content"]}
    checked = jsonschema_rs.Draft202012Validator(
        {**shape["application/json"]["schema"], "components": document["components"]},
        validate_formats=True,
    )
    assert answer["hits"][0]["published"]
    assert checked.is_valid(answer)
    for key in ("published", "event_date"):
        assert not checked.is_valid({**answer, "hits": [{**answer["hits"][0], key: "14/10/2025"}]})
    assert not checked.is_valid({**answer, "index": {**answer["index"], "built_at": "today"}})


def test_the_count_of_a_spelling_is_told_from_a_number_of_releases(
    document: dict[str, Any],
) -> None:
    described = document["components"]["schemas"]["FormCount"]["description"]
    assert "how often it occurs in the whole collection, not how many releases" in described


def test_a_field_that_is_named_twice_is_returned_once(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    described = document["paths"]["/api/v1/search"]["get"]["parameters"]
    [schema] = [each["schema"] for each in described if each["name"] == "fields"]
    assert jsonschema_rs.Draft202012Validator(schema).is_valid(["id", "id"])
    assert [*client.get("/api/v1/search?fields=id,id").get_json()["hits"][0]] == ["id"]


def _describe_values(schema: dict[str, Any]) -> str:
    """The values of a schema as the help describes them."""
    one = schema.get("items", schema)
    if one["type"] == "integer":
        return f"whole number, {one['minimum']} to {one['maximum']}"
    if "enum" in one:
        return "1 or 0" if one["enum"] == ["1", "0"] else f"of {', '.join(one['enum'])}"
    if "examples" in one:
        return f"date, at most {DATE_CHARACTERS} characters"
    if "pattern" in one:
        return ", as 2025"
    return f"text, {one['minLength']} to {one['maxLength']} characters"


def test_the_help_lists_every_parameter_as_the_document_has_it(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    sections = client.get("/help/api").text.split("<h2><code>GET ")[1:]
    assert len(sections) == len(document["paths"])
    for section, (path, methods) in zip(sections, document["paths"].items(), strict=True):
        assert section.startswith(f"{path}</code>")
        described = [each for each in methods["get"]["parameters"] if each["in"] == "query"]
        rows = re.findall("<tbody>(.*?)</tbody>", section, re.S)
        assert len(rows) == len(described)
        for row, each in zip(rows, described, strict=True):
            text = " ".join(re.sub("<[^>]+>", " ", html.unescape(row)).split())
            schema = each["schema"]
            assert text.startswith(each["name"])
            assert _describe_values(schema) in text
            usual = str(schema.get("default", ""))
            meaning = f"{usual or 'none'} {each['description']}."
            assert re.sub("[` ]", "", meaning) in text.replace(" ", "")
            repeated = schema["type"] == "array" and "maxItems" in schema
            assert (f"up to {schema.get('maxItems')} times" in text) == repeated


def test_lists_are_as_long_as_the_document_allows(document: dict[str, Any]) -> None:
    shapes = {name: each["properties"] for name, each in document["components"]["schemas"].items()}
    assert (
        shapes["Search"]["facets"]["additionalProperties"]["maxItems"]
        == limits.MAX_FACET_VALUES
        == 100
    )
    assert shapes["Search"]["hits"]["maxItems"] == limits.MAX_PER_PAGE
    assert shapes["Search"]["suggestions"]["maxItems"] == limits.MAX_SUGGESTIONS
    assert shapes["Hit"]["snippets"]["maxItems"] == limits.MAX_SNIPPETS
    assert shapes["Completions"]["suggestions"]["maxItems"] == limits.MAX_COMPLETIONS
    assert shapes["SimilarReleases"]["hits"]["maxItems"] == limits.MAX_SIMILAR


def test_all_causes_of_a_503_are_documented(client: FlaskClient, document: dict[str, Any]) -> None:
    shown = html.unescape(re.sub("</?code>", "`", client.get("/help/api").text))
    told = document["paths"]["/api/v1/export"]["get"]["responses"]["503"]["description"]
    for cause in errors.messages(503):
        assert cause.detail in shown
        assert cause.detail in told
    assert len(errors.messages(503)) == 6
    assert "are answered with 503" in document["paths"]["/api/v1/export"]["get"]["description"]


def test_a_page_beside_a_cursor_is_ignored(client: FlaskClient, document: dict[str, Any]) -> None:
    following = client.get("/api/v1/search?per_page=1").get_json()["links"]["next"]
    one, other = (client.get(f"{following}{page}").get_json() for page in ("", "&page=7"))
    assert one["hits"] == other["hits"]
    assert one["page"] == other["page"] == 2
    parameters = document["paths"]["/api/v1/search"]["get"]["parameters"]
    [described] = [each["description"] for each in parameters if each["name"] == "page"]
    assert "cursor" in described


def test_it_is_an_openapi_document(document: dict[str, Any]) -> None:
    validate(document)


def test_it_is_served(client: FlaskClient, document: dict[str, Any]) -> None:
    answer = client.get("/openapi.json")
    assert answer.content_type == "application/json"
    assert json.loads(answer.data) == document
    assert document["openapi"].startswith("3.1")


def test_the_help_shows_every_route_parameter_and_example(
    client: FlaskClient, document: dict[str, Any]
) -> None:
    shown = html.unescape(client.get("/help/api").text)
    for path, methods in document["paths"].items():
        assert f"GET {path}" in shown
        for parameter in methods["get"]["parameters"]:
            assert parameter["name"] in shown
    for example in (each.at("http://localhost", "") for each in EXAMPLES):
        assert example.curl in shown
        assert example.python in shown


def test_generated_clients_have_no_colliding_names(document: dict[str, Any]) -> None:
    """Generators name types by operation and parameter, or by model and key."""
    operations = [methods["get"] for methods in document["paths"].values()]
    by_parameter = {
        _class(each["operationId"], parameter["name"])
        for each in operations
        for parameter in each["parameters"]
    }
    shapes = document["components"]["schemas"]
    by_key = {_class(name, key) for name, shape in shapes.items() for key in shape["properties"]}
    assert not (by_parameter & by_key)
    assert not ({_class(each["operationId"]) for each in operations} & {*map(_class, shapes)})
    assert len({each["operationId"] for each in operations}) == len(operations)
    assert _class("search", "facets") in by_key


def _class(*names: str) -> str:
    return "".join(part[:1].upper() + part[1:] for name in names for part in name.split("_"))


def test_every_operation_is_tagged(document: dict[str, Any]) -> None:
    tagged = {tag for methods in document["paths"].values() for tag in methods["get"]["tags"]}
    assert tagged == {tag["name"] for tag in document["tags"]}


def test_fields_may_name_every_key_of_a_hit() -> None:
    assert tuple(models.Hit.__annotations__) == HIT_FIELDS
