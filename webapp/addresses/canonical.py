"""The canonical address of a search: parameters in fixed order, each formatted by its kind."""

import functools
from urllib.parse import urlencode

from webapp.addresses.parameter import Surface
from webapp.addresses.search_address import SearchAddress
from webapp.addresses.table import accepted


def address(path: str, search: SearchAddress, surface: Surface) -> str:
    """`path` with a query string that holds only what differs from the defaults."""
    pairs = [
        (row.name, row.kind.format(value))
        for row in accepted(surface).values()
        for value in row.values(search)
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
        name: [row.kind.format(value) for value in row.values(search) if value is not None]
        for name, row in accepted(surface).items()
    }
