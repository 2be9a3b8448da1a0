"""The interface in three languages: complete, negotiated, and kept by links."""

import dataclasses
import datetime
import html
import re
from collections.abc import Iterator
from string import Formatter
from typing import Any

import pytest
from babel import Locale
from flask.testing import FlaskClient

from indexer.errors import BUILD, IndexMissing
from tests.webapp.fake_collection import FakeCollection, release
from webapp import texts
from webapp.texts import LANGUAGES

DIRECTIONS = {"ar": "rtl", "en": "ltr", "zh": "ltr"}
PAGES = (
    "/",
    "/?q=الهجرة",
    "/?q=الهجرة&year=2025",
    "/?q=قمر",
    "/releases/a1?q=هجرة",
    "/help",
    "/about",
)
REFUSED = ("/nosuch", "/?page=0", "/releases/nosuch")


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string of the texts, with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for name, part in zip(getattr(value, "_fields", range(len(value))), value, strict=True):
            yield from leaves(part, f"{path}.{name}")
    else:
        for name, part in value.items():
            yield from leaves(part, f"{path}.{name}")


def strings_of(language: str) -> dict[str, str]:
    interface = texts.for_language(language)
    fields = {field.name: getattr(interface, field.name) for field in dataclasses.fields(interface)}
    return dict(leaves(fields))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language: str) -> None:
    assert [path for path, text in strings_of(language).items() if not text.strip()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_the_same_placeholders(language: str) -> None:
    arabic = strings_of("ar")
    for path, text in strings_of(language).items():
        if path in arabic and ".counts." not in path:
            assert placeholders(text) == placeholders(arabic[path]), path


def test_each_language_is_written_in_its_own_letters() -> None:
    other = {"en": "[\u0600-\u06ff\u4e00-\u9fff]", "zh": "[\u0600-\u06ff]", "ar": "[\u4e00-\u9fff]"}
    for language, letters in other.items():
        assert [
            path for path, text in strings_of(language).items() if re.search(letters, text)
        ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_noun_has_the_plurals_of_its_language(language: str) -> None:
    wanted = {*Locale.parse(language).plural_form.tags, "other"}
    for forms in texts.for_language(language).counts.values():
        assert isinstance(forms, dict)
        assert set(forms) - {"zero"} == wanted - {"zero"}
        assert "zero" in forms


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("ar", 0, "لا نتائج"),
        ("ar", 1, "نتيجة واحدة"),
        ("ar", 2, "نتيجتان"),
        ("ar", 3, "3 نتائج"),
        ("ar", 10, "10 نتائج"),
        ("ar", 11, "11 نتيجة"),
        ("ar", 99, "99 نتيجة"),
        ("ar", 100, "100 نتيجة"),
        ("ar", 103, "103 نتائج"),
        ("ar", 1000, "1,000 نتيجة"),
        ("en", 0, "No results"),
        ("en", 1, "1 result"),
        ("en", 2, "2 results"),
        ("en", 1000, "1,000 results"),
        ("zh", 0, "没有结果"),
        ("zh", 1, "1 条结果"),
        ("zh", 20, "20 条结果"),
    ],
)
def test_counts(language: str, number: int, text: str) -> None:
    assert texts.for_language(language).count("hits", number) == text


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/?q=<b>&lang=ar", "لا نتائج عن &lt;b&gt;"),
        ("/?q=الهجرة&lang=ar", "نتيجتان عن الهجرة"),
        ("/?q=قمر&lang=en", "No results for قمر"),
        ("/?q=الهجرة&lang=en", "2 results for الهجرة"),
        ("/?q=قمر&lang=zh", "没有找到“قمر”"),
        ("/?q=الهجرة&lang=zh", "“الهجرة”：2 条结果"),
    ],
)
def test_headings(client: FlaskClient, address: str, said: str) -> None:
    [heading] = re.findall("<h1.*?>(.*?)</h1>", client.get(address).text, re.S)
    assert re.sub("</?bdi.*?>", "", heading).strip() == said
    assert '<bdi class="typed">' in heading


@pytest.mark.parametrize(
    ("language", "page"), [("ar", "صفحة 2"), ("en", "Page 2"), ("zh", "第 2 页")]
)
def test_pages_are_numbered_as_the_language_does(
    client: FlaskClient, language: str, page: str
) -> None:
    text = client.get(f"/?q=الهجرة&per_page=1&page=2&lang={language}").text
    assert f" · {page} · " in text.partition("</title>")[0]
    assert f'aria-label="{page}"' in text


@pytest.mark.parametrize(
    ("language", "date", "name"),
    [
        ("ar", "17 سبتمبر 2025", "العربية"),
        ("en", "17 September 2025", "Arabic"),
        ("zh", "2025年9月17日", "阿拉伯语"),
    ],
)
def test_dates_and_names_of_languages(language: str, date: str, name: str) -> None:
    interface = texts.for_language(language)
    assert interface.date(datetime.date(2025, 9, 17)) == date
    assert interface.language_name("ar") == name
    assert interface.language_name("tlh-x") == "tlh-x"


@pytest.mark.parametrize(
    ("address", "accepted", "language"),
    [
        ("/", None, "ar"),
        ("/", "", "ar"),
        ("/", "*", "ar"),
        ("/", "fr", "ar"),
        ("/", "en-GB,en;q=0.9,ar;q=0.8", "en"),
        ("/", "zh-Hans-CN, en;q=0.5", "zh"),
        ("/", "ar-EG;q=0.3, zh;q=0.2", "ar"),
        ("/", "en;q=0", "ar"),
        ("/", "zh;q=0, en;q=0.1", "en"),
        ("/", ";;;q=,,\x7f", "ar"),
        ("/?lang=zh", "en", "zh"),
        ("/?lang=ar", "en", "ar"),
    ],
)
def test_the_address_decides_and_then_the_client(
    client: FlaskClient, address: str, accepted: str | None, language: str
) -> None:
    headers = {} if accepted is None else {"Accept-Language": accepted}
    answer = client.get(address, headers=headers)
    assert f'<html lang="{language}" dir="{DIRECTIONS[language]}">' in answer.text
    assert answer.headers["Content-Language"] == language
    assert ("Accept-Language" in answer.headers.get("Vary", "")) == ("lang=" not in address)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/", "/?q=الهجرة", "/releases/a1", "/feed.atom"])
def test_caches_distinguish_languages(client: FlaskClient, path: str) -> None:
    def ask(language: str, tag: str = "") -> Any:
        return client.get(path, headers={"Accept-Language": language, "If-None-Match": tag})

    tags = {language: ask(language).headers["ETag"] for language in LANGUAGES}
    assert len(set(tags.values())) == len(LANGUAGES)
    copy = ask("en", tags["en"])
    assert copy.status_code == 304
    assert "Accept-Language" in copy.vary
    assert ask("zh", tags["en"]).status_code == 200


def links(text: str) -> list[str]:
    found = re.findall(r'<a [^>]*?href="(/[^"]*)"([^>]*)>', text)
    return [html.unescape(href) for href, rest in found if "hreflang" not in rest]


@pytest.mark.parametrize("path", [*PAGES, *REFUSED])
def test_a_chosen_language_is_kept(client: FlaskClient, path: str) -> None:
    joint = "&" if "?" in path else "?"
    text = client.get(f"{path}{joint}lang=en", headers={"Accept-Language": "zh"}).text
    of_the_site = [href for href in links(text) if not href.startswith(("/api/", "/cite/"))]
    assert of_the_site
    assert [href for href in of_the_site if "lang=en" not in href] == []
    assert text.count('<input type="hidden" name="lang" value="en">') == 1
    untouched = client.get(path, headers={"Accept-Language": "zh"}).text
    assert [href for href in links(untouched) if "lang=" in href] == []
    assert 'name="lang"' not in untouched


@pytest.mark.parametrize("path", [*PAGES, *REFUSED])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_links_to_itself_in_the_other_languages(
    client: FlaskClient, path: str, language: str
) -> None:
    status = client.get(path).status_code
    switch = re.findall(r'<a href="([^"]+)" lang="(\w+)" hreflang', client.get(path).text)
    assert [found for _, found in switch] == list(LANGUAGES)
    [there] = [html.unescape(href) for href, found in switch if found == language]
    answer = client.get(there, headers={"Accept-Language": "fr"})
    assert answer.status_code == status
    assert f'<html lang="{language}"' in answer.text
    assert there.count("lang=") == 1


@pytest.mark.parametrize(
    ("path", "known"), [("/?lang=fr", 422), ("/help?lang=xx", 422), ("/help?lnag=1", 422)]
)
def test_an_unknown_language_is_refused(client: FlaskClient, path: str, known: int) -> None:
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == known
    assert '<html lang="en"' in answer.text
    assert "lang=fr" not in re.sub("hreflang=", "", answer.text)


def test_error_pages_are_in_the_chosen_language(
    client: FlaskClient, collection: FakeCollection
) -> None:
    assert "Page number" in client.get("/?page=0&lang=en").text
    collection.failure = IndexMissing("x", BUILD)
    assert "索引尚未就绪" in client.get("/?lang=zh").text


def test_feeds_are_in_the_chosen_language(client: FlaskClient, collection: FakeCollection) -> None:
    collection.releases["x"] = release("x", "ع", "ن")
    text = client.get("/feed.atom?lang=en").text
    assert 'xml:lang="en"' in text
    assert "<title>Kashaf</title>" in text
    assert "/releases/x?lang=en" in text
