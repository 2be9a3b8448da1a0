"""The report of a build, in lines for people."""

from collections.abc import Iterator

import click

from indexer.building import limits
from indexer.building.sources.build_report import BuildReport
from indexer.cli.output import count_noun
from indexer.installation.repair_hints import complete_command
from indexer.settings import Settings


def print_report(report: BuildReport, settings: Settings, *, dry_run: bool) -> None:
    """Print a report to standard error."""
    for line in _lines(report, settings, dry_run=dry_run):
        click.echo(line, err=True)


def _lines(report: BuildReport, settings: Settings, *, dry_run: bool) -> Iterator[str]:
    for leftover in report.leftovers:
        yield f"could not be removed: {leftover}"
    yield from _removed(report)
    yield from _remarks(report)
    yield from _near_duplicates(report, settings)
    yield _summary(report, dry_run=dry_run)
    if report.anew:
        yield f"the index would be made anew: {report.anew}"
    if report.objection:
        yield f"a build would end with 5: {report.objection}"


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
