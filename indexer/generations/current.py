"""READ side: which generation to serve. Nothing is trusted before its bytes were compared, by the reader or by
the build that published it (see `stamps`)."""

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
_MOST_PROBLEMS = 5

# What an engine writes to and opens: a folder, or the name that a service knows it by.
Place: TypeAlias = str | os.PathLike[str]
# What compares a folder with its manifest.
Check: TypeAlias = Callable[[Path, Manifest], list[str]]


@dataclass(frozen=True, slots=True)
class Generation:
    """A generation that is whole: in a folder, its bytes were compared with its manifest.

    ``degraded`` says why it is not the one that CURRENT names, and is IndexOutOfDate where that one is
    whole; None when it is.
    """

    name: str
    place: Place
    manifest: Manifest
    degraded: IndexUnavailable | None = None

    @property
    def folder(self) -> Path:
        """Its folder, where it is kept in one."""
        return Path(self.place)


@dataclass(frozen=True, slots=True)
class Choice:
    """The generation to serve, if any, and what was passed over: name (or CURRENT) to reason."""

    generation: Generation | None
    rejected: Mapping[str, str]


def locate(root: Path, expected: Identity | None = None, check: Check | None = None) -> Generation:
    """The current generation, or, when that is damaged or not of the `expected` identity, the newest older
    one that is whole and of it.

    With CURRENT unreadable, the newest whole one of all. Costs a read of every byte (or what `check`
    costs instead): once per generation, not per request.

    Raises IndexMissing when nothing was ever published, IndexDamaged when no generation is whole,
    IndexOutOfDate when the current one is not of the `expected` identity and no older one is, or when it has
    a format that is not known and no identity is expected; IndexUnavailable when the folder cannot be read.
    """
    return located(root, choose(root, expected, check))


def located(root: Path, chosen: Choice) -> Generation:
    """The chosen generation; IndexDamaged when none is whole."""
    if chosen.generation is not None:
        return chosen.generation
    reasons = "; ".join(f"{name}: {reason}" for name, reason in chosen.rejected.items())
    raise IndexDamaged(f"{root}: no generation is whole ({reasons})", BUILD_ANEW)


def choose(root: Path, expected: Identity | None, check: Check | None) -> Choice:
    """As `locate`, but a damaged index gives a Choice without a generation."""
    for _ in range(ATTEMPTS):
        before = line(root)
        chosen = _choose(root, before, expected, check)
        # A publication in between may have pruned what we were reading: then look again.
        if not chosen.rejected or line(root) == before:
            break
    return chosen


def pointed(root: Path) -> names.Pointer | None:
    """What CURRENT says; None when it is missing, damaged or names what is not there."""
    try:
        return _pointer(line(root), listing(root))
    except IndexDamaged:
        return None


def listing(root: Path) -> list[str]:
    """Names of the generations in `root`, newest first, whatever their state."""
    try:
        with os.scandir(root) as children:
            present = [child.name for child in children if names.is_generation(child.name)]
    except FileNotFoundError as error:
        raise IndexMissing(f"{root}: there is no index here ({error.strerror})", BUILD) from error
    except OSError as error:
        raise IndexUnavailable(
            f"{root}: cannot be read: {error.strerror}; {_mend(root, error)}"
        ) from error
    return sorted(present, key=lambda name: (names.number(name), name), reverse=True)


def _mend(root: Path, error: OSError) -> str:
    """What to do about a folder that cannot be listed: no build would help."""
    if isinstance(error, PermissionError):
        return (
            f"run `chmod -R u+rX {shlex.quote(str(root))}`, or this command as the folder's owner"
        )
    return "name another folder with --index DIR"


def admit(
    root: Path,
    name: str,
    expected: Identity | None,
    digest: str | None = None,
    check: Check | None = None,
) -> Generation:
    """The generation `name` of `root`, every byte compared.

    `digest` is the SHA-256 that CURRENT gives of the manifest. Raises IndexDamaged with the first
    few problems, IndexOutOfDate for an unknown format or an identity that is not `expected`.
    """
    folder = root / name
    manifest = read_manifest(folder, digest)
    if expected is not None:
        manifest.require(expected)
    problems = (check or checksums.problems)(folder, manifest)
    if problems:
        raise IndexDamaged(_abridged(problems))
    return Generation(name, folder, manifest)


def read_manifest(folder: Path, digest: str | None = None) -> Manifest:
    """The manifest in a generation's folder; the files beside it are not looked at."""
    try:
        if not files.is_folder(folder):
            raise IndexDamaged(f"{folder}: missing, or not a folder")
        text = files.content(folder / names.MANIFEST, LARGEST)
    except OSError as error:
        raise IndexDamaged(f"the manifest cannot be read: {reason_of(error)}") from error
    if digest is not None and hashlib.sha256(text).hexdigest() != digest:
        raise IndexDamaged("the manifest is not the one that CURRENT names (sha256 differs)")
    manifest = Manifest.from_json(text)
    if manifest.generation != folder.name:
        raise IndexDamaged(f"the manifest is that of {manifest.generation}")
    return manifest


def newest(root: Path) -> Manifest | None:
    """The manifest of the generation that CURRENT names, or the newest readable one before it; the files beside it
    are not looked at. None where there is none."""
    with suppress(IndexUnavailable):
        for name in _candidates(listing(root), pointed(root)):
            with suppress(IndexDamaged, IndexOutOfDate):
                return read_manifest(root / name)
    return None


def _choose(
    root: Path, line: bytes | str, expected: Identity | None, check: Check | None
) -> Choice:
    """One attempt of `choose` with what `line` gave."""
    present = listing(root)
    rejected: dict[str, str] = {}
    outdated: IndexOutOfDate | None = None
    pointer: names.Pointer | None = None
    try:
        pointer = _pointer(line, present)
    except IndexDamaged as error:
        if not present and isinstance(line, str):
            raise IndexMissing(
                f"{root}: nothing was published here ({error.said})", BUILD
            ) from error
        rejected[names.CURRENT] = error.said
    for name in _candidates(present, pointer):
        digest = pointer.manifest if pointer and name == pointer.generation else None
        try:
            generation = admit(root, name, expected, digest, check)
        except (IndexDamaged, IndexOutOfDate) as error:
            if digest is not None and isinstance(error, IndexOutOfDate):
                # A build, which expects none, goes on from what is current or from nothing.
                if expected is None:
                    raise
                outdated = error
            rejected[name] = error.said
        else:
            degraded = _degraded(name, rejected, outdated)
            return Choice(replace(generation, degraded=degraded), rejected)
    if outdated is not None:
        raise outdated
    return Choice(None, rejected)


def line(root: Path) -> bytes | str:
    """What CURRENT holds, or why it cannot be read."""
    try:
        return files.content(root / names.CURRENT, _LINE_LIMIT)
    except OSError as error:
        return f"CURRENT cannot be read: {error.strerror}"


def _pointer(line: bytes | str, present: list[str]) -> names.Pointer:
    """Raises IndexDamaged for a CURRENT that cannot be right, so that every generation may serve:
    nothing in a line that names a missing one tells which are older."""
    if isinstance(line, str):
        raise IndexDamaged(line)
    pointer = names.Pointer.parse(line)
    if pointer.generation not in present:
        raise IndexDamaged(f"CURRENT names {pointer.generation}, which is not there")
    return pointer


def _candidates(present: list[str], pointer: names.Pointer | None) -> list[str]:
    """What may be served, best first. What is newer than CURRENT was never published."""
    if pointer is None:
        return present
    bound = names.number(pointer.generation)
    return [pointer.generation, *(name for name in present if names.number(name) < bound)]


def _degraded(
    name: str, rejected: Mapping[str, str], outdated: IndexOutOfDate | None
) -> IndexUnavailable | None:
    """Why `name` is served; `outdated` is what was wrong with the current one, if that."""
    if not rejected:
        return None
    reasons = "; ".join(
        reason if reason.startswith(passed) else f"{passed}: {reason}"
        for passed, reason in rejected.items()
    )
    said = f"{name} is served instead of the current generation ({reasons})"
    if outdated is not None:
        return IndexOutOfDate(said, BUILD, outdated.built_at)
    return IndexDamaged(said, BUILD)


def _abridged(problems: list[str]) -> str:
    shown = "; ".join(problems[:_MOST_PROBLEMS])
    more = len(problems) - _MOST_PROBLEMS
    return f"{shown}; and {more} more" if more > 0 else shown


def size_of(folder: Path) -> int:
    """Bytes of all files, the manifest's too; 0 where the folder cannot be listed."""
    try:
        return sum(entry.size for entry in files.entries(folder))
    except OSError:
        return 0
