"""The options and the argument that commands with a query share."""

import datetime
import re
import shlex
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from indexer import periods
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import SORTS, Filters
from indexer.periods import Period
from indexer.periods.period import month, year
from indexer.query.matching import MATCHINGS, Matching
from indexer.releases.schema import FACETS

# The facets that are units of time, with an example of each.
_UNITS = {"year": "2025", "month": "2025-10"}
# The surrogates that stand for undecodable bytes.
_UNDECODED = re.compile("[\ud800-\udfff]")

mode_option = click.option(
    "--mode",
    type=click.Choice(LAYERS),
    default="stem",
    show_default=True,
    help="How words are compared.",
)


sort_option = click.option(
    "--sort",
    type=click.Choice(SORTS),
    default="relevance",
    show_default=True,
    help="Order of the releases.",
)


def match_option(usual: Matching) -> Callable[..., Any]:
    return click.option(
        "--match",
        type=click.Choice(MATCHINGS),
        default=usual,
        show_default=True,
        help="Every word, or any of them.",
    )


def _read_period(
    context: click.Context, parameter: click.Parameter, value: str | None
) -> Period | None:
    """A date as in queries: a year, a month, a day or a period in words."""
    if value is None:
        return None
    period = periods.parse(value, datetime.date.today())
    if period is None:
        message = f"'{value}' is not a date, such as 2025, 2025-10 or 2025-10-14"
        raise click.BadParameter(message, context, parameter)
    return period


def _read_units(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Years or months, typed as in queries, as `2025` or `2025-10`."""
    unit = str(parameter.name)
    names = [_unit_name(periods.parse(value, datetime.date.today()), unit) for value in values]
    for value, name in zip(values, names, strict=True):
        if not name:
            message = f"'{value}' is not a {unit}, such as {_UNITS[unit]}"
            raise click.BadParameter(message, context, parameter)
    return tuple(names)


def _unit_name(period: Period | None, unit: str) -> str:
    """The name of a period that is a whole year or month; else empty."""
    first = period.first if period else None
    if first and unit == "year" and period == year(first.year):
        return f"{first.year:04}"
    if first and unit == "month" and period == month(first.year, first.month):
        return f"{first.year:04}-{first.month:02}"
    return ""


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that restrict a search to some releases; the command gets them as `filters`."""

    @wraps(command)
    def with_filters(*, begin: Period | None, end: Period | None, **options: Any) -> Any:
        chosen = {facet.name: options.pop(facet.name) for facet in FACETS}
        filters = Filters(
            facets={name: values for name, values in chosen.items() if values},
            first=begin.first if begin else None,
            last=end.last if end else None,
        )
        return command(filters=filters, **options)

    dates = (
        click.option(f"--{name}", variable, metavar="DATE", callback=_read_period, help=text)
        for name, variable, text in (
            ("from", "begin", "Only releases dated then or later."),
            ("to", "end", "Only releases dated then or earlier."),
        )
    )
    facets = (
        click.option(
            f"--{facet.name}",
            facet.name,
            multiple=True,
            callback=_read_units if facet.name in _UNITS else None,
            help=f"Only releases with this {facet.name}; several times for any of them.",
        )
        for facet in FACETS
    )
    for option in reversed((*dates, *facets)):
        with_filters = option(with_filters)
    return with_filters


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
