"""The JSON objects that API and command line share, where they differ from `answers.results`.

Objects are typed dictionaries, so that the type checker verifies the functions that make them; they
contain structs of `answers.results`, which are encoded as they are.
"""

import datetime
from typing import Annotated, NotRequired, TypeAlias, TypedDict, get_args

from msgspec import Meta

from indexer import limits
from indexer.answers.results import FacetValue, Relation, SuggestionKind, WordReading
from indexer.arabic.layers import Layer
from indexer.query.matching import Matching
from indexer.query.parsed_query import DateReading, Reason
from indexer.search_warnings import WarningCode


def open_set(values: object) -> Meta:
    """An open set of values: any text is valid, those known today are examples."""
    names = list(get_args(values))
    return Meta(description=f"{', '.join(names)}; others may be added", examples=names)


# As ISO 8601 writes it.
Moment: TypeAlias = Annotated[str, Meta(extra_json_schema={"format": "date-time"})]


class LeftOut(TypedDict):
    """A part of the query that is not searched for, and why."""

    typed: str
    reason: Annotated[str, open_set(Reason)]


class Query(TypedDict):
    """How the query was understood. `reading` shows it in symbols: + for all words, | for any, « »
    for a phrase, - for what is excluded, which `excluded` lists; `left_out` are the parts that are
    not searched for, with the reason; `dropped` are their words."""

    q: str
    mode: Layer
    reading: str
    words: tuple[WordReading, ...]
    dropped: tuple[str, ...]
    left_out: list[LeftOut]
    dates: tuple[DateReading, ...]
    excluded: tuple[str, ...]


class Total(TypedDict):
    """How many releases match: exactly (`eq`), at least this many (`gte`), or `about` this many, if
    an excluded pattern stands for too many words."""

    value: int
    relation: Annotated[str, open_set(Relation)]


class Suggestion(TypedDict):
    """Another search that has hits: its query, mode and matching, with the same filters. `without`
    lists the filters and words that it leaves out."""

    kind: Annotated[str, open_set(SuggestionKind)]
    q: str
    mode: Layer
    match: Matching
    without: tuple[str, ...]
    total: int


class Warning(TypedDict):  # noqa: A001 - the word for it, here and in the answer
    """What was done to the query, or is unusual about the search: a code for programs, and a
    message in the language that the request asks for, by default in English; the command line has
    none."""

    code: Annotated[str, open_set(WarningCode)]
    detail: str
    message: NotRequired[str]


class IndexStatus(TypedDict):
    """The build of the index that answered."""

    generation: str
    built_at: Moment
    releases: int


class Head(TypedDict):
    """What a hit and a whole release have in common."""

    id: str
    title: str
    published: datetime.date | None
    event_date: datetime.date | None
    place: str | None
    agency: str | None
    language: str


class Opening(TypedDict):
    """What comes before the hits of a search."""

    query: Query
    total: Total
    page: int
    per_page: int


class Closing(TypedDict):
    """What comes after the hits of a search. `undated` is how many of the releases found have no day,
    so no `year` and no `month`; null if these are not counted."""

    facets: dict[str, Annotated[tuple[FacetValue, ...], Meta(max_length=limits.MAX_FACET_VALUES)]]
    undated: int | None
    suggestions: Annotated[list[Suggestion], Meta(max_length=limits.MAX_SUGGESTIONS)]
    warnings: list[Warning]
    index: IndexStatus
    took_ms: float


class Token(TypedDict):
    """How a word is read; offsets are code points of the text. If a form may be one of several
    words, `stem` has the terms of all of them, separated by `/`. A stop word, which is searched for as
    written only, has its exact form as `stem` and `root`."""

    surface: str
    start: int
    end: int
    position: int
    normalised: str
    exact: str
    stem: str
    root: str
    proclitics: tuple[str, ...]
    enclitic: str
    stop: bool
    protected: bool
    rule: str
