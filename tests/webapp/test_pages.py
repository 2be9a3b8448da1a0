"""Directions of texts, help pages and rules for crawlers."""

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed, page
from webapp.views.citation import linked_data
from webapp.views.language import language_direction


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("en", "ltr"), ("zh-Hans", "ltr"), ("?", "auto"), ("", "auto")],
)
def test_direction_follows_the_language(language: str, direction: str) -> None:
    assert language_direction(language) == direction


def test_help_explains_the_language(client: FlaskClient) -> None:
    words = Parsed(page(client, "/help")).words()
    for said in ("«مدرسة» تجد «المدارس»", "تأشيرة عمل أو دراسة", "لغة البحث", "14/10/2025"):
        assert said in words
    assert "ملفات تعريف" in page(client, "/about")


def test_foreign_releases_keep_their_direction(
    client: FlaskClient, collection: FakeCollection
) -> None:
    collection.releases = {"e": release("e", "الهجرة in English", "Text", language="en")}
    for path in ("/", "/releases/e"):
        assert 'dir="ltr" lang="en"' in page(client, path)


@pytest.mark.parametrize(("path", "said"), [("/help", "جذري"), ("/about", "GPL-3.0-or-later")])
def test_texts(client: FlaskClient, path: str, said: str) -> None:
    text = page(client, path)
    assert said in text
    assert client.get("/api/v1/search?q=%D8%A7").status_code == 200


def test_direction_marks_stay_only_within_isolating_elements(
    client: FlaskClient, collection: FakeCollection
) -> None:
    marks = "\u202a\u202e\u2066\u2069\u200e\u200f\u061c"
    collection.releases = {"u": release("u", f"بي{marks}ان\u200cها", "نص الهجرة")}
    shown = page(client, "/releases/u")
    assert "<title>بيان\u200cها · كشّاف</title>" in shown
    assert json.loads(linked_data(collection.releases["u"]))["headline"] == "بيان\u200cها"
    assert f'<bdi dir="rtl">بي{marks}ان\u200cها</bdi></h1>' in shown
    assert "<title>الهجرة:" in page(client, "/?q=\u202eالهجرة")
    feed = client.get("/feed.atom?q=\u202eالهجرة").text
    assert "<title>بيان\u200cها</title>" in feed
    assert "<title>كشّاف: الهجرة</title>" in feed
    told = client.get("/api/v1/releases/u").get_json()
    assert marks in told["title"]


def _may_crawl(rules: str, address: str) -> bool:
    """By RFC 9309: the longest matching rule decides; of equally long ones, Allow."""
    fitting = [(0, True)]
    for verb, path in re.findall("^(Allow|Disallow): (.*)$", rules, re.M):
        pattern = ".*".join(map(re.escape, path.split("*")))
        if re.match(pattern, address):
            fitting.append((len(path), verb == "Allow"))
    return max(fitting)[1]


def test_crawlers_read_releases_and_no_searches(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.content_type == "text/plain; charset=utf-8"
    for address in ("/", "/releases/a1", "/help", "/?page=2", "/static/page.css"):
        assert _may_crawl(answer.text, address), address
    for address in (
        "/?q=x",
        "/?year=2025",
        "/?page=2&sort=title",
        "/releases/a1?q=x",
        "/api/v1/search",
        "/feed.atom?q=x",
        "/cite/a1?format=ris",
    ):
        assert not _may_crawl(answer.text, address), address
