"""Collections that tests only read: the two seeds, alone and among other releases."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from indexer.search import Collection
from tests.search.searches import MADE, settings_of
from tests.workshop import publish


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Iterator[Collection]:
    """The two seeds."""
    index = tmp_path_factory.mktemp("seeds") / "index"
    publish(index, shipped_seeds)
    with closing(Collection.open(settings_of(index))) as collection:
        yield collection


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Iterator[Collection]:
    """The seeds, the releases above and 60 numbered ones."""
    folder = tmp_path_factory.mktemp("mixed")
    numbered = [
        {"id": f"n{n:02}", "title": f"نشرة رقم {n}", "body": "نشرة دورية " * (n % 5 + 1),
         "published": f"2022-{n % 12 + 1:02}-01"}
        for n in range(60)
    ]  # fmt: skip
    lines = [json.dumps(row, ensure_ascii=False) for row in (*MADE, *numbered)]
    (folder / "made.jsonl").write_text("\n".join(lines), "utf-8")
    publish(folder / "index", shipped_seeds, folder / "made.jsonl")
    with closing(Collection.open(settings_of(folder / "index"))) as collection:
        yield collection
