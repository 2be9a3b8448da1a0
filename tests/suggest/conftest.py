"""Collections for the tests of suggestions."""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from indexer.arabic.analyzer import standard
from indexer.build import BuildRequest, build
from indexer.cli.progress import BuildProgress
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations import Folder
from indexer.search import Collection
from indexer.settings import Settings

Published = Callable[..., Collection]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    """Builds an index of releases (bodies alone, or rows of JSON) and opens it."""
    with ExitStack() as stack:

        def publish(*rows: str | dict[str, str]) -> Collection:
            folder = tmp_path_factory.mktemp("published")
            _write(folder / "releases.jsonl", rows)
            place = Folder(folder / "index")
            request = BuildRequest([folder], place, WhooshEngine(), standard())
            with BuildProgress() as progress:
                build(request, progress)
            settings = Settings.load({"index": folder / "index"}, environ={})
            return stack.enter_context(closing(Collection.open(settings)))

        yield publish


def _write(path: Path, rows: tuple[str | dict[str, str], ...]) -> None:
    releases = [
        {"id": f"r{n}", "title": "بيان", **({"body": row} if isinstance(row, str) else row)}
        for n, row in enumerate(rows)
    ]
    path.write_text("\n".join(json.dumps(each, ensure_ascii=False) for each in releases), "utf-8")
