"""WRITE side: releases to a generation, verified, published.

A build reads every source, but analyses only what is new or changed since the current generation;
the rest is carried over. Nothing is visible to readers before the last step.
"""

import hashlib
import time
import traceback
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from indexer import verify
from indexer.analysis_workers import Analysts
from indexer.arabic.analyzer import Analyzer
from indexer.documents.folder import SourceFile, find
from indexer.engines.protocol import Engine, Writer
from indexer.errors import BuildError, IndexDamaged, IndexUnavailable
from indexer.generations import (
    Folder,
    Generation,
    Meta,
    Place,
    Shelf,
    UnderWay,
    reason_of,
    untouched,
)
from indexer.identity import identity
from indexer.release import Release
from indexer.schema import analyse
from indexer.sources import ledger, paths
from indexer.sources.changes import BuildReport, Changes, Progress, called
from indexer.sources.loss import require_enough


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """``full``: analyse everything anew. ``prune``: publish even if little or nothing is left.
    ``dry_run``: say what would change, write nothing. ``processes``: 1, or 2: then much is analysed in
    another one beside this, where there is a processor for it."""

    paths: Sequence[Path]
    shelf: Shelf
    engine: Engine
    analyzer: Analyzer
    full: bool = False
    prune: bool = False
    dry_run: bool = False
    processes: int = 1


def build(request: BuildRequest, progress: Progress) -> BuildReport:
    """Build a generation and publish it, unless nothing changed.

    Raises DocumentError for a path that does not exist, SettingError for an index that would hide its
    own sources, BuildLocked, BuildError.
    """
    started = time.monotonic()
    sources = find(request.paths)
    if isinstance(request.shelf, Folder):
        paths.require_apart(request.paths, sources, request.shelf.root)
    if request.dry_run:
        report = _foretold(sources, request, progress)
    else:
        with request.shelf.build() as under_way:
            report = _publish(under_way, sources, request, progress, started)
    report.seconds = time.monotonic() - started
    return report


def _foretold(
    sources: Sequence[SourceFile], request: BuildRequest, progress: Progress
) -> BuildReport:
    """What a build would do."""
    try:
        current: Generation | None = request.shelf.locate()
    except IndexUnavailable:
        current = None
    report = BuildReport(anew=_fault(current, request) if current else None)
    known = ledger.read(current.place) if current and _goes_on(current, request) else None
    changes = Changes(_before(current, request), report, progress, known=known)
    for _ in changes.read(sources):
        pass
    for release in _refused_now(current, request, changes):
        changes.keep(release)
    report.removed = len(changes.gone)
    try:
        if not request.prune:
            require_enough(report, request.shelf, request.paths)
    except BuildError as error:
        report.objection = str(error)
    return report


def _publish(
    under_way: UnderWay,
    sources: Sequence[SourceFile],
    request: BuildRequest,
    progress: Progress,
    started: float,
) -> BuildReport:
    current = under_way.current
    with _unpublished(request, "reading the current generation"):
        before = _before(current, request)
        # Of what holds nothing there is nothing to carry over.
        carried = bool(before) and _goes_on(current, request)
        known = ledger.read(current.place) if current and carried else None
    held = before if carried else {}
    report = BuildReport(sources=paths.in_full(request.paths))
    changes = Changes(before, report, progress, rewrite=not carried, known=known)
    with _writer(under_way, request, carried=carried) as writer:
        _write(writer, held, changes, sources, request, current)
        report.removed = len(changes.gone)
        if carried and not (report.added or report.changed or report.removed):
            writer.cancel()
            if current and changes.ledger != known:
                ledger.renew(current.place, changes.ledger)
            return report
        if not request.prune:
            require_enough(report, request.shelf, request.paths)
        progress.begin("writing")
        written = writer.commit()
        ledger.write(under_way.place, changes.ledger)
        _compare(under_way.place, request, changes.written, report)
    progress.begin("verifying")
    # In the manifest: until here, for it is written before the generation is published.
    report.seconds = time.monotonic() - started
    published = under_way.publish(
        _meta(request, report, changes),
        lambda place: _require_sound(request, place, changes.digests, written if carried else None),
    )
    report.generation = published.generation.name
    report.leftovers = published.leftovers
    return report


def _write(
    writer: Writer,
    held: Collection[str],
    changes: Changes,
    sources: Sequence[SourceFile],
    request: BuildRequest,
    current: Generation | None,
) -> None:
    """Bring a writer that begins with the releases `held` to what the sources hold."""
    with Analysts(request.analyzer, request.processes) as analysts:
        for analysed in analysts.analysed(changes.read(sources)):
            if analysed.release.id in held:
                writer.delete(analysed.release.id)
            writer.add(analysed)
    for release in _refused_now(current, request, changes):
        changes.keep(release)
        if release.id not in held:
            writer.add(analyse(release, request.analyzer))
    for release_id in changes.gone:
        if release_id in held:
            writer.delete(release_id)


@contextmanager
def _writer(under_way: UnderWay, request: BuildRequest, *, carried: bool) -> Iterator[Writer]:
    """A writer, cancelled when the body fails. What the disk refuses is a BuildError."""
    with _unpublished(request, "writing the index"):
        if carried:
            under_way.carry()
        make = request.engine.extend if carried else request.engine.create
        writer = make(under_way.place)
        try:
            yield writer
        except BaseException:
            with suppress(OSError):  # a full disk is full for this, too
                writer.cancel()
            raise


@contextmanager
def _unpublished(request: BuildRequest, step: str) -> Iterator[None]:
    """Turn what the system refuses in the body, files or memory, into a BuildError.

    The body must lie before the commit point.
    """
    try:
        yield
    except (OSError, MemoryError) as error:
        # What a half-opened index holds is let go, for it may be all that there is to clean up with.
        traceback.clear_frames(error.__traceback__)
        raise untouched(request.shelf, step, reason_of(error)) from error


def _compare(
    place: Place, request: BuildRequest, written: Collection[str], report: BuildReport
) -> None:
    """Report which of the written releases are near-duplicates."""
    with closing(request.engine.open(place)) as searcher:
        report.resemble(searcher.near_duplicates(written), written)
        releases = filter(None, map(searcher.release, report.to_call))
        report.called = {each.id: called(each) for each in releases}


def _meta(request: BuildRequest, report: BuildReport, changes: Changes) -> Meta:
    return Meta(
        identity(request.engine, request.analyzer),
        report.releases,
        _digest(changes.digests),
        report.as_json(),
    )


def _before(current: Generation | None, request: BuildRequest) -> Mapping[str, str]:
    """Id and digest of what the current generation holds; nothing where this program cannot read it."""
    if not _readable(current, request):
        return {}
    with closing(request.engine.open(current.place)) as searcher:
        return searcher.digests()


def _readable(current: Generation | None, request: BuildRequest) -> TypeGuard[Generation]:
    """Whether the releases can be read back; for that the analysis does not matter."""
    expected = identity(request.engine, request.analyzer)
    return (
        current is not None
        and current.manifest.identity._replace(analysis=expected.analysis) == expected
    )


def _goes_on(current: Generation | None, request: BuildRequest) -> bool:
    """Whether this build can go on from the terms of the current generation."""
    return current is not None and not request.full and _fault(current, request) is None


def _fault(current: Generation, request: BuildRequest) -> str | None:
    """Why no build can go on from a generation, if that is so.

    No build goes on from an older generation that stands in for a damaged one: with nothing changed
    it would publish nothing, and the damage would stay.
    """
    if current.degraded:
        return "the newest generation is damaged"
    was, wanted = current.manifest.identity, identity(request.engine, request.analyzer)
    if was == wanted:
        return None
    alike = was._replace(analysis=wanted.analysis) == wanted
    return "other names, or other rules of analysis" if alike else f"it was built by {was}"


def _refused_now(
    current: Generation | None, request: BuildRequest, changes: Changes
) -> Iterator[Release]:
    """What is gone from sources of which something is refused now: it stays as it was."""
    if not changes.refused or not changes.gone or not _readable(current, request):
        return
    with closing(request.engine.open(current.place)) as searcher:
        for release_id in changes.gone:
            release = searcher.release(release_id)
            if release and changes.was_refused(release.source):
                yield release


def _require_sound(
    request: BuildRequest,
    place: Place,
    digests: Mapping[str, str],
    written: Collection[str] | None,
) -> None:
    try:
        with _unpublished(request, "checking what was built"):
            verify.require_sound(request.engine, request.analyzer, place, digests, written=written)
    except IndexDamaged as error:
        raise BuildError(
            f"nothing was published, for what was built failed its check: {error}"
        ) from error


def _digest(digests: Mapping[str, str]) -> str:
    """One digest of all releases, whatever their order."""
    lines = "\n".join(f"{digest} {release_id}" for release_id, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
