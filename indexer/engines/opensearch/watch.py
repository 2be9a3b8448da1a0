"""Notices that the alias names another generation."""

from indexer.engines.opensearch.catalog import Catalog
from indexer.errors import IndexUnavailable


class AliasWatch:
    """Asks which generation the alias names; safe to share between threads."""

    interval = 0.5  # a round trip each time

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._fresh = True
        self._noted: str | None = None

    def changed(self) -> bool:
        return self._fresh or self._look() != self._noted

    def renew(self) -> None:
        self._noted = self._look()
        self._fresh = False

    def _look(self) -> str | None:
        """What the alias names; while the cluster does not answer, what it named before."""
        try:
            return self._catalog.current(local=True)
        except IndexUnavailable:
            return self._noted
