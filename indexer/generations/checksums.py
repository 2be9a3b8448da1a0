"""Checksums of files, and the comparison of a folder with its manifest."""

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias

from indexer.errors import BuildError
from indexer.generations import files
from indexer.generations.errors import reason_of
from indexer.generations.manifest import FileSum, Manifest
from indexer.generations.names import MANIFEST

# Computes the checksum of a file; raises OSError.
Digest: TypeAlias = Callable[[Path], FileSum]

# Disks lose bits silently: after so long a file is read again.
_CACHED_SECONDS = 3_600.0


def digest(path: Path) -> FileSum:
    """Reads the file."""
    return FileSum(*files.checksum(path))


class FileMark(NamedTuple):
    """The status of a file, which shows without reading it whether it was written or replaced.
    Making or removing a hard link alters ``changed`` too. Times in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of_path(cls, path: Path) -> "FileMark":
        status = os.lstat(path)
        return cls(
            status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
        )


class _Cached(NamedTuple):
    size: int
    modified: int
    sum: FileSum
    until: float


class ChecksumCache:
    """Checksums of the files that this process has read.

    A file that was at rest and has not changed since is not read again within an hour, whatever its
    name. For a process that serves or builds repeatedly: the next generation shares nearly all its
    files.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[int, int], _Cached] = {}

    def digest(self, path: Path) -> FileSum:
        before = FileMark.of_path(path)
        key, now = before[:2], self._clock()
        known = self._known.get(key)
        if known and known[:2] == (before.size, before.modified) and now < known.until:
            return known.sum
        rested = before.modified + files.CLOCK_TICK < time.time_ns()
        checksum = digest(path)
        if rested and FileMark.of_path(path)[:4] == before[:4]:
            self._known = {k: known for k, known in self._known.items() if now < known.until}
            until = now + _CACHED_SECONDS
            self._known[key] = _Cached(before.size, before.modified, checksum, until)
        return checksum


def measure(folder: Path, known: Mapping[str, FileSum]) -> dict[str, FileSum]:
    """Sizes and checksums of all files below `folder`; files that are `known` are not read.

    Raises BuildError if there is no file, or something other than regular files.
    """
    sums: dict[str, FileSum] = {}
    for entry in files.entries(folder):
        if not entry.regular:
            raise BuildError(f"{folder / entry.name}: only regular files can be published")
        sums[entry.name] = known.get(entry.name) or digest(folder / entry.name)
    if not sums:
        raise BuildError(f"{folder}: the engine wrote no file; nothing was published")
    return sums


def problems(folder: Path, manifest: Manifest, take: Digest = digest) -> list[str]:
    """The differences from the manifest in words, sorted by file; empty if there are none.

    Reads every byte, unless `take` caches checksums. Distinguishes missing, extra, resized and
    changed files; a symbolic link or anything else that is not a regular file is a problem,
    whatever its target.
    """
    try:
        present = {entry.name: entry for entry in files.entries(folder)}
    except OSError as error:
        return [f"cannot be listed: {reason_of(error)}"]
    differences = [
        f"{name}: not in the manifest"
        for name in sorted(present.keys() - manifest.files.keys() - {MANIFEST})
    ]
    for name, expected in sorted(manifest.files.items()):
        entry = present.get(name)
        problem = "missing" if entry is None else _difference(folder, entry, expected, take)
        if problem:
            differences.append(f"{name}: {problem}")
    return differences


def checker(take: Digest) -> Callable[[Path, Manifest], list[str]]:
    """`problems` with the given way to compute checksums."""
    return lambda folder, manifest: problems(folder, manifest, take)


def _difference(folder: Path, entry: files.Entry, expected: FileSum, take: Digest) -> str | None:
    if not entry.regular:
        return "not a regular file"
    if entry.size != expected.size:
        return f"{entry.size} bytes, not {expected.size}"
    try:
        path = folder / entry.name
        checksum = take(path)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if checksum != expected:
        return "its content has changed (the checksum differs)"
    return None
