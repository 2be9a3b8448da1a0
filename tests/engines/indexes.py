"""What the tests of engines have in common: the engines, releases, opened indexes."""

import datetime
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from reference import ReferenceEngine

from indexer.arabic.analyzer import standard
from indexer.engines.protocol import Engine, Searcher
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.release import Release
from indexer.schema import AnalysedRelease
from indexer.schema import analyse as analyse_with

ENGINES: tuple[Engine, ...] = (ReferenceEngine(), WhooshEngine())

Index = Callable[[Sequence[Release]], Searcher]


def release(
    release_id: str, title: str, body: str, day: str | None = "2025-10-14", **fields: object
) -> Release:
    published = datetime.date.fromisoformat(day) if day else None
    return Release(release_id, title, body, published, **fields)  # type: ignore[arg-type]


def analyse(release: Release) -> AnalysedRelease:
    return analyse_with(release, standard())


def carry(previous: Path, folder: Path) -> None:
    """What a build does before it extends an index: the same files, by hard link."""
    shutil.copytree(previous, folder, copy_function=os.link)


class Opened:
    """Opens indexes and closes them when the test ends."""

    def __init__(self) -> None:
        self._searchers: list[Searcher] = []

    def __call__(self, engine: Engine, folder: Path) -> Searcher:
        self._searchers.append(engine.open(folder))
        return self._searchers[-1]

    def close(self) -> None:
        for searcher in self._searchers:
            searcher.close()
