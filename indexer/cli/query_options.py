"""The options and the argument that commands with a query share."""

import re
import shlex
import sys
from collections.abc import Callable
from typing import Any

import click

from indexer.arabic.layers import LAYERS
from indexer.query.matching import MATCHINGS, Matching

# The surrogates that stand for undecodable bytes.
_UNDECODED = re.compile("[\ud800-\udfff]")

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
    """The query: one argument, or several if the shell split it. Without arguments, if that is
    allowed, it is empty."""

    def join(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> str:
        words = " ".join(values)
        if _UNDECODED.search(words):
            raise click.BadParameter(_undecoded_message(), context, parameter)
        return words

    return click.argument(name, nargs=-1, required=required, callback=join)


def _undecoded_message() -> str:
    """Why the words are refused: a search without them would find everything."""
    encoding = sys.getfilesystemencoding()
    message = f"there are bytes in it that are no text in {encoding}"
    return message if encoding == "utf-8" else f"{message}; set LC_ALL=C.UTF-8, or PYTHONUTF8=1"


class QueryCommand(click.Command):
    """A command whose query may begin with a minus, like an option: then the error says what to
    type."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        arguments = [*args]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            words = next((one for one in arguments if one.startswith(error.option_name)), "--")
            if words.startswith("--") or len(words) <= len("-x"):
                raise
            others = [one for one in arguments if one != words]
            behind = shlex.join([*ctx.command_path.split(), *others, "--", words])
            advice = f"Write words that begin with - behind --: {behind}"
            raise click.UsageError(f"{error.format_message()} {advice}", ctx) from None
