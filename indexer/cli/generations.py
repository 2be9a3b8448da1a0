"""`kashaf verify`, `status` and `rollback`."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import click

from indexer.building.verify import verify_thoroughly
from indexer.cli.context import load_settings
from indexer.cli.options import index_option, json_option
from indexer.cli.output import count_noun, print_json
from indexer.generations import Generation, Listed
from indexer.installation.installation import Installation


@click.command(short_help="Check the index thoroughly.")
@index_option
def verify(index: str | None) -> None:
    """Check the index: checksums, every release readable, words of a sample against the
    postings."""
    installation = Installation(load_settings(index=index))
    generation = installation.locate()
    _require_whole(generation)
    verify_thoroughly(installation.engine, installation.analyzer, generation)
    releases = generation.manifest.meta.releases
    click.echo(f"{generation.name} is sound: {count_noun(releases, 'release')}", err=True)


@click.command(short_help="List the generations of the index.")
@index_option
@json_option
def status(index: str | None, as_json: bool) -> None:
    """List the generations of the index, newest first; * marks the current one.

    Ends with 3 and the reason when the current one cannot be served.
    """
    installation = Installation(load_settings(index=index))
    survey = installation.store.survey(installation.identity)
    if as_json:
        print_json([_as_json(each, growth) for each, growth in _growth(survey.listed)])
    else:
        for each, growth in _growth(survey.listed):
            click.echo(_line(each, growth))
    if survey.fault:
        raise survey.fault


@click.command(short_help="Serve the previous generation again.")
@index_option
def rollback(index: str | None) -> None:
    """Serve an older generation again: the next one that is whole and that this program can read.

    The next build, whether or not it publishes, removes the generations after that one.
    Ends with 3 when all older ones were built with another engine, other rules or other names, and
    with 5 when there is no older one.
    """
    installation = Installation(load_settings(index=index))
    generation = installation.store.rollback(installation.identity)
    click.echo(f"current is {generation.name}", err=True)


def _require_whole(generation: Generation) -> None:
    """Raises IndexDamaged if an older generation is served in place of the current one."""
    if generation.degraded:
        raise generation.degraded


def _growth(listed: Sequence[Listed]) -> Iterator[tuple[Listed, int | None]]:
    """Each generation with how many more releases it has than the one before; None if unknown."""
    for each, before in zip_longest(listed, listed[1:]):
        now, then = each.manifest, before.manifest if before else None
        yield each, now.meta.releases - then.meta.releases if now and then else None


def _as_json(listed: Listed, growth: int | None) -> dict[str, Any]:
    manifest = listed.manifest
    return {
        "generation": listed.name,
        "current": listed.current,
        "size": listed.size,
        "built_at": manifest.built_at.isoformat() if manifest else None,
        "releases": manifest.meta.releases if manifest else None,
        "growth": growth,
        "engine": f"{manifest.identity.engine} {manifest.identity.engine_version}"
        if manifest
        else None,
        "analysis": manifest.identity.analysis if manifest else None,
        "report": {**manifest.meta.report, "generation": listed.name} if manifest else None,
        "out_of_date": listed.outdated,
        "problems": list(listed.problems),
    }


def _line(listed: Listed, growth: int | None) -> str:
    fields = [f"{'*' if listed.current else ' '} {listed.name}"]
    if listed.manifest:
        built = listed.manifest.built_at.isoformat(timespec="seconds")
        releases = listed.manifest.meta.releases
        change = "" if growth is None else f" ({growth:+})"
        fields += [
            built,
            f"{count_noun(releases, 'release')}{change}",
            f"{listed.size / 1e6:.1f} MB",
        ]
    if listed.outdated:
        fields.append("out of date")
    if listed.problems:
        kind = "damaged" if listed.manifest or not listed.outdated else "not readable"
        fields.append(f"{kind}: {'; '.join(listed.problems)}")
    return "\t".join(fields)
