"""Lists the generations in the folder of an index, for its administrator."""

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, IndexOutOfDate, IndexUnavailable
from indexer.generations import checksums, names
from indexer.generations.current import ATTEMPTS, Check, choose, require_generation
from indexer.generations.listing import (
    current_pointer,
    list_generations,
    read_current,
    read_manifest,
    size_of,
)
from indexer.generations.manifest import Identity, Manifest


@dataclass(frozen=True, slots=True)
class Listed:
    """A generation on disk: ``size`` in bytes, ``problems`` in words; ``outdated`` if this program
    cannot read it."""

    name: str
    manifest: Manifest | None
    size: int
    current: bool
    problems: tuple[str, ...]
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """All generations, newest first, and why the current one is not served (None if it is)."""

    listed: tuple[Listed, ...]
    fault: IndexUnavailable | None


def survey(root: Path, expected: Identity) -> Survey:
    """List all generations, and what `locate` says of them; reads every byte once.

    Raises IndexMissing or IndexUnavailable if the folder cannot be listed.
    """
    for _ in range(ATTEMPTS):
        before = read_current(root)
        result = _survey(root, expected)
        if read_current(root) == before:
            break
    return result


def _survey(root: Path, expected: Identity) -> Survey:
    """One attempt of `survey`."""
    compared: dict[str, list[str]] = {}

    def check(folder: Path, manifest: Manifest) -> list[str]:
        if folder.name not in compared:
            compared[folder.name] = checksums.problems(folder, manifest)
        return compared[folder.name]

    fault: IndexUnavailable | None = None
    try:
        fault = require_generation(root, choose(root, expected, check)).degraded
    except IndexUnavailable as error:
        fault = error
    pointer = current_pointer(root)
    listed = (_list_one(root, name, pointer, expected, check) for name in list_generations(root))
    return Survey(tuple(listed), fault)


def _list_one(
    root: Path,
    name: str,
    pointer: names.Pointer | None,
    expected: Identity,
    check: Check,
) -> Listed:
    """`check` compares the files with the manifest."""
    current = pointer is not None and pointer.generation == name
    digest = pointer.manifest if pointer is not None and current else None
    folder = root / name
    manifest: Manifest | None = None
    problems: list[str] = []
    outdated = False
    try:
        manifest = read_manifest(folder, digest)
    except (IndexDamaged, IndexOutOfDate) as error:
        problems = [str(error)]
        outdated = isinstance(error, IndexOutOfDate)
    if manifest is not None:
        outdated = manifest.identity != expected
        problems = check(folder, manifest)
    return Listed(name, manifest, size_of(folder), current, tuple(problems), outdated)
