"""Structured data in the scripts of a page."""

import datetime
import json
import time
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from indexer.documents.markup import structured_data

DAY = datetime.date(2025, 2, 20)
TITLE = "رئيس الحكومة يستقبل سفير الهند"
BODY = "<p>استقبل رئيس الحكومة سفير الهند بمناسبة انتهاء مهامه، وتناول اللقاء علاقات البلدين وسبل تعزيزها.</p><p>وحضره الوزير.</p>"
ARTICLE = {"@type": "Article", "headline": TITLE, "datePublished": "2025-02-20T10:00:00Z", "publisher": {"name": "الرئاسة"}}  # fmt: skip


def read_typed(kind: str, *values: Any) -> structured_data.PageData:
    page = "".join(f"<script {kind}>{json.dumps(value)}</script>" for value in values)
    return structured_data.read(LexborHTMLParser(page), f"{TITLE} | الموقع")


def read_linked(*values: Any) -> structured_data.PageData:
    return read_typed('type="application/ld+json"', *values)


def app(value: Any) -> structured_data.PageData:
    return read_typed('id="__NEXT_DATA__" type="application/json"', value)


@pytest.mark.parametrize(
    "value",
    [
        ARTICLE,
        [ARTICLE],
        {"@graph": [{"@type": "WebPage"}, ARTICLE]},
        {"@type": "WebPage", "mainEntity": ARTICLE},
        {**ARTICLE, "headline": [TITLE], "publisher": [{"name": ["الرئاسة"]}]},
        {**ARTICLE, "datePublished": None, "dateCreated": "2025-02-20"},
        {"@graph": [{**ARTICLE, "publisher": {"@id": "#o"}}, {"@id": "#o", "name": "الرئاسة"}]},
        {"@graph": [{"@type": "WebPage", "datePublished": ARTICLE["datePublished"]}, ARTICLE]},
    ],
)
def test_an_article_is_found_in_json_ld(value: Any) -> None:
    assert read_linked(value) == (TITLE, (), DAY, "الرئاسة")


def test_the_article_that_matches_the_page_title_precedes_others() -> None:
    other = {
        "headline": "خبر آخر من الموقع",
        "datePublished": "2021-11-05",
        "articleBody": "نص آخر.",
    }
    page = {"@type": "WebPage", "datePublished": "2019-01-01"}
    assert read_linked(other, {"@graph": [page, ARTICLE]})._replace(paragraphs=()) == (TITLE, (), DAY, "الرئاسة")  # fmt: skip
    assert read_linked(page, {**other, "headline": "خبر"}).published == datetime.date(2019, 1, 1)


@pytest.mark.parametrize(
    "value",
    [
        {"@graph": "x", "mainEntity": 3},
        {"publisher": {"@id": ["#o"]}, "datePublished": {"@value": 1}, "headline": []},
        [[ARTICLE]],
        "text",
        None,
    ],
)
def test_other_objects_are_ignored(value: Any) -> None:
    assert read_linked(value) == structured_data.PageData()


def test_another_date_belongs_to_another_article() -> None:
    other = {"datePublished": "2025-02-21", "headline": "خبر آخر", "publisher": "ناشر آخر"}
    assert read_linked({"datePublished": "2025-02-20"}, other) == (None, (), DAY, None)


def test_the_only_text_in_application_data_is_read_if_it_matches_the_page_title() -> None:
    item = {"id": 7, "title": TITLE, "body": BODY, "publishedAt": "2025-02-20T19:00:00.000Z"}
    found = app({"props": {"pageProps": {"article": item, "menu": [{"title": "الرئيسية"}]}}})
    assert (found.headline, found.published) == (TITLE, DAY)
    assert [text[:6] for text in found.paragraphs] == ["استقبل", "وحضره "]
    assert app({"a": item, "b": dict(item)}) == found


@pytest.mark.parametrize(
    "value",
    [
        {"title": "خبر من قائمة الأخبار", "body": BODY},
        {"title": "سفير الهند", "body": BODY},
        {"title": TITLE, "body": "نص قصير"},
        {"title": TITLE, "body": [BODY]},
        [{"title": TITLE, "body": BODY}, {"title": TITLE, "body": BODY * 2}],
        {"title": TITLE, "body": BODY, "published": {"at": 3}, "date": "لا"} | {"body": None},
    ],
)
def test_other_application_data_are_not_text(value: Any) -> None:
    assert app({"props": value}) == structured_data.PageData()


def test_nested_data_are_read_in_time() -> None:
    began = time.perf_counter()
    deep: Any = {}
    for _ in range(400):
        deep = {"a": deep, "b": [deep]}
        if len(json.dumps(deep)) > 1_000_000:
            break
    app(deep)
    app([{"title": TITLE, "body": str(at)} for at in range(100_000)])
    app([{f"{at}.{key}": 1 for key in range(300)} for at in range(2_000)])
    assert time.perf_counter() - began < 20
