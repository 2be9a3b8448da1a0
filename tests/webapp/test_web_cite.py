"""Copying and citing a release."""

import html
import re

import pytest
from fake_collection import FakeCollection, release
from flask.testing import FlaskClient

from webapp import texts
from webapp.texts import LANGUAGES

_BUTTON = re.compile(r'<button[^>]* class="copy scripts"(?: aria-label="([^"]*)")?[^>]*>([^<]*)<')


def copy_buttons(text: str) -> list[tuple[str, str]]:
    """Name, where it is not the label, and label of each."""
    return [(html.unescape(name), label) for name, label in _BUTTON.findall(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_copy_buttons_are_called_the_same(
    client: FlaskClient, collection: FakeCollection, language: str
) -> None:
    collection.releases["x"] = release("x", 'هجرة \u202e"<b>', "نص")
    told = texts.of(language)
    reading = copy_buttons(client.get(f"/releases/a1?lang={language}").text)
    assert reading == [("", told.copy_reference), ("", told.copy_link)]
    hits = copy_buttons(client.get(f"/?lang={language}").text)
    assert len(set(hits)) == len(hits) == 3
    assert (f'{told.copy_link}{told.colon}هجرة "<b>', told.copy) in hits
    assert all(name.startswith(label) for name, label in hits)
