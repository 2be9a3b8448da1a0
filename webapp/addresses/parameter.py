"""One parameter of an address: its definition, and what may be wrong with it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from webapp.addresses.kinds import BadValue, Kind, Value
from webapp.addresses.search_address import SearchAddress

Surface: TypeAlias = Literal[
    "page",
    "api",
    "feed",
    "export",
    "release",
    "analyze",
    "status",
    "prose",
    "suggest",
    "similar",
    "cite",
]

PAGED: frozenset[Surface] = frozenset({"page", "api", "feed"})
SEARCHES: frozenset[Surface] = frozenset({"page", "api", "feed", "export"})
# Characters of a value that an error quotes.
_EXCERPT = 64
# A byte that is not UTF-8, as a lone surrogate; see `webapp.request`.
_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of the table. ``many`` says that the parameter may be repeated. ``get`` returns the
    value that a search has for it, a tuple of all if there may be many; None if it is no part of a
    search."""

    name: str
    kind: Kind
    default: Value = None
    doc: str = field(kw_only=True)
    many: bool = False
    surfaces: frozenset[Surface] = SEARCHES
    get: Callable[[SearchAddress], Value] | None = None

    def values(self, search: SearchAddress) -> tuple[Value, ...]:
        """The values that a search has for this parameter."""
        if self.get is None:
            return ()
        value = self.get(search)
        return value if self.many and isinstance(value, tuple) else (value,)


class ParameterFault(NamedTuple):
    """What is wrong with one parameter. ``code`` names the fault for programs, ``text_code`` its
    message in `texts`; ``value`` is an excerpt of what was sent."""

    parameter: str
    code: str
    expected: str
    value: str
    text_code: str


class BadParameters(Exception):
    """One or more parameters are unusable."""

    def __init__(self, faults: list[ParameterFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.parameter}: {fault.code}" for fault in faults))


def make_fault(parameter: str, code: str, expected: str, value: str = "") -> ParameterFault:
    return ParameterFault(parameter, code, expected, value, code)


def bad_parameter(parameter: str, code: str, expected: str, value: str = "") -> BadParameters:
    """The error for a single fault."""
    return BadParameters([make_fault(parameter, code, expected, value)])


def escape_bytes(text: str) -> str:
    """`text` with bytes that are not UTF-8 percent-encoded, so that it can be shown."""
    return _BYTE.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02X}", text)


def excerpt(text: str) -> str:
    """The beginning of what was sent, for an error."""
    return escape_bytes(text[:_EXCERPT])


def parse_value(row: Parameter, text: str) -> Value | ParameterFault:
    """One value, or what is wrong with it."""
    if _BYTE.search(text):
        return make_fault(row.name, "not_text", "UTF-8", excerpt(text))
    try:
        return row.kind.parse(text)
    except BadValue as bad:
        return ParameterFault(row.name, bad.code, bad.expected, excerpt(text), bad.text_code)
