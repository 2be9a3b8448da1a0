"""Selects the generation to serve.

Its files are compared with the manifest first, by the reader or by the build that published it (see
`stamps`).
"""

from collections.abc import Callable, Mapping
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
from indexer.generations import checksums, names
from indexer.generations.listing import (
    CurrentLine,
    candidates,
    list_generations,
    read_current,
    read_manifest,
)
from indexer.generations.manifest import Identity, Manifest

# How often reading is tried again because a publication came between.
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


def _choose(
    root: Path, line: CurrentLine, expected: Identity | None, check: Check | None
) -> Choice:
    """One attempt of `choose` with the content of CURRENT."""
    present = list_generations(root)
    rejected: dict[str, str] = {}
    outdated: IndexOutOfDate | None = None
    pointer: names.Pointer | None = None
    try:
        pointer = line.pointer(present)
    except IndexDamaged as error:
        if not present and line.problem:
            raise IndexMissing(
                f"{root}: nothing was published here ({error.problem})", BUILD
            ) from error
        rejected[names.CURRENT] = error.problem
    for name in candidates(present, pointer):
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
    rest = len(problems) - _MAX_PROBLEMS
    return f"{shown}; and {rest} more" if rest > 0 else shown
