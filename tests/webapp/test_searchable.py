"""The fake collection of the web tests behaves like the real one."""

import json

import pytest
from flask.testing import FlaskClient

from indexer.search import Collection, Searchable
from indexer.settings import Settings
from tests.conftest import Published
from tests.webapp.fake_collection import FakeCollection
from webapp.app import create_app

# The type checker compares their methods.
_KINDS: tuple[type[Searchable], ...] = (Collection, FakeCollection)


@pytest.fixture(scope="module")
def real(published: Published) -> FlaskClient:
    """A client over an index of the releases of the fixture `collection`."""
    collection = published(
        {
            "id": "a1",
            "title": "ندوة إدارة الهجرة",
            "body": "عُقدت الندوة في الصين.\n\nوشكرت الهيئة الوطنية للهجرة الحضور، والهجرة حق.",
            "place": "ليان يون قانغ، الصين",
            "agency": "الهيئة الوطنية",
            "published": "2025-10-14",
            "event_date": "2025-09-17",
        },
        {
            "id": "b/2 ؟#%",
            "title": "منتدى الأمن العام",
            "body": "ناقش المنتدى حوكمة الهجرة.",
            "published": "2024-03-01",
        },
    )
    return create_app(Settings.load({}, {}), collection).test_client()


def shape(value: object) -> object:
    """The keys and types of a value of JSON; those of the first element of a list."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [shape(inner) for inner in value[:1]]
    return type(value)


@pytest.mark.parametrize(
    ("path", "differs"),
    [
        # The fake collection finds no spellings of a word.
        ("/api/v1/search?q=للهجرة", {"query"}),
        ("/api/v1/search", set()),
        ("/api/v1/releases/a1?q=الهجرة", set()),
        # Two releases have too little in common for the real one.
        ("/api/v1/releases/a1/similar", {"hits"}),
        ("/api/v1/suggest?q=ندوة", set()),
        ("/api/v1/analyze?text=وللمدارس", set()),
        ("/api/v1/status", set()),
    ],
)
def test_answers_over_both_have_one_shape(
    client: FlaskClient, real: FlaskClient, path: str, differs: set[str]
) -> None:
    answers = [json.loads(each.get(path).data) for each in (client, real)]
    assert [list(answer) for answer in answers] == [list(answers[0])] * 2
    fake, whole = (
        shape({key: value for key, value in answer.items() if key not in differs})
        for answer in answers
    )
    assert fake == whole


@pytest.mark.parametrize("path", ["/?q=الهجرة&lang=en", "/releases/a1?q=الهجرة", "/feed.atom"])
def test_pages_over_both_have_one_title(client: FlaskClient, real: FlaskClient, path: str) -> None:
    titles = [each.get(path).text.partition("<title>")[2] for each in (client, real)]
    assert titles[0].partition("</title>")[0] == titles[1].partition("</title>")[0] != ""
