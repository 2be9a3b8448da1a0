"""Numbers in messages, and results as JSON."""

import json

import click
import msgspec


def count_noun(number: int, noun: str) -> str:
    """1 release, 2 releases."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def print_json(result: object) -> None:
    """Print to standard output, indented for people."""
    # `msgspec.json.encode` would reject the lone surrogates of an argument that is not UTF-8.
    click.echo(json.dumps(msgspec.to_builtins(result), ensure_ascii=False, indent=2))
