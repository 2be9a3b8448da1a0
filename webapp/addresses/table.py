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
from webapp.addresses.parameter import (
    CURSOR_CHARACTERS,
    PAGED,
    SEARCHES,
    Kind,
    Parameter,
    Surface,
    Value,
)
from webapp.addresses.search_address import HIGHLIGHTS, HIT_FIELDS, ApiAddress, SearchAddress
from webapp.texts import LANGUAGES

_USUAL = SearchRequest()
_FACET_KINDS: Mapping[str, Kind] = {"year": "year", "month": "month"}
_FACET_DOCS = {
    "place": "Only releases with this place: one part of the `place` of a hit (بكين of بكين، الصين), as `facets.place` lists them",
}
# Formats of one release for reference managers.
CITATIONS = ("ris", "bibtex")
_API: frozenset[Surface] = frozenset({"api"})
_WHEN = (
    "a year, a month or a day (2025, 2025-10, 2025-10-14), in figures of any script or in words (last month), "
    f"{DATE_CHARACTERS} characters at most. 05/06/2025 is 5 June: the day comes first, as in all Arab countries. "
    "A release that does not say when it was published has the day of its event"
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
        least=1, most=limits.MAX_PER_PAGE, surfaces=PAGED, get=lambda search: search.request.per_page,
    ),
    Parameter(
        "sort", "choice", _USUAL.sort, "Order of the hits",
        choices=SORTS, get=lambda search: search.request.sort,
    ),
    Parameter(
        "from", "first", None, f"Published on or after: {_WHEN}",
        least=1, most=DATE_CHARACTERS, get=lambda search: search.first,
    ),
    Parameter(
        "to", "last", None, f"Published on or before, and not before `from`: {_WHEN}",
        least=1, most=DATE_CHARACTERS, get=lambda search: search.last,
    ),
    *(
        Parameter(
            facet.name, _FACET_KINDS.get(facet.name, "text"), None, _FACET_DOCS.get(facet.name, f"Only releases with this {facet.name}"),
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
        "facets", "switch", _USUAL.facets, f"Whether to count facets: at most the {limits.MAX_FACET_VALUES} most frequent values of each, and the chosen ones",
        surfaces=_API, get=lambda search: search.request.facets,
    ),
    Parameter(
        "guided", "switch", _USUAL.guided, "Whether to tell what the page tells a reader: `modes`, `repeats`, and `suggestions` of likelier searches also "
        "where there are hits, as of a period among the words; this takes several searches more", surfaces=_API,
        get=lambda search: search.request.guided,
    ),
    Parameter(
        "snippets", "number", _USUAL.snippets, "Snippets of each hit", most=limits.MAX_SNIPPETS,
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
        choices=HIGHLIGHTS, surfaces=_API, get=_of_api(lambda search: search.highlight),
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


@functools.cache
def accepted(surface: Surface) -> Mapping[str, Parameter]:
    """The parameters of a surface, by name."""
    return {row.name: row for row in TABLE if surface in row.surfaces}


def most_values(row: Parameter) -> int:
    """How often a parameter may be sent."""
    return limits.MAX_FILTER_VALUES if row.many else 1
