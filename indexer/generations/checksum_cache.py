"""Caches checksums for a process that serves or builds repeatedly: the next generation shares
nearly all its files."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from indexer.generations import checksums, files
from indexer.generations.files import FileMark
from indexer.generations.manifest import FileSum

# Disks lose bits silently: after so long a file is read again.
_CACHED_SECONDS = 3_600.0


class _Cached(NamedTuple):
    """``content`` is that of the file's mark; ``until`` when the checksum expires."""

    content: tuple[int, int]
    sum: FileSum
    until: float


class ChecksumCache:
    """Checksums of the files that this process has read.

    A file that was at rest and has not changed since is not read again within an hour, whatever its
    name.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._cached: dict[tuple[int, int], _Cached] = {}

    def digest(self, path: Path) -> FileSum:
        before, now = FileMark.of_path(path), self._clock()
        cached = self._cached.get(before.file)
        if cached and cached.content == before.content and now < cached.until:
            return cached.sum
        was_at_rest = before.modified + files.CLOCK_TICK < time.time_ns()
        checksum = checksums.digest(path)
        after = FileMark.of_path(path)
        if was_at_rest and (after.file, after.content) == (before.file, before.content):
            self._cached = {file: each for file, each in self._cached.items() if now < each.until}
            until = now + _CACHED_SECONDS
            self._cached[before.file] = _Cached(before.content, checksum, until)
        return checksum
