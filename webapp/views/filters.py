"""Facets with their counts, the active filters, and the sort orders, as links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from indexer.answers.results import FacetValue, SearchResults
from indexer.engines import facet_choice
from indexer.engines.protocol import DAY_SORTS, SORTS, Filters, Sort, effective_sort
from indexer.releases.schema import DAY_FACETS
from webapp.addresses import canonical, days
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.site import Site

# Excludes the releases of any day.
_UNDATED = "-تاريخ:1000..9999"
# Values of a facet that are shown at once; all months of a year.
_SHOWN_VALUES, _SHOWN_MONTHS = 8, 12
# The length of the longest bar.
_FULL_BAR = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetLink:
    """A value to select or deselect; ``bar`` is the length of its bar, 1 to 100."""

    label: str
    count: int
    selected: bool
    href: str
    bar: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    name: str
    title: str
    values: tuple[FacetLink, ...]

    @property
    def has_bars(self) -> bool:
        """Facets along time: newest first, with counts drawn as bars."""
        return self.name in DAY_FACETS

    @property
    def shown(self) -> tuple[FacetLink, ...]:
        """The values that are shown at once."""
        return self.values[: self._at_once]

    @property
    def hidden(self) -> tuple[FacetLink, ...]:
        """The values that are shown on demand."""
        return self.values[self._at_once :]

    @property
    def _at_once(self) -> int:
        return _SHOWN_MONTHS if self.name == "month" else _SHOWN_VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """An active filter; ``href`` is the search without it."""

    label: str
    value: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SortLink:
    sort: str
    selected: bool
    href: str


def facet_views(results: SearchResults, address: SearchAddress, site: Site) -> list[FacetView]:
    """The facets that have values; each value links to the search with it, or without it."""
    return [
        _facet_view(name, values, address, site)
        for name, values in results.facets.items()
        if values and (name != "month" or _is_within_one_year(results))
    ]


def undated_link(results: SearchResults, address: SearchAddress, site: Site) -> str:
    """The search for only those of its releases that have no day, which no year counts; empty if
    there are none."""
    if not results.undated:
        return ""
    q = f"{results.query.text} {_UNDATED}".strip()
    return site.search_page(address.with_request(replace(address.request, q=q, page=1)))


def _is_within_one_year(results: SearchResults) -> bool:
    """Whether all months are of one year: those of several would be too long a list."""
    years = {value.value for value in results.facets.get("year", ())}
    chosen = set(results.request.filters.facets.get("year", ()))
    return len(chosen & years or chosen or years) == 1


def _facet_view(
    name: str, values: Iterable[FacetValue], address: SearchAddress, site: Site
) -> FacetView:
    ordered = _in_order(name, values)
    foldings = facet_choice.foldings(value.value for value in ordered)
    # A chosen value may have no hits.
    most = max(1, *(value.count for value in ordered))
    return FacetView(
        name=name,
        title=site.texts.facet(name),
        values=tuple(
            FacetLink(
                label=_short_label(name, value.value, site),
                count=value.count,
                selected=value.selected,
                href=site.search_page(_toggle(address, name, value, foldings)),
                bar=max(1, round(_FULL_BAR * value.count / most)),
            )
            for value in ordered
        ),
    )


def _in_order(facet: str, values: Iterable[FacetValue]) -> list[FacetValue]:
    """Years and months newest first; others by count, as the engine returns them."""
    if facet not in DAY_FACETS:
        return list(values)
    return sorted(values, key=lambda value: value.value, reverse=True)


def _value_label(facet: str, value: str, site: Site) -> str:
    if facet == "language":
        return site.texts.language_name(value)
    day = days.first_day(value) if facet == "month" else None
    return site.texts.month_of_year(day) if day else value


def _short_label(facet: str, value: str, site: Site) -> str:
    """A value below the heading of its facet; months lack the year that they share."""
    day = days.first_day(value) if facet == "month" else None
    return site.texts.month_name(day) if day else _value_label(facet, value, site)


def _toggle(
    address: SearchAddress, name: str, value: FacetValue, foldings: Mapping[str, str]
) -> SearchAddress:
    """The search with a value selected or, if it was selected by whatever spelling, deselected."""
    chosen = address.request.filters.facets.get(name, ())
    if value.selected:
        chosen = tuple(
            each
            for each in chosen
            if value.value not in facet_choice.matching_values([each], foldings)
        )
    else:
        chosen = (*chosen, value.value)
    return _with_facet(address, name, chosen)


def _with_facet(address: SearchAddress, name: str, values: tuple[str, ...]) -> SearchAddress:
    facets = {**address.request.filters.facets, name: values}
    if name == "year":
        # A month belongs to the years that were selected with it.
        facets.pop("month", None)
    facets = {facet: texts for facet, texts in facets.items() if texts}
    return _with_filters(address, replace(address.request.filters, facets=facets))


def _with_filters(address: SearchAddress, filters: Filters) -> SearchAddress:
    return address.with_request(replace(address.request, page=1, filters=filters))


def chips(address: SearchAddress, site: Site) -> list[Chip]:
    """The active filters, each with a link that removes it."""
    request = address.request
    facet_chips = [
        Chip(
            label=site.texts.facet(name),
            value=_value_label(name, value, site),
            href=site.search_page(
                _with_facet(address, name, tuple(v for v in values if v != value))
            ),
        )
        for name, values in request.filters.facets.items()
        for value in values
    ]
    spelling_chips = [
        Chip(
            label=site.texts.left_out,
            value=form,
            href=site.search_page(_with_spelling(address, form)),
        )
        for form in request.without
    ]
    return [*facet_chips, *spelling_chips, *_date_chips(address, site)]


def _with_spelling(address: SearchAddress, form: str) -> SearchAddress:
    """The search that no longer leaves out a spelling."""
    without = tuple(other for other in address.request.without if other != form)
    return address.with_request(replace(address.request, page=1, without=without))


def _date_chips(address: SearchAddress, site: Site) -> Iterator[Chip]:
    """The bounds of the dates, as the address writes them."""
    filters, texts = address.request.filters, canonical.parameter_texts(address, "page")
    for name, label, rest in (
        ("from", site.texts.since, replace(filters, first=None)),
        ("to", site.texts.until, replace(filters, last=None)),
    ):
        for text in texts[name]:
            yield Chip(label=label, value=text, href=site.search_page(_with_filters(address, rest)))


def clearing_link(address: SearchAddress, site: Site) -> str:
    """The search without any filter."""
    request = replace(address.request, page=1, filters=Filters(), without=())
    return site.search_page(address.with_request(request))


def sort_links(results: SearchResults, address: SearchAddress, site: Site) -> list[SortLink]:
    """The sort orders, the current one selected; by relevance only if the query ranks hits, by date
    only if a hit has one, or the address asks for it."""
    request, ranks = address.request, results.query.ranks
    has_days = results.undated != results.total or request.sort in DAY_SORTS
    current = effective_sort(request.sort, ranks=ranks)
    return [
        SortLink(
            sort=sort, selected=sort == current, href=site.search_page(_with_sort(address, sort))
        )
        for sort in SORTS
        if (ranks or sort != "relevance") and (has_days or sort not in DAY_SORTS)
    ]


def _with_sort(address: SearchAddress, sort: Sort) -> SearchAddress:
    return address.with_request(replace(address.request, sort=sort, page=1))
