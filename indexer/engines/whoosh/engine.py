"""The Whoosh engine, as the seam wants it."""

from pathlib import Path

import whoosh

from indexer.engines.whoosh import layout
from indexer.engines.whoosh.searcher import WhooshSearcher
from indexer.engines.whoosh.writer import WhooshWriter


class WhooshEngine:
    name = "whoosh"

    def version(self) -> str:
        return f"{whoosh.versionstring()}+{layout.VERSION}"

    def create(self, folder: Path) -> WhooshWriter:
        return WhooshWriter.create(folder)

    def extend(self, folder: Path) -> WhooshWriter:
        return WhooshWriter.extend(folder)

    def open(self, folder: Path) -> WhooshSearcher:
        return WhooshSearcher(folder)
