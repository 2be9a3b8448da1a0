"""`kashaf build`."""

import datetime
import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import click

from indexer.arabic.analyzer import Analyzer
from indexer.building import build as builds
from indexer.building import limits
from indexer.building.analysis_workers import GC_THRESHOLD
from indexer.building.build import BuildRequest
from indexer.building.sources.build_report import BuildReport
from indexer.cli.context import load_settings, message_of, warn_of_unknown_variables
from indexer.cli.group import REFUSED
from indexer.cli.options import NonEmptyPath, index_option, json_option
from indexer.cli.output import count_noun, print_json
from indexer.cli.progress import BuildProgress
from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    IndexUnavailable,
    SettingError,
)
from indexer.generations import REFUSED_BY_SYSTEM, GenerationStore, reason_of
from indexer.installation import name_lists
from indexer.installation.installation import Installation
from indexer.installation.repair_hints import complete_command
from indexer.settings import Settings

# Stands for the mark of a cluster that does not answer.
_UNKNOWN = object()
_PUBLISHED = "the new generation is published"


@click.command()
@click.argument("paths", nargs=-1, type=NonEmptyPath(path_type=Path))
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
    settings = load_settings(index=index, keep=keep, engine=engine_name)
    warn_of_unknown_variables()
    installation = Installation(settings)
    request = BuildRequest(
        paths=paths or (settings.seeds,),
        store=installation.store,
        engine=installation.engine,
        analyzer=installation.analyzer,
        full=full,
        prune=prune,
        dry_run=dry_run,
        processes=settings.build_processes,
    )
    if watch and dry_run:
        raise click.UsageError("--watch and --dry-run do not go together")
    if watch:
        changes = _watch(request, settings.index)
        _build_on_changes(request, settings, changes, as_json=as_json)
    elif _build(request, settings, BuildProgress(), as_json=as_json).refusals:
        context.exit(REFUSED)


def _build(
    request: BuildRequest, settings: Settings, progress: BuildProgress, *, as_json: bool
) -> BuildReport:
    """Build once and print the report."""
    failing = nullcontext() if request.dry_run else _explain_failure(request.store)
    with progress, _rare_garbage_collection(), failing:
        report = builds.build(request, progress)
    if progress.repeated:
        click.echo(f"refused as before: {progress.repeated}", err=True)
    for leftover in report.leftovers:
        click.echo(f"could not be removed: {leftover}", err=True)
    for line in (*_removed(report), *_remarks(report), *_near_duplicates(report, settings)):
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


def _watch(request: BuildRequest, index: Path) -> Iterator[object]:
    """The changes from now on. Raises SettingError if the library is missing."""
    try:
        from indexer.building.sources import watching
    except ModuleNotFoundError as error:
        raise SettingError(f"--watch needs {error.name}: pip install 'kashaf[watch]'") from None
    changes = watching.watch_changes(request.paths, index)
    next(changes)
    return changes


def _build_on_changes(
    request: BuildRequest, settings: Settings, changes: Iterator[object], *, as_json: bool
) -> None:
    """Build now and after each change."""
    refusals = _try_build(request, settings, set(), as_json=as_json)
    click.echo("watching; Ctrl-C ends", err=True)
    for _ in changes:
        analyzer = _reload_analyzer(request.analyzer, settings)
        request = replace(request, full=False, analyzer=analyzer)
        refusals = _try_build(request, settings, refusals, as_json=as_json)


def _reload_analyzer(current: Analyzer, settings: Settings) -> Analyzer:
    """An analyzer with the names that their files hold now; the current one if they have not
    changed or cannot be read."""
    try:
        fresh = name_lists.analyzer(settings)
    except SettingError as error:
        click.echo(f"kashaf: {error}; the names are those of before", err=True)
        return current
    return current if fresh.fingerprint == current.fingerprint else fresh


def _try_build(
    request: BuildRequest, settings: Settings, known: set[str], *, as_json: bool
) -> set[str]:
    """Build under a watch, which goes on after a failure. Refusals that are ``known`` are not
    printed again; returns those known from now on."""
    click.echo(f"{datetime.datetime.now():%Y-%m-%d %H:%M:%S} building", err=True)
    progress = BuildProgress(known)
    try:
        _build(request, settings, progress, as_json=as_json)
        return progress.refusals
    except (BuildError, BuildLocked, DocumentError, IndexUnavailable) as error:
        click.echo(f"kashaf: {message_of(error)}", err=True)
        return known | progress.refusals
    finally:
        gc.collect()  # unmaps the files of the build


def _remarks(report: BuildReport) -> Iterator[str]:
    """The remarks on releases, a line each."""
    for remark in report.remarked:
        yield f"remark: {remark}"
    if report.remarks > len(report.remarked):
        yield f"… and {report.remarks - len(report.remarked):,} more remarks on the same files"


def _removed(report: BuildReport) -> Iterator[str]:
    """The first releases that are gone from the sources, a line each."""
    for name in report.gone.values():
        yield f"removed: {name}"
    if report.gone and report.removed > len(report.gone):
        yield f"… and {report.removed - len(report.gone):,} more removed"


def _near_duplicates(report: BuildReport, settings: Settings) -> Iterator[str]:
    """The first groups of near-duplicates, a line each."""
    for group in report.alike[: limits.MAX_GROUPS_PRINTED]:
        names = (str(report.names.get(each, each)) for each in group)
        yield f"near-duplicates: {', '.join(names)}"
    if len(report.alike) > limits.MAX_GROUPS_PRINTED:
        command = complete_command("kashaf status --json", settings)
        yield f"more groups of near-duplicates: `{command}` lists them"


def _summary(report: BuildReport, *, dry_run: bool) -> str:
    counts = (
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.kept} kept, {report.removed} removed, {count_noun(report.duplicates, 'duplicate')}, "
    )
    if report.near_duplicates is not None:
        counts += f"{count_noun(report.near_duplicates, 'near-duplicate')}, "
    counts += f"{report.refusals} refused"
    if report.remarks:
        counts += f", {count_noun(report.remarks, 'remark')}"
    if report.generation:
        outcome = f"published {report.generation}"
    else:
        outcome = "nothing written" if dry_run else "nothing changed, nothing to publish"
    return (
        f"{outcome}: {count_noun(report.releases, 'release')} ({counts}) in {report.seconds:.1f} s"
    )
