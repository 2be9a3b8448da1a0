"""Certificates and passwords, before a real node."""

import json
import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import trustme
from click.testing import CliRunner, Result

from indexer.engines.registry import engine
from indexer.settings import Settings
from tests.engines.opensearch.gate import gate
from webapp.app import create_app
from webapp.command import kashaf

CREDENTIALS = "reader:s3cret:p@ss"
ESCAPED = "reader:s3cret%3Ap%40ss"

Gated = Callable[..., dict[str, str]]


@pytest.fixture
def gated_cluster(cluster_settings: Settings, tmp_path: Path) -> Iterator[Gated]:
    """Settings that lead through a gate to the first node."""
    authority = trustme.CA()
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(trusted)
    with ExitStack() as stack:

        def settings(
            name: str = "127.0.0.1", user: str = ESCAPED, *, known: bool = True
        ) -> dict[str, str]:
            node = cluster_settings.opensearch_url.split(",")[0]
            port = stack.enter_context(gate(node, authority.issue_cert(name), CREDENTIALS))
            environ = {
                "KASHAF_ENGINE": "opensearch",
                "KASHAF_OPENSEARCH_URL": f"https://{user}@127.0.0.1:{port}",
                "KASHAF_OPENSEARCH_INDEX": cluster_settings.opensearch_index,
                "KASHAF_OPENSEARCH_REPLICAS": "0",
            }
            return environ | ({"KASHAF_OPENSEARCH_CA": str(trusted)} if known else {})

        yield settings
    engine(cluster_settings).store(cluster_settings).remove()


def run(environ: dict[str, str], *arguments: str) -> Result:
    return CliRunner().invoke(kashaf, arguments, env=environ)


def test_who_is_trusted_and_known_builds_and_searches(
    gated_cluster: Gated, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    environ = gated_cluster()
    source = tmp_path / "releases.jsonl"
    source.write_text(json.dumps({"id": "a", "title": "الهجرة", "body": "نص"}), "utf-8")
    answers = [run(environ, "build", str(source)), run(environ, "search", "للهجرة", "--json")]
    assert [answer.exit_code for answer in answers] == [0, 0], answers[0].output
    assert json.loads(answers[1].stdout)["total"]["value"] == 1
    answers += [run(environ, *command.split()) for command in ("status", "verify", "doctor")]
    assert not told([*(answer.output for answer in answers), caplog.text])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"known": False}, "certificate of the OpenSearch cluster is not trusted"),
        ({"name": "elsewhere.example"}, "certificate of the OpenSearch cluster is not trusted"),
        ({"user": "reader:s3cret-wr0ng"}, "OpenSearch refuses the user (401)"),
    ],
)
def test_who_is_not_learns_why_and_no_secret(
    gated_cluster: Gated, asked: dict[str, str | bool], said: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    environ = gated_cluster(**asked)
    answers = [run(environ, *command) for command in (["search", "x"], ["status"], ["build"])]
    assert [answer.exit_code for answer in answers] == [3, 3, 5]
    assert all(said in answer.output for answer in answers)
    with create_app(Settings.load(environ=environ)).test_client() as client:
        pages = [client.get(path) for path in ("/?q=x", "/api/v1/search?q=x")]
    assert [page.status_code for page in pages] == [503, 503]
    assert said in caplog.text
    texts = [*(answer.output for answer in answers), *(page.text for page in pages)]
    assert not told([*texts, caplog.text])


def told(texts: list[str]) -> list[str]:
    """Those that hold a secret, as it is or as it is sent."""
    return [text for text in texts if "s3cret" in text or "p@ss" in text or "cmVhZGVyO" in text]
