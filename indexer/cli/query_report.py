"""How a query was read, and what must be said of it: on standard error, beside what was found."""

from collections.abc import Iterator, Sequence

import click

from indexer.query.values import Warn
from indexer.results import QueryReading


def tell(reading: QueryReading, warnings: Sequence[Warn]) -> None:
    """Nothing where the query was read as it was typed."""
    for line in _lines(reading, warnings):
        click.echo(line, err=True)


def _lines(reading: QueryReading, warnings: Sequence[Warn]) -> Iterator[str]:
    if reading.reading not in ("", reading.q.strip(), " + ".join(reading.q.split())):
        yield f"read as: {reading.reading}"
    for left in reading.left_out:
        yield f"not looked for: {left.typed} ({_said(left.reason)})"
    for date in reading.dates:
        yield f"{date.typed}: from {date.first or '…'} to {date.last or '…'}"
    for warning in warnings:
        detail = f": {warning.detail}" if warning.detail else ""
        yield f"warning: {_said(warning.code)}{detail}"


def _said(code: str) -> str:
    return code.replace("_", " ")
