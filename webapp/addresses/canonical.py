"""The canonical address of a search: parameters in fixed order, each formatted by its kind."""

import datetime
import functools
from urllib.parse import urlencode

from webapp.addresses import parameter
from webapp.addresses.days import Bound, Length
from webapp.addresses.parameter import Parameter, Surface, Value
from webapp.addresses.parameters import accepted
from webapp.addresses.search_address import SearchAddress


def address(path: str, search: SearchAddress, surface: Surface) -> str:
    """`path` with a query string that holds only what differs from the defaults."""
    pairs = [
        (row.name, parameter.format_value(row, value))
        for row in accepted(surface).values()
        for value in _values(search, row)
        if value != row.default
    ]
    query = "&".join(_encode_pair(name, text) for name, text in pairs)
    return f"{path}?{query}" if query else path


# The addresses of one page consist of the same few parameters.
@functools.lru_cache(maxsize=256)
def _encode_pair(name: str, text: str) -> str:
    return urlencode({name: text})


def parameter_texts(search: SearchAddress, surface: Surface) -> dict[str, list[str]]:
    """Every parameter of a surface, formatted, defaults too; an absent one has an empty list."""
    return {
        name: [
            parameter.format_value(row, value)
            for value in _values(search, row)
            if value is not None
        ]
        for name, row in accepted(surface).items()
    }


def _values(search: SearchAddress, row: Parameter) -> tuple[Value, ...]:
    """The values of a parameter in a search."""
    if row.name == "without":
        return search.request.without
    if row.many:
        # Any of them may match, so their order has no meaning.
        return tuple(sorted(search.request.filters.facets.get(row.name, ())))
    if row.kind == "first":
        return (_bound(search.request.filters.first, search.first_length),)
    if row.kind == "last":
        return (_bound(search.request.filters.last, search.last_length),)
    return (search.values().get(row.name, row.default),)


def _bound(day: datetime.date | None, length: Length | None) -> Bound | None:
    return Bound(day, length) if day else None
