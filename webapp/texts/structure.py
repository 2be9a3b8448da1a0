"""The texts that every language of the interface has: a missing one is a type error."""

import datetime
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from babel import Locale
from babel.dates import format_date
from markupsafe import Markup, escape

from indexer.answers.results import Relation, SuggestionKind
from indexer.arabic.layers import Layer
from indexer.search_warnings import WarningCode
from webapp.texts.marks import isolate, isolate_ltr, isolate_query
from webapp.texts.tables import (
    Counts,
    Exports,
    Facets,
    Faults,
    Matchings,
    Modes,
    Parameters,
    Refusals,
    Sorts,
    Suggestions,
    Warnings,
)

SuggestionName: TypeAlias = Literal[SuggestionKind, "romanization", "partial_transliteration"]
Direction: TypeAlias = Literal["rtl", "ltr"]
Noun: TypeAlias = Literal["hits", "at_least", "about", "releases", "matches", "pages", "times"]

# The placeholder of a warning with its quotation marks or brackets: repeated for each detail.
_PLACEHOLDER = re.compile(r"([«“(]\{n\}[^»”)]*[»”)]|\{n\}|$)")
_HIT_NOUNS: Mapping[Relation, Noun] = {"eq": "hits", "gte": "at_least", "about": "about"}
# Faults whose expected value is a date or a range of numbers.
_NUMERIC_FAULTS = ("before_from", "not_in_range", "not_a_year", "not_a_month")


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language of the interface.

    ``language`` is its tag, ``autonym`` its name in itself; ``day`` and ``month`` are CLDR date
    patterns. Longer prose (help, about) is in `templates/<language>/`.
    """

    language: str
    direction: Direction
    autonym: str
    day: str
    month: str
    name: str
    tagline: str
    skip: str
    skip_filters: str
    languages: str
    search_label: str
    search_hint: str
    search_button: str
    mode_label: str
    options: str
    list_separator: str
    colon: str
    either: str
    date_hint: str
    newest: str
    all_releases: str
    filtered: str
    examples_lead: str
    # The heading of results, and of no results.
    found: str
    not_found: str
    reading: str
    dropped: str
    no_forms: str
    forms_hint: str
    leave_out: str
    bring_back: str
    left_out: str
    excluded: str
    similar: str
    similar_title: str
    same_text: str
    same_above: str
    notices: str
    filters: str
    chosen: str
    remove: str
    clear: str
    more_values: str
    pages: str
    page: str
    previous: str
    next: str
    published: str
    event: str
    agency: str
    place: str
    source: str
    original: str
    since: str
    until: str
    undated: str
    untitled: str
    nothing: str
    nothing_narrowed: str
    nothing_filtered: str
    collection_empty: str
    nothing_advice: str
    how_to_search: str
    instead: str
    last_page: str
    first_page: str
    back: str
    results_of: str
    open_without: str
    again: str
    in_context: str
    cite: str
    permalink: str
    places: str
    match_number: str
    previous_match: str
    next_match: str
    cite_title: str
    press_release: str
    quoted: str
    # Quotation marks and what they become inside others.
    quoted_within: Mapping[str, str]
    comma: str
    full_stop: str
    copy_reference: str
    copy_link: str
    copied: str
    completions: str
    completion_title: str
    shortcuts: str
    shortcuts_switch: str
    shortcuts_on: str
    shortcuts_off: str
    outputs: str
    feed: str
    json: str
    release_json: str
    export: str
    help: str
    about: str
    api: str
    api_language: str
    home: str
    index_built: str
    fault_sent: str
    # Before the number of faults that are not listed.
    more_faults: str
    command: str
    same_index: str
    matches_here: str
    no_matches_here: str
    counts: Counts
    modes: Modes
    mode_hints: Modes
    matchings: Matchings
    sorts: Sorts
    facets: Facets
    parameters: Parameters
    suggestions: Suggestions
    warnings: Warnings
    faults: Faults
    # Examples of dates as they may be typed.
    dates: Sequence[str]
    refusals: Refusals
    export_formats: Exports

    def heading(self, q: str, counted: str, total: int) -> Markup:
        """The heading of the results of a search; `counted` is their number in words."""
        text = self.found if total else self.not_found
        return escape(text).format(q=isolate_query(q), counted=counted)

    def count(self, noun: Noun, number: int) -> str:
        """A number with its noun in the right plural form."""
        forms = _strings(self.counts[noun])
        category = _plural_category(self.language, number)
        return forms["zero" if not number and "zero" in forms else category].format(
            n=self.number(number)
        )

    def found_count(self, total: int, relation: Relation) -> str:
        """The number of results, as exactly as it is known."""
        return self.count(_HIT_NOUNS[relation], total)

    def number(self, number: int) -> str:
        """A number in the digits that the releases use (ASCII)."""
        return f"{number:,}"

    def date(self, day: datetime.date) -> str:
        """A date in words and in the digits that the releases use."""
        return format_date(day, self.day, locale=_locale(self.language))

    def month_of_year(self, day: datetime.date) -> str:
        return format_date(day, self.month, locale=_locale(self.language))

    def month_name(self, day: datetime.date) -> str:
        return format_date(day, "LLLL", locale=_locale(self.language))

    def language_name(self, code: str) -> str:
        """The name of a language, or its code if it has none."""
        return str(_locale(self.language).languages.get(code, code))

    def parameter(self, name: str) -> str:
        """The name of a parameter, empty if it has none."""
        return _strings(self.parameters).get(name) or _strings(self.facets).get(name, "")

    def facet(self, name: str) -> str:
        """The heading of a facet, or its parameter if it has none."""
        return _strings(self.facets).get(name, name)

    def suggestion(self, kind: SuggestionName, mode: Layer, without: Sequence[str]) -> Markup:
        """The label of a suggested search; `without` are words or parameters that it leaves out."""
        label = self.suggestions[kind]
        has_parameters = kind in ("without_dates", "without_filters")
        left_out = escape(self.list_separator).join(
            (has_parameters and self.parameter(name)) or isolate(name) for name in without
        )
        return escape(label).format(mode=self.modes[mode], without=left_out)

    def fault(self, code: str) -> str:
        """What is wrong with a parameter; to be followed by what is expected."""
        return _strings(self.faults)[code]

    def expected(self, parameter: str, code: str, expected: str) -> Markup:
        """The values that a parameter may have, by their names in this language if any."""
        choices = {"mode": self.modes, "match": self.matchings, "sort": self.sorts}
        if code == "not_a_choice" and parameter in choices:
            return escape(self.list_separator.join(_strings(choices[parameter]).values()))
        if code == "not_a_date":
            return escape(self.either).join(map(_isolate_example, self.dates))
        return isolate_ltr(expected) if code in _NUMERIC_FAULTS else escape(expected)

    def warning(self, code: WarningCode, *details: str) -> Markup:
        """The message of a warning, with all its details, each once."""
        before, placeholder, after = _PLACEHOLDER.split(self.warnings[code], maxsplit=1)
        each = dict.fromkeys(escape(placeholder).format(n=isolate(detail)) for detail in details)
        return escape(before) + escape(self.list_separator).join(each) + escape(after)

    def warning_text(self, code: str, detail: str) -> str:
        """The message of a warning as plain text, with one detail."""
        return _strings(self.warnings).get(code, f"{code} {{n}}").format(n=detail)


# A page counts dozens of things, and evaluating CLDR's rule for Arabic costs more than formatting.
@functools.lru_cache(maxsize=10_000)
def _plural_category(language: str, number: int) -> str:
    return str(_locale(language).plural_form(number))


@functools.cache
def _locale(language: str) -> Locale:
    """The CLDR data of a language; loading it takes longer than using it."""
    return Locale.parse(language)


def _strings(texts: object) -> Mapping[str, str]:
    """A typed table as a mapping, for names that are known at run time only."""
    return cast(Mapping[str, str], texts)


def _isolate_example(typed: str) -> Markup:
    """Isolate an example of a date: numeric ones run left to right, words as their script."""
    return isolate_ltr(typed) if typed.isascii() else isolate(typed)
