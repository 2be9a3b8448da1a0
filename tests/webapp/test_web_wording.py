"""What the page claims of the results is true of them."""

import re

import pytest
from flask.testing import FlaskClient


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
