import contextlib
import datetime
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from reference import ReferenceEngine

from indexer.engines.protocol import Engine, Searcher
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.release import Release
from indexer.schema import analyse

ENGINES: tuple[Engine, ...] = (ReferenceEngine(), WhooshEngine())

Index = Callable[[Sequence[Release]], Searcher]


def release(
    release_id: str, title: str, body: str, day: str | None = "2025-10-14", **fields: object
) -> Release:
    published = datetime.date.fromisoformat(day) if day else None
    return Release(release_id, title, body, published, **fields)  # type: ignore[arg-type]


def carry(previous: Path, folder: Path) -> None:
    """What a build does before it extends an index: the same files, by hard link."""
    shutil.copytree(previous, folder, copy_function=os.link)


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


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


@pytest.fixture
def opened() -> Iterator[Opened]:
    with contextlib.closing(Opened()) as opener:
        yield opener


@pytest.fixture
def index(engine: Engine, opened: Opened, tmp_path: Path) -> Index:
    """Builds an index of some releases and opens it."""

    def build(releases: Sequence[Release]) -> Searcher:
        folder = tmp_path / "index"
        folder.mkdir()
        writer = engine.create(folder)
        for one in releases:
            writer.add(analyse(one))
        writer.commit()
        return opened(engine, folder)

    return build
