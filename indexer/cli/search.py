"""`kashaf search`."""

from collections.abc import Mapping
from contextlib import closing

import click

from indexer import limits
from indexer.answers import json_results
from indexer.answers.results import Hit, Relation, SearchRequest, SearchResults, Suggestion
from indexer.arabic.layers import Layer
from indexer.cli.context import load_settings
from indexer.cli.degraded import raise_if_degraded
from indexer.cli.options import index_option, json_option
from indexer.cli.output import print_json
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
from indexer.query.matching import Matching
from indexer.search import Collection

_PER_PAGE = SearchRequest().per_page
_TOO_DEEP = f"The first {limits.DEEPEST_HIT:,} hits can be shown; kashaf export gives all."


_RELATIONS: Mapping[Relation, str] = {"eq": "", "gte": "at least ", "about": "about "}


@click.command(cls=QueryCommand)
@words_argument("query")
@index_option
@mode_option
@match_option("all")
@filter_options
@sort_option
@click.option(
    "--page",
    type=click.IntRange(1, limits.DEEPEST_HIT),
    default=1,
    help="Which page of the hits to show.",
)
@click.option(
    "--per-page",
    type=click.IntRange(1, limits.MAX_PER_PAGE),
    default=_PER_PAGE,
    show_default=True,
    help="Hits on a page.",
)
@json_option
def search(
    query: str,
    index: str | None,
    mode: Layer,
    match: Matching,
    filters: Filters,
    sort: Sort,
    page: int,
    per_page: int,
    as_json: bool,
) -> None:
    """Search the index; a page of the hits.

    Ends with 3 when the newest generation is damaged, after the hits of an older one are written.
    """
    request = SearchRequest(
        q=query, mode=mode, match=match, page=page, per_page=per_page, sort=sort, filters=filters
    )
    if request.first_hit >= limits.DEEPEST_HIT:
        raise click.UsageError(_TOO_DEEP)
    with (
        closing(Collection.open(load_settings(index=index))) as collection,
        raise_if_degraded(collection),
    ):
        results = collection.search(request)
        if as_json:
            print_json(json_results.search(results))
        else:
            _print(results)


def _print(results: SearchResults) -> None:
    print_report(results.query, results.warnings)
    click.echo(
        f"{_RELATIONS[results.relation]}{results.total} found{_range_shown(results)}", err=True
    )
    for suggestion in results.suggestions:
        click.echo(_suggestion(suggestion, results.request), err=True)
    for hit in results.hits:
        click.echo(_hit(hit))


def _range_shown(results: SearchResults) -> str:
    """Which hits are on the page, unless all are."""
    first, count = results.request.first_hit, len(results.hits)
    return f", {first + 1} to {first + count} shown" if 0 < count < results.total else ""


def _suggestion(suggestion: Suggestion, original: SearchRequest) -> str:
    """The suggested search, the options that differ from the original one, and its total."""
    request = suggestion.request
    mode = f" --mode {request.mode}" if request.mode != original.mode else ""
    match = f" --match {request.match}" if request.match != original.match else ""
    options = suggestion.without if request.filters != original.filters else ()
    without = f", without --{' --'.join(options)}" if options else ""
    return f"{suggestion.total} found by {suggestion.kind}: {request.q}{mode}{match}{without}"


def _hit(hit: Hit) -> str:
    day = hit.release.day.isoformat() if hit.release.day else "----------"
    lines = [f"{day}  {hit.release.id}  {hit.release.headline}"]
    for snippet in hit.snippets:
        text = snippet.text
        for match in reversed(snippet.matches):
            marked = click.style(text[match.start : match.end], bold=True, underline=True)
            text = text[: match.start] + marked + text[match.end :]
        lines.append("    " + " ".join(text.split()))
    if hit.release.source:
        lines.append(click.style(f"    {hit.release.source}", dim=True))
    return "\n".join(lines)
