"""The OpenSearch engine as the protocol wants it."""

import os

from indexer.engines.opensearch import layout
from indexer.engines.opensearch.client import connect
from indexer.engines.opensearch.names import Copies
from indexer.engines.opensearch.searcher import OpenSearchSearcher
from indexer.engines.opensearch.store import ClusterStore
from indexer.engines.opensearch.writer import OpenSearchWriter
from indexer.generations import Place
from indexer.settings import Settings


class OpenSearchEngine:
    """One client for the whole process; safe to share between threads."""

    name = "opensearch"

    def __init__(self, settings: Settings) -> None:
        """Sends no request yet. Raises SettingError."""
        self.client = connect(settings)
        self._copies = Copies(settings.opensearch_shards, settings.opensearch_replicas)

    def version(self) -> str:
        return f"layout {layout.VERSION}"

    def store(self, settings: Settings) -> ClusterStore:
        return ClusterStore(
            self.client, settings.opensearch_index, settings.keep, settings.opensearch_replicas
        )

    def create(self, place: Place) -> OpenSearchWriter:
        return OpenSearchWriter(self.client, os.fspath(place), self._copies)

    def extend(self, place: Place) -> OpenSearchWriter:
        return OpenSearchWriter(self.client, os.fspath(place), self._copies, extends=True)

    def open(self, place: Place) -> OpenSearchSearcher:
        return OpenSearchSearcher(self.client, os.fspath(place))
