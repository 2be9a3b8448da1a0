"""`kashaf build`."""

import json
from pathlib import Path

import click

from indexer import build as builds
from indexer import lists
from indexer.build import BuildRequest
from indexer.changes import BuildReport
from indexer.cli.group import REFUSED, index_option, json_option, kashaf, settings
from indexer.cli.progress import BuildProgress
from indexer.engines.registry import engine as engine_of


@kashaf.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@index_option
@click.option("--full", is_flag=True, help="Analyse everything anew.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--prune", is_flag=True, help="Publish even if most releases are gone.")
@click.option("--keep", type=int, help="How many generations to keep.")
@click.option("--engine", "engine_name", help="Search engine.")
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
    as_json: bool,
) -> None:
    """Build the index from files and folders of releases (default: seeds/) and publish it."""
    chosen = settings(index=index, keep=keep, engine=engine_name)
    engine = engine_of(chosen)
    request = BuildRequest(
        paths=paths or (chosen.seeds,),
        shelf=engine.shelf(chosen),
        engine=engine,
        analyzer=lists.analyzer(chosen),
        full=full,
        prune=prune,
        dry_run=dry_run,
    )
    with BuildProgress() as progress:
        report = builds.build(request, progress)
    for leftover in report.leftovers:
        click.echo(f"could not be removed: {leftover}", err=True)
    click.echo(_summary(report, dry_run=dry_run), err=True)
    if as_json:
        click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2))
    if report.refusals:
        context.exit(REFUSED)


def _summary(report: BuildReport, *, dry_run: bool) -> str:
    counts = (
        f"{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.kept} kept, {report.removed} removed, {report.duplicates} duplicates, "
        f"{report.refusals} refused"
    )
    if report.generation:
        outcome = f"published {report.generation}"
    else:
        outcome = "nothing written" if dry_run else "nothing changed, nothing to publish"
    return f"{outcome}: {report.releases} releases ({counts}) in {report.seconds:.1f} s"
