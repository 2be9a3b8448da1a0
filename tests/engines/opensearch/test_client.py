"""The connection to a cluster: settings, secrets, and errors if no node answers."""

import logging
import ssl
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionTimeout

from benchmarks.opensearch_cluster import free_ports
from indexer import deadline
from indexer.answers.results import SearchRequest
from indexer.engines.opensearch.client import Params, RetryingClient, connect
from indexer.engines.registry import engine
from indexer.errors import IndexUnavailable, SettingError
from indexer.search import Collection
from indexer.settings import Settings
from webapp.app import create_app
from webapp.command import kashaf

CREDENTIALS = "me:s3cret:p@ss"
ESCAPED = "me:s3cret%3Ap%40ss"


def environ(url: str, **more: str) -> dict[str, str]:
    return {"KASHAF_ENGINE": "opensearch", "KASHAF_OPENSEARCH_URL": url, **more}


@pytest.fixture
def away() -> dict[str, str]:
    """Addresses where nobody listens, with a password."""
    nodes = (f"http://{ESCAPED}@127.0.0.1:{port}" for port in free_ports(2))
    return environ(",".join(nodes))


def test_addresses_name_nodes_and_credentials() -> None:
    client = connect(Settings.load(environ=environ(f"https://{ESCAPED}@a, http://b:1")))
    first, second = client.transport.hosts
    assert (first["host"], first["port"], first["use_ssl"]) == ("a", 9200, True)
    assert first["http_auth"] == CREDENTIALS
    assert (second["host"], second["port"], second["use_ssl"]) == ("b", 1, False)
    assert "http_auth" not in second


@pytest.mark.parametrize(
    "url", ["", "node:9200", "ftp://a", "http://", "http://a:x", "http://a:99999"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(SettingError, match="opensearch_url") as raised:
        engine(Settings.load(environ=environ(url)))
    assert not url or url not in str(raised.value)


def test_certificates_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    contexts = []
    monkeypatch.setattr(
        "indexer.engines.opensearch.client.OpenSearch",
        lambda _, **options: contexts.append(options["ssl_context"]),
    )
    connect(Settings.load(environ=environ("https://a")))
    connect(Settings.load(environ=environ("http://a")))
    secured, plain = contexts
    assert (secured.verify_mode, secured.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert plain is None


def test_an_authority_that_is_no_file(tmp_path: Path) -> None:
    named = environ("https://a", KASHAF_OPENSEARCH_CA=str(tmp_path / "absent.pem"))
    with pytest.raises(SettingError, match="opensearch_ca"):
        engine(Settings.load(environ=named))
    (tmp_path / "absent.pem").write_text("no certificate")
    with pytest.raises(SettingError, match="opensearch_ca"):
        engine(Settings.load(environ=named))


@pytest.mark.parametrize("name", ["", "Upper", "-x", "a b", "a*", "x" * 101])
def test_names_that_are_no_index(name: str) -> None:
    named = environ("http://a", KASHAF_OPENSEARCH_INDEX=name or " ")
    with pytest.raises(SettingError, match="opensearch_index"):
        Settings.load(environ=named)


def test_unreachable_cluster_error_contains_no_password(
    away: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with (
        closing(Collection.open(Settings.load(environ=away))) as collection,
        pytest.raises(IndexUnavailable, match="no node of the OpenSearch cluster") as raised,
    ):
        collection.search(SearchRequest("الهجرة"))
    answers = []
    for command in (["status"], ["search", "x"], ["build"], ["rollback"], ["settings"]):
        answers.append(CliRunner().invoke(kashaf, command, env=away))
    assert [answer.exit_code for answer in answers] == [3, 3, 5, 3, 0]
    said = [str(raised.value), caplog.text, *(answer.output for answer in answers)]
    assert not [text for text in said if "s3cret" in text or "p@ss" in text]
    # A line for each time that a node is left alone, without tracebacks.
    assert "has failed for 1 times" in caplog.text
    assert "Traceback" not in caplog.text


def test_the_server_answers_503_with_retry_after(
    away: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    with create_app(Settings.load(environ=away)).test_client() as client:
        for path, said in (
            ("/api/v1/search?q=x", "check the cluster"),
            ("/?q=x", "لينظروا في العنقود"),
            ("/?q=x&lang=en", "The index need not be built again"),
            ("/?q=x&lang=zh", "索引无需重建"),
            ("/readyz", ""),
        ):
            answer = client.get(path)
            assert answer.status_code == 503
            assert said in answer.text
            assert "s3cret" not in answer.text
            assert "kashaf build" not in answer.text
        assert int(client.get("/api/v1/search?q=x").headers["Retry-After"]) > 0
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize(("seconds", "tries"), [(60.0, 4), (0.0, 1)])
def test_no_retry_after_the_search_deadline(seconds: float, tries: int) -> None:
    asked = []

    def unanswered(_: OpenSearch, params: Params) -> None:
        asked.append(params)
        raise ConnectionTimeout("TIMEOUT", "no answer", Exception())

    asker = RetryingClient(connect(Settings.load(environ=environ("http://a"))))
    with deadline.start(seconds), pytest.raises(ConnectionTimeout):
        asker.run(unanswered, {})
    assert len(asked) == tries
