"""Fixtures of several packages: small collections, and a real OpenSearch cluster if there can be
one."""

import json
import os
import secrets
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from benchmarks.opensearch_cluster import Cluster, Unavailable, cluster
from indexer.search import Collection
from indexer.settings import Settings
from tests import shipped
from tests.workshop import publish

# Processes of tests can be interrupted even if the shell ignores SIGINT.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

_LEFT_OUT = pytest.StashKey[str]()
# `make quick` leaves these out, and what is marked as slow one by one.
_SLOW_FOLDERS = {"browser", "campaigns"}
_SLOW_FIXTURES = {"three_nodes", "cluster_settings"}


Published = Callable[..., Collection]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in slow folders and those on a cluster before `-m` selects tests."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.path.parent.name in _SLOW_FOLDERS or not _SLOW_FIXTURES.isdisjoint(fixtures):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def shipped_seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the two shipped releases, for tests that only read it."""
    return shipped.copy_into(tmp_path_factory.mktemp("shipped") / "seeds")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Builds an index of releases (bodies alone, or rows of JSON) and opens it."""
    with ExitStack() as stack:

        def open_index(*rows: str | dict[str, str]) -> Collection:
            folder = tmp_path_factory.mktemp("published")
            _write(folder / "releases.jsonl", rows)
            publish(folder / "index", folder)
            settings = Settings.load({"index": folder / "index"}, environ={})
            return stack.enter_context(closing(Collection.open(settings)))

        yield open_index


def _write(path: Path, rows: tuple[str | dict[str, str], ...]) -> None:
    releases = [
        {"id": f"r{n}", "title": "بيان", **({"body": row} if isinstance(row, str) else row)}
        for n, row in enumerate(rows)
    ]
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in releases), "utf-8")


@pytest.fixture(scope="session")
def three_nodes(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """Three nodes on the loopback interface. Without them the tests that need them are skipped, and
    the summary says so."""
    try:
        with cluster() as running:
            yield running
    except Unavailable as error:
        request.config.stash[_LEFT_OUT] = str(error)
        pytest.skip(f"no OpenSearch cluster: {error}")


@pytest.fixture
def cluster_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings that name a cluster, with an alias of the test's own. KASHAF_TEST_OPENSEARCH_URL
    names one that runs already."""
    url = os.environ.get("KASHAF_TEST_OPENSEARCH_URL")
    environ = {
        "KASHAF_ENGINE": "opensearch",
        "KASHAF_OPENSEARCH_URL": url or ",".join(request.getfixturevalue("three_nodes").urls),
        "KASHAF_OPENSEARCH_INDEX": f"test-{secrets.token_hex(6)}",
    }
    return Settings.load(environ=environ)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    reason = config.stash.get(_LEFT_OUT, None)
    if reason:
        terminalreporter.section("LEFT OUT: the tests on a real OpenSearch cluster", red=True)
        terminalreporter.write_line(reason)
