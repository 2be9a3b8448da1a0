"""Nodes of a real cluster are killed under readers and a builder: no answer is wrong or part of one.

`python -m tests.campaigns.kill_nodes` does it again and again, through a server, and states the window.
"""

import contextlib
import time
from collections.abc import Callable
from contextlib import closing

import pytest

from benchmarks.opensearch_cluster import Cluster
from indexer.answers.results import SearchRequest
from indexer.engines.opensearch import bulk, writer
from indexer.engines.opensearch.catalog import create_index
from indexer.engines.opensearch.searcher import OpenSearchSearcher
from indexer.engines.opensearch.writer import OpenSearchWriter
from indexer.errors import BuildError, BuildLocked, IndexUnavailable
from indexer.query.values import Everything
from indexer.releases.schema import AnalysedRelease
from indexer.search import Collection
from tests.engines.opensearch.agency import QUICK, Agency, rows
from tests.engines.opensearch.loss import (
    PER_PAGE,
    READERS,
    Answer,
    Asked,
    Readers,
    Refused,
    expected_answers,
)

# The first one may wait until the cluster is up.
pytestmark = pytest.mark.timeout(600)

# The campaign holds the bar of 5 seconds; a machine with other work is slower, but not without end.
FAILOVER_SECONDS = 60


def through(collection: Collection) -> Callable[[Asked], Answer]:
    """Asks a collection."""

    def ask(asked: Asked) -> Answer:
        request = SearchRequest(
            asked.text, match="any", sort="-published", page=asked.page, per_page=PER_PAGE
        )
        try:
            found = collection.search(request)
        except IndexUnavailable as error:
            raise Refused from error
        counted = sum(value.count for value in found.facets["year"])
        return Answer(found.total, tuple(hit.release.id for hit in found.hits), counted)

    return ask


def when_written(monkeypatch: pytest.MonkeyPatch, count: int, act: Callable[[], None]) -> None:
    """Do something as soon as so many releases of a build were added; most of them were sent by then."""
    add = OpenSearchWriter.add
    added = 0

    def counted(self: OpenSearchWriter, release: AnalysedRelease) -> None:
        nonlocal added
        add(self, release)
        added += 1
        if added == count:
            act()

    monkeypatch.setattr(writer, "_SAMPLE", 5)
    monkeypatch.setattr(writer, "_GATHERED", 5)
    monkeypatch.setattr(OpenSearchWriter, "add", counted)


def test_a_node_is_killed_while_readers_ask_and_a_build_runs(
    replicated_agency: Agency, three_nodes: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = rows(40), rows(60)
    replicated_agency.build(older)
    lonely = without_copies(replicated_agency)
    killed: list[float] = []

    def kill() -> None:
        manager = three_nodes.manager()
        killed.append(time.monotonic())
        manager.kill()

    when_written(monkeypatch, 32, kill)
    with closing(Collection.open(replicated_agency.settings)) as collection:
        generations = [expected_answers(older), expected_answers(newer)]
        readers = Readers(through(collection), generations, pause=0.05)
        with readers.running():
            readers.wait(READERS)
            report = replicated_agency.build(newer, full=True)
            readers.wait(10 * READERS)
        assert readers.wrong == []
        assert readers.window(killed[0]) <= FAILOVER_SECONDS
        assert min(readers.refused, default=killed[0]) >= killed[0]
        assert replicated_agency.store.locate().name == report.generation
        assert collection.search(SearchRequest("الهجرة")).total == 60
    require_nothing_but_whole_answers(replicated_agency, lonely)
    three_nodes.revive()
    three_nodes.wait(3, "green")
    assert replicated_agency.engine.open("copied-lonely").count() == 30


def without_copies(agency: Agency) -> OpenSearchSearcher:
    """An index with a shard on each node and copies of none: with a node gone it is not whole."""
    client = agency.engine.client
    settings = {"number_of_shards": 3, "number_of_replicas": 0, "refresh_interval": "-1"}
    settings["routing.allocation.total_shards_per_node"] = 1
    create_index(client, "copied-lonely", {"settings": settings})
    for number in range(30):
        client.index(index="copied-lonely", id=f"r{number}", body={"id": f"r{number}"})
    client.indices.refresh(index="copied-lonely")
    searcher = agency.engine.open("copied-lonely")
    assert searcher.count() == 30
    return searcher


def require_nothing_but_whole_answers(agency: Agency, lonely: OpenSearchSearcher) -> None:
    client = agency.engine.client
    # The cluster would give part of an answer gladly, two shards of three, and call none of them failed.
    given = client.search(index="copied-lonely", body={"track_total_hits": True})
    assert given["_shards"] == {"total": 3, "successful": 2, "skipped": 0, "failed": 0}
    assert given["hits"]["total"]["value"] < 30
    for ask in (
        agency.engine.open("copied-lonely").count,
        lambda: lonely.search(Everything(), sort="published", size=1),
        lambda: next(iter(lonely.releases())),
        lonely.digests,
        lambda: [lonely.release(f"r{number}") for number in range(30)],
    ):
        with pytest.raises(IndexUnavailable):
            ask()


def test_all_nodes_are_killed_in_the_middle_of_a_build(
    replicated_agency: Agency, three_nodes: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    replicated_agency.build(rows(30), full=True)
    before = replicated_agency.store.locate().name
    with closing(Collection.open(replicated_agency.settings)) as collection:
        assert collection.search(SearchRequest("الهجرة")).total == 30
        with monkeypatch.context() as patched:
            when_written(patched, 27, three_nodes.stop)
            patched.setattr(bulk, "_WAITS", (0, 1))
            with pytest.raises(BuildError, match="no node of the OpenSearch cluster answers"):
                replicated_agency.build(rows(50), full=True)
        with pytest.raises(IndexUnavailable):
            collection.search(SearchRequest("الهجرة", page=2))
        three_nodes.revive()
        assert replicated_agency.store.locate().name == before
        assert collection.search(SearchRequest("الهجرة", page=2, per_page=20)).total == 30
    # The lock of the dead goes stale, and what was half built is swept.
    for _ in range(100):
        time.sleep(QUICK.every)
        with contextlib.suppress(BuildLocked):
            replicated_agency.build(rows(50))
            break
    names = replicated_agency.engine.client.indices.get(index="copied-gen-*")
    published = replicated_agency.store.survey(
        replicated_agency.store.locate().manifest.identity
    ).listed
    assert len(names) == 2 * len(published)
    assert all(not one.problems for one in published)
