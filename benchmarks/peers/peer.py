"""A search engine as this benchmark sees it: something that builds, opens and answers."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.peers.queries import Query

PAGE = 10
# What a snippet may be long at most, where the engine lets us say so.
SNIPPET_CHARACTERS = 240


class Found(NamedTuple):
    """How many releases match, the ids of one page of them, and what is shown of each (or nothing)."""

    total: int
    ids: list[str]
    shown: list[str]


class Peer(ABC):
    """One index in `folder`. A process builds it, or opens it and searches.

    What an engine needs beside Python is imported by `prepare`, so that the package of a peer that is
    not installed is missed there.
    """

    name: str
    # Kinds of queries that the engine cannot answer by means of its own.
    unable: frozenset[str] = frozenset()
    shows: bool = True

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def prepare(self) -> None:
        """Load what a process loads once, whatever the index. Raises ImportError."""

    @abstractmethod
    def build(self, releases: Path) -> None:
        """Index the releases (JSON lines); what returns is on disk and can be opened."""

    @abstractmethod
    def open(self) -> None: ...

    @abstractmethod
    def search(self, query: Query, shown: bool, turn: int) -> Found:
        """Ten hits, exact total; with `shown` their titles and snippets, matches marked, else ids alone.

        `turn` counts how often the same was asked before.
        """


def read(releases: Path) -> Iterator[dict[str, Any]]:
    with releases.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
