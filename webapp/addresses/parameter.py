"""What a parameter of an address is, and how one value of it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from webapp.addresses import days
from webapp.addresses.days import Bound

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
_SHOWN = 64
_ON, _OFF = "1", "0"
# Of a number; more than any bound of ours has.
_DIGITS = 9
# Kinds of which an empty value is told as such; of a number ``least`` is a value.
_WRITTEN_OUT: frozenset[Kind] = frozenset({"text", "year", "month"})
# How a byte that is no UTF-8 stands in a text; see `sent`.
_BYTE = re.compile("[\udc80-\udcff]")


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
    surfaces: frozenset[Surface] = SEARCHES


class Fault(NamedTuple):
    """What is wrong with one parameter. ``code`` names the fault for programs and for `texts`;
    ``value`` is what was sent, cut short; ``told`` is the name in `texts` of what tells more."""

    parameter: str
    code: str
    expected: str
    value: str
    told: str = ""

    @property
    def words(self) -> str:
        """Its name in `texts`."""
        return self.told or self.code


class BadParameters(Exception):
    """One or more parameters cannot be used."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.parameter}: {fault.code}" for fault in faults))


def readable(text: str) -> str:
    """What was sent, bytes that are no text as an address writes them."""
    return _BYTE.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02X}", text)


def shown(text: str) -> str:
    """Its beginning, for an error."""
    return readable(text[:_SHOWN])


def value(row: Parameter, text: str, surface: Surface) -> Value | Fault:
    """One value, or what is wrong with it."""
    if _BYTE.search(text):
        return _fault(row, "not_text", "UTF-8", text)
    if len(text) < row.least and row.kind in _WRITTEN_OUT:
        return _fault(row, "empty", str(row.least), text)
    return _READERS[row.kind](row, text, surface)


def _fault(row: Parameter, code: str, expected: str, text: str, told: str = "") -> Fault:
    return Fault(row.name, code, expected, shown(text), told)


def _text(row: Parameter, text: str, _: Surface) -> str | Fault:
    return _fault(row, "too_long", str(row.most), text) if len(text) > row.most else text


def _cursor(row: Parameter, text: str, _: Surface) -> str | Fault:
    return _fault(row, "not_a_cursor", "links.next", text) if len(text) > row.most else text


def _year(row: Parameter, text: str, _: Surface) -> str | Fault:
    year = days.plain(text)
    return year if days.year(year) else _fault(row, "not_a_year", "2025", text)


def _month(row: Parameter, text: str, _: Surface) -> str | Fault:
    return days.month(text) or _fault(row, "not_a_month", "2025-10", text)


def _number(row: Parameter, text: str, _: Surface) -> int | Fault:
    number = int(text) if days.digits(text) and len(text) <= _DIGITS else -1
    wrong = _fault(row, "not_in_range", f"{row.least}–{row.most}", text)
    return number if row.least <= number <= row.most else wrong


def _choice(row: Parameter, text: str, _: Surface) -> str | Fault:
    return text if text in row.choices else _not_a_choice(row, text, row.choices)


def _choices(row: Parameter, text: str, _: Surface) -> tuple[str, ...] | Fault:
    chosen = tuple(dict.fromkeys(text.split(",")))
    return chosen if set(chosen) <= set(row.choices) else _not_a_choice(row, text, row.choices)


def _switch(row: Parameter, text: str, _: Surface) -> bool | Fault:
    return text == _ON if text in (_ON, _OFF) else _not_a_choice(row, text, (_ON, _OFF))


def _not_a_choice(row: Parameter, text: str, choices: Sequence[str]) -> Fault:
    return _fault(row, "not_a_choice", ", ".join(choices), text)


def _first(row: Parameter, text: str, surface: Surface) -> Bound | Fault:
    return _bound(row, text, surface, days.first(text))


def _last(row: Parameter, text: str, surface: Surface) -> Bound | Fault:
    return _bound(row, text, surface, days.last(text))


def _bound(row: Parameter, text: str, surface: Surface, bound: Bound | None) -> Bound | Fault:
    if bound is None and days.impossible(text):
        return _fault(row, "not_a_date", "", text, told="no_such_date")
    if bound is None:
        return _fault(row, "not_a_date", "2025, 2025-10, 2025-10-14, last month", text)
    meanings = days.meanings(text) if surface != "page" else ()
    if meanings:
        return _fault(row, "not_a_date", ", ".join(meanings), text, told="two_meanings")
    return bound


_READERS: Mapping[Kind, Callable[[Parameter, str, Surface], Value | Fault]] = {
    "text": _text,
    "year": _year,
    "month": _month,
    "choice": _choice,
    "choices": _choices,
    "number": _number,
    "switch": _switch,
    "first": _first,
    "last": _last,
    "cursor": _cursor,
}


def written(row: Parameter, given: Value) -> str:
    """A value as an address holds it."""
    if isinstance(given, Bound):
        shortest = days.short_first if row.kind == "first" else days.short_last
        return shortest(given.day, given.length)
    if isinstance(given, bool):
        return _ON if given else _OFF
    return ",".join(given) if isinstance(given, tuple) else str(given)
