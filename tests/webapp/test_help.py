"""The help pages: links, and the markup of examples."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

import webapp
from indexer.settings import Settings
from webapp import texts
from webapp.addresses import days
from webapp.api.examples import SITE
from webapp.texts import LANGUAGES


def help_text(client: FlaskClient, path: str, language: str) -> str:
    answer = client.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_for_programs_is_reached_from_the_help_and_from_every_footer(
    client: FlaskClient, language: str
) -> None:
    there = f'href="/help/api?lang={language}"'
    article, _, footer = help_text(client, "/help", language).partition("</article>")
    assert there in article
    assert there in footer
    assert there in help_text(client, "/", language).partition("<footer")[2]
    told = texts.for_language(language).api_language
    for page in (article, help_text(client, "/help/api", language)):
        assert page.count(told) == (language != "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_of_the_help_are_neither_broken_nor_reversed(
    client: FlaskClient, language: str
) -> None:
    """Dates are in elements that keep them together; in texts of another script, each Arabic
    example is isolated, too."""
    article = (
        help_text(client, "/help", language).partition("</article>")[0].partition("<article")[2]
    )
    loose = re.sub(r"<[^>]+>", "|", re.sub(r'<bdi dir="ltr">.*?</bdi>', "", article))
    assert not re.search(r"[0-9][-/.][0-9.]", loose)
    if language != "ar":
        isolated = re.sub(r"<(bdi|code)\b[^>]*>.*?</\1>", "", article)
        assert not re.search("[\u0600-\u06ff]", isolated)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("query", "figures"),
    [
        ("from=x", "2025-10-14"),
        ("from=x", "14/10/2025"),
        ("month=x", "2025-10"),
        ("from=2025-10-14&to=2024", "2025-10-14"),
        ("page=0", "1–10000"),
    ],
)
def test_expected_values_are_neither_broken_nor_reversed(
    client: FlaskClient, language: str, query: str, figures: str
) -> None:
    answer = client.get(f"/?{query}&lang={language}")
    assert answer.status_code == 422
    assert f'<bdi dir="ltr">{figures}</bdi>' in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_of_a_date_can_be_typed(client: FlaskClient, language: str) -> None:
    help_ = help_text(client, "/help", language)
    for example in texts.for_language(language).dates:
        assert days.parse_first(example), example
        assert example in help_
        shown = client.get(f"/?from=abc&lang={language}").text
        assert re.search(f'<bdi(?: dir="ltr")?>{example}</bdi>', shown)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_says_that_its_server_may_log_client_addresses(
    client: FlaskClient, language: str
) -> None:
    """`kashaf serve` does by default; see `webapp.middleware.observation`."""
    assert Settings.load({}, {}).log != "none"
    text = help_text(client, "/about", language)
    assert "IP" in text
    assert "Cookie" in text or "cookies" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_example_queries_are_links_to_their_results(client: FlaskClient, language: str) -> None:
    found = re.findall(
        r'class="query" href="([^"]+)">(.*?)</a>', help_text(client, "/help", language)
    )
    assert len(found) > 10
    for address, shown in found:
        sent = parse_qs(urlsplit(html.unescape(address)).query)
        assert sent == {"q": [html.unescape(shown)], "lang": [language]}


# Labels of the keys that the script knows by position or function.
_NAMES = {"Slash": "/", "ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_lists_the_keys_that_the_script_knows(client: FlaskClient, language: str) -> None:
    script = (Path(webapp.__file__).parent / "static" / "page.js").read_text("utf-8")
    [table] = re.findall(r"const BY_POSITION = \{(.*?)\n\};", script, re.S)
    single = re.findall(r"^  (\w+):", table, re.M)
    listing = "؟" if language == "ar" else "?"
    assert listing in re.findall(r'"(.)": showShortcuts', script)
    known = [*single, listing, *dict.fromkeys(re.findall(r'event\.key === "(\w+)"', script))]
    text = help_text(client, "/help", language)
    section = text.partition('<h2 id="keys">')[2].partition("<h2")[0]
    keys = re.findall(r"<kbd>(.*?)</kbd>", section)
    assert keys == [_NAMES.get(key, key.removeprefix("Key")) for key in known]
    assert f'href="/help?lang={language}#keys"' in text.partition("<footer")[2]


def test_the_examples_ask_the_host_of_this_site(client: FlaskClient) -> None:
    shown = client.get("/help/api", base_url="https://press.example").text
    assert "https://press.example/api/v1/search" in shown
    assert SITE not in shown
    nameless = client.get("/help/api", headers={"Host": "a b"}).text
    assert f"<p>The examples ask <code>{SITE}</code>" in nameless
