"""Checksums: taking those of a folder, and comparing a folder with what its manifest says."""

from pathlib import Path

from indexer.errors import BuildError
from indexer.generations import files
from indexer.generations.errors import reason_of
from indexer.generations.manifest import FileSum, Manifest
from indexer.generations.names import MANIFEST


def measure(folder: Path) -> dict[str, FileSum]:
    """Sizes and checksums of all files below `folder`.

    Raises BuildError when there is none, or something that is not a regular file.
    """
    sums: dict[str, FileSum] = {}
    for entry in files.entries(folder):
        if not entry.regular:
            raise BuildError(f"{folder / entry.name}: only regular files can be published")
        sums[entry.name] = FileSum(*files.digest(folder / entry.name))
    if not sums:
        raise BuildError(f"{folder}: the engine wrote no file; nothing was published")
    return sums


def problems(folder: Path, manifest: Manifest) -> list[str]:
    """What differs from the manifest, each in words, sorted by file; empty when all is well.

    Reads every byte. Missing, extra, resized and changed files are told apart; a symbolic link or
    anything else that is not a regular file is a problem, whatever it leads to.
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
        problem = "missing" if entry is None else _difference(folder, entry, expected)
        if problem:
            found.append(f"{name}: {problem}")
    return found


def _difference(folder: Path, entry: files.Entry, expected: FileSum) -> str | None:
    if not entry.regular:
        return "not a regular file"
    if entry.size != expected.size:
        return f"{entry.size} bytes, not {expected.size}"
    try:
        size, sha256 = files.digest(folder / entry.name)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    if (size, sha256) != expected:
        return "its content has changed (sha256 differs)"
    return None
