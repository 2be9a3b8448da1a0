"""What is said where an older generation answers in the place of the current one."""

import click

from indexer.cli.group import aimed
from indexer.search import Collection


def tell(collection: Collection) -> None:
    """A line on standard error if `collection` is not what was published last."""
    if degraded := collection.status().degraded:
        click.echo(f"kashaf: {aimed(degraded)}", err=True)
