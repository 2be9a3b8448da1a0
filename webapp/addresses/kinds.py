"""The kinds of parameters: how a value is parsed, formatted and described.

Each kind has its bounds: those of a number, those of the length of a text, or a list of choices.
"""

import datetime
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from webapp.addresses import days
from webapp.addresses.days import Bound, Length

Value: TypeAlias = str | int | bool | tuple[str, ...] | Bound | None

# Examples of dates for programs: what `indexer.periods` understands has no pattern.
DATES = ("2025", "2025-10", "2025-10-14", "14/10/2025", "last month")
# Longer than any cursor of ours.
CURSOR_CHARACTERS = 200
# Digits of a number; no bound of ours has more.
_DIGITS = 9
_ON, _OFF = "1", "0"


class BadValue(Exception):
    """A text is no value of a kind. ``code`` names the fault for programs, ``text_code`` its
    message in `texts`; ``expected`` is what would be accepted."""

    def __init__(self, code: str, expected: str = "", text_code: str = "") -> None:
        self.code, self.expected, self.text_code = code, expected, text_code or code
        super().__init__(code)


class Kind(ABC):
    """``has_digits`` says whether values consist of digits, of which the page accepts those of
    every script; ``is_list`` whether one text lists several values."""

    has_digits: ClassVar[bool] = False
    is_list: ClassVar[bool] = False

    @abstractmethod
    def parse(self, text: str) -> Value:
        """The value of `text`. Raises BadValue."""

    def format(self, value: Value) -> str:
        """A value as it stands in an address."""
        return str(value)

    @abstractmethod
    def schema(self) -> dict[str, Any]:
        """The JSON schema of one value."""

    @abstractmethod
    def describe(self) -> str:
        """The values in words, for the help of the API."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """A text of ``least`` to ``most`` characters."""

    most: int
    least: int = 0

    def parse(self, text: str) -> str:
        if len(text) < self.least:
            raise BadValue("empty", str(self.least))
        if len(text) > self.most:
            raise BadValue("too_long", str(self.most))
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": self.least, "maxLength": self.most}

    def describe(self) -> str:
        return f"text, {self.least} to {self.most} characters"


@dataclass(frozen=True, slots=True)
class Cursor(Kind):
    """Where a program goes on in a list of hits; only its length is verified here."""

    def parse(self, text: str) -> str:
        if len(text) > CURSOR_CHARACTERS:
            raise BadValue("not_a_cursor", "links.next")
        return text

    def schema(self) -> dict[str, Any]:
        return Text(CURSOR_CHARACTERS, least=1).schema()

    def describe(self) -> str:
        return Text(CURSOR_CHARACTERS, least=1).describe()


@dataclass(frozen=True, slots=True)
class Number(Kind):
    """A whole number from ``least`` to ``most``."""

    has_digits = True
    most: int
    least: int = 0

    def parse(self, text: str) -> int:
        number = int(text) if days.has_only_digits(text) and len(text) <= _DIGITS else -1
        if not self.least <= number <= self.most:
            raise BadValue("not_in_range", f"{self.least}–{self.most}")
        return number

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def describe(self) -> str:
        return f"whole number, {self.least} to {self.most}"


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One of ``choices``."""

    choices: tuple[str, ...]

    def parse(self, text: str) -> Value:
        if text not in self.choices:
            raise _not_a_choice(self.choices)
        return text

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}

    def describe(self) -> str:
        return f"one of {', '.join(self.choices)}"


@dataclass(frozen=True, slots=True)
class Choices(Kind):
    """Several of ``choices``, with commas between them."""

    is_list = True
    choices: tuple[str, ...]

    def parse(self, text: str) -> tuple[str, ...]:
        chosen = tuple(dict.fromkeys(text.split(",")))
        if not set(chosen) <= set(self.choices):
            raise _not_a_choice(self.choices)
        return chosen

    def format(self, value: Value) -> str:
        return ",".join(value) if isinstance(value, tuple) else str(value)

    def schema(self) -> dict[str, Any]:
        return Choice(self.choices).schema()

    def describe(self) -> str:
        return f"any of {', '.join(self.choices)}, with commas between them"


@dataclass(frozen=True, slots=True)
class Switch(Kind):
    """1 or 0."""

    def parse(self, text: str) -> bool:
        if text not in (_ON, _OFF):
            raise _not_a_choice((_ON, _OFF))
        return text == _ON

    def format(self, value: Value) -> str:
        return _ON if value else _OFF

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [_ON, _OFF]}

    def describe(self) -> str:
        return "1 or 0"


@dataclass(frozen=True, slots=True)
class Year(Kind):
    """A year of four digits of any script."""

    def parse(self, text: str) -> str:
        year = days.parse_year(_not_empty(text))
        if year is None:
            raise BadValue("not_a_year", "2025")
        return year

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(?!0000)[0-9]{4}$"}

    def describe(self) -> str:
        return "year, as 2025"


@dataclass(frozen=True, slots=True)
class Month(Kind):
    """A year and a month in digits of any script."""

    def parse(self, text: str) -> str:
        month = days.parse_month(_not_empty(text))
        if month is None:
            raise BadValue("not_a_month", "2025-10")
        return month

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^(?!0000)[0-9]{4}-(0?[1-9]|1[0-2])$"}

    def describe(self) -> str:
        return "month, as 2025-10"


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """An end of a period, which may be typed as a day, a month or a year: its first day or its
    last, as ``parse_bound`` and ``format_bound`` say."""

    most: int
    parse_bound: Callable[[str], Bound | None]
    format_bound: Callable[[datetime.date, Length | None], str]

    def parse(self, text: str) -> Bound:
        bound = self.parse_bound(text)
        if bound:
            return bound
        if days.is_impossible(text):
            raise BadValue("not_a_date", text_code="no_such_date")
        raise BadValue("not_a_date", "2025, 2025-10, 2025-10-14, last month")

    def format(self, value: Value) -> str:
        return self.format_bound(value.day, value.length) if isinstance(value, Bound) else ""

    def schema(self) -> dict[str, Any]:
        return {**Text(self.most, least=1).schema(), "examples": list(DATES)}

    def describe(self) -> str:
        return f"date, at most {self.most} characters"


def _not_a_choice(choices: tuple[str, ...]) -> BadValue:
    return BadValue("not_a_choice", ", ".join(choices))


def _not_empty(text: str) -> str:
    if not text:
        raise BadValue("empty", "1")
    return text
