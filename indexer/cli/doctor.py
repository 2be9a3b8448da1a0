"""`kashaf doctor`."""

import click

from indexer.cli.context import load_settings
from indexer.cli.group import UNAVAILABLE
from indexer.cli.options import index_option, json_option
from indexer.cli.output import print_json
from indexer.doctor.examination import examine
from indexer.doctor.finding import Check, Finding

_SIGNS = {"good": "ok", "advice": "--", "bad": "!!"}


def make_command(*checks: Check) -> click.Command:
    """The command `doctor`, which ends with the given checks."""

    @click.command("doctor", short_help="Check the whole installation.")
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
        for finding in examine(load_settings(index=index, host=host, port=port), checks):
            findings.append(finding)
            if not as_json:
                _print(finding)
        if as_json:
            print_json([_as_json(finding) for finding in findings])
        if any(finding.grade == "bad" for finding in findings):
            context.exit(UNAVAILABLE)

    return doctor


def _print(finding: Finding) -> None:
    click.echo(f"{_SIGNS[finding.grade]}  {finding.check}: {finding.outcome}")
    if finding.advice:
        click.echo(f"      {finding.advice}")


def _as_json(finding: Finding) -> dict[str, str]:
    return {
        "check": finding.check,
        "grade": finding.grade,
        "said": finding.outcome,
        "advice": finding.advice,
    }


doctor = make_command()
