"""The OpenSearch description document."""

import json
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient

from webapp.addresses import hosts

NAMESPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


def test_a_browser_learns_to_search_here(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml?lang=en", base_url="http://search.example:8000")
    assert answer.content_type == "application/opensearchdescription+xml"
    root = ET.fromstring(answer.data)  # noqa: S314 - it was written here, a line before
    assert root.tag == f"{NAMESPACE}OpenSearchDescription"
    # The elements that the standard requires, and its bounds on their length.
    assert 1 <= len(root.findtext(f"{NAMESPACE}ShortName") or "") <= 16
    assert 1 <= len(root.findtext(f"{NAMESPACE}Description") or "") <= 1024
    templates = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{NAMESPACE}Url")}
    assert templates["text/html"] == "http://search.example:8000/?q={searchTerms}&lang=en"
    page = client.get(templates["text/html"].replace("{searchTerms}", "الهجرة"))
    assert page.status_code == 200
    assert "2 results for" in page.text
    assert 'rel="search"' in page.text


@pytest.mark.parametrize("host", ["a b", "x/../y", '"><x', "user@host", "host:999999", ""])
def test_an_invalid_host_has_no_base_address(host: str) -> None:
    with Flask("x").test_request_context("/", headers={"Host": host}):
        assert hosts.base_address() == ""


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "xn--mgbh0fb.example"]
)
def test_a_valid_host_makes_addresses_absolute(host: str) -> None:
    with Flask("x").test_request_context("/", headers={"Host": host}):
        assert hosts.base_address() == f"http://{host}"


def test_without_a_host_there_is_no_description(client: FlaskClient) -> None:
    answer = client.get("/opensearch.xml", headers={"Host": ""})
    assert answer.status_code == 400


def test_address_bars_complete_what_is_typed(client: FlaskClient) -> None:
    root = ET.fromstring(client.get("/opensearch.xml").data)  # noqa: S314 - as above
    templates = {url.attrib["type"]: url.attrib["template"] for url in root.iter(f"{NAMESPACE}Url")}
    address = templates["application/x-suggestions+json"].replace("{searchTerms}", "الهج")
    answer = client.get(address)
    assert answer.content_type == "application/x-suggestions+json"
    typed, texts, remarks, addresses = json.loads(answer.data)
    assert typed == "الهج"
    assert len(texts) == len(remarks) == len(addresses)
