"""`kashaf build`."""

import datetime
import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from indexer import build as builds
from indexer import limits, name_lists
from indexer.analysis_workers import UNCOLLECTED
from indexer.arabic.analyzer import Analyzer
from indexer.build import BuildRequest
from indexer.cli.group import (
    REFUSED,
    Named,
    aimed,
    index_option,
    json_option,
    settings,
    warn_of_variables,
)
from indexer.cli.output import counted, print_json
from indexer.cli.progress import BuildProgress
from indexer.engines.registry import engine as engine_of
from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    IndexUnavailable,
    SettingError,
)
from indexer.generations import Shelf, reason_of
from indexer.settings import Settings
from indexer.sources.changes import BuildReport

# Instead of the mark of a cluster that does not answer.
_UNTOLD = object()
_PUBLISHED = "the new generation is published"


@click.command()
@click.argument("paths", nargs=-1, type=Named(path_type=Path))
@index_option
@click.option("--full", is_flag=True, help="Analyse everything anew.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--prune", is_flag=True, help="Publish even if most releases are gone.")
@click.option("--keep", type=int, help="How many generations to keep.")
@click.option("--engine", "engine_name", help="Search engine.")
@click.option("--watch", is_flag=True, help="Go on: build again whenever the sources change.")
@json_option
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[Path, ...],
    index: str | None,
    full: bool,
    dry_run: bool,
    prune: bool,
    keep: int | None,
    engine_name: str | None,
    watch: bool,
    as_json: bool,
) -> None:
    """Build the index from files and folders of releases (default: seeds/) and publish it."""
    chosen = settings(index=index, keep=keep, engine=engine_name)
    warn_of_variables()
    engine = engine_of(chosen)
    request = BuildRequest(
        paths=paths or (chosen.seeds,),
        shelf=engine.shelf(chosen),
        engine=engine,
        analyzer=name_lists.analyzer(chosen),
        full=full,
        prune=prune,
        dry_run=dry_run,
        processes=chosen.build_processes,
    )
    if watch and dry_run:
        raise click.UsageError("--watch and --dry-run do not go together")
    if watch:
        _build_on(request, chosen, _watched(request, chosen.index), as_json=as_json)
    elif _build(request, BuildProgress(), as_json=as_json).refusals:
        context.exit(REFUSED)


def _build(request: BuildRequest, progress: BuildProgress, *, as_json: bool) -> BuildReport:
    """One build, and what it did, printed."""
    told = nullcontext() if request.dry_run else _outcome_told(request.shelf)
    with progress, _seldom_collected(), told:
        report = builds.build(request, progress)
    if progress.repeated:
        click.echo(f"refused as before: {progress.repeated}", err=True)
    for leftover in report.leftovers:
        click.echo(f"could not be removed: {leftover}", err=True)
    for line in (*_remarks(report), *_alike(report)):
        click.echo(line, err=True)
    click.echo(_summary(report, dry_run=request.dry_run), err=True)
    if report.anew:
        click.echo(f"the index would be made anew: {report.anew}", err=True)
    if report.objection:
        click.echo(f"a build would end with 5: {report.objection}", err=True)
    if as_json:
        print_json(report.as_json())
    return report


@contextmanager
def _outcome_told(shelf: Shelf) -> Iterator[None]:
    """Let who interrupts a build, or gives it too little, know whether it had published already."""
    before = _mark(shelf)
    try:
        yield
    except KeyboardInterrupt:
        outcome = _outcome(before, shelf)
        raise KeyboardInterrupt(*filter(None, [outcome])) from None
    except BrokenPipeError:
        raise
    except (OSError, MemoryError) as error:
        outcome = _outcome(before, shelf)
        said = "; ".join(filter(None, [f"the build failed: {reason_of(error)}", outcome]))
        if outcome == _PUBLISHED:
            click.echo(f"kashaf: {said}", err=True)
            raise
        raise BuildError(f"{shelf}: {said}") from error


def _outcome(before: object, shelf: Shelf) -> str:
    """Empty where it cannot be told."""
    after = _mark(shelf)
    if _UNTOLD in (before, after):
        return ""
    return "nothing was published" if after == before else _PUBLISHED


def _mark(shelf: Shelf) -> object:
    try:
        return shelf.mark()
    except IndexUnavailable:
        return _UNTOLD


@contextmanager
def _seldom_collected() -> Iterator[None]:
    usual = gc.get_threshold()
    gc.set_threshold(UNCOLLECTED)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _watched(request: BuildRequest, index: Path) -> Iterator[object]:
    """The changes from now on. Raises SettingError where the library is missing."""
    try:
        from indexer.sources import watching
    except ModuleNotFoundError as error:
        raise SettingError(f"--watch needs {error.name}: pip install 'kashaf[watch]'") from None
    watched = watching.changes(request.paths, index)
    next(watched)
    return watched


def _build_on(
    request: BuildRequest, chosen: Settings, watched: Iterator[object], *, as_json: bool
) -> None:
    """A build, and one for each change; each says when it began."""
    said = _attempt(request, set(), as_json=as_json)
    click.echo("watching; Ctrl-C ends", err=True)
    for _ in watched:
        request = replace(request, full=False, analyzer=_analyzer_now(request.analyzer, chosen))
        said = _attempt(request, said, as_json=as_json)


def _analyzer_now(held: Analyzer, chosen: Settings) -> Analyzer:
    """The analyzer with the names that their files hold now; the one that is `held` where these are the same, or
    cannot be read."""
    try:
        fresh = name_lists.analyzer(chosen)
    except SettingError as error:
        click.echo(f"kashaf: {error}; the names are those of before", err=True)
        return held
    return held if fresh.fingerprint == held.fingerprint else fresh


def _attempt(request: BuildRequest, said: set[str], *, as_json: bool) -> set[str]:
    """A build under a watch: where it publishes nothing it says why, and the watch goes on. Returns what was refused
    up to now and still is."""
    click.echo(f"{datetime.datetime.now():%Y-%m-%d %H:%M:%S} building", err=True)
    progress = BuildProgress(said)
    try:
        _build(request, progress, as_json=as_json)
        return progress.refusals
    except (BuildError, BuildLocked, DocumentError, IndexUnavailable) as error:
        click.echo(f"kashaf: {aimed(str(error))}", err=True)
        return said | progress.refusals
    finally:
        gc.collect()  # whatever the build had mapped is let go


def _remarks(report: BuildReport) -> Iterator[str]:
    """What of the releases could not be told, a line each."""
    for remark in report.remarked:
        yield f"remark: {remark}"
    if report.remarks > len(report.remarked):
        yield f"… and {report.remarks - len(report.remarked):,} more remarks on the same files"


def _alike(report: BuildReport) -> Iterator[str]:
    """The first groups of near-duplicates, a line each."""
    for group in report.alike[: limits.GROUPS_TOLD]:
        names = (str(report.called.get(each, each)) for each in group)
        yield f"near-duplicates: {', '.join(names)}"
    if len(report.alike) > limits.GROUPS_TOLD:
        yield aimed("more groups of near-duplicates: `kashaf status --json` lists them")


def _summary(report: BuildReport, *, dry_run: bool) -> str:
    counts = (
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.kept} kept, {report.removed} removed, {counted(report.duplicates, 'duplicate')}, "
    )
    if report.near_duplicates is not None:
        counts += f"{counted(report.near_duplicates, 'near-duplicate')}, "
    counts += f"{report.refusals} refused"
    if report.remarks:
        counts += f", {counted(report.remarks, 'remark')}"
    if report.generation:
        outcome = f"published {report.generation}"
    else:
        outcome = "nothing written" if dry_run else "nothing changed, nothing to publish"
    return f"{outcome}: {counted(report.releases, 'release')} ({counts}) in {report.seconds:.1f} s"
