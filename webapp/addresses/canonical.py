"""A search as an address writes it: its parameters in fixed order, each as its kind is written."""

import functools
from urllib.parse import urlencode

from indexer.results import SearchRequest
from webapp.addresses import parameter
from webapp.addresses.days import Bound
from webapp.addresses.parameter import Parameter, Surface, Value
from webapp.addresses.parameters import accepted


def address(path: str, request: SearchRequest, surface: Surface) -> str:
    """The canonical address of a search: fixed order, only what differs from the defaults."""
    pairs = [
        (row.name, parameter.written(row, value))
        for row in accepted(surface).values()
        for value in _chosen(request, row)
        if value != row.default
    ]
    query = "&".join(_pair(name, text) for name, text in pairs)
    return f"{path}?{query}" if query else path


@functools.lru_cache(maxsize=256)
def _pair(name: str, text: str) -> str:
    """A parameter as an address writes it: the same few stand in all addresses of a page."""
    return urlencode({name: text})


def written(request: SearchRequest, surface: Surface) -> dict[str, list[str]]:
    """Every parameter of a surface as an address would hold it, defaults too; absent ones empty."""
    return {
        name: [
            parameter.written(row, value) for value in _chosen(request, row) if value is not None
        ]
        for name, row in accepted(surface).items()
    }


def _chosen(request: SearchRequest, row: Parameter) -> tuple[Value, ...]:
    """The values that a request gives to a parameter."""
    if row.name == "without":
        return request.without
    if row.many:
        # Any of them will do, so their order says nothing.
        return tuple(sorted(request.filters.facets.get(row.name, ())))
    if row.kind in ("first", "last"):
        return (_bound(request, row),)
    if row.name == "lang":
        return (row.default,)
    if row.name == "page" and getattr(request, "cursor", None):
        return ()
    value: Value = getattr(request, row.name, row.default)
    return (value,)


def _bound(request: SearchRequest, row: Parameter) -> Bound | None:
    """A day of the filters, as long a time as was typed for it."""
    day = getattr(request.filters, row.kind)
    return Bound(day, getattr(request, f"{row.kind}_length", None)) if day else None
