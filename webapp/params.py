"""The parameters of an address: one table, from which validation and canonical addresses are made.

The page, the API and the feed read the same table. The page is more patient, because people type
into it: it passes over empty fields of its own form, understands Arabic and Persian digits, and reads
05/06/2025 as all Arab countries do; programs are asked to say it without two meanings.
"""

import datetime
import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, cast
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from indexer import limits
from indexer.arabic.analyzer import LAYERS, Layer
from indexer.engines.protocol import SORTS, Filters, Sort
from indexer.query.values import MATCHINGS, Matching
from indexer.results import SearchRequest
from indexer.schema import FACETS
from webapp import months
from webapp.texts import LANGUAGES

Kind: TypeAlias = Literal["text", "year", "choice", "number", "switch", "first", "last"]
Surface: TypeAlias = Literal["page", "api", "feed", "release", "analyze", "status", "prose"]
Value: TypeAlias = str | int | bool | datetime.date | None

_USUAL = SearchRequest()
_SEARCHES: frozenset[Surface] = frozenset({"page", "api", "feed"})


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of the table. ``most`` bounds a number's value and a text's length."""

    name: str
    kind: Kind
    default: Value
    doc: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
    many: bool = False
    surfaces: frozenset[Surface] = _SEARCHES


class Fault(NamedTuple):
    """What is wrong with one parameter. ``code`` names the fault for programs and for `texts`;
    ``value`` is what was sent, cut short."""

    parameter: str
    code: str
    expected: str
    value: str


class BadParameters(Exception):
    """One or more parameters cannot be used."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.parameter}: {fault.code}" for fault in faults))


TABLE = (
    Parameter(
        "q", "text", _USUAL.q, "Words to search for", most=limits.QUERY_CHARACTERS,
        surfaces=_SEARCHES | {"release"},
    ),
    Parameter(
        "text", "text", "", "Text to analyse", most=limits.QUERY_CHARACTERS,
        surfaces=frozenset({"analyze"}),
    ),
    Parameter(
        "mode", "choice", _USUAL.mode, "How words are compared: as written, by stem or by root",
        choices=LAYERS, surfaces=_SEARCHES | {"release"},
    ),
    Parameter("match", "choice", _USUAL.match, "Every word, or any of them", choices=MATCHINGS),
    Parameter("page", "number", _USUAL.page, "Page of the results", least=1, most=limits.DEEPEST_HIT),
    Parameter("per_page", "number", _USUAL.per_page, "Hits on a page", least=1, most=limits.PER_PAGE),
    Parameter("sort", "choice", _USUAL.sort, "Order of the hits", choices=SORTS),
    Parameter("from", "first", None, "Published on or after: date, month or year"),
    Parameter("to", "last", None, "Published on or before: date, month or year"),
    *(
        Parameter(
            facet.name, "year" if facet.name == "year" else "text", None, f"Only releases with this {facet.name}",
            least=1, most=limits.FILTER_CHARACTERS, many=True,
        )
        for facet in FACETS
    ),
    Parameter("facets", "switch", _USUAL.facets, "Whether to count facets", surfaces=frozenset({"api"})),
    Parameter(
        "snippets", "number", _USUAL.snippets, "Snippets of each hit", most=limits.SNIPPETS_PER_HIT,
        surfaces=frozenset({"api"}),
    ),
    # Which words the page is written in is no part of the search: see `webapp.interface`.
    Parameter(
        "lang", "choice", None, "Language of the interface", choices=LANGUAGES,
        surfaces=frozenset({"page", "feed", "prose"}),
    ),
)  # fmt: skip


@functools.cache
def accepted(surface: Surface) -> Mapping[str, Parameter]:
    """The parameters that a surface takes, by name."""
    return {row.name: row for row in TABLE if surface in row.surfaces}


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
            faults.append(Fault(name[:64], "unknown", ", ".join(rows), ""))
            continue
        row = rows[name]
        most = limits.FILTER_VALUES if row.many else 1
        if len(sent) > most:
            faults.append(Fault(name, "repeated", str(most), ""))
            continue
        outcomes = [_value(row, text, surface) for text in dict.fromkeys(sent)]
        faults += [outcome for outcome in outcomes if isinstance(outcome, Fault)]
        values[name] = list(dict.fromkeys(o for o in outcomes if not isinstance(o, Fault)))
    if faults:
        raise BadParameters(faults)
    return values


def usable(args: MultiDict[str, str], surface: Surface) -> dict[str, list[str]]:
    """What was sent to each parameter of the surface, where all of it can be used."""
    known: dict[str, list[str]] = {}
    for name, texts in args.lists():
        try:
            read(MultiDict((name, text) for text in texts), surface)
        except BadParameters:
            continue
        known[name] = texts
    return known


def _sent(args: MultiDict[str, str], surface: Surface) -> Iterator[tuple[str, list[str]]]:
    """What was sent, with the page's patience."""
    for name, texts in args.lists():
        if surface != "page":
            yield name, texts
        elif filled := [text for text in texts if text.strip()]:
            row = accepted(surface).get(name)
            number = row is not None and row.kind == "number"
            yield name, [months.plain(text) for text in filled] if number else filled


def _value(row: Parameter, text: str, surface: Surface) -> Value | Fault:
    """One value, or what is wrong with it."""
    shown = text[:64]
    if len(text) < row.least and row.kind in ("text", "year"):
        return Fault(row.name, "empty", str(row.least), shown)
    if row.kind == "year":
        year = months.plain(text)
        return year if months.year(year) else Fault(row.name, "not_a_year", "YYYY", shown)
    if row.kind == "text":
        return Fault(row.name, "too_long", str(row.most), shown) if len(text) > row.most else text
    if row.kind == "choice":
        wrong = Fault(row.name, "not_a_choice", ", ".join(row.choices), shown)
        return text if text in row.choices else wrong
    if row.kind == "switch":
        wrong = Fault(row.name, "not_a_choice", "1, 0", shown)
        return text == "1" if text in ("0", "1") else wrong
    if row.kind == "number":
        number = int(text) if months.digits(text) and len(text) <= 9 else -1
        wrong = Fault(row.name, "not_in_range", f"{row.least}–{row.most}", shown)
        return number if row.least <= number <= row.most else wrong
    day = months.first_day(text) if row.kind == "first" else months.last_day(text)
    if surface != "page" and months.ambiguous(text):
        day = None
    return day or Fault(row.name, "not_a_date", "YYYY, YYYY-MM, YYYY-MM-DD", shown)


def search_request(args: MultiDict[str, str], surface: Surface) -> SearchRequest:
    """The search that an address asks for. Raises BadParameters."""
    values = read(args, surface)
    single = {name: found[0] for name, found in values.items() if len(found) == 1}
    request = SearchRequest(
        q=cast(str, single["q"]),
        mode=cast(Layer, single["mode"]),
        match=cast(Matching, single["match"]),
        page=cast(int, single["page"]),
        per_page=cast(int, single["per_page"]),
        sort=cast(Sort, single["sort"]),
        filters=_filters(values),
        facets=cast(bool, single.get("facets", _USUAL.facets)),
        snippets=cast(int, single.get("snippets", _USUAL.snippets)),
    )
    _check(request)
    return request


def marking(args: MultiDict[str, str]) -> tuple[str, Layer]:
    """Which words to mark in a release, and how they are compared. Raises BadParameters."""
    values = read(args, "release")
    return cast(str, values["q"][0]), cast(Layer, values["mode"][0])


def analyzed_text(args: MultiDict[str, str]) -> str:
    """The text to analyse. Raises BadParameters."""
    return cast(str, read(args, "analyze")["text"][0])


def _filters(values: Mapping[str, list[Value]]) -> Filters:
    chosen = {facet.name: cast(list[str], values[facet.name]) for facet in FACETS}
    return Filters(
        facets={name: tuple(texts) for name, texts in chosen.items() if texts},
        first=cast(datetime.date | None, values["from"][0]),
        last=cast(datetime.date | None, values["to"][0]),
    )


def _check(request: SearchRequest) -> None:
    """What two parameters together must hold."""
    faults = []
    if request.page * request.per_page > limits.DEEPEST_HIT:
        deepest = limits.DEEPEST_HIT // request.per_page
        faults.append(Fault("page", "too_deep", str(deepest), str(request.page)))
    first, last = request.filters.first, request.filters.last
    if first and last and first > last:
        faults.append(Fault("to", "before_from", months.short_first(first), str(last)))
    if faults:
        raise BadParameters(faults)


def address(path: str, request: SearchRequest, surface: Surface) -> str:
    """The canonical address of a search: fixed order, only what differs from the defaults."""
    pairs = [
        (row.name, _text(row, value))
        for row in accepted(surface).values()
        for value in _chosen(request, row)
        if value != row.default
    ]
    query = urlencode(pairs)
    return f"{path}?{query}" if query else path


def written(request: SearchRequest, surface: Surface) -> dict[str, list[str]]:
    """Every parameter of a surface as an address would hold it, defaults too; absent ones empty."""
    return {
        name: [_text(row, value) for value in _chosen(request, row) if value is not None]
        for name, row in accepted(surface).items()
    }


def _chosen(request: SearchRequest, row: Parameter) -> tuple[Value, ...]:
    """The values that a request gives to a parameter."""
    if row.many:
        return tuple(request.filters.facets.get(row.name, ()))
    if row.kind == "first":
        return (request.filters.first,)
    if row.kind == "last":
        return (request.filters.last,)
    if row.name == "lang":
        return (row.default,)
    value: Value = getattr(request, row.name)
    return (value,)


def _text(row: Parameter, value: Value) -> str:
    if isinstance(value, datetime.date):
        return months.short_first(value) if row.kind == "first" else months.short_last(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)
