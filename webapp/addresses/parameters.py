"""The parameters of an address: one table, from which validation and canonical addresses are made.

The page, the API and the feed read the same table. The page is more patient, because people type
into it: it passes over empty fields, understands Arabic and Persian digits, and reads
05/06/2025 as all Arab countries do; programs are asked to say it without two meanings.
And its addresses are sent around: what others added to them is passed over.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import cast, get_args

from werkzeug.datastructures import MultiDict

from indexer import limits
from indexer.arabic.words import LAYERS, Layer
from indexer.engines.protocol import SORTS, Filters, Sort
from indexer.export import FORMATS, Format
from indexer.query.values import MATCHINGS, Matching
from indexer.results import SearchRequest
from indexer.schema import FACETS
from webapp.addresses import days, parameter
from webapp.addresses.days import Bound
from webapp.addresses.parameter import (
    CURSOR_CHARACTERS,
    PAGED,
    SEARCHES,
    BadParameters,
    Fault,
    Kind,
    Parameter,
    Surface,
    Value,
)
from webapp.addresses.requests import Addressed, ApiRequest
from webapp.addresses.typos import is_typo
from webapp.models import HIT_FIELDS, Highlight
from webapp.texts import LANGUAGES

_USUAL = SearchRequest()
_FACET_KINDS: Mapping[str, Kind] = {"year": "year", "month": "month"}
# Formats of one release for reference managers.
CITATIONS = ("ris", "bibtex")
_API: frozenset[Surface] = frozenset({"api"})
_WHEN = (
    "a year, a month or a day (2025, 2025-10, 2025-10-14); also in figures of any script or in words (14/10/2025, last month), "
    f"{limits.DATE_CHARACTERS} characters at most. What may be "
    "one of two days, as 05/06/2025, is refused: write 2025-06-05. Where a release does not say when it was published, "
    "the day of its event counts"
)


TABLE = (
    Parameter(
        "q", "text", _USUAL.q, "Words to search for", most=limits.QUERY_CHARACTERS,
        surfaces=SEARCHES | {"release", "suggest"},
    ),
    Parameter(
        "text", "text", "", "Text to analyse", most=limits.QUERY_CHARACTERS,
        surfaces=frozenset({"analyze"}),
    ),
    Parameter(
        "mode", "choice", _USUAL.mode, "How words are compared: as written, by stem or by root",
        choices=LAYERS, surfaces=SEARCHES | {"release"},
    ),
    Parameter("match", "choice", _USUAL.match, "Every word, or any of them", choices=MATCHINGS, surfaces=SEARCHES | {"release"}),
    Parameter("page", "number", _USUAL.page, "Page of the results; passed over beside a cursor", least=1, most=limits.DEEPEST_HIT, surfaces=PAGED),
    Parameter("per_page", "number", _USUAL.per_page, "Hits on a page", least=1, most=limits.PER_PAGE, surfaces=PAGED),
    Parameter("sort", "choice", _USUAL.sort, "Order of the hits", choices=SORTS),
    Parameter("from", "first", None, f"Published on or after: {_WHEN}", least=1, most=limits.DATE_CHARACTERS),
    Parameter("to", "last", None, f"Published on or before, and not before `from`: {_WHEN}", least=1, most=limits.DATE_CHARACTERS),
    *(
        Parameter(
            facet.name, _FACET_KINDS.get(facet.name, "text"), None, f"Only releases with this {facet.name}",
            least=1, most=limits.FILTER_CHARACTERS, many=True,
        )
        for facet in FACETS
    ),
    Parameter(
        "without", "text", None, "Spellings to leave out of the words of the query, as `query.words` lists them",
        least=1, most=limits.FORM_CHARACTERS, many=True, surfaces=SEARCHES | {"release"},
    ),
    Parameter("facets", "switch", _USUAL.facets, f"Whether to count facets: of each at most the {limits.FACET_VALUES} values that most of the releases found have", surfaces=_API),
    Parameter(
        "snippets", "number", _USUAL.snippets, "Snippets of each hit", most=limits.SNIPPETS_PER_HIT,
        surfaces=_API,
    ),
    Parameter(
        "format", "choice", None, "Format for a reference manager", choices=CITATIONS,
        surfaces=frozenset({"cite"}),
    ),
    # Which words the page is written in is no part of the search: see `webapp.site`.
    Parameter(
        "lang", "choice", None, "Language of the interface", choices=LANGUAGES,
        surfaces=frozenset({"page", "feed", "prose"}),
    ),
    Parameter(
        "fields", "choices", (), "Keys that each hit has beside its id, with commas between them; all where none is named",
        choices=HIT_FIELDS, surfaces=_API,
    ),
    Parameter(
        "highlight", "choice", "html", "How matches are shown: as HTML and offsets, as offsets, as text without marks, or no snippets at all",
        choices=get_args(Highlight), surfaces=_API,
    ),
    Parameter(
        "format", "choice", "ndjson", "Format of the file", choices=tuple(FORMATS),
        surfaces=frozenset({"export"}),
    ),
    Parameter(
        "cursor", "cursor", None, "Where to go on, only as `links.next` has it, beside the search that it is of; it takes the place of page",
        least=1, most=CURSOR_CHARACTERS, surfaces=_API,
    ),
)  # fmt: skip


# Addresses of these are sent around, and networks, newsletters and translators add what is theirs.
_SHARED: frozenset[Surface] = frozenset({"page", "feed", "prose", "cite"})


@functools.cache
def accepted(surface: Surface) -> Mapping[str, Parameter]:
    """The parameters that a surface takes, by name."""
    return {row.name: row for row in TABLE if surface in row.surfaces}


def passed_over(name: str, surface: Surface) -> bool:
    """Whether a name has nothing to say here: on what is sent around, one that is not meant for a parameter of ours."""
    known = accepted(surface)
    return surface in _SHARED and name not in known and not is_typo(name, known)


def read(args: MultiDict[str, str], surface: Surface) -> dict[str, list[Value]]:
    """Every parameter of the surface with its values; defaults where none was sent.

    Raises BadParameters with all faults at once.
    """
    rows = accepted(surface)
    faults: list[Fault] = []
    values: dict[str, list[Value]] = {
        name: [] if row.many else [row.default] for name, row in rows.items()
    }
    for name, sent in _sent(args, surface):
        if name not in rows:
            faults.append(Fault(parameter.shown(name), "unknown", ", ".join(rows) or "—", ""))
            continue
        row = rows[name]
        most = most_values(row)
        if len(sent) > most:
            faults.append(Fault(name, "repeated", str(most), ""))
            continue
        outcomes = [parameter.value(row, text, surface) for text in dict.fromkeys(sent)]
        faults += [outcome for outcome in outcomes if isinstance(outcome, Fault)]
        values[name] = list(dict.fromkeys(o for o in outcomes if not isinstance(o, Fault)))
    if faults:
        raise BadParameters(faults)
    return values


def most_values(row: Parameter) -> int:
    """How often a parameter may be sent."""
    return limits.FILTER_VALUES if row.many else 1


def usable(args: MultiDict[str, str]) -> dict[str, list[str]]:
    """What was sent to each parameter of the page, where all of it can be used."""
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


def _sent(args: MultiDict[str, str], surface: Surface) -> Iterator[tuple[str, list[str]]]:
    """What was sent, with the page's patience."""
    for name, texts in args.lists():
        if passed_over(name, surface):
            continue
        if surface != "page":
            yield name, texts
        elif filled := [text for text in texts if text.strip()]:
            row = accepted(surface).get(name)
            number = row is not None and row.kind == "number"
            yield name, [days.plain(text) for text in filled] if number else filled


def search_request(args: MultiDict[str, str], surface: Surface) -> Addressed:
    """The search that a page or a feed asks for; `paging.require_shown` is for what it finds. Raises BadParameters."""
    request = _search(read(args, surface))
    _require(_period_faults(request, args))
    return request


def api_request(args: MultiDict[str, str]) -> ApiRequest:
    """The search that a program asks for. Raises BadParameters.

    A page beyond the last is no fault: it has no hits.
    """
    values = read(args, "api")
    fields = cast(tuple[str, ...], values["fields"][0])
    highlight = cast(Highlight, values["highlight"][0])
    cursor = cast(str | None, values["cursor"][0])
    usual = _search(values)
    _require(_period_faults(usual, args))
    known = {field.name: getattr(usual, field.name) for field in dataclasses.fields(usual)}
    return ApiRequest(**known, fields=fields, highlight=highlight, cursor=cursor)


def export_request(args: MultiDict[str, str]) -> tuple[Format, SearchRequest]:
    """All that a program wants as a file, and in which format. Raises BadParameters."""
    values = read(args, "export")
    request = _search(values)
    _require(_period_faults(request, args))
    return FORMATS[cast(str, values["format"][0])], request


def _search(values: Mapping[str, list[Value]]) -> Addressed:
    single = {name: found[0] for name, found in values.items() if len(found) == 1}
    first, last = (cast(Bound | None, values[name][0]) for name in ("from", "to"))
    return Addressed(
        q=cast(str, single["q"]),
        mode=cast(Layer, single["mode"]),
        match=cast(Matching, single["match"]),
        page=cast(int, single.get("page", _USUAL.page)),
        per_page=cast(int, single.get("per_page", _USUAL.per_page)),
        sort=cast(Sort, single["sort"]),
        filters=_filters(values, first, last),
        facets=cast(bool, single.get("facets", _USUAL.facets)),
        snippets=cast(int, single.get("snippets", _USUAL.snippets)),
        without=_without(values),
        first_length=first.length if first else None,
        last_length=last.length if last else None,
    )


def marking(args: MultiDict[str, str]) -> SearchRequest:
    """Which words to mark in a release, and how they are compared. Raises BadParameters."""
    values = read(args, "release")
    return SearchRequest(
        q=cast(str, values["q"][0]),
        mode=cast(Layer, values["mode"][0]),
        match=cast(Matching, values["match"][0]),
        without=_without(values),
    )


def beginning(args: MultiDict[str, str]) -> str:
    """The beginning of a query to complete. Raises BadParameters."""
    return cast(str, read(args, "suggest")["q"][0])


def citation(args: MultiDict[str, str]) -> str:
    """The format of a reference. Raises BadParameters."""
    return cast(str | None, read(args, "cite")["format"][0]) or CITATIONS[0]


def analyzed_text(args: MultiDict[str, str]) -> str:
    """The text to analyse. Raises BadParameters."""
    return cast(str, read(args, "analyze")["text"][0])


def _without(values: Mapping[str, list[Value]]) -> tuple[str, ...]:
    return tuple(cast(list[str], values["without"]))


def _filters(values: Mapping[str, list[Value]], first: Bound | None, last: Bound | None) -> Filters:
    chosen = {facet.name: cast(list[str], values[facet.name]) for facet in FACETS}
    return Filters(
        facets={name: tuple(sorted(texts)) for name, texts in chosen.items() if texts},
        first=first.day if first else None,
        last=last.day if last else None,
    )


def _period_faults(request: Addressed, args: MultiDict[str, str]) -> Iterator[Fault]:
    """What is wrong with a period that ends before it begins."""
    first, last = request.filters.first, request.filters.last
    if first and last and first > last:
        yield Fault(
            "to",
            "before_from",
            days.short_first(first, request.first_length),
            parameter.shown(next(filter(None, args.getlist("to")), "")),
        )


def _require(faults: Iterable[Fault]) -> None:
    """Raises BadParameters if there are any."""
    if found := list(faults):
        raise BadParameters(found)
