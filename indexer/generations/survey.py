"""What lies in the folder of an index, for those who look after it."""

from dataclasses import dataclass
from pathlib import Path

from indexer.errors import IndexDamaged, IndexOutOfDate, IndexUnavailable
from indexer.generations import checksums, names
from indexer.generations.current import (
    ATTEMPTS,
    Check,
    choose,
    line,
    listing,
    located,
    pointed,
    read_manifest,
    size_of,
)
from indexer.generations.manifest import Identity, Manifest


@dataclass(frozen=True, slots=True)
class Listed:
    """A generation as it is kept.

    ``size`` in bytes; ``problems`` in words; ``outdated`` says that this program cannot read it.
    """

    name: str
    manifest: Manifest | None
    size: int
    current: bool
    problems: tuple[str, ...]
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Survey:
    """All generations, newest first, and why the current one is not served; None when it is."""

    listed: tuple[Listed, ...]
    fault: IndexUnavailable | None


def survey(root: Path, expected: Identity) -> Survey:
    """What there is and what `locate` says of it; every byte is read once.

    Raises IndexMissing or IndexUnavailable when the folder cannot be listed.
    """
    for _ in range(ATTEMPTS):
        before = line(root)
        found = _survey(root, expected)
        if line(root) == before:
            break
    return found


def _survey(root: Path, expected: Identity) -> Survey:
    """One attempt of `survey`."""
    compared: dict[str, list[str]] = {}

    def check(folder: Path, manifest: Manifest) -> list[str]:
        if folder.name not in compared:
            compared[folder.name] = checksums.problems(folder, manifest)
        return compared[folder.name]

    fault: IndexUnavailable | None = None
    try:
        fault = located(root, choose(root, expected, check)).degraded
    except IndexUnavailable as error:
        fault = error
    pointer = pointed(root)
    listed = (_listed(root, name, pointer, expected, check) for name in listing(root))
    return Survey(tuple(listed), fault)


def _listed(
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
