"""The table of all parameters.

Page, API and feed share the table, from which canonical addresses and the API's document are made,
too.
"""

import functools
from collections.abc import Callable, Mapping

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.arabic.dates import DATE_CHARACTERS
from indexer.arabic.layers import LAYERS
from indexer.engines.protocol import SORTS
from indexer.export import FORMATS
from indexer.query.matching import MATCHINGS
from indexer.releases.schema import FACETS
from webapp.addresses import days
from webapp.addresses.kinds import (
    Choice,
    Choices,
    Cursor,
    Day,
    Kind,
    Month,
    Number,
    Switch,
    Text,
    Value,
    Year,
)
from webapp.addresses.parameter import PAGED, SEARCHES, Parameter, Surface
from webapp.addresses.search_address import HIGHLIGHTS, HIT_FIELDS, ApiAddress, SearchAddress
from webapp.texts import LANGUAGES

_USUAL = SearchRequest()
# Formats of one release for reference managers.
CITATIONS = ("ris", "bibtex")
_API: frozenset[Surface] = frozenset({"api"})
_WHEN = (
    "a year, a month or a day (2025, 2025-10, 2025-10-14), in figures of any script or in words "
    f"(last month), {DATE_CHARACTERS} characters at most. 05/06/2025 is 5 June: the day comes first, "
    "as in all Arab countries. A release that does not say when it was published has the day of its "
    "event"
)
_API_DEFAULTS = ApiAddress()


def _of_api(get: Callable[[ApiAddress], Value]) -> Callable[[SearchAddress], Value]:
    """Reads from a search what only the API has; the default from others."""
    return lambda search: get(search if isinstance(search, ApiAddress) else _API_DEFAULTS)


def _facet(name: str) -> Callable[[SearchAddress], Value]:
    """Reads the chosen values of a facet. Any of them may match, so their order has no meaning."""
    return lambda search: tuple(sorted(search.request.filters.facets.get(name, ())))


_SEARCHES_AND_RELEASES: frozenset[Surface] = SEARCHES | {"release"}
_FIRST = Day(DATE_CHARACTERS, days.parse_first, days.format_first)
_LAST = Day(DATE_CHARACTERS, days.parse_last, days.format_last)
_FACET_KINDS: Mapping[str, Kind] = {"year": Year(), "month": Month()}
_FACET_TEXT = Text(limits.FILTER_CHARACTERS, least=1)
_FACET_DOCS = {
    "place": "Only releases with this place: one part of the `place` of a hit (بكين of بكين، الصين), "
    "as `facets.place` lists them",
}

TABLE = (
    Parameter(
        "q",
        Text(limits.QUERY_CHARACTERS),
        _USUAL.q,
        doc="Words to search for",
        surfaces=_SEARCHES_AND_RELEASES | {"suggest"},
        get=lambda search: search.request.q,
    ),
    Parameter(
        "text",
        Text(limits.QUERY_CHARACTERS),
        "",
        doc="Text to analyse",
        surfaces=frozenset({"analyze"}),
    ),
    Parameter(
        "mode",
        Choice(LAYERS),
        _USUAL.mode,
        doc="How words are compared: as written, by stem or by root",
        surfaces=_SEARCHES_AND_RELEASES,
        get=lambda search: search.request.mode,
    ),
    Parameter(
        "match",
        Choice(MATCHINGS),
        _USUAL.match,
        doc="Every word, or any of them",
        surfaces=_SEARCHES_AND_RELEASES,
        get=lambda search: search.request.match,
    ),
    Parameter(
        "page",
        Number(limits.DEEPEST_HIT, least=1),
        _USUAL.page,
        doc="Page of the results; ignored beside a cursor",
        surfaces=PAGED,
        get=lambda search: search.page,
    ),
    Parameter(
        "per_page",
        Number(limits.MAX_PER_PAGE, least=1),
        _USUAL.per_page,
        doc="Hits on a page",
        surfaces=PAGED,
        get=lambda search: search.request.per_page,
    ),
    Parameter(
        "sort",
        Choice(SORTS),
        _USUAL.sort,
        doc="Order of the hits",
        get=lambda search: search.request.sort,
    ),
    Parameter(
        "from",
        _FIRST,
        doc=f"Published on or after: {_WHEN}",
        get=lambda search: search.first,
    ),
    Parameter(
        "to",
        _LAST,
        doc=f"Published on or before, and not before `from`: {_WHEN}",
        get=lambda search: search.last,
    ),
    *(
        Parameter(
            facet.name,
            _FACET_KINDS.get(facet.name, _FACET_TEXT),
            doc=_FACET_DOCS.get(facet.name, f"Only releases with this {facet.name}"),
            many=True,
            get=_facet(facet.name),
        )
        for facet in FACETS
    ),
    Parameter(
        "without",
        Text(limits.FORM_CHARACTERS, least=1),
        doc="Spellings to leave out of the words of the query, as `query.words` lists them",
        many=True,
        surfaces=_SEARCHES_AND_RELEASES,
        get=lambda search: search.request.without,
    ),
    Parameter(
        "facets",
        Switch(),
        _USUAL.facets,
        doc="Whether to count facets: at most the "
        f"{limits.MAX_FACET_VALUES} most frequent values of each, and the chosen ones",
        surfaces=_API,
        get=lambda search: search.request.facets,
    ),
    Parameter(
        "guided",
        Switch(),
        _USUAL.guided,
        doc="Whether to tell what the page tells a reader: `modes`, `repeats`, and `suggestions` "
        "of likelier searches also where there are hits, as of a period among the words; this "
        "takes several searches more",
        surfaces=_API,
        get=lambda search: search.request.guided,
    ),
    Parameter(
        "snippets",
        Number(limits.MAX_SNIPPETS),
        _USUAL.snippets,
        doc="Snippets of each hit",
        surfaces=_API,
        get=lambda search: search.request.snippets,
    ),
    Parameter(
        "format",
        Choice(CITATIONS),
        doc="Format for a reference manager",
        surfaces=frozenset({"cite"}),
    ),
    # The language of the interface is no part of the search: see `webapp.addresses.site`.
    Parameter(
        "lang",
        Choice(LANGUAGES),
        doc="Language of the interface",
        surfaces=frozenset({"page", "feed", "prose"}),
    ),
    Parameter(
        "fields",
        Choices(HIT_FIELDS),
        (),
        doc="Keys that each hit has beside its id, with commas between them; all if none is named",
        surfaces=_API,
        get=_of_api(lambda search: search.fields),
    ),
    Parameter(
        "highlight",
        Choice(HIGHLIGHTS),
        "html",
        doc="How matches are shown: as HTML and offsets, as offsets, as text without marks, or no "
        "snippets at all",
        surfaces=_API,
        get=_of_api(lambda search: search.highlight),
    ),
    Parameter(
        "format",
        Choice(tuple(FORMATS)),
        "ndjson",
        doc="Format of the file",
        surfaces=frozenset({"export"}),
    ),
    Parameter(
        "cursor",
        Cursor(),
        doc="Where to continue: as in `links.next`, with the same search; it replaces `page`",
        surfaces=_API,
        get=_of_api(lambda search: search.cursor),
    ),
)


@functools.cache
def accepted(surface: Surface) -> Mapping[str, Parameter]:
    """The parameters of a surface, by name."""
    return {row.name: row for row in TABLE if surface in row.surfaces}


def most_values(row: Parameter) -> int:
    """How often a parameter may be sent."""
    return limits.MAX_FILTER_VALUES if row.many else 1
