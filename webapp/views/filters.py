"""Filters: the values that can be chosen with their counts, those that are, and the order of the hits."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from indexer import facet_choice
from indexer.engines.protocol import SORTS, Filters, effective_sort
from indexer.results import FacetValue, SearchRequest, SearchResults
from webapp.addresses import canonical, days
from webapp.site import Site

# Facets whose counts are drawn as bars, newest first: they run along time.
_IN_TIME = ("year", "month")
# The width of the longest bar.
_FULL = 100


@dataclass(frozen=True, slots=True)
class FacetLink:
    """A value to choose, or to choose no longer; ``bar`` is the length of its bar, 1 to 100."""

    label: str
    count: int
    selected: bool
    href: str
    bar: int


@dataclass(frozen=True, slots=True)
class FacetView:
    name: str
    title: str
    values: tuple[FacetLink, ...]

    @property
    def bars(self) -> bool:
        return self.name in _IN_TIME


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force; ``href`` is the search without it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class SortLink:
    sort: str
    selected: bool
    href: str


def facets(results: SearchResults, site: Site) -> list[FacetView]:
    """The facets that offer a choice; each value links to the search with it, or without it."""
    return [
        _facet(name, values, results.request, site)
        for name, values in results.facets.items()
        if values and (name != "month" or _one_year(results))
    ]


def _one_year(results: SearchResults) -> bool:
    """Whether the months of the results are those of one year: of more, they are a list too long."""
    found = {value.value for value in results.facets.get("year", ())}
    chosen = set(results.request.filters.facets.get("year", ()))
    return len(chosen & found or chosen or found) == 1


def _facet(
    name: str, values: Iterable[FacetValue], request: SearchRequest, site: Site
) -> FacetView:
    ordered = _in_order(name, values)
    known = facet_choice.foldings(value.value for value in ordered)
    most = max(value.count for value in ordered)
    return FacetView(
        name,
        site.texts.facet(name),
        tuple(
            FacetLink(
                _short_label(name, value.value, site),
                value.count,
                value.selected,
                site.page(_toggled(request, name, value, known)),
                max(1, round(_FULL * value.count / most)),
            )
            for value in ordered
        ),
    )


def _in_order(facet: str, values: Iterable[FacetValue]) -> list[FacetValue]:
    """The most frequent first, as the engine gives them; but times from the newest to the oldest."""
    if facet not in _IN_TIME:
        return list(values)
    return sorted(values, key=lambda found: found.value, reverse=True)


def _value_label(facet: str, value: str, site: Site) -> str:
    if facet == "language":
        return site.texts.language_name(value)
    day = days.first_day(value) if facet == "month" else None
    return site.texts.month_of_year(day) if day else value


def _short_label(facet: str, value: str, site: Site) -> str:
    """A value below the heading of its facet; months are listed of one year, which stands above them."""
    day = days.first_day(value) if facet == "month" else None
    return site.texts.month_name(day) if day else _value_label(facet, value, site)


def _toggled(
    request: SearchRequest, name: str, value: FacetValue, known: Mapping[str, str]
) -> SearchRequest:
    """The search with a value chosen, or no longer, by whatever spelling it was chosen."""
    kept = request.filters.facets.get(name, ())
    if value.selected:
        kept = tuple(one for one in kept if value.value not in facet_choice.chosen([one], known))
    else:
        kept = (*kept, value.value)
    return _with_facet(request, name, kept)


def _with_facet(request: SearchRequest, name: str, values: tuple[str, ...]) -> SearchRequest:
    chosen = {**request.filters.facets, name: values}
    if name == "year":
        # A month belongs to the years that were chosen with it.
        chosen.pop("month", None)
    chosen = {facet: texts for facet, texts in chosen.items() if texts}
    return replace(request, page=1, filters=replace(request.filters, facets=chosen))


def chips(request: SearchRequest, site: Site) -> list[Chip]:
    """The filters in force, each with the way out of it."""
    filters = request.filters
    found = [
        Chip(
            site.texts.facet(name),
            _value_label(name, value, site),
            site.page(_with_facet(request, name, tuple(v for v in values if v != value))),
        )
        for name, values in filters.facets.items()
        for value in values
    ]
    for form in request.without:
        others = tuple(other for other in request.without if other != form)
        rest = replace(request, page=1, without=others)
        found.append(Chip(site.texts.left_out, form, site.page(rest)))
    return [*found, *_dates(request, site)]


def _dates(request: SearchRequest, site: Site) -> Iterator[Chip]:
    """The bounds of the dates, as the address has them."""
    filters, written = request.filters, canonical.written(request, "page")
    for name, label, others in (
        ("from", site.texts.since, replace(filters, first=None)),
        ("to", site.texts.until, replace(filters, last=None)),
    ):
        rest = replace(request, page=1, filters=others)
        for text in written[name]:
            yield Chip(label, text, site.page(rest))


def without_filters(request: SearchRequest, site: Site) -> str:
    return site.page(replace(request, page=1, filters=Filters(), without=()))


def sorts(results: SearchResults, site: Site) -> list[SortLink]:
    """The orders that the hits can be shown in, the one that they have marked: where nothing was searched
    that they could be near to, the newest come first."""
    request, ranks = results.request, results.query.ranks
    shown = effective_sort(request.sort, ranks=ranks)
    return [
        SortLink(sort, sort == shown, site.page(replace(request, sort=sort, page=1)))
        for sort in SORTS
        if ranks or sort != "relevance"
    ]
