import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from indexer.engines.protocol import Searcher
from indexer.releases.release import Release
from tests.engines.indexes import FILED, Bench, ClusterBench, Index, Opened, build


@pytest.fixture
def opener() -> Iterator[Opened]:
    with contextlib.closing(Opened()) as opener:
        yield opener


@pytest.fixture(
    params=[
        *(engine.name for engine in FILED),
        pytest.param("opensearch", marks=pytest.mark.slow),
    ]
)
def bench(request: pytest.FixtureRequest, opener: Opened, tmp_path: Path) -> Iterator[Bench]:
    """Each engine in turn; OpenSearch on a real cluster."""
    for engine in FILED:
        if engine.name == request.param:
            yield Bench(engine, tmp_path, opener)
            return
    on_cluster = ClusterBench(request.getfixturevalue("cluster_settings"), opener)
    yield on_cluster
    on_cluster.remove()


@pytest.fixture(scope="module")
def shared_benches() -> Iterator[dict[tuple[str, ...], ClusterBench]]:
    """Where the indexes stand that a module's tests share on the cluster, by what is in them: making
    one takes a second there."""
    benches: dict[tuple[str, ...], ClusterBench] = {}
    yield benches
    for each in benches.values():
        each.remove()


@pytest.fixture
def index(
    request: pytest.FixtureRequest,
    bench: Bench,
    opener: Opened,
    shared_benches: dict[tuple[str, ...], ClusterBench],
) -> Index:
    """Builds an index of some releases and opens it; nobody changes it."""

    def built(releases: Sequence[Release]) -> Searcher:
        if not isinstance(bench, ClusterBench):
            place = bench.place("index")
            build(bench, place, releases)
            return bench.open(place)
        key = tuple(one.digest for one in releases)
        if key not in shared_benches:
            shared_benches[key] = ClusterBench(request.getfixturevalue("cluster_settings"), opener)
            build(shared_benches[key], shared_benches[key].place("index"), releases)
        return bench.open(shared_benches[key].place("index"))

    return built
