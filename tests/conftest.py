"""What tests of several rooms share: a real OpenSearch cluster, started once if it can be."""

import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.settings import Settings

sys.path.insert(0, str(Path(__file__).parent / "opensearch"))

from cluster import Cluster, Unavailable, cluster

_LEFT_OUT = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def three_nodes(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """Three nodes on the loopback. Where they cannot be had, the tests that need them are left out,
    and the end of the run says so."""
    try:
        with cluster() as running:
            yield running
    except Unavailable as error:
        request.config.stash[_LEFT_OUT] = str(error)
        pytest.skip(f"no OpenSearch cluster: {error}")


@pytest.fixture
def cluster_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings that name a cluster, with an alias of the test's own. KASHAF_TEST_OPENSEARCH_URL names
    one that runs already."""
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
