"""What addresses ask for: a search, a file, a marking, and so on."""

from typing import NamedTuple

from werkzeug.datastructures import MultiDict

from indexer.answers.results import SearchRequest
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import SORTS, Filters
from indexer.export import FORMATS, Format
from indexer.query.matching import MATCHINGS
from indexer.releases.schema import FACETS
from webapp.addresses import days
from webapp.addresses.parameter import Surface, bad_parameter, excerpt
from webapp.addresses.parameters import read
from webapp.addresses.search_address import HIGHLIGHTS, ApiAddress, SearchAddress
from webapp.addresses.table import CITATIONS
from webapp.addresses.values import Values


def read_search(args: MultiDict[str, str], surface: Surface) -> SearchAddress:
    """The search that a page or a feed asks for. Raises BadParameters.

    Pages that are too deep are refused when the number of hits is known: `paging.require_reachable`.
    """
    return _read_search(read(args, surface), args)


def read_api_search(args: MultiDict[str, str]) -> ApiAddress:
    """The search that a program asks for. Raises BadParameters.

    A page beyond the last is no fault: it has no hits.
    """
    values = read(args, "api")
    search = _read_search(values, args)
    return ApiAddress(
        search.request,
        search.first_length,
        search.last_length,
        fields=values.choices("fields"),
        highlight=values.choice("highlight", HIGHLIGHTS),
        cursor=values.optional_text("cursor"),
    )


class ExportRequest(NamedTuple):
    """A file of all that a search finds."""

    form: Format
    search: SearchAddress


def read_export(args: MultiDict[str, str]) -> ExportRequest:
    """The file that a program asks for. Raises BadParameters."""
    values = read(args, "export")
    return ExportRequest(FORMATS[values.text("format")], _read_search(values, args))


def _read_search(values: Values, args: MultiDict[str, str]) -> SearchAddress:
    """Raises BadParameters for a period that ends before it begins."""
    first, last = values.bound("from"), values.bound("to")
    if first and last and first.day > last.day:
        sent = next(filter(None, args.getlist("to")), "")
        begins = days.format_first(first.day, first.length)
        raise bad_parameter("to", "before_from", begins, excerpt(sent))
    facets = {facet.name: values.texts(facet.name) for facet in FACETS}
    request = SearchRequest(
        q=values.text("q"),
        mode=values.choice("mode", LAYERS),
        match=values.choice("match", MATCHINGS),
        page=values.number("page"),
        per_page=values.number("per_page"),
        sort=values.choice("sort", SORTS),
        filters=Filters(
            facets={name: tuple(sorted(texts)) for name, texts in facets.items() if texts},
            first=first.day if first else None,
            last=last.day if last else None,
        ),
        facets=values.switch("facets"),
        snippets=values.number("snippets"),
        guided=values.switch("guided"),
        without=values.texts("without"),
    )
    return SearchAddress(request, first.length if first else None, last.length if last else None)


def read_marking(args: MultiDict[str, str]) -> SearchRequest:
    """Which words to mark in a release, and how to compare them. Raises BadParameters."""
    values = read(args, "release")
    return SearchRequest(
        q=values.text("q"),
        mode=values.choice("mode", LAYERS),
        match=values.choice("match", MATCHINGS),
        without=values.texts("without"),
    )


def read_query_beginning(args: MultiDict[str, str]) -> str:
    """The beginning of a query to complete. Raises BadParameters."""
    return read(args, "suggest").text("q")


def read_citation_format(args: MultiDict[str, str]) -> str:
    """The format of a reference. Raises BadParameters."""
    return read(args, "cite").optional_text("format") or CITATIONS[0]


def read_analyzed_text(args: MultiDict[str, str]) -> str:
    """The text to analyse. Raises BadParameters."""
    return read(args, "analyze").text("text")
