"""Every word of the interface, by language: what the templates and the error pages say.

A further language is one more module with a `Texts` of its own; the type checker names what it lacks.
Longer prose (help, about) stands in templates of its own, `templates/<language>/`.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from babel import Locale
from babel.dates import format_date

Plural = Mapping[str, str]


class Refusal(NamedTuple):
    """What an error page says: a heading, and what the reader can do."""

    title: str
    advice: str


@dataclass(frozen=True, slots=True)
class Texts:
    """One language of the interface. ``labels`` are short strings by name, ``counts`` are phrases by
    CLDR plural category, ``faults`` explain
    parameter faults, ``examples`` show by fault what would be right, ``warnings`` what was done to a query, ``refusals`` error pages by status."""

    language: str
    direction: str
    labels: Mapping[str, str]
    counts: Mapping[str, Plural]
    modes: Mapping[str, str]
    mode_hints: Mapping[str, str]
    matches: Mapping[str, str]
    sorts: Mapping[str, str]
    facets: Mapping[str, str]
    parameters: Mapping[str, str]
    suggestions: Mapping[str, str]
    warnings: Mapping[str, str]
    faults: Mapping[str, str]
    examples: Mapping[str, str]
    refusals: Mapping[int, Refusal]

    def __getitem__(self, name: str) -> str:
        return self.labels[name]

    def count(self, noun: str, number: int) -> str:
        """A number with its noun in the right form."""
        category = Locale.parse(self.language).plural_form(number)
        return self.counts[noun][category].format(n=f"{number:,}")

    def date(self, day: datetime.date) -> str:
        """A date in words, with the digits that the releases use."""
        return format_date(day, "d MMMM y", locale=self.language)

    def language_name(self, code: str) -> str:
        """The name of a language, or its code where it has none."""
        return str(Locale.parse(self.language).languages.get(code, code))

    def fault(self, code: str) -> str:
        """What is wrong with a parameter; what is expected follows it."""
        return self.faults[code]

    def expected(self, parameter: str, code: str, expected: str) -> str:
        """What a parameter may be: in the reader's words where there are any."""
        choices = {"mode": self.modes, "match": self.matches, "sort": self.sorts}
        if code == "not_a_choice" and parameter in choices:
            return self["list_separator"].join(choices[parameter].values())
        return self.examples.get(code, expected)

    def warning(self, code: str, detail: str) -> str:
        """A warning in words; one that has none yet is shown as it is, rather than lost."""
        known = self.warnings.get(code)
        return known.format(n=detail) if known else f"{code} {detail}".strip()
