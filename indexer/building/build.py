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
    is_index,
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
    # An index among its sources is skipped.
    sources = find(request.paths, is_index)
    if request.store.root:
        paths.require_apart(request.paths, sources, request.store.root)
    builder = _Builder(request, sources, progress or NoProgress(), started)
    if request.dry_run:
        builder.compare()
    else:
        with request.store.open_build() as pending:
            builder.build(pending)
    builder.report.seconds = time.monotonic() - started
    return builder.report


class _Written(NamedTuple):
    """A generation that can be published: the digests of its releases by id, and the ids of those
    in newly written parts."""

    digests: Mapping[str, str]
    anew: Collection[str]


class _Builder:
    """Makes one build; its steps fill the ``report``."""

    def __init__(
        self,
        request: BuildRequest,
        sources: Sequence[SourceFile],
        progress: Progress,
        started: float,
    ) -> None:
        self.report = BuildReport()
        self._request = request
        self._sources = sources
        self._progress = progress
        self._started = started

    def compare(self) -> None:
        """Report what a build would do."""
        try:
            current: Generation | None = self._request.store.locate()
        except IndexUnavailable:
            current = None
        base = self._read_base(current)
        self.report.anew = base.obstacle
        changes = Changes(base.digests, self.report, self._progress, known=base.ledger)
        for _ in chain(changes.read(self._sources), changes.keep_missing(base.releases)):
            pass
        self._name_removed(base, changes.finish().removed)
        try:
            self._require_enough()
        except BuildError as error:
            self.report.objection = str(error)

    def build(self, pending: PendingGeneration) -> None:
        """Write the generation and publish it."""
        self.report.sources = paths.absolute_paths(self._request.paths)
        written = self._write(pending)
        if written:
            self._progress.begin("verifying")
            # The manifest holds the time up to here, as it is written before the publication.
            self.report.seconds = time.monotonic() - self._started
            self._publish(pending, written)

    def _read_base(self, current: Generation | None) -> Base:
        request = self._request
        return read_base(
            current, request.store, request.engine, request.identity, full=request.full
        )

    def _write(self, pending: PendingGeneration) -> _Written | None:
        """Write the releases of the sources and the ledger; None if nothing changed."""
        request, report = self._request, self.report
        with as_build_error(request.store, "reading the current generation", REFUSED_BY_SYSTEM):
            base = self._read_base(pending.current)
        with _writer(pending, request, extends=base.extends) as writer:
            state = self._write_releases(writer, base)
            self._name_removed(base, state.removed)
            if base.extends and not (report.added or report.changed or report.removed):
                writer.cancel()
                if base.generation and state.ledger != base.ledger:
                    ledger.renew(request.store, base.generation, state.ledger)
                return None
            self._require_enough()
            self._progress.begin("writing")
            anew = writer.commit()
            ledger.write(pending, state.ledger)
            self._report_near_duplicates(pending.place, state.written)
        if not base.extends or anew is None:  # the engine may not know what it wrote
            anew = state.digests
        return _Written(state.digests, anew)

    def _write_releases(self, writer: Writer, base: Base) -> SourceState:
        """Bring a writer that starts with the carried releases up to date with the sources."""
        request, carried = self._request, base.carried
        changes = Changes(
            base.digests,
            self.report,
            self._progress,
            rewrite=not base.extends,
            known=base.ledger,
        )
        with ParallelAnalyzer(request.analyzer, request.processes) as analyzer:
            for analysed in analyzer.analyse(changes.read(self._sources)):
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

    def _name_removed(self, base: Base, removed: Sequence[str]) -> None:
        """Report the names of the first of the removed releases."""
        first = base.releases(removed[: limits.MAX_REMOVED_PRINTED])
        self.report.gone = {release.id: display_name(release) for release in first}

    def _require_enough(self) -> None:
        if not self._request.prune:
            require_enough(self.report, self._request.store, self._request.paths)

    def _report_near_duplicates(self, place: Place, written: Collection[str]) -> None:
        """Report which of the written releases are near-duplicates."""
        report = self.report
        with closing(self._request.engine.open(place)) as searcher:
            report.add_near_duplicates(searcher.near_duplicates(written), written)
            for release in searcher.releases_by_id([*report.printed_near_duplicates]):
                report.names[release.id] = display_name(release)

    def _publish(self, pending: PendingGeneration, written: _Written) -> None:
        """Check what was written, and make it the current generation."""
        meta = Meta(
            self._request.identity,
            self.report.releases,
            _digest(written.digests),
            self.report.as_json(),
        )
        publication = pending.publish(meta, lambda place: self._require_sound(place, written))
        self.report.generation = publication.generation.name
        self.report.leftovers = publication.leftovers

    def _require_sound(self, place: Place, written: _Written) -> None:
        request = self._request
        try:
            with as_build_error(request.store, "checking what was built", REFUSED_BY_SYSTEM):
                verify.verify_publication(
                    request.engine, request.analyzer, place, written.digests, written.anew
                )
        except IndexDamaged as error:
            raise NothingPublished(
                f"what was built failed its check: {error.problem}", run=error.run
            ) from error


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


def _digest(digests: Mapping[str, str]) -> str:
    """A digest of all releases that does not depend on their order."""
    lines = "\n".join(f"{digest} {release_id}" for release_id, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
