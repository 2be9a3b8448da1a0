"""The Whoosh engine as the protocol wants it."""

from pathlib import Path

import whoosh

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.engines.whoosh.writing.writer import WhooshWriter
from indexer.generations import FolderStore, Place
from indexer.settings import Settings


class WhooshEngine:
    name = "whoosh"

    def version(self) -> str:
        return f"{whoosh.versionstring()}+{layout.VERSION}"

    def store(self, settings: Settings) -> FolderStore:
        return FolderStore(settings.index, settings.keep)

    def create(self, place: Place) -> WhooshWriter:
        return WhooshWriter.create(Path(place))

    def extend(self, place: Place) -> WhooshWriter:
        return WhooshWriter.extend(Path(place))

    def open(self, place: Place) -> WhooshSearcher:
        return WhooshSearcher(Path(place))
