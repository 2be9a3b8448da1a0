"""What every language of the interface says: a text that one of them lacks is a type error."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Required, TypeAlias, TypedDict, cast

from babel import Locale
from babel.dates import format_date
from markupsafe import Markup, escape

from indexer.arabic.analyzer import Layer

Direction: TypeAlias = Literal["rtl", "ltr"]
Noun: TypeAlias = Literal["hits", "releases", "matches"]


class Plural(TypedDict, total=False):
    """A phrase by CLDR plural category; ``zero`` is said of none in every language that has it here."""

    zero: str
    one: str
    two: str
    few: str
    many: str
    other: Required[str]


class Counts(TypedDict):
    """Things that are counted."""

    hits: Plural
    releases: Plural
    matches: Plural


class Modes(TypedDict):
    exact: str
    stem: str
    root: str


class Matchings(TypedDict):
    all: str
    any: str


Sorts = TypedDict("Sorts", {"relevance": str, "-published": str, "published": str, "title": str})


class Facets(TypedDict):
    year: str
    month: str
    place: str
    agency: str
    language: str


# `from` cannot be the name of a field of a class.
Parameters = TypedDict(
    "Parameters",
    {
        "q": str, "text": str, "mode": str, "match": str, "page": str, "per_page": str, "sort": str,
        "from": str, "to": str, "without": str, "year": str, "month": str, "place": str, "agency": str, "language": str, "lang": str, "format": str,
    },
)  # fmt: skip


class Suggestions(TypedDict):
    """By kind of suggestion; ``other`` is for a kind that has no words yet. ``{mode}`` is the mode of
    the search that is suggested, ``{without}`` what it leaves out."""

    spelling: str
    keyboard: str
    transliteration: str
    wider_mode: str
    match_any: str
    without_quotes: str
    without_word: str
    without_dates: str
    without_filters: str
    other: str


class Warnings(TypedDict):
    """What was done to a query; ``{n}`` is what it is about."""

    open_quote: str
    too_many_words: str
    expansion_cut: str
    too_many_patterns: str
    empty_period: str
    ranked_in_part: str
    past_the_last_page: str
    nothing_to_search: str
    ignored_operator: str
    stray_quote: str
    empty_phrase: str
    open_bracket: str
    stray_bracket: str
    empty_group: str
    too_deep: str
    dangling_operator: str
    read_as_word: str
    unknown_field: str
    empty_field: str
    not_a_date: str
    too_many_dates: str
    lone_wildcard: str
    pattern_too_long: str
    fuzzy_cut: str
    slop_cut: str


class Faults(TypedDict):
    """What is wrong with a parameter; what is expected follows it."""

    unknown: str
    repeated: str
    empty: str
    too_long: str
    not_a_choice: str
    not_in_range: str
    not_a_date: str
    not_a_year: str
    not_a_month: str
    too_deep: str
    before_from: str
    not_a_cursor: str
    query_refused: str


class Exports(TypedDict):
    ndjson: str
    csv: str
    ris: str
    bibtex: str


class Refusal(NamedTuple):
    """What an error page says: a heading, and what the reader can do."""

    title: str
    advice: str


class Refusals(NamedTuple):
    """Error pages by status."""

    bad_request: Refusal
    not_found: Refusal
    method: Refusal
    form: Refusal
    gone: Refusal
    content: Refusal
    address: Refusal
    parameters: Refusal
    often: Refusal
    server: Refusal
    unavailable: Refusal
    busy: Refusal

    def of(self, status: int) -> Refusal:
        """The page of a status; one without words of its own is told as its class."""
        named = {
            404: self.not_found,
            405: self.method,
            406: self.form,
            410: self.gone,
            413: self.content,
            414: self.address,
            422: self.parameters,
            429: self.often,
            503: self.unavailable,
        }
        return named.get(status, self.bad_request if status < 500 else self.server)


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One language of the interface.

    ``language`` is its tag, ``autonym`` its own name, ``day`` and ``month`` are the date patterns
    of CLDR. Longer prose (help, about) stands in templates, `templates/<language>/`.
    """

    language: str
    direction: Direction
    autonym: str
    day: str
    month: str
    name: str
    tagline: str
    skip: str
    languages: str
    search_label: str
    search_hint: str
    search_button: str
    mode_label: str
    match_label: str
    options: str
    sort_label: str
    from_label: str
    to_label: str
    list_separator: str
    colon: str
    date_hint: str
    newest: str
    filtered: str
    examples_lead: str
    results_for: str
    more_than: str
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
    untitled: str
    nothing: str
    nothing_filtered: str
    collection_empty: str
    nothing_advice: str
    instead: str
    past_last: str
    last_page: str
    back: str
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
    copy: str
    copied: str
    completions: str
    shortcuts: str
    shortcuts_hint: str
    feed: str
    json: str
    release_json: str
    export: str
    help: str
    about: str
    home: str
    index_built: str
    fault_sent: str
    command: str
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
    # By fault: what would be right.
    examples: Mapping[str, str]
    refusals: Refusals
    export_formats: Exports

    def count(self, noun: Noun, number: int) -> str:
        """A number with its noun in the right form."""
        forms = _strings(self.counts[noun])
        category = Locale.parse(self.language).plural_form(number)
        named = "zero" if not number and "zero" in forms else category
        return forms[named].format(n=self.number(number))

    def number(self, number: int) -> str:
        """A number with the digits that the releases use."""
        return f"{number:,}"

    def date(self, day: datetime.date) -> str:
        """A date in words, with the digits that the releases use."""
        return format_date(day, self.day, locale=self.language)

    def month_of_year(self, day: datetime.date) -> str:
        """A month with its year."""
        return format_date(day, self.month, locale=self.language)

    def month_name(self, day: datetime.date) -> str:
        """A month by its name alone."""
        return format_date(day, "LLLL", locale=self.language)

    def language_name(self, code: str) -> str:
        """The name of a language, or its code where it has none."""
        return str(Locale.parse(self.language).languages.get(code, code))

    def facet(self, name: str) -> str:
        """The heading of a facet; one that has none yet is called by its parameter."""
        return _strings(self.facets).get(name, name)

    def suggestion(self, kind: str, mode: Layer, without: Sequence[str]) -> Markup:
        """What a suggested search is; `without` are words or parameters that it leaves out."""
        label = _strings(self.suggestions).get(kind, self.suggestions["other"])
        names = {} if kind == "without_word" else _strings(self.parameters)
        left_out = escape(self.list_separator).join(
            escape(names[name]) if name in names else _isolated(name) for name in without
        )
        return escape(label).format(mode=self.modes[mode], without=left_out)

    def fault(self, code: str) -> str:
        """What is wrong with a parameter; what is expected follows it."""
        return _strings(self.faults)[code]

    def expected(self, parameter: str, code: str, expected: str) -> str:
        """What a parameter may be: in the reader's words where there are any."""
        choices = {"mode": self.modes, "match": self.matchings, "sort": self.sorts}
        if code == "not_a_choice" and parameter in choices:
            return self.list_separator.join(_strings(choices[parameter]).values())
        return self.examples.get(code, expected)

    def warning(self, code: str, detail: str) -> Markup:
        """A warning in words; one that has none yet is shown as it is, rather than lost."""
        known = _strings(self.warnings).get(code)
        if known is None:
            return Markup("{} {}").format(code, _isolated(detail))
        return escape(known).format(n=_isolated(detail))


def _isolated(typed: str) -> Markup:
    """What a reader typed, in the middle of a text: its direction turns nothing around it."""
    return Markup("<bdi>{}</bdi>").format(typed)


def _strings(texts: object) -> Mapping[str, str]:
    """Texts of a typed table by a name that is only known when the program runs."""
    return cast(Mapping[str, str], texts)
