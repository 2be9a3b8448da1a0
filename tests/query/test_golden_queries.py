"""Typical queries: how each is parsed, and what it finds in a small collection."""

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from indexer.answers.results import SearchRequest, SearchResults
from indexer.arabic.analyzer import standard
from indexer.arabic.layers import Layer
from indexer.building.build import BuildRequest, build
from indexer.engines.registry import engine
from indexer.query.matching import Matching
from indexer.search import Collection
from indexer.settings import Settings
from tests.progress import NoRefusals

DATA = Path(__file__).parents[1] / "data" / "golden"


class Golden(NamedTuple):
    """``ids`` sorted by name; ``match`` and ``mode`` as in a request."""

    q: str
    match: Matching
    mode: Layer
    reading: str
    warnings: str
    ids: str


def golden() -> list[Golden]:
    lines = (DATA / "queries.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [msgspec.convert(row, Golden) for row in rows]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    settings = dataclasses.replace(Settings.load({}, {}), index=tmp_path_factory.mktemp("index"))
    chosen = engine(settings)
    request = BuildRequest((DATA / "collection.jsonl",), chosen.store(settings), chosen, standard())
    build(request, NoRefusals())
    with closing(Collection.open(settings)) as opened:
        yield opened


def search(collection: Collection, asked: Golden) -> SearchResults:
    request = SearchRequest(asked.q, asked.mode, asked.match, per_page=100)
    return collection.search(request)


def said(asked: Golden, results: SearchResults) -> Golden:
    return asked._replace(
        reading=results.query.text,
        warnings=" ".join(warning.code for warning in results.warnings),
        ids=" ".join(sorted(hit.release.id for hit in results.hits)),
    )


@pytest.mark.parametrize("asked", golden(), ids=lambda asked: asked.q)
def test_queries_are_read_and_find(collection: Collection, asked: Golden) -> None:
    assert said(asked, search(collection, asked)) == asked


def test_there_are_enough_of_them() -> None:
    assert len(golden()) >= 150


def test_a_reading_typed_as_a_query_finds_the_same(collection: Collection) -> None:
    """The canonical text is a query itself."""
    for asked in golden():
        if asked.reading and asked.mode == "stem" and asked.match == "all":
            again = search(collection, asked._replace(q=asked.reading))
            assert said(asked, again).ids == asked.ids, asked.q
