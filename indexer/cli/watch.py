"""`kashaf build --watch`: builds again whenever the sources change."""

import datetime
import gc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from indexer.arabic.analyzer import Analyzer
from indexer.building.build import BuildRequest
from indexer.cli.build_run import run_build
from indexer.cli.context import message_of
from indexer.cli.progress import BuildProgress
from indexer.errors import BuildError, BuildLocked, DocumentError, IndexUnavailable, SettingError
from indexer.installation import name_lists
from indexer.settings import Settings


def build_on_changes(request: BuildRequest, settings: Settings, *, as_json: bool) -> None:
    """Build now and after each change. Raises SettingError if the library is missing."""
    changes = _watch(request, settings.index)
    refusals = _try_build(request, settings, set(), as_json=as_json)
    click.echo("watching; Ctrl-C ends", err=True)
    for _ in changes:
        analyzer = _reload_analyzer(request.analyzer, settings)
        request = replace(request, full=False, analyzer=analyzer)
        refusals = _try_build(request, settings, refusals, as_json=as_json)


def _watch(request: BuildRequest, index: Path) -> Iterator[object]:
    """The changes from now on."""
    try:
        from indexer.building.sources import watching
    except ModuleNotFoundError as error:
        raise SettingError(f"--watch needs {error.name}: pip install 'kashaf[watch]'") from None
    changes = watching.watch_changes(request.paths, index)
    next(changes)
    return changes


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
        run_build(request, settings, progress, as_json=as_json)
        return progress.refusals
    except (BuildError, BuildLocked, DocumentError, IndexUnavailable) as error:
        click.echo(f"kashaf: {message_of(error)}", err=True)
        return known | progress.refusals
    finally:
        gc.collect()  # unmaps the files of the build
