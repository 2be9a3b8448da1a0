"""Checksums: taking those of a folder, and comparing a folder with what its manifest says."""

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

# What takes the checksum of a file; OSError as it came.
Digest: TypeAlias = Callable[[Path], FileSum]

# Disks forget in silence: so long is a checksum remembered before the file is read again.
_REMEMBERED_SECONDS = 3_600.0


def digest(path: Path) -> FileSum:
    """Reads the file."""
    return FileSum(*files.checksum(path))


class Mark(NamedTuple):
    """What tells that a file was written to, or replaced, without reading it. A link that is made or
    removed counts as ``changed``, too."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Mark":
        found = os.lstat(path)
        return cls(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


class _Remembered(NamedTuple):
    size: int
    modified: int
    sum: FileSum
    until: float


class Memory:
    """The checksums of files that this process has read: a file that was at rest, and has not changed
    since, is not read again within the hour, whatever its name. For one that serves or builds on and on:
    of what it has compared, the next generation shares nearly all.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[int, int], _Remembered] = {}

    def digest(self, path: Path) -> FileSum:
        before = Mark.of(path)
        key, now = before[:2], self._clock()
        known = self._known.get(key)
        if known and known[:2] == (before.size, before.modified) and now < known.until:
            return known.sum
        rested = before.modified + files.CLOCK_TICK < time.time_ns()
        found = digest(path)
        if rested and Mark.of(path)[:4] == before[:4]:
            self._known = {k: each for k, each in self._known.items() if now < each.until}
            until = now + _REMEMBERED_SECONDS
            self._known[key] = _Remembered(before.size, before.modified, found, until)
        return found


def measure(folder: Path, known: Mapping[str, FileSum]) -> dict[str, FileSum]:
    """Sizes and checksums of all files below `folder`; those that are `known` are not read.

    Raises BuildError when there is none, or something that is not a regular file.
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
    """What differs from the manifest, each in words, sorted by file; empty when all is well.

    Reads every byte, unless `take` remembers. Missing, extra, resized and changed files are told apart;
    a symbolic link or anything else that is not a regular file is a problem, whatever it leads to.
    """
    try:
        present = {entry.name: entry for entry in files.entries(folder)}
    except OSError as error:
        return [f"cannot be listed: {reason_of(error)}"]
    found = [
        f"{name}: not in the manifest"
        for name in sorted(present.keys() - manifest.files.keys() - {MANIFEST})
    ]
    for name, expected in sorted(manifest.files.items()):
        entry = present.get(name)
        problem = "missing" if entry is None else _difference(folder, entry, expected, take)
        if problem:
            found.append(f"{name}: {problem}")
    return found


def checking(take: Digest) -> Callable[[Path, Manifest], list[str]]:
    """`problems` with checksums as `take` takes them."""
    return lambda folder, manifest: problems(folder, manifest, take)


def _difference(folder: Path, entry: files.Entry, expected: FileSum, take: Digest) -> str | None:
    if not entry.regular:
        return "not a regular file"
    if entry.size != expected.size:
        return f"{entry.size} bytes, not {expected.size}"
    try:
        path = folder / entry.name
        found = take(path)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if found != expected:
        return "its content has changed (the checksum differs)"
    return None
