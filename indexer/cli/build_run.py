"""One build, its report, and what a failure left behind."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from indexer.building.analysis_workers import GC_THRESHOLD
from indexer.building.build import BuildRequest, build
from indexer.building.sources.build_report import BuildReport
from indexer.cli.build_summary import print_report
from indexer.cli.output import print_json
from indexer.cli.progress import BuildProgress
from indexer.errors import REFUSED_BY_SYSTEM, BuildError, IndexUnavailable, reason_of
from indexer.generations import GenerationStore
from indexer.settings import Settings

# Stands for the mark of a cluster that does not answer.
_UNKNOWN = object()
_PUBLISHED = "the new generation is published"


def run_build(
    request: BuildRequest, settings: Settings, progress: BuildProgress, *, as_json: bool
) -> BuildReport:
    """Build once and print the report."""
    failing = nullcontext() if request.dry_run else _explain_failure(request.store)
    with progress, _rare_garbage_collection(), failing:
        report = build(request, progress)
    if progress.repeated:
        click.echo(f"refused as before: {progress.repeated}", err=True)
    print_report(report, settings, dry_run=request.dry_run)
    if as_json:
        print_json(report.as_json())
    return report


@contextmanager
def _explain_failure(store: GenerationStore) -> Iterator[None]:
    """Add to an interrupt, or a failure of the system, whether the build had published already."""
    before = _mark(store)
    try:
        yield
    except KeyboardInterrupt:
        outcome = _outcome(before, store)
        raise KeyboardInterrupt(*filter(None, [outcome])) from None
    except BrokenPipeError:
        raise
    except REFUSED_BY_SYSTEM as error:
        outcome = _outcome(before, store)
        message = "; ".join(filter(None, [f"the build failed: {reason_of(error)}", outcome]))
        if outcome == _PUBLISHED:
            click.echo(f"kashaf: {message}", err=True)
            raise
        raise BuildError(f"{store}: {message}") from error


def _outcome(before: object, store: GenerationStore) -> str:
    """Whether there was a publication since the mark `before`, in words; empty if that is
    unknown."""
    after = _mark(store)
    if _UNKNOWN in (before, after):
        return ""
    return "nothing was published" if after == before else _PUBLISHED


def _mark(store: GenerationStore) -> object:
    try:
        return store.mark()
    except IndexUnavailable:
        return _UNKNOWN


@contextmanager
def _rare_garbage_collection() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(GC_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
