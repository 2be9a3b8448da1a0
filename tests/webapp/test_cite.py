"""Copying and citing a release."""

import html
import re

import pytest
from flask.testing import FlaskClient

from indexer.releases.release import Release
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.texts import LANGUAGES
from webapp.views.citation import reference

_BUTTON = re.compile(r'<button[^>]* class="copy scripts"(?: aria-label="([^"]*)")?[^>]*>([^<]*)<')


def copy_buttons(text: str) -> list[tuple[str, str]]:
    """The accessible name (empty if it is the label) and the label of each copy button."""
    return [(html.unescape(name), label) for name, label in _BUTTON.findall(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_copy_buttons_have_different_names(
    client: FlaskClient, collection: FakeCollection, language: str
) -> None:
    collection.releases["x"] = release("x", 'هجرة \u202e"<b>', "نص")
    told = texts.for_language(language)
    reading = copy_buttons(client.get(f"/releases/a1?lang={language}").text)
    assert reading == [("", told.copy_reference), ("", told.copy_link)]
    hits = copy_buttons(client.get(f"/?lang={language}").text)
    assert len(set(hits)) == len(hits) == 3
    assert (f'{told.copy_link}{told.colon}هجرة "<b>', told.copy_link) in hits
    assert all(name.startswith(label) for name, label in hits)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("ar", 'وكالة. «قال "نعم" و"لا" و"ربما"». بيان صحفي، بكين، 14 أكتوبر 2025.'),
        ("en", "وكالة. “قال ‘نعم’ و‘لا’ و‘ربما’”. Press release, بكين, 14 October 2025."),
        ("zh", "وكالة。《قال “نعم” و“لا” و“ربما”》。新闻稿，بكين，2025年10月14日。"),
    ],
)
def test_a_reference_has_the_punctuation_of_its_language(
    client: FlaskClient, collection: FakeCollection, language: str, line: str
) -> None:
    title = 'قال «نعم» و"لا" و“ربما”'
    collection.releases["x"] = release("x", title, "نص", agency="وكالة", place="بكين")
    text = client.get(f"/releases/x?lang={language}").text
    [found] = re.findall(r'<p id="reference"[^>]*>(.*?)</p>', text)
    assert html.unescape(re.sub("</?bdi[^>]*>", "", found)) == line
    assert title in client.get("/cite/x?format=ris").text


def test_the_link_to_a_citation_keeps_the_search(client: FlaskClient) -> None:
    text = client.get("/?q=ندوة&lang=en").text
    [address] = [html.unescape(a) for a in re.findall(r'href="([^"]+)#cite"', text)]
    assert 'class="back"' in client.get(address).text


def test_an_arabic_title_that_begins_with_a_latin_name_runs_right_to_left() -> None:
    launch = Release("x", "Huawei تطلق هاتفا جديدا في المملكة", "نص", language="ar")
    assert '<bdi dir="rtl">Huawei تطلق' in reference(launch, texts.for_language("en"))


def test_unpaired_quotes_and_titles_of_books_stay_in_a_reference() -> None:
    book = Release("x", '《人民》 5" a', "نص")
    assert (
        reference(book, texts.for_language("zh"))
        == '《<bdi dir="ltr">〈人民〉 5&#34; a</bdi>》。新闻稿。'
    )


@pytest.mark.parametrize("form", ["ris", "bibtex"])
def test_a_reference_of_a_release_without_an_address_has_that_of_its_page_here(
    client: FlaskClient, collection: FakeCollection, form: str
) -> None:
    collection.releases["x"] = release("x", "t", "b", url="https://agency.example/x")
    here = "http://localhost/releases/a1"
    assert '. <bdi dir="ltr">https://agency.example/x</bdi></p>' in client.get("/releases/x").text
    assert here in client.get(f"/cite/a1?format={form}").text
    listed = client.get(f"/api/v1/export?format={form}").text
    assert here in listed
    for text in (client.get(f"/cite/x?format={form}").text, listed):
        assert "https://agency.example/x" in text
        assert "localhost/releases/x" not in text


@pytest.mark.parametrize("form", ["ndjson", "csv"])
def test_files_for_reimport_add_no_address_to_a_release(client: FlaskClient, form: str) -> None:
    assert "localhost" not in client.get(f"/api/v1/export?format={form}").text
