"""Notices that the alias names another generation."""

import threading
from collections.abc import Callable

from indexer.engines.opensearch.catalog import Catalog
from indexer.errors import IndexUnavailable

# Asking which index the alias names costs a round trip; a new generation may be seen so much later.
_LEAST_INTERVAL = 0.5


class AliasWatch:
    """Asks now and then which generation the alias names; safe to share between threads."""

    def __init__(self, catalog: Catalog, interval: float, clock: Callable[[], float]) -> None:
        self._catalog = catalog
        self._interval = max(interval, _LEAST_INTERVAL)
        self._clock = clock
        self._lock = threading.Lock()
        self._fresh = True
        self._noted: str | None = None
        self._latest: str | None = None
        self._next = clock()

    def changed(self) -> bool:
        if self._fresh:
            return True
        with self._lock:
            now = self._clock()
            if now < self._next:
                return self._latest != self._noted
            self._next = now + self._interval
        return self.moved()

    def moved(self) -> bool:
        latest = self._look()
        with self._lock:
            self._latest = latest
            return self._latest != self._noted

    def renew(self) -> None:
        latest = self._look()
        with self._lock:
            self._noted = self._latest = latest
            self._fresh = False
            self._next = self._clock() + self._interval

    def _look(self) -> str | None:
        """What the alias names; while the cluster does not answer, what it named before."""
        try:
            return self._catalog.current(local=True)
        except IndexUnavailable:
            return self._noted
