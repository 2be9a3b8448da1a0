"""Statements of the page about the results are true."""

import datetime
import re

import pytest
from flask.testing import FlaskClient

from indexer.answers.results import QueryReading, WordReading
from indexer.query.parsed_query import DateReading
from indexer.search_warnings import Warn
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts


def _orders(client: FlaskClient, address: str) -> tuple[list[str], int]:
    [sorts] = re.findall(r'<nav class="sorts".*?</nav>', client.get(address).text, re.S)
    return re.findall(r'aria-current="true">([^<]+)', sorts), sorts.count("href=")


@pytest.mark.parametrize(
    ("address", "marked", "offered"),
    [
        ("/?language=ar", "الأحدث أولًا", 3),
        ("/?language=ar&sort=-published", "الأحدث أولًا", 3),
        ("/?language=ar&sort=title", "بحسب العنوان", 3),
        ("/?q=؟&language=ar", "الأحدث أولًا", 3),
        ("/?q=الهجرة", "الأقرب إلى البحث", 4),
        ("/?q=الهجرة&sort=-published", "الأحدث أولًا", 4),
    ],
)
def test_the_current_sort_order_is_marked(
    client: FlaskClient, address: str, marked: str, offered: int
) -> None:
    assert _orders(client, address) == ([marked], offered)


@pytest.mark.parametrize(
    ("query", "conditions"), [("", False), ("&year=2025", True), ("&from=2020", True)]
)
def test_filters_are_mentioned_only_if_there_are_any(
    client: FlaskClient, query: str, conditions: bool
) -> None:
    text = client.get(f"/?q=زرافة{query}").text
    assert "لم يَرِد ما بحثت عنه في أي بيان" in text
    assert ("بهذه الشروط" in text) == conditions


@pytest.mark.parametrize(
    ("language", "total", "least", "about"),
    [
        ("ar", 0, "لا نتائج", "لا نتائج"),
        ("ar", 1, "ما لا يقل عن نتيجة واحدة", "نحو نتيجة واحدة"),
        ("ar", 2, "ما لا يقل عن نتيجتين", "نحو نتيجتين"),
        ("ar", 7, "ما لا يقل عن 7 نتائج", "نحو 7 نتائج"),
        ("ar", 3_212, "ما لا يقل عن 3,212 نتيجة", "نحو 3,212 نتيجة"),
        ("en", 0, "No results", "No results"),
        ("en", 1, "At least 1 result", "About 1 result"),
        ("zh", 0, "没有结果", "没有结果"),
        ("zh", 2, "至少 2 条结果", "约 2 条结果"),
    ],
)
def test_inexact_numbers_follow_the_grammar_of_the_language(
    language: str, total: int, least: str, about: str
) -> None:
    spoken = texts.for_language(language)
    assert spoken.found_count(total, "gte") == least
    assert spoken.found_count(total, "about") == about
    assert spoken.found_count(total, "eq") == spoken.count("hits", total)


@pytest.mark.parametrize(("chosen", "unfolded"), [("", False), ("جهة 01", False), ("جهة 12", True)])
def test_a_selected_value_is_visible(
    client: FlaskClient, collection: FakeCollection, chosen: str, unfolded: bool
) -> None:
    day = datetime.date(2025, 1, 1)
    for n in range(1, 13):
        name = f"a{n:02}"
        collection.releases[name] = release(name, "بيان", "نص", agency=f"جهة {n:02}", published=day)
    text = client.get("/", query_string={"agency": chosen}).text
    [agencies] = re.findall(r"<h3>الجهة</h3>.*?</section>", text, re.S)
    assert ("<details open>" in agencies) == unfolded
    assert "<details" in agencies


def _shown_warnings(client: FlaskClient, collection: FakeCollection, *warnings: Warn) -> list[str]:
    collection.warnings = warnings
    text = client.get("/?q=الهجرة&lang=ar").text
    [notice] = re.findall(r'<div class="notice".*?</div>', text, re.S)
    return [re.sub("<[^>]*>", "", line) for line in re.findall("<li>(.*?)</li>", notice)]


def test_a_warning_about_several_patterns_is_shown_once(
    client: FlaskClient, collection: FakeCollection
) -> None:
    refused = [Warn("too_many_patterns", each) for each in ("كت*", "قر*", "كت*", "در*")]
    shown = _shown_warnings(
        client, collection, refused[0], Warn("lone_wildcard", "*"), *refused[1:]
    )
    assert shown == [
        "في البحث أنماط أكثر مما يُقبل؛ لم يُبحث عن «كت*»، «قر*»، «در*».",
        "أُهملت «*»: لا بد معها من حرف.",
    ]
    # Programs get each of them.
    codes = [each["code"] for each in client.get("/api/v1/search?q=a").get_json()["warnings"]]
    assert codes.count("too_many_patterns") == len(refused)


def test_warnings_with_the_same_code_are_merged(
    client: FlaskClient, collection: FakeCollection
) -> None:
    shown = _shown_warnings(
        client, collection, Warn("open_bracket", "("), Warn("open_bracket", "[")
    )
    assert shown == ["قوس لم يُغلق؛ عُدّ مغلقًا في آخر البحث."]
    shown = _shown_warnings(
        client, collection, Warn("empty_field", "مكان"), Warn("empty_field", "جهة")
    )
    assert shown == ["ليس بعد «مكان:»، «جهة:» ما يُبحث عنه؛ عُدّ كلمة من كلمات البحث."]


def test_a_period_of_one_day_is_shown_as_that_day(
    client: FlaskClient, collection: FakeCollection
) -> None:
    one, other = datetime.date(2026, 11, 28), datetime.date(2026, 11, 29)
    collection.dates = (
        DateReading("أمس", one, one),
        DateReading("هذين", one, other),
        DateReading("منذ أمس", one, None),
    )
    said = re.sub("<[^>]*>", "", client.get("/?q=الهجرة&lang=ar").text)
    assert "أمس: 28 نوفمبر 2026\n" in said
    assert "هذين: من 28 نوفمبر 2026 إلى 29 نوفمبر 2026\n" in said
    assert "منذ أمس: من 28 نوفمبر 2026 \n" in said


@pytest.mark.parametrize("worded", [True, False])
def test_other_words_are_advised_only_for_queries_with_words(
    client: FlaskClient, collection: FakeCollection, monkeypatch: pytest.MonkeyPatch, worded: bool
) -> None:
    words = (WordReading("زرافة", ()),) if worded else ()
    read = QueryReading("أمس", "stem", "أمس", words)
    monkeypatch.setattr(collection, "_reading", lambda _: read)
    monkeypatch.setattr(collection, "_suggestions", lambda *_: ())
    text = client.get("/?q=زرافة&lang=ar").text
    assert "لم يَرِد" in text
    assert ("جرّب كلمة أعمّ" in text) == worded
