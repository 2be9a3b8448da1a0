"""What the page claims of the results is true of them."""

import datetime
import re

import pytest
from fake_collection import FakeCollection, release
from flask.testing import FlaskClient

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
def test_the_order_that_the_hits_have_is_marked(
    client: FlaskClient, address: str, marked: str, offered: int
) -> None:
    assert _orders(client, address) == ([marked], offered)


@pytest.mark.parametrize(
    ("query", "conditions"), [("", False), ("&year=2025", True), ("&from=2020", True)]
)
def test_conditions_are_spoken_of_only_where_there_are_any(
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
def test_a_number_that_is_not_exact_is_told_in_the_grammar_of_its_language(
    language: str, total: int, least: str, about: str
) -> None:
    spoken = texts.of(language)
    assert spoken.found_count(total, "gte") == least
    assert spoken.found_count(total, "about") == about
    assert spoken.found_count(total, "eq") == spoken.count("hits", total)


@pytest.mark.parametrize(("chosen", "unfolded"), [("", False), ("جهة 01", False), ("جهة 12", True)])
def test_a_chosen_value_is_not_folded_away(
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
