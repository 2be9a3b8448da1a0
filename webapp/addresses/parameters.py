"""The table of all parameters, and parsing an address by it.

Page, API and feed share the table, from which canonical addresses and the API's document are made,
too. The page is more lenient, as people type into it: it ignores empty fields, accepts Arabic and
Persian digits, and reads 05/06/2025 as all Arab countries do, where programs must be unambiguous.
As its addresses are shared, it also ignores what others have added to them.
"""

import functools
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple, get_args

from werkzeug.datastructures import MultiDict

from indexer import limits
from indexer.arabic.words import LAYERS
from indexer.engines.protocol import SORTS, Filters
from indexer.export import FORMATS, Format
from indexer.query.values import MATCHINGS
from indexer.results import SearchRequest
from indexer.schema import FACETS
from webapp.addresses import days, parameter
from webapp.addresses.parameter import (
    CURSOR_CHARACTERS,
    PAGED,
    SEARCHES,
    BadParameters,
    Kind,
    Parameter,
    ParameterFault,
    Surface,
    Value,
)
from webapp.addresses.search_address import HIT_FIELDS, ApiAddress, Highlight, SearchAddress
from webapp.addresses.typos import is_typo
from webapp.addresses.values import Values
from webapp.texts import LANGUAGES

_USUAL = SearchRequest()
_FACET_KINDS: Mapping[str, Kind] = {"year": "year", "month": "month"}
_HIGHLIGHTS: tuple[Highlight, ...] = get_args(Highlight)
# Formats of one release for reference managers.
CITATIONS = ("ris", "bibtex")
_API: frozenset[Surface] = frozenset({"api"})
_WHEN = (
    "a year, a month or a day (2025, 2025-10, 2025-10-14); also in figures of any script or in words (14/10/2025, last month), "
    f"{limits.DATE_CHARACTERS} characters at most. What may be "
    "one of two days, as 05/06/2025, is refused: write 2025-06-05. Where a release does not say when it was published, "
    "the day of its event counts"
)
_API_DEFAULTS = ApiAddress()


def _of_api(get: Callable[[ApiAddress], Value]) -> Callable[[SearchAddress], Value]:
    """Reads from a search what only the API has; the default from others."""
    return lambda search: get(search if isinstance(search, ApiAddress) else _API_DEFAULTS)


def _facet(name: str) -> Callable[[SearchAddress], Value]:
    """Reads the chosen values of a facet. Any of them may match, so their order has no meaning."""
    return lambda search: tuple(sorted(search.request.filters.facets.get(name, ())))


TABLE = (
    Parameter(
        "q", "text", _USUAL.q, "Words to search for", most=limits.QUERY_CHARACTERS,
        surfaces=SEARCHES | {"release", "suggest"}, get=lambda search: search.request.q,
    ),
    Parameter(
        "text", "text", "", "Text to analyse", most=limits.QUERY_CHARACTERS,
        surfaces=frozenset({"analyze"}),
    ),
    Parameter(
        "mode", "choice", _USUAL.mode, "How words are compared: as written, by stem or by root",
        choices=LAYERS, surfaces=SEARCHES | {"release"}, get=lambda search: search.request.mode,
    ),
    Parameter(
        "match", "choice", _USUAL.match, "Every word, or any of them",
        choices=MATCHINGS, surfaces=SEARCHES | {"release"}, get=lambda search: search.request.match,
    ),
    Parameter(
        "page", "number", _USUAL.page, "Page of the results; ignored beside a cursor",
        least=1, most=limits.DEEPEST_HIT, surfaces=PAGED, get=lambda search: search.page,
    ),
    Parameter(
        "per_page", "number", _USUAL.per_page, "Hits on a page",
        least=1, most=limits.PER_PAGE, surfaces=PAGED, get=lambda search: search.request.per_page,
    ),
    Parameter(
        "sort", "choice", _USUAL.sort, "Order of the hits",
        choices=SORTS, get=lambda search: search.request.sort,
    ),
    Parameter(
        "from", "first", None, f"Published on or after: {_WHEN}",
        least=1, most=limits.DATE_CHARACTERS, get=lambda search: search.first,
    ),
    Parameter(
        "to", "last", None, f"Published on or before, and not before `from`: {_WHEN}",
        least=1, most=limits.DATE_CHARACTERS, get=lambda search: search.last,
    ),
    *(
        Parameter(
            facet.name, _FACET_KINDS.get(facet.name, "text"), None, f"Only releases with this {facet.name}",
            least=1, most=limits.FILTER_CHARACTERS, many=True, get=_facet(facet.name),
        )
        for facet in FACETS
    ),
    Parameter(
        "without", "text", None, "Spellings to leave out of the words of the query, as `query.words` lists them",
        least=1, most=limits.FORM_CHARACTERS, many=True, surfaces=SEARCHES | {"release"},
        get=lambda search: search.request.without,
    ),
    Parameter(
        "facets", "switch", _USUAL.facets, f"Whether to count facets: at most the {limits.FACET_VALUES} most frequent values of each",
        surfaces=_API, get=lambda search: search.request.facets,
    ),
    Parameter(
        "guided", "switch", _USUAL.guided, "Whether to tell what the page tells a reader: `modes`, `repeats`, and `suggestions` of likelier searches also "
        "where there are hits, as of a period among the words; this takes several searches more", surfaces=_API,
        get=lambda search: search.request.guided,
    ),
    Parameter(
        "snippets", "number", _USUAL.snippets, "Snippets of each hit", most=limits.SNIPPETS_PER_HIT,
        surfaces=_API, get=lambda search: search.request.snippets,
    ),
    Parameter(
        "format", "choice", None, "Format for a reference manager", choices=CITATIONS,
        surfaces=frozenset({"cite"}),
    ),
    # The language of the interface is no part of the search: see `webapp.addresses.site`.
    Parameter(
        "lang", "choice", None, "Language of the interface", choices=LANGUAGES,
        surfaces=frozenset({"page", "feed", "prose"}),
    ),
    Parameter(
        "fields", "choices", (), "Keys that each hit has beside its id, with commas between them; all if none is named",
        choices=HIT_FIELDS, surfaces=_API, get=_of_api(lambda search: search.fields),
    ),
    Parameter(
        "highlight", "choice", "html", "How matches are shown: as HTML and offsets, as offsets, as text without marks, or no snippets at all",
        choices=_HIGHLIGHTS, surfaces=_API, get=_of_api(lambda search: search.highlight),
    ),
    Parameter(
        "format", "choice", "ndjson", "Format of the file", choices=tuple(FORMATS),
        surfaces=frozenset({"export"}),
    ),
    Parameter(
        "cursor", "cursor", None, "Where to continue: as in `links.next`, with the same search; it replaces `page`",
        least=1, most=CURSOR_CHARACTERS, surfaces=_API, get=_of_api(lambda search: search.cursor),
    ),
)  # fmt: skip


# Addresses of these are shared; networks, newsletters and translators add their own parameters.
_SHARED: frozenset[Surface] = frozenset({"page", "feed", "prose", "cite"})


@functools.cache
def accepted(surface: Surface) -> Mapping[str, Parameter]:
    """The parameters of a surface, by name."""
    return {row.name: row for row in TABLE if surface in row.surfaces}


def is_ignored(name: str, surface: Surface) -> bool:
    """Whether a parameter is foreign: on a shared address, unknown, and not a typo."""
    known = accepted(surface)
    return surface in _SHARED and name not in known and not is_typo(name, known)


def read(args: MultiDict[str, str], surface: Surface) -> Values:
    """Every parameter of the surface with its values; defaults where none was sent.

    Raises BadParameters with all faults at once.
    """
    rows = accepted(surface)
    faults: list[ParameterFault] = []
    values = _defaults(surface)
    for name, texts in _sent_texts(args, surface):
        if name not in rows:
            faults.append(
                ParameterFault(
                    parameter=parameter.excerpt(name),
                    code="unknown",
                    expected=", ".join(rows) or "—",
                    value="",
                )
            )
            continue
        row = rows[name]
        most = most_values(row)
        if len(texts) > most:
            faults.append(
                ParameterFault(parameter=name, code="repeated", expected=str(most), value="")
            )
            continue
        outcomes = [parameter.parse_value(row, text, surface) for text in dict.fromkeys(texts)]
        faults += [outcome for outcome in outcomes if isinstance(outcome, ParameterFault)]
        values[name] = list(dict.fromkeys(o for o in outcomes if not isinstance(o, ParameterFault)))
    if faults:
        raise BadParameters(faults)
    return Values(values)


def _defaults(surface: Surface) -> dict[str, list[Value]]:
    """The values of an empty address; a search also has those that its surface cannot set."""
    rows = {row.name: row for row in TABLE if row.get and surface in SEARCHES}
    rows |= accepted(surface)
    return {name: [] if row.many else [row.default] for name, row in rows.items()}


def most_values(row: Parameter) -> int:
    """How often a parameter may be sent."""
    return limits.FILTER_VALUES if row.many else 1


def usable(args: MultiDict[str, str]) -> dict[str, list[str]]:
    """The parameters of the page that were sent and whose values are all usable."""
    known: dict[str, list[str]] = {}
    for name, texts in args.lists():
        if name not in accepted("page"):
            continue
        try:
            read(MultiDict((name, text) for text in texts), "page")
        except BadParameters:
            continue
        known[name] = texts
    return known


def _sent_texts(args: MultiDict[str, str], surface: Surface) -> Iterator[tuple[str, list[str]]]:
    """The names and texts that were sent; those of the page as leniently as it reads them."""
    for name, texts in args.lists():
        if is_ignored(name, surface):
            continue
        if surface != "page":
            yield name, texts
        elif filled := [text for text in texts if text.strip()]:
            row = accepted(surface).get(name)
            is_number = row is not None and row.kind == "number"
            yield name, [days.normalize(text) for text in filled] if is_number else filled


def read_search(args: MultiDict[str, str], surface: Surface) -> SearchAddress:
    """The search that a page or a feed asks for. Raises BadParameters.

    Pages that are too deep are refused when the number of hits is known: `paging.require_shown`.
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
        highlight=values.choice("highlight", _HIGHLIGHTS),
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
        raise BadParameters(
            [
                ParameterFault(
                    parameter="to",
                    code="before_from",
                    expected=begins,
                    value=parameter.excerpt(sent),
                )
            ]
        )
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
