"""An OpenSearch alias for each test."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.opensearch_cluster import Cluster
from indexer.settings import Settings
from tests.engines.opensearch.agency import Agency


@pytest.fixture
def agency(cluster_settings: Settings, tmp_path: Path) -> Iterator[Agency]:
    """Without further copies of the shards, which take time to be made."""
    made = Agency(dataclasses.replace(cluster_settings, opensearch_replicas=0, keep=2), tmp_path)
    yield made
    made.remove()


@pytest.fixture
def replicated_agency(three_nodes: Cluster, tmp_path: Path) -> Iterator[Agency]:
    """With a copy of each shard, in a cluster whose nodes may be killed; afterwards all are there."""
    environ = {
        "KASHAF_ENGINE": "opensearch",
        "KASHAF_OPENSEARCH_URL": ",".join(three_nodes.urls),
        "KASHAF_OPENSEARCH_INDEX": "copied",
        "KASHAF_OPENSEARCH_REPLICAS": "1",
    }
    made = Agency(Settings.load(environ=environ), tmp_path)
    yield made
    three_nodes.revive()
    made.remove()
