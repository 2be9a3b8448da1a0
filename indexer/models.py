"""The structure of JSON answers, for `indexer.present`, the web server and the API's description.

Objects are typed dictionaries, so that the type checker verifies their producers. Days are ISO 8601
(`2025-10-14`); offsets are code points, end exclusive.
"""

from typing import Annotated, NotRequired, TypeAlias, TypedDict, get_args

from msgspec import Meta

from indexer import limits
from indexer.arabic.words import Layer
from indexer.query.parsed_query import Reason
from indexer.query.values import Matching, Relation, WarningCode
from indexer.results import SuggestionKind


def known(values: object) -> Meta:
    """An open set of values: any text is valid, those known today are examples."""
    names = list(get_args(values))
    return Meta(description=f"{', '.join(names)}; others may be added", examples=names)


# A day and a moment, as ISO 8601 writes them.
Day: TypeAlias = Annotated[str, Meta(extra_json_schema={"format": "date"})]
Moment: TypeAlias = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


class Span(TypedDict):
    """A marked stretch of a text: code points, end exclusive."""

    start: int
    end: int


class Form(TypedDict):
    """A spelling, its number of occurrences in the collection, and whether it is excluded
    (`without`)."""

    form: str
    count: int
    left_out: bool


class Word(TypedDict):
    """A word as it was typed and its spellings in this collection."""

    typed: str
    forms: list[Form]


class LeftOut(TypedDict):
    """A part of the query that is not searched for, and why."""

    typed: str
    reason: Annotated[str, known(Reason)]


class Date(TypedDict):
    """A date as it was typed, and the days that it means; null is no bound."""

    typed: str
    first: Day | None
    last: Day | None


class Query(TypedDict):
    """How the query was understood. `reading` shows it in symbols: + for all words, | for any, « »
    for a phrase, - for what is excluded, which `excluded` lists; `left_out` are the parts that are
    not searched for, with the reason; `dropped` are their words."""

    q: str
    mode: Layer
    reading: str
    words: list[Word]
    dropped: list[str]
    left_out: list[LeftOut]
    dates: list[Date]
    excluded: list[str]


class Total(TypedDict):
    """How many releases match: exactly (`eq`), at least this many (`gte`), or `about` this many, if
    an excluded pattern stands for too many words."""

    value: int
    relation: Annotated[str, known(Relation)]


class FacetValue(TypedDict):
    """A value, how many of the matches have it, and whether it is chosen as a filter."""

    value: str
    count: int
    selected: bool


class Suggestion(TypedDict):
    """Another search that has hits: its query, mode and matching, with the same filters. `without`
    lists the filters and words that it leaves out."""

    kind: Annotated[str, known(SuggestionKind)]
    q: str
    mode: Layer
    match: Matching
    without: list[str]
    total: int


class Warning(TypedDict):  # noqa: A001 - the word for it, here and in the answer
    """What was done to the query, or is unusual about the search: a code for programs, and a
    message if the request names a language."""

    code: Annotated[str, known(WarningCode)]
    detail: str
    message: NotRequired[str]


class Generation(TypedDict):
    """The build of the index that answered."""

    generation: str
    built_at: Moment
    releases: int


class Head(TypedDict):
    """What a hit and a whole release have in common."""

    id: str
    title: str
    published: Day | None
    event_date: Day | None
    place: str | None
    agency: str | None
    language: str


class Snippet(TypedDict):
    """A stretch of a field: `text` starts at `offset` of the field, `matches` lie in `text`."""

    field: str
    text: str
    matches: list[Span]
    offset: int


class Hit(Head):
    """A release that matches."""

    title_matches: list[Span]
    score: float
    snippets: list[Snippet]
    source: str


class Opening(TypedDict):
    """What comes before the hits of a search."""

    query: Query
    total: Total
    page: int
    per_page: int


class Closing(TypedDict):
    """What comes after the hits of a search. `undated` is how many of the releases found have no day,
    so no `year` and no `month`; null if these are not counted."""

    facets: dict[str, Annotated[list[FacetValue], Meta(max_length=limits.FACET_VALUES)]]
    undated: int | None
    suggestions: Annotated[list[Suggestion], Meta(max_length=limits.SUGGESTIONS)]
    warnings: list[Warning]
    index: Generation
    took_ms: float


class Results(Opening, Closing):
    """What a search answers."""

    hits: list[Hit]


class Token(TypedDict):
    """How a word is read; offsets are code points of the text. If a form may be one of several
    words, `stem` has the terms of all of them, separated by `/`."""

    surface: str
    start: int
    end: int
    position: int
    normalised: str
    exact: str
    stem: str
    root: str
    proclitics: list[str]
    enclitic: str
    stop: bool
    protected: bool
    rule: str
