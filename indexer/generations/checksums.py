"""Checksums of files, and the comparison of a folder with its manifest."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from indexer.errors import BuildError, NothingPublished, reason_of
from indexer.generations import files
from indexer.generations.manifest import FileSum, Manifest
from indexer.generations.names import MANIFEST

# Computes the checksum of a file; raises OSError.
Digest: TypeAlias = Callable[[Path], FileSum]


def digest(path: Path) -> FileSum:
    """Reads the file."""
    return FileSum(*files.checksum(path))


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
        raise NothingPublished(f"{folder}: the engine wrote no file")
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


def _difference(
    folder: Path, entry: files.FolderEntry, expected: FileSum, take: Digest
) -> str | None:
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
