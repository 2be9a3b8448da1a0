"""What is said where an older generation answers in the place of the current one."""

import click

from indexer.cli.group import aimed
from indexer.errors import IndexOutOfDate
from indexer.search import Collection


def tell(collection: Collection) -> None:
    """A line on standard error where the current generation is damaged. Raises IndexOutOfDate where it is whole and was
    built by other rules or names: who gives a command can run the one that mends it."""
    degraded = collection.status().degraded
    if isinstance(degraded, IndexOutOfDate):
        raise degraded
    if degraded:
        click.echo(f"kashaf: {aimed(str(degraded))}", err=True)
