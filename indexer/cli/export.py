"""`kashaf export`."""

import sys
from contextlib import closing

import click

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import Layer
from indexer.cli.context import load_settings
from indexer.cli.degraded import raise_if_degraded
from indexer.cli.options import index_option
from indexer.cli.output import count_noun
from indexer.cli.query_options import (
    QueryCommand,
    filter_options,
    match_option,
    mode_option,
    sort_option,
    words_argument,
)
from indexer.cli.query_report import print_report
from indexer.engines.protocol import Filters, Sort
from indexer.export import FORMATS
from indexer.query.matching import Matching
from indexer.search import Collection


@click.command(cls=QueryCommand, short_help="Write every release that a query finds.")
@words_argument("query", required=False)
@index_option
@click.option(
    "--format",
    "name",
    type=click.Choice(list(FORMATS)),
    default="ndjson",
    show_default=True,
    help="Format of the file.",
)
@mode_option
@match_option("all")
@filter_options
@sort_option
def export(
    query: str,
    index: str | None,
    name: str,
    mode: Layer,
    match: Matching,
    filters: Filters,
    sort: Sort,
) -> None:
    """Write every release that QUERY finds to standard output; all releases without one.

    `kashaf export > all.ndjson` writes what `kashaf build all.ndjson` reads again.

    Ends with 3 when the newest generation is damaged, after all that an older one has is written.
    """
    with (
        closing(Collection.open(load_settings(index=index))) as collection,
        raise_if_degraded(collection),
        collection.scan(SearchRequest(query, mode, match, sort=sort, filters=filters)) as scan,
    ):
        print_report(scan.read_query(), scan.warnings)
        output = sys.stdout.buffer
        for piece in FORMATS[name].write(scan.releases):
            output.write(piece.encode("utf-8", "surrogatepass"))
        output.flush()
        click.echo(count_noun(scan.total, "release"), err=True)
