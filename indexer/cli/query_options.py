"""What commands that take the reader's words have in common."""

import re
import shlex
import sys
from collections.abc import Callable
from typing import Any

import click

from indexer.arabic.words import LAYERS
from indexer.query.values import MATCHINGS, Matching

# What Python makes of bytes that it cannot decode.
_UNREADABLE = re.compile("[\ud800-\udfff]")

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


def words_argument(name: str, *, required: bool = True) -> Callable[..., Any]:
    """What the reader looks for: one argument or several, which the shell made of words without quotes; none at all,
    where that is allowed, is an empty text."""

    def joined(context: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> str:
        words = " ".join(given)
        if _UNREADABLE.search(words):
            raise click.BadParameter(_unreadable(), context, parameter)
        return words

    return click.argument(name, nargs=-1, required=required, callback=joined)


def _unreadable() -> str:
    """Why words cannot be looked for: without them a search would find everything."""
    encoding = sys.getfilesystemencoding()
    said = f"there are bytes in it that are no text in {encoding}"
    return said if encoding == "utf-8" else f"{said}; set LC_ALL=C.UTF-8, or PYTHONUTF8=1"


class Asking(click.Command):
    """A command whose argument is the reader's words: these may begin with a minus, as options do."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            words = next((one for one in given if one.startswith(error.option_name)), "--")
            if words.startswith("--") or len(words) <= len("-x"):
                raise
            others = [one for one in given if one != words]
            behind = shlex.join([*ctx.command_path.split(), *others, "--", words])
            advice = f"Write words that begin with - behind --: {behind}"
            raise click.UsageError(f"{error.format_message()} {advice}", ctx) from None
