"""The Atom feed."""

import dataclasses
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from indexer.answers.results import Hit, SearchRequest, Snippet
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site
from webapp.pages import feed
from webapp.texts import LANGUAGES

ATOM = "{http://www.w3.org/2005/Atom}"


_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "data" / "feeds" / "atom.rng"))
# Rules of the schema of RFC 4287 beyond its grammar.
_RULES = (
    "/a:feed[a:author or not(a:entry[not(a:author)])]",
    "not(//a:entry[not(a:link[@rel='alternate'] or a:link[not(@rel)] or a:content)])",
    "not(//a:entry[not(a:author or ../a:author or a:source/a:author)])",
)


def faults(text: bytes) -> list[str]:
    """The faults of a feed by the schema of RFC 4287."""
    root = etree.fromstring(text)
    _SCHEMA.validate(root)
    names = {"a": "http://www.w3.org/2005/Atom"}
    broken = [rule for rule in _RULES if not root.xpath(rule, namespaces=names)]
    return [*map(str, _SCHEMA.error_log), *broken]


def parse(text: bytes) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - it was written here, a line before


def test_a_feed_of_a_search(client: FlaskClient) -> None:
    answer = client.get("/feed.atom?q=الهجرة&sort=title")
    assert answer.content_type == "application/atom+xml"
    root = parse(answer.data)
    assert root.findtext(f"{ATOM}title") == "كشّاف: الهجرة"
    for name in ("id", "updated", "author"):
        assert root.find(f"{ATOM}{name}") is not None
    entries = root.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}published") for entry in entries]
    assert days == ["2025-10-14T00:00:00Z", "2024-03-01T00:00:00Z"], "newest first"
    for entry in entries:
        assert (entry.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert client.get(link.attrib["href"]).status_code == 200


def test_a_release_without_a_date_is_dated_1970(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"x": release("x", "ع", "ن", published=None)}
    root = parse(client.get("/feed.atom").data)
    (entry,) = root.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"
    assert entry.find(f"{ATOM}published") is None


def test_a_public_parser_reads_it(client: FlaskClient, collection: FakeCollection) -> None:
    collection.releases["x"] = release("x", "<b>&amp; \x00ع", "ن", agency="<i>", published=None)
    for language in LANGUAGES:
        found = feedparser.parse(client.get(f"/feed.atom?lang={language}").data)
        assert not found.bozo
        assert found.version == "atom10"
        assert found.feed.id
        assert found.feed.updated_parsed
        assert len(found.entries) == 3
        assert len({entry.id for entry in found.entries}) == 3
        for entry in found.entries:
            # RFC 4287 requires of an entry id, title, updated and an author, its own or the feed's.
            assert entry.title
            assert entry.updated_parsed
            assert found.feed.author
            assert [link for link in entry.links if link.rel == "alternate"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["", "&q=الهجرة", "&q=زرافة", "&per_page=1&page=2", "&page=90"])
def test_the_schema_accepts_it(client: FlaskClient, language: str, query: str) -> None:
    assert faults(client.get(f"/feed.atom?lang={language}{query}").data) == []


def test_the_schema_finds_faults() -> None:
    assert faults(b'<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title></feed>')
    collection = FakeCollection([release("x", "بيان", "نص")])
    whole = feed.atom(
        collection.search(SearchRequest()), SearchAddress(), Site(texts.for_language("ar"), ""), ""
    )
    assert faults(whole) == []
    assert faults(whole.replace(b"<author>", b"<person>").replace(b"</author>", b"</person>"))
    assert faults(whole.replace(b'rel="alternate"', b'rel="related"'))


def test_ids_stay(client: FlaskClient) -> None:
    def ids() -> list[str | None]:
        root = parse(client.get("/feed.atom").data)
        return [element.text for element in root.iter(f"{ATOM}id")]

    assert ids() == ids()
    assert len(set(ids())) == 3


def test_feeds_and_descriptions_are_written_at_the_same_time(client: FlaskClient) -> None:
    app = client.application

    def fetch(address: str) -> bytes:
        return app.test_client().get(address).get_data()

    addresses = ["/feed.atom", "/opensearch.xml"] * 100
    with ThreadPoolExecutor(8) as pool:
        for address, text in zip(addresses, pool.map(fetch, addresses), strict=True):
            assert b"ns0:" not in text
            assert (b"<feed" if "feed" in address else b"<OpenSearchDescription") in text


def test_feeds_have_pages(client: FlaskClient, collection: FakeCollection) -> None:
    for n in range(5):
        collection.releases[f"n{n}"] = release(f"n{n}", f"بيان {n}", "نص")
    root = parse(client.get("/feed.atom?per_page=3&page=2").data)
    links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{ATOM}link")}
    assert links["next"] == "http://localhost/feed.atom?page=3&per_page=3"
    assert links["previous"] == "http://localhost/feed.atom?per_page=3"
    assert links["self"] == "http://localhost/feed.atom?page=2&per_page=3"
    assert links["alternate"] == "http://localhost/?per_page=3"


def test_links_of_a_feed_are_absolute_for_the_host_of_the_request(client: FlaskClient) -> None:
    one, other = (client.get("/feed.atom", base_url=f"https://{name}.example") for name in "ab")
    for answer, name in ((one, "a"), (other, "b")):
        links = [each.attrib["href"] for each in parse(answer.data).iter(f"{ATOM}link")]
        assert all(link.startswith(f"https://{name}.example/") for link in links)
        assert "private" in answer.headers["Cache-Control"]
    assert one.headers["ETag"] != other.headers["ETag"]


def test_an_invalid_host_is_not_repeated(client: FlaskClient) -> None:
    answer = client.get("/feed.atom", headers={"Host": "a_b"})
    links = [each.attrib["href"] for each in parse(answer.data).iter(f"{ATOM}link")]
    assert all(link.startswith("/") for link in links)


@pytest.mark.parametrize("query", ["page=0", "year=abc", "pgae=<x>"])
def test_errors_of_a_feed_are_json(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/feed.atom?{query}")
    assert answer.status_code == 422
    assert answer.content_type == "application/problem+json"
    assert json.loads(answer.data)["errors"][0]["parameter"] == query.split("=")[0]


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_makes_a_well_formed_feed(title: str, body: str, agency: str, lang: str) -> None:
    collection = FakeCollection([release("x", title, body, agency=agency, language=lang)])
    text = feed.atom(
        collection.search(SearchRequest()), SearchAddress(), Site(texts.for_language("ar"), ""), ""
    )
    root = parse(text)
    assert len(root.findall(f"{ATOM}entry")) == 1
    assert faults(text) == []


def test_the_id_of_a_feed_does_not_depend_on_how_dates_were_written(client: FlaskClient) -> None:
    names = {
        re.findall(r"<id>([^<]*)</id>", client.get(f"/feed.atom?q=الهجرة&from={typed}").text)[0]
        for typed in ("2025", "2025-01", "2025-01-01")
    }
    assert len(names) == 1


def test_a_summary_has_more_than_a_short_field_and_marks_a_cut_beginning(
    collection: FakeCollection,
) -> None:
    def shown(*snippets: tuple[str, str], offset: int = 0) -> str:
        found = tuple(Snippet(*each, (), offset) for each in snippets)
        hit = Hit(release("x", "t", "b"), 1.0, (), found)
        results = dataclasses.replace(collection.search(SearchRequest()), hits=(hit,))
        root = parse(feed.atom(results, SearchAddress(), Site(texts.for_language("ar"), ""), ""))
        return root.findtext(f"{ATOM}entry/{ATOM}summary") or ""

    assert shown(("place", "مسقط"), ("body", "نص البيان")) == "مسقط … نص البيان"
    assert shown(("body", "أول"), ("body", "ثان")) == "أول"
    assert shown(("body", "أول"), ("body", "ثان"), offset=9) == "… أول"
    assert shown() == ""
