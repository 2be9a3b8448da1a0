"""Kashaf through its one door, `indexer.search.Collection`."""

import dataclasses
from pathlib import Path

from benchmarks.peers.peer import PAGE, Found, Peer
from benchmarks.peers.queries import Query, written
from indexer.answers.results import Hit, SearchRequest
from indexer.building.build import BuildRequest, build
from indexer.engines.protocol import Filters
from indexer.installation.installation import Installation
from indexer.search import Collection
from indexer.settings import Settings


class Kashaf(Peer):
    name = "kashaf"

    def prepare(self) -> None:
        self._settings = dataclasses.replace(Settings.load({}, {}), index=self.folder)
        self._installation = Installation(self._settings)
        self._installation.analyzer.analyse("الهجرة")

    def build(self, releases: Path) -> None:
        ours = self._installation
        request = BuildRequest((releases,), ours.store, ours.engine, ours.analyzer)
        report = build(request)
        assert not report.refusals, report.refused

    def open(self) -> None:
        self._collection = Collection.open(self._settings)
        self._collection.status()

    def search(self, query: Query, shown: bool, turn: int) -> Found:
        # An answer that was kept is no search: spaces after the query make it another request.
        results = self._collection.search(request(query, shown, " " * turn))
        texts = [text for hit in results.hits for text in _texts(hit)] if shown else []
        return Found(results.total, [hit.release.id for hit in results.hits], texts)


def request(query: Query, shown: bool = True, after: str = "") -> SearchRequest:
    return SearchRequest(
        q=written(query) + after,
        match="any" if query.kind == "or" else "all",
        per_page=PAGE,
        sort="-published" if query.kind == "sort" else "relevance",
        filters=Filters({"agency": (query.agency,)} if query.agency else {}),
        facets=query.kind == "facets",
        snippets=2 if shown else 0,
        marks=shown,
        start=query.start,
    )


def _texts(hit: Hit) -> list[str]:
    return [hit.release.title, *(snippet.text for snippet in hit.snippets)]
