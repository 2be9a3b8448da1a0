"""Generations in a real cluster: built, replaced, rolled back, swept; builders kept apart."""

import contextlib
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from indexer.answers.results import SearchRequest
from indexer.engines.opensearch import searcher
from indexer.engines.opensearch.lock import hold_lock
from indexer.engines.protocol import Searcher
from indexer.errors import BuildError, BuildLocked, IndexDamaged, IndexMissing
from indexer.installation import name_lists
from indexer.installation.installation import identity
from indexer.query.values import Everything
from indexer.search import Collection
from tests.engines.opensearch.agency import QUICK, Agency, rows

# A builder that is killed while it writes: it has the lock, and indexes that no alias names.
BUILDER = """
import pathlib, time
from tests.engines.opensearch.agency import Agency
from indexer.settings import Settings
with Agency(Settings.load(), pathlib.Path()).store.open_build() as under_way:
    under_way.carry()
    print(under_way.place, flush=True)
    time.sleep(600)
"""


def served_generation(agency: Agency) -> str:
    return agency.store.locate().name


def total(agency: Agency) -> int:
    with closing(Collection.open(agency.settings)) as collection:
        return collection.search(SearchRequest("الهجرة")).total


def test_generations_follow_each_other_and_are_rolled_back(agency: Agency) -> None:
    with pytest.raises(IndexMissing, match="kashaf build"):
        agency.store.locate()
    assert agency.build(rows(3)).added == 3
    first = served_generation(agency)
    with closing(Collection.open(agency.settings)) as collection:
        assert collection.search(SearchRequest("الهجرة")).total == 3
        second = agency.build([*rows(5), {"id": "x", "title": "ت", "body": "آخر"}])
        assert (second.added, second.unchanged) == (3, 3)
        assert served_generation(agency) == second.generation
        assert _sees(collection, 5)
    assert agency.build(rows(5)[1:]).removed == 2
    expected = identity(agency.engine, name_lists.analyzer(agency.settings))
    listed = agency.store.survey(expected)
    assert listed.fault is None
    # Two are kept, the newest first.
    assert [(one.current, one.problems) for one in listed.listed] == [(True, ()), (False, ())]
    assert first not in {one.name for one in listed.listed}
    assert agency.store.rollback(expected).name == second.generation
    assert total(agency) == 5
    with pytest.raises(BuildError, match="no older generation"):
        agency.store.rollback(expected)
    # What was rolled back from is removed by the next build, which goes on from what is served.
    assert agency.build(rows(4)).removed == 2
    assert total(agency) == 4
    assert agency.build(rows(4)).generation is None


def _sees(collection: Collection, wanted: int) -> bool:
    """Whether a reader that is open finds the new generation; it looks every half a second."""
    return any(
        collection.search(SearchRequest("الهجرة", page=page)).total == wanted
        for page in range(1, 2_000)
    )


def test_build_repairs_an_alias_of_two_generations(agency: Agency) -> None:
    first = agency.build(rows(2)).generation
    agency.build(rows(3))
    alias = agency.settings.opensearch_index
    agency.engine.client.indices.put_alias(index=f"{alias}-{first}", name=alias)
    with pytest.raises(IndexDamaged, match=r"not one generation; run `kashaf build`$"):
        agency.store.locate()
    mended = agency.build(rows(3))
    assert mended.generation == served_generation(agency)
    assert total(agency) == 3


def test_two_builders_are_kept_apart_and_what_the_dead_left_is_swept(agency: Agency) -> None:
    agency.build(rows(2))
    settings = agency.settings
    environ = {
        "KASHAF_ENGINE": "opensearch",
        "KASHAF_OPENSEARCH_URL": settings.opensearch_url,
        "KASHAF_OPENSEARCH_INDEX": settings.opensearch_index,
        "KASHAF_OPENSEARCH_REPLICAS": "0",
        "PYTHONPATH": str(Path(__file__).parents[3]),
    }
    client = agency.engine.client
    command = [sys.executable, "-c", BUILDER]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environ) as other:
        try:
            assert other.stdout is not None
            assert client.indices.exists(index=other.stdout.readline().strip())
            with pytest.raises(BuildLocked, match="another build is running"):
                agency.build(rows(3))
            assert total(agency) == 2
        finally:
            other.kill()
    # Its lock says nothing more; soon it is taken over.
    for _ in range(100):
        time.sleep(QUICK.every)
        with contextlib.suppress(BuildLocked):
            agency.build(rows(3))
            break
    assert total(agency) == 3
    builds = f"{settings.opensearch_index}-builds"
    assert not client.exists(index=builds, id="lock")
    names = client.indices.get(index=f"{settings.opensearch_index}-gen-*")
    assert len(names) == 4  # two generations of two indexes


def test_a_lock_that_was_taken_over_is_lost(agency: Agency) -> None:
    client = agency.engine.client
    index = f"{agency.settings.opensearch_index}-builds"
    with hold_lock(client, index, QUICK) as lock:
        lock.renew()
        client.index(index=index, id="lock", body={"holder": "another", "renewed": 0})
        with pytest.raises(BuildError, match="took over"):
            lock.renew()
    assert client.get(index=index, id="lock")["_source"]["holder"] == "another"


def test_deep_pages_and_all_releases_are_walked_over(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency.build(rows(25))
    generation = agency.store.locate()
    with closing(agency.engine.open(generation.place)) as opened:
        wanted = _ids(opened, 0, 25)
        monkeypatch.setattr(searcher, "_WINDOW", 4)
        monkeypatch.setattr(searcher, "_READ", 4)
        assert _ids(opened, 0, 25) == wanted
        assert _ids(opened, 7, 9) == wanted[7:16]
        assert _ids(opened, 24, 9) == wanted[24:]
        assert len({release.id for release in opened.releases()}) == 25
        # A point in time that dies is opened again, and the walk goes on where it was.
        walk = opened.releases()
        first = [next(walk).id for _ in range(3)]
        agency.engine.client.delete_all_pits()
        assert sorted([*first, *(release.id for release in walk)]) == sorted(wanted)


def _ids(opened: Searcher, start: int, size: int) -> list[str]:
    found = opened.search(Everything(), sort="-published", start=start, size=size)
    assert found.total == 25
    return [match.id for match in found.page]
