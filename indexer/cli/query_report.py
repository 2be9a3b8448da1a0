"""How a query was read, and its warnings: on standard error, beside the results."""

from collections.abc import Iterator, Sequence

import click

from indexer.answers.results import QueryReading
from indexer.search_warnings import Warn


def print_report(reading: QueryReading, warnings: Sequence[Warn]) -> None:
    """Prints nothing if the query was read as it was typed."""
    for line in _lines(reading, warnings):
        click.echo(line, err=True)


def _lines(reading: QueryReading, warnings: Sequence[Warn]) -> Iterator[str]:
    if reading.text not in ("", reading.q.strip(), " + ".join(reading.q.split())):
        yield f"read as: {reading.text}"
    for left_out in reading.left_out:
        yield f"not looked for: {left_out.typed} ({_in_words(left_out.reason)})"
    for date in reading.dates:
        yield f"{date.typed}: from {date.first or '…'} to {date.last or '…'}"
    for warning in warnings:
        detail = f": {warning.detail}" if warning.detail else ""
        yield f"warning: {_in_words(warning.code)}{detail}"


def _in_words(code: str) -> str:
    return code.replace("_", " ")
