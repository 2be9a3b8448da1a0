"""The help: what it leads to, and how its examples are written."""

import pytest
from flask.testing import FlaskClient

from webapp import texts
from webapp.texts import LANGUAGES


def asked(client: FlaskClient, path: str, language: str) -> str:
    answer = client.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reference_for_programs_is_reached_from_the_help_and_from_every_footer(
    client: FlaskClient, language: str
) -> None:
    there = f'href="/help/api?lang={language}"'
    article, _, footer = asked(client, "/help", language).partition("</article>")
    assert there in article
    assert there in footer
    assert there in asked(client, "/", language).partition("<footer")[2]
    told = texts.of(language).api_language
    for page in (article, asked(client, "/help/api", language)):
        assert page.count(told) == (language != "en")
