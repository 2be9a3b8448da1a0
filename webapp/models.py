"""The models of the API's answers: those of `indexer.answers.json_models`, with addresses and marked text added.

`openapi.py` generates the document from these (docstrings included), and the type checker holds
`api_results.py` to them.
"""

import datetime
from typing import Annotated, Any, NotRequired, Required, TypedDict

from msgspec import Meta

from indexer import limits
from indexer.answers.json_models import Closing, Head, IndexStatus, Opening, Token, open_set
from indexer.answers.results import CompletionKind, Span
from indexer.arabic.layers import Layer


class Snippet(TypedDict):
    """A stretch of a field: `text` starts at `offset` of the field. `matches` lie in `text`; `html` is
    `text` escaped, with `<mark>` around whole words and nothing else."""

    field: str
    text: str
    html: NotRequired[str]
    matches: NotRequired[tuple[Span, ...]]
    offset: int


class Hit(TypedDict, total=False):
    """A release that matches: its id, and what `fields` and `highlight` ask for of the rest."""

    # The keys are also in `addresses.search_address.HIT_FIELDS`.

    id: Required[str]
    url: str
    title: str
    title_html: str
    published: datetime.date | None
    event_date: datetime.date | None
    place: str | None
    agency: str | None
    language: str
    title_matches: tuple[Span, ...]
    score: float
    snippets: Annotated[list[Snippet], Meta(max_length=limits.MAX_SNIPPETS)]


class Links(TypedDict):
    """Addresses relative to the site. `next` goes on from the last hit in the same build of the index."""

    self: str
    next: str | None
    prev: str | None
    feed: str
    html: str


class Guidance(TypedDict, total=False):
    """The keys that only a guided search has; `Search` describes them."""

    modes: dict[Layer, int]
    repeats: dict[str, str]


class Search(Opening, Guidance, Closing):
    """What `/api/v1/search` answers; `modes`, how many releases the same search finds in each mode for which
    there was time, and `repeats`, the id of an earlier hit by that of one that nearly repeats it, only with
    `guided`."""

    hits: Annotated[list[Hit], Meta(max_length=limits.MAX_PER_PAGE)]
    links: Links


class ReleaseLinks(TypedDict):
    """Addresses relative to the site."""

    self: str
    html: str


class CitableLinks(ReleaseLinks):
    """Addresses relative to the site; `ris` and `bibtex` are files for reference managers."""

    similar: str
    ris: str
    bibtex: str


class MarkedHead(Head):
    """What a hit and a whole release have in common."""

    url: str
    title_html: str
    title_matches: tuple[Span, ...]


class Release(MarkedHead):
    """One release: the text, and where the query matches in it."""

    dateline: str | None
    body: str
    body_html: str
    body_matches: tuple[Span, ...]
    original_url: str | None
    source: str
    extra: dict[str, Any]
    links: CitableLinks
    index: IndexStatus


class QueryBeginning(TypedDict):
    """What was typed."""

    q: str


class Completion(TypedDict):
    """What may be typed: a word or a phrase, and what a search for it finds, or a title, and how many of the ten best
    matches have it; `url` leads to the page of that search or to the first of these."""

    text: str
    kind: Annotated[str, open_set(CompletionKind)]
    count: int
    url: str


class Completions(TypedDict):
    """What a reader may be about to type."""

    query: QueryBeginning
    suggestions: Annotated[list[Completion], Meta(max_length=limits.MAX_COMPLETIONS)]
    index: IndexStatus


class Similar(Head):
    """A release like another. `shared` is how much of their runs of three words the two have in
    common, 0 to 1, estimated; `duplicate` where that is so much that it is the same statement."""

    url: str
    score: float
    shared: float
    duplicate: bool


class SimilarReleases(TypedDict):
    """The releases most like the one of this `id`, which is not among them."""

    id: str
    hits: Annotated[list[Similar], Meta(max_length=limits.MAX_SIMILAR)]
    links: ReleaseLinks
    index: IndexStatus


class Analysis(TypedDict):
    """How each word of a text is read."""

    text: str
    tokens: list[Token]


class Status(TypedDict):
    """Which build of the index answers; `degraded` when it is not the newest or not whole."""

    index: IndexStatus
    degraded: bool


class Fault(TypedDict):
    """What is wrong with one parameter; `code` names it for programs."""

    parameter: str
    code: str
    detail: str


class Problem(TypedDict):
    """An error as RFC 9457 describes it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: NotRequired[list[Fault]]
