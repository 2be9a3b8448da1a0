"""What a parameter of an address is, and how one value of it is read."""

import re
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
        return Fault(row.name, "not_text", "UTF-8", shown(text))
    seen = text[:_SHOWN]
    if len(text) < row.least and row.kind in ("text", "year", "month"):
        return Fault(row.name, "empty", str(row.least), seen)
    if row.kind == "year":
        year = days.plain(text)
        return year if days.year(year) else Fault(row.name, "not_a_year", "2025", seen)
    if row.kind == "month":
        month = days.month(text)
        return month if month else Fault(row.name, "not_a_month", "2025-10", seen)
    if row.kind == "text":
        return Fault(row.name, "too_long", str(row.most), seen) if len(text) > row.most else text
    if row.kind == "cursor":
        longer = len(text) > row.most
        return Fault(row.name, "not_a_cursor", "links.next", seen) if longer else text
    if row.kind in ("choice", "choices", "switch"):
        return _chosen(row, text)
    if row.kind == "number":
        number = int(text) if days.digits(text) and len(text) <= 9 else -1
        wrong = Fault(row.name, "not_in_range", f"{row.least}–{row.most}", seen)
        return number if row.least <= number <= row.most else wrong
    bound = days.first(text) if row.kind == "first" else days.last(text)
    if bound and surface != "page" and (meanings := days.meanings(text)):
        return Fault(row.name, "not_a_date", ", ".join(meanings), seen, told="two_meanings")
    if bound is None and days.impossible(text):
        return Fault(row.name, "not_a_date", "", seen, told="no_such_date")
    return bound or Fault(row.name, "not_a_date", "2025, 2025-10, 2025-10-14, last month", seen)


def _chosen(row: Parameter, text: str) -> Value | Fault:
    choices = ("1", "0") if row.kind == "switch" else row.choices
    chosen = tuple(dict.fromkeys(text.split(","))) if row.kind == "choices" else (text,)
    if not set(chosen) <= set(choices):
        return Fault(row.name, "not_a_choice", ", ".join(choices), text[:_SHOWN])
    if row.kind == "choices":
        return chosen
    return text == "1" if row.kind == "switch" else text


def written(row: Parameter, given: Value) -> str:
    """A value as an address holds it."""
    if isinstance(given, Bound):
        shortest = days.short_first if row.kind == "first" else days.short_last
        return shortest(given.day, given.length)
    if isinstance(given, bool):
        return "1" if given else "0"
    return ",".join(given) if isinstance(given, tuple) else str(given)
