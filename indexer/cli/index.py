"""`kashaf verify`, `status`, `rollback` and `settings`: the life of the index."""

import json
from typing import Any

import click

from indexer import lists
from indexer import settings as settings_module
from indexer import verify as verification
from indexer.cli.group import index_option, json_option, kashaf, settings
from indexer.engines.registry import engine as engine_named
from indexer.errors import IndexDamaged
from indexer.generations import Generation, Listed, generations, locate
from indexer.generations import rollback as roll_back
from indexer.identity import identity


@kashaf.command()
@index_option
def verify(index: str | None) -> None:
    """Check the index: checksums, every release readable, probe queries."""
    chosen = settings(index=index)
    engine = engine_named(chosen.engine)
    analyzer = lists.analyzer(chosen)
    generation = locate(chosen.index, identity(engine, analyzer))
    _require_whole(generation)
    verification.require_sound(engine, analyzer, generation.folder)
    releases = generation.manifest.meta.releases
    click.echo(f"{generation.name} is sound: {releases} releases", err=True)


@kashaf.command()
@index_option
@json_option
def status(index: str | None, as_json: bool) -> None:
    """List the generations of the index, newest first."""
    chosen = settings(index=index)
    expected = identity(engine_named(chosen.engine), lists.analyzer(chosen))
    current = locate(chosen.index, expected)
    listed = generations(chosen.index, verify=True)
    if as_json:
        click.echo(json.dumps([_as_json(each) for each in listed], ensure_ascii=False, indent=2))
    else:
        for each in listed:
            click.echo(_line(each))
    _require_whole(current)


@kashaf.command()
@index_option
def rollback(index: str | None) -> None:
    """Serve the generation before the current one again."""
    generation = roll_back(settings(index=index).index)
    click.echo(f"current is {generation.name}", err=True)


@kashaf.command("settings")
@json_option
def show_settings(as_json: bool) -> None:
    """Print every setting, its value and where that came from."""
    chosen = settings()
    rows = [
        {
            "name": setting.name,
            "value": str(getattr(chosen, setting.name) or ""),
            "source": chosen.sources[setting.name],
            "variable": setting.variable,
            "meaning": setting.meaning,
        }
        for setting in settings_module.TABLE
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['name']}\t{row['value']}\t{row['source']}\t{row['meaning']}")


def _require_whole(generation: Generation) -> None:
    """Raises IndexDamaged when an older generation stands in for the current one."""
    if generation.degraded:
        raise IndexDamaged(f"{generation.degraded}; run `kashaf build`")


def _as_json(listed: Listed) -> dict[str, Any]:
    manifest = listed.manifest
    return {
        "generation": listed.name,
        "current": listed.current,
        "size": listed.size,
        "built_at": manifest.built_at.isoformat() if manifest else None,
        "releases": manifest.meta.releases if manifest else None,
        "engine": f"{manifest.identity.engine} {manifest.identity.engine_version}"
        if manifest
        else None,
        "analysis": manifest.identity.analysis if manifest else None,
        "report": manifest.meta.report if manifest else None,
        "problems": list(listed.problems),
    }


def _line(listed: Listed) -> str:
    mark = "*" if listed.current else " "
    if listed.manifest is None or listed.problems:
        return f"{mark} {listed.name}\tdamaged: {'; '.join(listed.problems)}"
    built = listed.manifest.built_at.isoformat(timespec="seconds")
    releases = listed.manifest.meta.releases
    return f"{mark} {listed.name}\t{built}\t{releases} releases\t{listed.size / 1e6:.1f} MB"
