"""Hostile texts are escaped on every page."""

import json
import re

import pytest
from flask.testing import FlaskClient

from indexer.search_warnings import Warn
from tests.webapp.fake_collection import FakeCollection, release
from tests.webapp.html_pages import Parsed

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus=alert(1) autofocus x='",
    "</title><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "<mark>",
]
ALLOWED_TAGS = set(
    "html head meta title link body a header span p div form label input button fieldset legend"
    " details summary select option main section h1 h2 h3 ol ul li mark bdi time aside nav footer"
    " dl dt dd article strong code svg rect path circle".split()
)
ALLOWED_ATTRIBUTES = set(
    "lang dir charset name property content rel href as type crossorigin class id width height role"
    " aria-label aria-labelledby aria-describedby aria-current aria-hidden aria-invalid for value maxlength"
    " placeholder autocomplete autocapitalize spellcheck enterkeyhint title checked open selected"
    " action method tabindex datetime hreflang viewbox preserveaspectratio xmlns fill d cx cy r rx opacity data-copy data-behind data-done"
    " data-completions data-default data-suggest data-step data-title aria-pressed download".split()
)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_is_escaped(
    client: FlaskClient, collection: FakeCollection, payload: str
) -> None:
    collection.releases = {
        payload: release(
            payload, payload, f"{payload} هجرة", place=payload, agency=payload,
            language=payload, url=payload, source=payload,
        )
    }  # fmt: skip
    collection.warnings = (Warn("unknown_field", payload),)
    arguments = {"q": payload, "place": payload, "agency": payload}
    for path, status in (("/", 200), (f"/releases/{payload}", 200), ("/nosuch", 404)):
        query = arguments if path == "/" else {"q": payload}
        answer = client.get(path, query_string=query)
        assert answer.status_code == status
        _assert_clean(answer.text)
    answer = client.get("/", query_string={"from": payload, payload: payload})
    assert answer.status_code == 422
    _assert_clean(answer.text)
    assert payload.split("alert")[0] not in answer.text or payload.startswith("{{")
    assert "49" not in re.findall(r"<bdi>(.*?)</bdi>", answer.text)


def _without_scripts(text: str) -> str:
    """The page without its legitimate script elements: the module and JSON-LD."""
    module = r'<script type="module" src="/static/page\.[0-9a-f]{12}\.js"></script>'
    text, modules = re.subn(module, "", text)
    assert modules == 1
    for found in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
        assert "<" not in found
        json.loads(found)
    return re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", text)


def _assert_clean(text: str) -> None:
    parsed = Parsed(_without_scripts(text))
    assert set(parsed.tags) <= ALLOWED_TAGS
    assert {name for name, _ in parsed.attributes} <= ALLOWED_ATTRIBUTES
    for name, value in parsed.attributes:
        if name in ("href", "src", "action"):
            assert value is not None
            assert value.startswith(("/", "#"))
            assert not value.startswith("//")
