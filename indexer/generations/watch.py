"""Noticing that another generation was published, at the price of one stat a few times a second."""

import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from indexer.generations.names import CURRENT


class _Mark(NamedTuple):
    """What tells two states of CURRENT apart without reading it; zeros when it is not there."""

    inode: int = 0
    modified: int = 0
    changed: int = 0
    size: int = 0


class CurrentWatch:
    """Compares ROOT/CURRENT with what it was when last `renew`-ed; safe to share between threads."""

    def __init__(
        self,
        root: Path,
        *,
        interval: float = 0.25,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Looks at most every `interval` seconds of `clock`, which must not go backwards."""
        self._path = root / CURRENT
        self._interval = interval
        self._clock = clock
        self._lock = threading.Lock()
        self._noted: _Mark | None = None
        self._latest: _Mark | None = None
        self._next = clock()

    def changed(self) -> bool:
        """Whether CURRENT differs from what was noted; True until the first `renew`."""
        with self._lock:
            if self._noted is None:
                return True
            now = self._clock()
            if now >= self._next:
                self._next = now + self._interval
                self._latest = self._look()
            return self._latest != self._noted

    def moved(self) -> bool:
        """As `changed`, but looks now."""
        with self._lock:
            self._latest = self._look()
            return self._latest != self._noted

    def renew(self) -> None:
        """Note what CURRENT is now. Call it before CURRENT is read, so that no change is missed."""
        with self._lock:
            self._noted = self._latest = self._look()
            self._next = self._clock() + self._interval

    def _look(self) -> _Mark:
        try:
            status = os.lstat(self._path)
        except OSError:
            return _Mark()
        return _Mark(status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
