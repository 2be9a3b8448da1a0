"""One parameter of an address: its definition, and how a value of it is parsed and formatted."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from webapp.addresses import days
from webapp.addresses.days import Bound
from webapp.addresses.search_address import SearchAddress

Kind: TypeAlias = Literal[
    "text", "year", "month", "choice", "choices", "number", "switch", "first", "last", "cursor"
]
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
Value: TypeAlias = str | int | bool | tuple[str, ...] | Bound | None

PAGED: frozenset[Surface] = frozenset({"page", "api", "feed"})
SEARCHES: frozenset[Surface] = frozenset({"page", "api", "feed", "export"})
# Longer than any cursor of ours.
CURSOR_CHARACTERS = 200
# Characters of a value that an error quotes.
_EXCERPT = 64
_ON, _OFF = "1", "0"
# Digits of a number; no bound of ours has more.
_DIGITS = 9
# Kinds whose ``least`` is a length: an empty value is reported as such.
_TEXTUAL: frozenset[Kind] = frozenset({"text", "year", "month"})
# A byte that is not UTF-8, as a lone surrogate; see `webapp.request`.
_BYTE = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One row of the table. ``least`` and ``most`` bound the value of a number and the length of a
    text; ``many`` says that the parameter may be repeated. ``get`` returns the value that a search
    has for it, a tuple of all if there may be many; None if it is no part of a search."""

    name: str
    kind: Kind
    default: Value
    doc: str
    least: int = 0
    most: int = 0
    choices: tuple[str, ...] = ()
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
    """What is wrong with one parameter. ``code`` names the fault for programs and its
    message in `texts`, unless ``special_text`` names a more specific one; ``value`` is an excerpt of
    what was sent."""

    parameter: str
    code: str
    expected: str
    value: str
    special_text: str = ""

    @property
    def text_code(self) -> str:
        return self.special_text or self.code


class BadParameters(Exception):
    """One or more parameters are unusable."""

    def __init__(self, faults: list[ParameterFault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.parameter}: {fault.code}" for fault in faults))


def bad_parameter(parameter: str, code: str, expected: str, value: str = "") -> BadParameters:
    """The error for a single fault."""
    return BadParameters([ParameterFault(parameter, code, expected, value)])


def escape_bytes(text: str) -> str:
    """`text` with bytes that are not UTF-8 percent-encoded, so that it can be shown."""
    return _BYTE.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02X}", text)


def excerpt(text: str) -> str:
    """The beginning of what was sent, for an error."""
    return escape_bytes(text[:_EXCERPT])


def parse_value(row: Parameter, text: str) -> Value | ParameterFault:
    """One value, or what is wrong with it."""
    if _BYTE.search(text):
        return _fault(row, "not_text", "UTF-8", text)
    if len(text) < row.least and row.kind in _TEXTUAL:
        return _fault(row, "empty", str(row.least), text)
    return _PARSERS[row.kind](row, text)


def _fault(
    row: Parameter, code: str, expected: str, text: str, special_text: str = ""
) -> ParameterFault:
    return ParameterFault(
        parameter=row.name,
        code=code,
        expected=expected,
        value=excerpt(text),
        special_text=special_text,
    )


def _parse_text(row: Parameter, text: str) -> str | ParameterFault:
    return _fault(row, "too_long", str(row.most), text) if len(text) > row.most else text


def _parse_cursor(row: Parameter, text: str) -> str | ParameterFault:
    return _fault(row, "not_a_cursor", "links.next", text) if len(text) > row.most else text


def _parse_year(row: Parameter, text: str) -> str | ParameterFault:
    year = days.normalize(text)
    return year if days.is_year(year) else _fault(row, "not_a_year", "2025", text)


def _parse_month(row: Parameter, text: str) -> str | ParameterFault:
    return days.parse_month(text) or _fault(row, "not_a_month", "2025-10", text)


def _parse_number(row: Parameter, text: str) -> int | ParameterFault:
    number = int(text) if days.has_only_digits(text) and len(text) <= _DIGITS else -1
    wrong = _fault(row, "not_in_range", f"{row.least}–{row.most}", text)
    return number if row.least <= number <= row.most else wrong


def _parse_choice(row: Parameter, text: str) -> str | ParameterFault:
    return text if text in row.choices else _not_a_choice(row, text, row.choices)


def _parse_choices(row: Parameter, text: str) -> tuple[str, ...] | ParameterFault:
    chosen = tuple(dict.fromkeys(text.split(",")))
    return chosen if set(chosen) <= set(row.choices) else _not_a_choice(row, text, row.choices)


def _parse_switch(row: Parameter, text: str) -> bool | ParameterFault:
    return text == _ON if text in (_ON, _OFF) else _not_a_choice(row, text, (_ON, _OFF))


def _not_a_choice(row: Parameter, text: str, choices: Sequence[str]) -> ParameterFault:
    return _fault(row, "not_a_choice", ", ".join(choices), text)


def _parse_first(row: Parameter, text: str) -> Bound | ParameterFault:
    return _parse_bound(row, text, days.parse_first(text))


def _parse_last(row: Parameter, text: str) -> Bound | ParameterFault:
    return _parse_bound(row, text, days.parse_last(text))


def _parse_bound(row: Parameter, text: str, bound: Bound | None) -> Bound | ParameterFault:
    if bound is None and days.is_impossible(text):
        return _fault(row, "not_a_date", "", text, special_text="no_such_date")
    if bound is None:
        return _fault(row, "not_a_date", "2025, 2025-10, 2025-10-14, last month", text)
    return bound


_PARSERS: Mapping[Kind, Callable[[Parameter, str], Value | ParameterFault]] = {
    "text": _parse_text,
    "year": _parse_year,
    "month": _parse_month,
    "choice": _parse_choice,
    "choices": _parse_choices,
    "number": _parse_number,
    "switch": _parse_switch,
    "first": _parse_first,
    "last": _parse_last,
    "cursor": _parse_cursor,
}


def format_value(row: Parameter, value: Value) -> str:
    """A value as it stands in an address."""
    if isinstance(value, Bound):
        format_day = days.format_first if row.kind == "first" else days.format_last
        return format_day(value.day, value.length)
    if isinstance(value, bool):
        return _ON if value else _OFF
    return ",".join(value) if isinstance(value, tuple) else str(value)
