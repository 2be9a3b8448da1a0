"""What commands that take the reader's words have in common."""

from collections.abc import Callable
from typing import Any

import click

from indexer.arabic.words import LAYERS
from indexer.query.values import MATCHINGS, Matching

mode_option = click.option(
    "--mode",
    type=click.Choice(LAYERS),
    default="stem",
    show_default=True,
    help="How words are compared.",
)


def match_option(usual: Matching) -> Callable[..., Any]:
    return click.option(
        "--match",
        type=click.Choice(MATCHINGS),
        default=usual,
        show_default=True,
        help="Every word, or any of them.",
    )
