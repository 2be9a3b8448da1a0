"""The write side: builds a generation of the index, verifies it and publishes it.

A build looks at every source, but analyses only what is new or changed since the current
generation; the rest is carried over. Readers see nothing before the last step.
"""

import hashlib
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from indexer.arabic.analyzer import Analyzer
from indexer.building import limits, verify
from indexer.building.analysis_workers import ParallelAnalyzer
from indexer.building.base import Base, read_base
from indexer.building.sources import ledger, paths
from indexer.building.sources.build_report import BuildReport, display_name
from indexer.building.sources.changes import Changes, NoProgress, Progress, SourceState
from indexer.building.sources.loss import require_enough
from indexer.documents.folder import SourceFile, find
from indexer.engines.protocol import Engine, Writer
from indexer.errors import (
    REFUSED_BY_SYSTEM,
    BuildError,
    IndexDamaged,
    IndexUnavailable,
    NothingPublished,
    as_build_error,
)
from indexer.generations import (
    Generation,
    GenerationStore,
    Identity,
    Meta,
    PendingGeneration,
    Place,
)
from indexer.installation.installation import identity
from indexer.releases.schema import analyse


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to build, and how.

    ``full`` analyses everything anew; ``prune`` publishes even if few or no releases are left;
    ``dry_run`` reports what would change and writes nothing. With 2 ``processes`` the analysis of
    many releases runs in a second one, if there is a processor for it.
    """

    paths: Sequence[Path]
    store: GenerationStore
    engine: Engine
    analyzer: Analyzer
    full: bool = False
    prune: bool = False
    dry_run: bool = False
    processes: int = 1

    @property
    def identity(self) -> Identity:
        """That of the generation to be built."""
        return identity(self.engine, self.analyzer)


def build(request: BuildRequest, progress: Progress | None = None) -> BuildReport:
    """Build a generation and publish it, unless nothing changed.

    Raises DocumentError for a path that does not exist, SettingError for an index inside its own
    sources, BuildLocked, BuildError.
    """
    started = time.monotonic()
    progress = progress or NoProgress()
    sources = find(request.paths)
    if request.store.root:
        paths.require_apart(request.paths, sources, request.store.root)
    if request.dry_run:
        report = _dry_run(sources, request, progress)
    else:
        with request.store.open_build() as pending:
            report = _build(pending, sources, request, progress, started)
    report.seconds = time.monotonic() - started
    return report


class _Written(NamedTuple):
    """A generation that can be published: the digests of its releases by id, and the ids of those
    in newly written parts."""

    digests: Mapping[str, str]
    anew: Collection[str]


def _base(current: Generation | None, request: BuildRequest) -> Base:
    return read_base(current, request.store, request.engine, request.identity, full=request.full)


def _dry_run(
    sources: Sequence[SourceFile], request: BuildRequest, progress: Progress
) -> BuildReport:
    """Report what a build would do."""
    try:
        current: Generation | None = request.store.locate()
    except IndexUnavailable:
        current = None
    base = _base(current, request)
    report = BuildReport(anew=base.obstacle)
    changes = Changes(base.digests, report, progress, known=base.ledger)
    for _ in chain(changes.read(sources), changes.keep_missing(base.releases)):
        pass
    _name_removed(base, changes.finish().removed, report)
    try:
        if not request.prune:
            require_enough(report, request.store, request.paths)
    except BuildError as error:
        report.objection = str(error)
    return report


def _build(
    pending: PendingGeneration,
    sources: Sequence[SourceFile],
    request: BuildRequest,
    progress: Progress,
    started: float,
) -> BuildReport:
    report = BuildReport(sources=paths.absolute_paths(request.paths))
    written = _write_generation(pending, sources, request, progress, report)
    if written:
        progress.begin("verifying")
        # The manifest holds the time up to here, as it is written before the publication.
        report.seconds = time.monotonic() - started
        _publish_generation(pending, request, written, report)
    return report


def _write_generation(
    pending: PendingGeneration,
    sources: Sequence[SourceFile],
    request: BuildRequest,
    progress: Progress,
    report: BuildReport,
) -> _Written | None:
    """Write the releases of the sources and the ledger; None if nothing changed."""
    with as_build_error(request.store, "reading the current generation", REFUSED_BY_SYSTEM):
        base = _base(pending.current, request)
    changes = Changes(base.digests, report, progress, rewrite=not base.extends, known=base.ledger)
    with _writer(pending, request, extends=base.extends) as writer:
        state = _write_releases(writer, base, changes, sources, request)
        _name_removed(base, state.removed, report)
        if base.extends and not (report.added or report.changed or report.removed):
            writer.cancel()
            if base.generation and state.ledger != base.ledger:
                ledger.renew(request.store, base.generation, state.ledger)
            return None
        if not request.prune:
            require_enough(report, request.store, request.paths)
        progress.begin("writing")
        anew = writer.commit()
        ledger.write(pending, state.ledger)
        _report_near_duplicates(pending.place, request, state.written, report)
    if not base.extends or anew is None:  # the engine may not know what it wrote
        anew = state.digests
    return _Written(state.digests, anew)


def _write_releases(
    writer: Writer,
    base: Base,
    changes: Changes,
    sources: Sequence[SourceFile],
    request: BuildRequest,
) -> SourceState:
    """Bring a writer that starts with the carried releases up to date with the sources."""
    carried = base.carried
    with ParallelAnalyzer(request.analyzer, request.processes) as analyzer:
        for analysed in analyzer.analyse(changes.read(sources)):
            if analysed.release.id in carried:
                writer.delete(analysed.release.id)
            writer.add(analysed)
    for release in changes.keep_missing(base.releases):
        if release.id not in carried:
            writer.add(analyse(release, request.analyzer))
    state = changes.finish()
    for release_id in state.removed:
        if release_id in carried:
            writer.delete(release_id)
    return state


def _publish_generation(
    pending: PendingGeneration, request: BuildRequest, written: _Written, report: BuildReport
) -> None:
    """Check what was written, and make it the current generation."""
    meta = Meta(
        request.identity,
        report.releases,
        _digest(written.digests),
        report.as_json(),
    )
    publication = pending.publish(meta, lambda place: _require_sound(request, place, written))
    report.generation = publication.generation.name
    report.leftovers = publication.leftovers


@contextmanager
def _writer(
    pending: PendingGeneration, request: BuildRequest, *, extends: bool
) -> Iterator[Writer]:
    """A writer, cancelled if the body fails. Failures of the system are BuildErrors."""
    with as_build_error(request.store, "writing the index", REFUSED_BY_SYSTEM):
        if extends:
            pending.carry()
        make = request.engine.extend if extends else request.engine.create
        writer = make(pending.place)
        try:
            yield writer
        except BaseException:
            with suppress(OSError):  # cancelling may fail on a full disk, too
                writer.cancel()
            raise


def _name_removed(base: Base, removed: Sequence[str], report: BuildReport) -> None:
    """Report what the first of the removed releases are called."""
    first = base.releases(removed[: limits.MAX_REMOVED_PRINTED])
    report.gone = {release.id: display_name(release) for release in first}


def _report_near_duplicates(
    place: Place, request: BuildRequest, written: Collection[str], report: BuildReport
) -> None:
    """Report which of the written releases are near-duplicates."""
    with closing(request.engine.open(place)) as searcher:
        report.add_near_duplicates(searcher.near_duplicates(written), written)
        for release in filter(None, map(searcher.release, report.printed_near_duplicates)):
            report.names[release.id] = display_name(release)


def _require_sound(request: BuildRequest, place: Place, written: _Written) -> None:
    try:
        with as_build_error(request.store, "checking what was built", REFUSED_BY_SYSTEM):
            verify.verify_publication(
                request.engine, request.analyzer, place, written.digests, written.anew
            )
    except IndexDamaged as error:
        raise NothingPublished(
            f"what was built failed its check: {error.problem}", run=error.run
        ) from error


def _digest(digests: Mapping[str, str]) -> str:
    """A digest of all releases that does not depend on their order."""
    lines = "\n".join(f"{digest} {release_id}" for release_id, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
