import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from indexes import ENGINES, Index, Opened, analyse

from indexer.engines.protocol import Engine, Searcher
from indexer.release import Release


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.name)
def engine(request: pytest.FixtureRequest) -> Engine:
    return request.param


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
