"""`kashaf doctor`."""

import click

from indexer import doctor as examination
from indexer.cli.group import UNAVAILABLE, aimed, index_option, json_option, settings
from indexer.cli.output import print_json

_SIGNS = {"good": "ok", "advice": "--", "bad": "!!"}


@click.command()
@index_option
@click.option("--host", metavar="H", help="Where the server listens.")
@click.option("--port", metavar="P", help="Port of the server.")
@json_option
@click.pass_context
def doctor(
    context: click.Context, index: str | None, host: str | None, port: str | None, as_json: bool
) -> None:
    """Check everything: index, a search through it, the server, disk, permissions, versions.

    Each finding comes with what to do. Ends with 3 when something is wrong.
    """
    findings = []
    for found in examination.examine(settings(index=index, host=host, port=port)):
        finding = found._replace(advice=aimed(found.advice))
        findings.append(finding)
        if not as_json:
            click.echo(f"{_SIGNS[finding.grade]}  {finding.check}: {finding.said}")
            if finding.advice:
                click.echo(f"      {finding.advice}")
    if as_json:
        print_json([finding._asdict() for finding in findings])
    if any(finding.grade == "bad" for finding in findings):
        context.exit(UNAVAILABLE)
