"""Shared helpers of the engine tests: engines, releases, opened indexes."""

import dataclasses
import datetime
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from indexer.arabic.analyzer import standard
from indexer.engines.opensearch import catalog
from indexer.engines.opensearch.client import connect
from indexer.engines.opensearch.engine import OpenSearchEngine
from indexer.engines.protocol import Engine, Searcher
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.generations import Place
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease
from indexer.releases.schema import analyse as analyse_with
from indexer.settings import Settings
from tests.engines.reference import ReferenceEngine

FILED: tuple[Engine, ...] = (ReferenceEngine(), WhooshEngine())

Index = Callable[[Sequence[Release]], Searcher]


def release(
    release_id: str, title: str, body: str, day: str | None = "2025-10-14", **fields: Any
) -> Release:
    published = datetime.date.fromisoformat(day) if day else None
    return Release(release_id, title, body, published, **fields)


def analyse(release: Release) -> AnalysedRelease:
    return analyse_with(release, standard())


def carry(previous: Path, folder: Path) -> None:
    """What a build does before it extends an index: the same files, by hard link."""
    shutil.copytree(previous, folder, copy_function=os.link)


class Opened:
    """Opens indexes and closes them when the test ends."""

    def __init__(self) -> None:
        self._searchers: list[Searcher] = []

    def __call__(self, engine: Engine, place: Place) -> Searcher:
        self._searchers.append(engine.open(place))
        return self._searchers[-1]

    def close(self) -> None:
        for searcher in self._searchers:
            searcher.close()


class Bench:
    """An engine, and places for its indexes: here, folders. ``exact`` says that its scores are those
    of the reference engine, and not only near them, by such a share of the best."""

    exact = True
    nearness = 0.0

    def __init__(self, engine: Engine, folder: Path, opened: Opened) -> None:
        self.engine = engine
        self._folder = folder
        self._opened = opened

    def place(self, name: str) -> Place:
        """A place where nothing is."""
        folder = self._folder / name
        folder.mkdir()
        return folder

    def carried(self, previous: Place, name: str) -> Place:
        """A place with the content of another, as a build carries it over."""
        folder = self._folder / name
        carry(Path(previous), folder)
        return folder

    def open(self, place: Place) -> Searcher:
        return self._opened(self.engine, place)


class ClusterBench(Bench):
    """An engine that keeps indexes in a cluster, without replicas, which take time to be made. Names
    are fresh, as tests share the cluster; what was made is removed in the end."""

    exact = False
    # Its lengths are kept to one part in eight, and here titles are as long as bodies.
    nearness = 0.25

    def __init__(self, settings: Settings, opened: Opened) -> None:
        settings = dataclasses.replace(settings, opensearch_replicas=0)
        super().__init__(OpenSearchEngine(settings), Path(), opened)
        self._client = connect(settings)
        self._prefix = f"bench-{secrets.token_hex(6)}"

    def place(self, name: str) -> Place:
        return f"{self._prefix}-{name}"

    def carried(self, previous: Place, name: str) -> Place:
        catalog.seal(self._client, str(previous))
        catalog.clone(self._client, str(previous), str(self.place(name)), replicas=0)
        return self.place(name)

    def remove(self) -> None:
        self._client.indices.delete(index=f"{self._prefix}-*")


def in_segments(searcher: Searcher, count: int) -> None:
    """Require that an index of Whoosh is in so many segments; where there are several, some releases are
    deleted in them. Other engines do not say."""
    if isinstance(searcher, WhooshSearcher):
        assert len(searcher._postings.segments) == count
        assert searcher._columns.has_deletions == (count > 1)


def build(bench: Bench, place: Place, releases: Iterable[Release]) -> None:
    writer = bench.engine.create(place)
    for one in releases:
        writer.add(analyse(one))
    writer.commit()
