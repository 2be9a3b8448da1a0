"""`kashaf build`."""

from pathlib import Path

import click

from indexer.building.build import BuildRequest
from indexer.cli import watch as watching
from indexer.cli.build_run import run_build
from indexer.cli.context import load_settings, warn_of_unknown_variables
from indexer.cli.group import REFUSED
from indexer.cli.options import NonEmptyPath, index_option, json_option
from indexer.cli.progress import BuildProgress
from indexer.installation.installation import Installation


@click.command(short_help="Build the index and publish it.")
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
        watching.build_on_changes(request, settings, as_json=as_json)
    elif run_build(request, settings, BuildProgress(), as_json=as_json).refusals:
        context.exit(REFUSED)
