"""WRITE side: releases to a generation, verified, published.

A build reads every source, but analyses only what is new or changed since the current generation;
the rest is carried over. Nothing is visible to readers before the last step.
"""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from indexer import verify
from indexer.arabic.analyzer import Analyzer
from indexer.documents.folder import SourceFile, find, read
from indexer.engines.protocol import Engine, Writer
from indexer.errors import BuildError, DocumentError, IndexDamaged, IndexUnavailable
from indexer.generations import Build, Generation, Json, Meta, Store, locate
from indexer.identity import identity
from indexer.release import Release
from indexer.schema import AnalysedRelease, analyse

# Refusals kept by name; a collection of the wrong form would otherwise fill memory with them.
_MOST_NAMED = 1_000
# A generation that loses more than this share of its releases is a mistake until said otherwise.
_MOST_LOST = 0.5


Step: TypeAlias = Literal["reading", "writing", "verifying"]


class Progress(Protocol):
    """Told how a build goes on. Sizes are bytes of the sources."""

    def begin(self, step: Step, total: int = 0) -> None: ...

    def advance(self, amount: int) -> None: ...

    def refused(self, error: DocumentError) -> None: ...


@dataclass(slots=True)
class BuildReport:
    """What a build did to each release. ``generation`` is None where nothing was published.

    ``kept`` are releases that were read before from a file that is refused in part or whole now:
    they stay as they were until the file is mended or removed.
    ``refusals`` counts what was refused, ``refused`` names the first of it.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    removed: int = 0
    duplicates: int = 0
    refusals: int = 0
    refused: list[DocumentError] = field(default_factory=list)
    seconds: float = 0.0
    generation: str | None = None
    leftovers: tuple[str, ...] = ()

    @property
    def releases(self) -> int:
        return self.added + self.changed + self.unchanged + self.kept

    def refuse(self, error: DocumentError) -> None:
        self.refusals += 1
        if len(self.refused) < _MOST_NAMED:
            self.refused.append(error)

    def as_json(self) -> dict[str, Json]:
        return {
            "generation": self.generation,
            "releases": self.releases,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "kept": self.kept,
            "removed": self.removed,
            "duplicates": self.duplicates,
            "refusals": self.refusals,
            "refused": [
                {"source": e.source, "line": e.line, "reason": e.reason} for e in self.refused
            ],
            "seconds": round(self.seconds, 3),
        }


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """``full``: analyse everything anew. ``prune``: publish even if little or nothing is left.
    ``dry_run``: say what would change, write nothing."""

    paths: Sequence[Path]
    index: Path
    engine: Engine
    analyzer: Analyzer
    keep: int = 3
    full: bool = False
    prune: bool = False
    dry_run: bool = False


def build(request: BuildRequest, progress: Progress) -> BuildReport:
    """Build a generation and publish it, unless nothing changed.

    Raises DocumentError for a path that does not exist, BuildLocked, BuildError.
    """
    started = time.monotonic()
    sources = find(request.paths)
    if request.dry_run:
        report = _survey(sources, request, progress)
    else:
        with Store(request.index, keep=request.keep).lock() as under_way:
            report = _publish(under_way, sources, request, progress)
    report.seconds = time.monotonic() - started
    return report


def _survey(
    sources: Sequence[SourceFile], request: BuildRequest, progress: Progress
) -> BuildReport:
    """What a build would do."""
    try:
        current: Generation | None = locate(
            request.index, identity(request.engine, request.analyzer)
        )
    except IndexUnavailable:
        current = None
    known = _known(current, request)
    report = BuildReport()
    seen = _Sorter(known, report, progress)
    reading = _Reading(report, progress)
    for _ in seen.changes(reading.releases(sources)):
        pass
    seen.keep(_of_sources(current, request, seen.gone, reading.refused))
    report.removed = len(seen.gone)
    return report


def _publish(
    under_way: Build, sources: Sequence[SourceFile], request: BuildRequest, progress: Progress
) -> BuildReport:
    current = under_way.current
    known = _known(current, request)
    report = BuildReport()
    seen = _Sorter(known, report, progress)
    if known:
        under_way.carry()
        writer = request.engine.extend(under_way.folder)
    else:
        writer = request.engine.create(under_way.folder)
    try:
        reading = _Reading(report, progress)
        for release in seen.changes(reading.releases(sources)):
            _write(writer, analyse(release, request.analyzer), replace=release.id in known)
        seen.keep(_of_sources(current, request, seen.gone, reading.refused))
        for release_id in seen.gone:
            writer.delete(release_id)
        report.removed = len(seen.gone)
        if known and not (report.added or report.changed or report.removed):
            writer.cancel()
            return report
        _require_enough(current, report, request)
        progress.begin("writing")
        writer.commit()
    except BaseException:
        writer.cancel()
        raise
    progress.begin("verifying")
    meta = Meta(
        identity(request.engine, request.analyzer),
        report.releases,
        _digest(seen.digests),
        report.as_json(),
    )
    published = under_way.publish(
        meta, lambda folder: _require_sound(request, folder, seen.digests)
    )
    report.generation = published.generation.name
    report.leftovers = published.leftovers
    return report


def _known(current: Generation | None, request: BuildRequest) -> Mapping[str, str]:
    """Id and digest of what the current generation holds, where this build can go on from it.

    It does not go on from an older generation that stands in for a damaged one: with nothing changed
    it would publish nothing, and the damage would stay.
    """
    if current is None or current.degraded or request.full:
        return {}
    if current.manifest.identity != identity(request.engine, request.analyzer):
        return {}
    with closing(request.engine.open(current.folder)) as searcher:
        return searcher.digests()


class _Reading:
    """Reads sources; what is refused goes into the report."""

    def __init__(self, report: BuildReport, progress: Progress) -> None:
        self._report = report
        self._progress = progress
        self.refused: set[str] = set()

    def releases(self, sources: Sequence[SourceFile]) -> Iterator[Release]:
        self._progress.begin("reading", sum(source.size for source in sources))
        for source in sources:
            for found in read(source, self._progress.advance):
                if isinstance(found, DocumentError):
                    self.refused.add(found.source)
                    self._report.refuse(found)
                    self._progress.refused(found)
                else:
                    yield found


def _of_sources(
    current: Generation | None, request: BuildRequest, ids: Sequence[str], sources: Set[str]
) -> list[str]:
    """Those of `ids` whose release in the current generation came from one of `sources`."""
    if current is None or not sources or not ids:
        return []
    with closing(request.engine.open(current.folder)) as searcher:
        found = ((release_id, searcher.release(release_id)) for release_id in ids)
        return [release_id for release_id, old in found if old and old.source in sources]


class _Sorter:
    """Tells new, changed, unchanged and repeated releases apart, and counts them."""

    def __init__(self, known: Mapping[str, str], report: BuildReport, progress: Progress) -> None:
        self._known = known
        self._report = report
        self._progress = progress
        self.digests: dict[str, str] = {}

    @property
    def gone(self) -> list[str]:
        """Ids that the current generation has and the sources have not."""
        return sorted(self._known.keys() - self.digests.keys())

    def keep(self, ids: Sequence[str]) -> None:
        """Let releases stay as the current generation has them."""
        self._report.kept += len(ids)
        for release_id in ids:
            self.digests[release_id] = self._known[release_id]

    def changes(self, releases: Iterator[Release]) -> Iterator[Release]:
        """The releases that must be written."""
        for release in releases:
            digest = release.digest
            if release.id in self.digests:
                self._repeated(release, digest)
                continue
            self.digests[release.id] = digest
            if self._known.get(release.id) == digest:
                self._report.unchanged += 1
            elif release.id in self._known:
                self._report.changed += 1
                yield release
            else:
                self._report.added += 1
                yield release

    def _repeated(self, release: Release, digest: str) -> None:
        if self.digests[release.id] == digest:
            self._report.duplicates += 1
            return
        reason = f"the id {release.id!r} is taken by another release; give it an id of its own"
        error = DocumentError(release.source, reason)
        self._report.refuse(error)
        self._progress.refused(error)


def _write(writer: Writer, analysed: AnalysedRelease, *, replace: bool) -> None:
    if replace:
        writer.delete(analysed.release.id)
    writer.add(analysed)


def _require_sound(request: BuildRequest, folder: Path, digests: Mapping[str, str]) -> None:
    try:
        verify.require_sound(request.engine, request.analyzer, folder, digests)
    except IndexDamaged as error:
        raise BuildError(
            f"nothing was published, for what was built failed its check: {error}"
        ) from error


def _require_enough(current: Generation | None, report: BuildReport, request: BuildRequest) -> None:
    """Refuse an index that is empty or lost most of its releases: more likely a wrong folder."""
    if request.prune:
        return
    paths = ", ".join(str(path) for path in request.paths)
    if report.releases == 0:
        raise BuildError(
            f"no release was found in {paths}; nothing was published. Name the folder of the "
            "releases, or give --prune to publish an empty index"
        )
    before = current.manifest.meta.releases if current else 0
    if before - report.releases > _MOST_LOST * before:
        raise BuildError(
            f"{report.releases} of {before} releases would be left; nothing was published. "
            f"Check {paths}, or give --prune if this is meant"
        )


def _digest(digests: Mapping[str, str]) -> str:
    """One digest of all releases, whatever their order."""
    lines = "\n".join(f"{digest} {release_id}" for release_id, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
