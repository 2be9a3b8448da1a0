"""What lies in the folder of an index: its generations, their manifests, and `CURRENT`."""

import hashlib
import os
import shlex
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from indexer.errors import (
    BUILD,
    IndexDamaged,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    reason_of,
)
from indexer.generations import files, names
from indexer.generations.manifest import MAX_MANIFEST_BYTES, Manifest

_LINE_LIMIT = 4096


class CurrentLine(NamedTuple):
    """The content of CURRENT; ``problem`` says why it cannot be read, empty if it can."""

    content: bytes
    problem: str = ""

    def pointer(self, present: Sequence[str]) -> names.Pointer:
        """Raises IndexDamaged for a CURRENT that cannot be right. Then every generation is a
        candidate, as a missing name does not tell which ones are older."""
        if self.problem:
            raise IndexDamaged(self.problem)
        pointer = names.Pointer.parse(self.content)
        if pointer.generation not in present:
            raise IndexDamaged(f"CURRENT names {pointer.generation}, which is not there")
        return pointer


def read_current(root: Path) -> CurrentLine:
    try:
        return CurrentLine(files.read_bounded(root / names.CURRENT, _LINE_LIMIT))
    except OSError as error:
        return CurrentLine(b"", f"CURRENT cannot be read: {error.strerror}")


def current_pointer(root: Path) -> names.Pointer | None:
    """The content of CURRENT; None if it is missing, damaged or names a missing generation."""
    try:
        return read_current(root).pointer(list_generations(root))
    except IndexDamaged:
        return None


def list_generations(root: Path) -> list[str]:
    """Names of the generations in `root`, newest first, whatever their state."""
    try:
        with os.scandir(root) as children:
            present = [child.name for child in children if names.is_generation(child.name)]
    except FileNotFoundError as error:
        raise IndexMissing(f"{root}: there is no index here ({error.strerror})", BUILD) from error
    except OSError as error:
        raise IndexUnavailable(
            f"{root}: cannot be read: {error.strerror}; {_advice(root, error)}"
        ) from error
    return sorted(present, key=lambda name: (names.number_of(name), name), reverse=True)


def _advice(root: Path, error: OSError) -> str:
    """What to do about a folder that cannot be listed; no build repairs that."""
    if isinstance(error, PermissionError):
        return (
            f"run `chmod -R u+rX {shlex.quote(str(root))}`, or this command as the folder's owner"
        )
    return "name another folder with --index DIR"


def candidates(present: list[str], pointer: names.Pointer | None) -> list[str]:
    """The generations that may be served, best first. Those newer than CURRENT were never
    published."""
    if pointer is None:
        return present
    bound = names.number_of(pointer.generation)
    return [pointer.generation, *(name for name in present if names.number_of(name) < bound)]


def read_manifest(folder: Path, digest: str | None = None) -> Manifest:
    """The manifest in a generation's folder, without checking the other files."""
    try:
        if not files.is_folder(folder):
            raise IndexDamaged(f"{folder}: missing, or not a folder")
        text = files.read_bounded(folder / names.MANIFEST, MAX_MANIFEST_BYTES)
    except OSError as error:
        raise IndexDamaged(f"the manifest cannot be read: {reason_of(error)}") from error
    if digest is not None and hashlib.sha256(text).hexdigest() != digest:
        raise IndexDamaged("the manifest is not the one that CURRENT names (sha256 differs)")
    manifest = Manifest.from_json(text)
    if manifest.generation != folder.name:
        raise IndexDamaged(f"the manifest is that of {manifest.generation}")
    return manifest


def newest_manifest(root: Path) -> Manifest | None:
    """The manifest of the current generation, or the newest readable one before it, without
    checking the other files; None if there is none."""
    with suppress(IndexUnavailable):
        for name in candidates(list_generations(root), current_pointer(root)):
            with suppress(IndexDamaged, IndexOutOfDate):
                return read_manifest(root / name)
    return None


def size_of(folder: Path) -> int:
    """Bytes of all files with the manifest; 0 if the folder cannot be listed."""
    try:
        return sum(entry.size for entry in files.entries(folder))
    except OSError:
        return 0
