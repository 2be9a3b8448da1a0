"""Tables of texts that are looked up by a code or a count."""

from collections.abc import Container
from http import HTTPStatus
from typing import NamedTuple, Required, TypedDict


class Plural(TypedDict, total=False):
    """A phrase by CLDR plural category. Where given, ``zero`` is used for 0, even if CLDR has
    another category for it."""

    zero: str
    one: str
    two: str
    few: str
    many: str
    other: Required[str]


class Counts(TypedDict):
    """Counted nouns."""

    hits: Plural
    # Hits, if their number is not exact.
    at_least: Plural
    about: Plural
    releases: Plural
    matches: Plural
    pages: Plural
    # Occurrences in all releases together.
    times: Plural


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


# All but the facets. Not a class, as `from` is a keyword.
Parameters = TypedDict(
    "Parameters",
    {
        "q": str, "text": str, "mode": str, "match": str, "page": str, "per_page": str, "sort": str,
        "from": str, "to": str, "without": str, "lang": str, "format": str,
    },
)  # fmt: skip


class Suggestions(TypedDict):
    """By kind of suggestion; a transliteration into Latin letters is a romanization, one that lacks
    words is partial. ``{mode}`` is
    the mode of the suggested search, ``{without}`` what it leaves out."""

    spelling: str
    other_spelling: str
    keyboard: str
    transliteration: str
    partial_transliteration: str
    romanization: str
    wider_mode: str
    in_period: str
    match_any: str
    without_quotes: str
    without_field: str
    without_word: str
    without_dates: str
    without_filters: str


class Warnings(TypedDict):
    """Warnings about a query, by code; ``{n}`` is the detail."""

    open_quote: str
    too_many_words: str
    expansion_cut: str
    too_many_patterns: str
    empty_period: str
    undated_last: str
    undated_left_out: str
    untitled_left_out: str
    reversed_period: str
    ranked_in_part: str
    time_is_up: str
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
    read_as_number: str
    read_as_word: str
    operator_in_small_letters: str
    unknown_field: str
    empty_field: str
    not_a_date: str
    too_many_dates: str
    lone_wildcard: str
    pattern_too_long: str
    fuzzy_cut: str
    slop_cut: str


class Faults(TypedDict):
    """What is wrong with a parameter, by code; to be followed by what is expected."""

    unknown: str
    repeated: str
    empty: str
    too_long: str
    not_a_choice: str
    not_in_range: str
    not_a_date: str
    no_such_date: str
    not_a_year: str
    not_a_month: str
    too_deep: str
    before_from: str
    not_a_cursor: str
    not_text: str


class Exports(TypedDict):
    ndjson: str
    csv: str
    ris: str
    bibtex: str


# The fields of `Refusals` and of `errors` by status.
STATUS_NAMES = {
    400: "bad_request",
    404: "not_found",
    405: "method",
    406: "form",
    410: "gone",
    413: "content",
    414: "address",
    422: "parameters",
    429: "often",
    431: "headers",
    500: "server",
    501: "unsupported",
    503: "unavailable",
}


def status_name(status: int, known: Container[str]) -> str:
    """The field for a status; if `known` lacks it, a general one for its class (4xx, 5xx)."""
    name = STATUS_NAMES.get(status, "")
    if name in known:
        return name
    return "bad_request" if status < HTTPStatus.INTERNAL_SERVER_ERROR else "server"


class Refusal(NamedTuple):
    """An error page: its heading, and what the reader can do."""

    title: str
    advice: str


class Refusals(NamedTuple):
    """Error pages by status or outage."""

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
    unreachable: Refusal
    unreadable: Refusal
    outdated: Refusal
    slow: Refusal

    def for_status(self, status: int) -> Refusal:
        page: Refusal = getattr(self, status_name(status, self._fields))
        return page
