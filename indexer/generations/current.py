"""Selects the generation to serve.

Its files are compared with the manifest first, by the reader or by the build that published it (see
`stamps`).
"""

import hashlib
import os
import shlex
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

from indexer.errors import (
    BUILD,
    BUILD_ANEW,
    IndexDamaged,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
)
from indexer.generations import checksums, files, names
from indexer.generations.errors import reason_of
from indexer.generations.manifest import LARGEST, Identity, Manifest

_LINE_LIMIT = 4096
ATTEMPTS = 5
_MAX_PROBLEMS = 5

# What an engine writes to and opens: a folder, or a name in a service.
Place: TypeAlias = str | Path
# Compares a folder with its manifest; the differences in words.
Check: TypeAlias = Callable[[Path, Manifest], list[str]]


@dataclass(frozen=True, slots=True)
class Generation:
    """A whole generation; in a folder, its bytes were compared with its manifest.

    ``degraded`` says why it is served instead of the one that CURRENT names (IndexOutOfDate if that
    is whole); None if it is that one.
    """

    name: str
    place: Place
    manifest: Manifest
    degraded: IndexUnavailable | None = None

    @property
    def folder(self) -> Path:
        """Its folder. Raises TypeError for a generation in a service."""
        if not isinstance(self.place, Path):
            raise TypeError(f"{self.place} is no folder")
        return self.place


@dataclass(frozen=True, slots=True)
class Choice:
    """The generation to serve, if any, and those rejected before it: name (or CURRENT) to
    reason."""

    generation: Generation | None
    rejected: Mapping[str, str]


def locate(root: Path, expected: Identity | None = None, check: Check | None = None) -> Generation:
    """The current generation or, if it is damaged or lacks the ``expected`` identity, the newest
    older one that is whole and has it.

    If CURRENT is unreadable, the newest whole one of all. Reads every byte (or does what ``check``
    does instead): to be called once per generation, not per request.

    Raises IndexMissing if nothing was ever published, IndexDamaged if no generation is whole,
    IndexOutOfDate if no generation has the expected identity or, without one, if the current format
    is unknown; IndexUnavailable if the folder cannot be read.
    """
    return require_generation(root, choose(root, expected, check))


def require_generation(root: Path, chosen: Choice) -> Generation:
    """The chosen generation. Raises IndexDamaged if there is none."""
    if chosen.generation is not None:
        return chosen.generation
    reasons = "; ".join(f"{name}: {reason}" for name, reason in chosen.rejected.items())
    raise IndexDamaged(f"{root}: no generation is whole ({reasons})", BUILD_ANEW)


def choose(root: Path, expected: Identity | None, check: Check | None) -> Choice:
    """Like `locate`, but a damaged index gives a Choice without a generation."""
    for _ in range(ATTEMPTS):
        before = read_current(root)
        chosen = _choose(root, before, expected, check)
        # A publication may have removed what was being read: then try again.
        if not chosen.rejected or read_current(root) == before:
            break
    return chosen


def current_pointer(root: Path) -> names.Pointer | None:
    """The content of CURRENT; None if it is missing, damaged or names a missing generation."""
    try:
        return _pointer(read_current(root), list_generations(root))
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


def verify_generation(
    root: Path,
    name: str,
    expected: Identity | None,
    digest: str | None = None,
    check: Check | None = None,
) -> Generation:
    """The generation `name` of `root`, after comparing every byte.

    `digest` is the SHA-256 of the manifest in CURRENT. Raises IndexDamaged with the first
    few problems, IndexOutOfDate for an unknown format or an identity that is not `expected`.
    """
    folder = root / name
    manifest = read_manifest(folder, digest)
    if expected is not None:
        manifest.require(expected)
    problems = (check or checksums.problems)(folder, manifest)
    if problems:
        raise IndexDamaged(_abridge(problems))
    return Generation(name, folder, manifest)


def read_manifest(folder: Path, digest: str | None = None) -> Manifest:
    """The manifest in a generation's folder, without checking the other files."""
    try:
        if not files.is_folder(folder):
            raise IndexDamaged(f"{folder}: missing, or not a folder")
        text = files.read_bounded(folder / names.MANIFEST, LARGEST)
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
        for name in _candidates(list_generations(root), current_pointer(root)):
            with suppress(IndexDamaged, IndexOutOfDate):
                return read_manifest(root / name)
    return None


def _choose(
    root: Path, line: bytes | str, expected: Identity | None, check: Check | None
) -> Choice:
    """One attempt of `choose` with the content of CURRENT."""
    present = list_generations(root)
    rejected: dict[str, str] = {}
    outdated: IndexOutOfDate | None = None
    pointer: names.Pointer | None = None
    try:
        pointer = _pointer(line, present)
    except IndexDamaged as error:
        if not present and isinstance(line, str):
            raise IndexMissing(
                f"{root}: nothing was published here ({error.problem})", BUILD
            ) from error
        rejected[names.CURRENT] = error.problem
    for name in _candidates(present, pointer):
        digest = pointer.manifest if pointer and name == pointer.generation else None
        try:
            generation = verify_generation(root, name, expected, digest, check)
        except (IndexDamaged, IndexOutOfDate) as error:
            if digest is not None and isinstance(error, IndexOutOfDate):
                # A build, which expects none, extends the current one or starts from nothing.
                if expected is None:
                    raise
                outdated = error
            rejected[name] = error.problem
        else:
            degraded = _degraded(name, rejected, outdated)
            return Choice(replace(generation, degraded=degraded), rejected)
    if outdated is not None:
        raise outdated
    return Choice(None, rejected)


def read_current(root: Path) -> bytes | str:
    """The content of CURRENT; a `str` says why it cannot be read."""
    try:
        return files.read_bounded(root / names.CURRENT, _LINE_LIMIT)
    except OSError as error:
        return f"CURRENT cannot be read: {error.strerror}"


def _pointer(line: bytes | str, present: list[str]) -> names.Pointer:
    """Raises IndexDamaged for a CURRENT that cannot be right. Then every generation is a candidate,
    as a missing name does not tell which ones are older."""
    if isinstance(line, str):
        raise IndexDamaged(line)
    pointer = names.Pointer.parse(line)
    if pointer.generation not in present:
        raise IndexDamaged(f"CURRENT names {pointer.generation}, which is not there")
    return pointer


def _candidates(present: list[str], pointer: names.Pointer | None) -> list[str]:
    """What may be served, best first. Generations newer than CURRENT were never published."""
    if pointer is None:
        return present
    bound = names.number_of(pointer.generation)
    return [pointer.generation, *(name for name in present if names.number_of(name) < bound)]


def _degraded(
    name: str, rejected: Mapping[str, str], outdated: IndexOutOfDate | None
) -> IndexUnavailable | None:
    """Why `name` is served; `outdated` is set if the current one is whole, but out of date."""
    if not rejected:
        return None
    reasons = "; ".join(
        reason if reason.startswith(rejected_name) else f"{rejected_name}: {reason}"
        for rejected_name, reason in rejected.items()
    )
    problem = f"{name} is served instead of the current generation ({reasons})"
    if outdated is not None:
        return IndexOutOfDate(problem, BUILD, outdated.built_at)
    return IndexDamaged(problem, BUILD)


def _abridge(problems: list[str]) -> str:
    shown = "; ".join(problems[:_MAX_PROBLEMS])
    more = len(problems) - _MAX_PROBLEMS
    return f"{shown}; and {more} more" if more > 0 else shown


def size_of(folder: Path) -> int:
    """Bytes of all files with the manifest; 0 if the folder cannot be listed."""
    try:
        return sum(entry.size for entry in files.entries(folder))
    except OSError:
        return 0
