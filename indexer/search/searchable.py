"""The interface of a collection of releases that the web application uses."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Protocol

from indexer.answers.results import (
    Completions,
    MarkedRelease,
    SearchRequest,
    SearchResults,
    SimilarReleases,
)
from indexer.arabic.analyzer import Token
from indexer.arabic.reading import stemmer
from indexer.search.collection import CollectionStatus, ScanResults


class Searchable(Protocol):
    """The methods of `Collection`, which documents them."""

    def search(self, request: SearchRequest) -> SearchResults: ...

    def scan(self, request: SearchRequest) -> AbstractContextManager[ScanResults]: ...

    def release(self, release_id: str, request: SearchRequest = ...) -> MarkedRelease | None: ...

    def complete(self, q: str) -> Completions: ...

    def similar(self, release_id: str) -> SimilarReleases | None: ...

    def status(self) -> CollectionStatus: ...

    def examples(self, titles: Iterable[str]) -> list[str]: ...

    def analyze(self, text: str) -> list[tuple[Token, stemmer.Reading]]: ...

    def close(self) -> None: ...
