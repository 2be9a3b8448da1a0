"""Words of messages, and results as JSON."""

import json

import click


def counted(number: int, noun: str) -> str:
    """How many there are: 1 release, 2 releases."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_json(result: object) -> None:
    """On standard output, to be read by people, too."""
    click.echo(json.dumps(result, ensure_ascii=False, indent=2))
