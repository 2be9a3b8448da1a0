"""Noticing that another generation was published, at the price of one stat."""

import os
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

    interval = 0.25

    def __init__(self, root: Path) -> None:
        self._path = root / CURRENT
        self._noted: _Mark | None = None

    def changed(self) -> bool:
        """Whether CURRENT differs from what was noted; True until the first `renew`."""
        return self._look() != self._noted

    def renew(self) -> None:
        """Note what CURRENT is now. Call it before CURRENT is read, so that no change is missed."""
        self._noted = self._look()

    def _look(self) -> _Mark:
        try:
            status = os.lstat(self._path)
        except OSError:
            return _Mark()
        return _Mark(status.st_ino, status.st_mtime_ns, status.st_ctime_ns, status.st_size)
