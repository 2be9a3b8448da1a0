"""What a search asks and what it answers, as values: the terms that page, JSON and feed share."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from indexer.arabic.words import Layer
from indexer.engines.protocol import Filters, FormCount, Sort
from indexer.query.reading import DateReading, LeftOut
from indexer.query.values import Matching, Relation, Warn
from indexer.release import Release
from indexer.signature import SAME


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search, validated by the caller (see `indexer.limits` for the bounds).

    ``page`` counts from 1; with ``start`` the hits begin there instead, from 0. ``snippets`` is how
    many each hit gets at the most; without any and without ``marks`` no matches are looked for in what was
    found. ``guided`` asks for what leads a reader on: what each mode would find, which hits repeat others,
    and other searches also where few are found; ``without`` are spellings to leave out of the words of the
    query. ``generation`` names the only build that may answer.
    """

    q: str = ""
    mode: Layer = "stem"
    match: Matching = "all"
    page: int = 1
    per_page: int = 20
    sort: Sort = "relevance"
    filters: Filters = field(default_factory=Filters)
    facets: bool = True
    snippets: int = 2
    marks: bool = True
    guided: bool = False
    without: tuple[str, ...] = ()
    start: int | None = None
    generation: str | None = None

    @property
    def first_hit(self) -> int:
        """The place of the first hit to show, from 0."""
        return (self.page - 1) * self.per_page if self.start is None else self.start


class Span(NamedTuple):
    """A marked stretch of a text: code points, end exclusive."""

    start: int
    end: int


class Snippet(NamedTuple):
    """A stretch of a field. ``matches`` are offsets into ``text``, sorted and disjoint;
    ``text`` starts at ``offset`` of the field."""

    field: str
    text: str
    matches: tuple[Span, ...]
    offset: int


class Hit(NamedTuple):
    """``matches`` counts the marks of title and body; None where not all of them were looked for: in a long
    body, and where no snippets were asked for."""

    release: Release
    score: float
    title_matches: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    matches: int | None = None


@dataclass(frozen=True, slots=True)
class WordReading:
    """A word as it was typed and the spellings that it stands for in this collection."""

    typed: str
    forms: tuple[FormCount, ...]


def order(sort: Sort, *, ranks: bool) -> Sort:
    """The order that hits have: where there is nothing to be near to, the newest come first."""
    return "-published" if sort == "relevance" and not ranks else sort


class QueryReading(NamedTuple):
    """How the query was understood. ``reading`` says it in symbols: + for all words, | for any, « »
    for a phrase, - for what is excluded (``excluded``); ``left_out`` is what is not looked for, and why;
    ``dropped`` are its words. Where nothing is looked for that ``ranks``, the newest come first."""

    q: str
    mode: Layer
    reading: str
    words: tuple[WordReading, ...]
    left_out: tuple[LeftOut, ...] = ()
    dates: tuple[DateReading, ...] = ()
    excluded: tuple[str, ...] = ()
    ranks: bool = True

    @property
    def dropped(self) -> tuple[str, ...]:
        return tuple(left.typed for left in self.left_out)


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    count: int
    selected: bool


# How another search came about: its words are meant otherwise, or it asks for less.
SuggestionKind: TypeAlias = Literal[
    "spelling", "keyboard", "transliteration", "in_period",
    "wider_mode", "match_any", "without_quotes", "without_word", "without_dates", "without_filters",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search, and how many hits it has.

    ``kind`` says how it came about. ``without`` names what is left out of the search that was asked: words
    of it, or parameters.
    """

    kind: SuggestionKind
    request: SearchRequest
    total: int
    without: tuple[str, ...] = ()

    @property
    def q(self) -> str:
        return self.request.q


@dataclass(frozen=True, slots=True)
class GenerationStatus:
    """The generation that answered."""

    name: str
    built_at: datetime.datetime
    releases: int


class SearchResults(NamedTuple):
    """``relation`` is "eq" when ``total`` is exact, "gte" when a pattern stands for more words than were taken, "about"
    when one that is excluded does.
    ``modes`` are the totals of the same search in each mode, ``repeats`` the hits that say nearly the same as an earlier one
    with the first that does, where they were asked for."""

    request: SearchRequest
    query: QueryReading
    total: int
    relation: Relation
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    suggestions: tuple[Suggestion, ...]
    warnings: tuple[Warn, ...]
    generation: GenerationStatus
    took_ms: float
    modes: Mapping[Layer, int] = MappingProxyType({})
    repeats: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MarkedRelease:
    """A release with the matches of a query in its title and body."""

    release: Release
    title_matches: tuple[Span, ...]
    body_matches: tuple[Span, ...]
    generation: GenerationStatus


CompletionKind: TypeAlias = Literal["word", "phrase", "title"]


@dataclass(frozen=True, slots=True)
class Completion:
    """What may be typed, and how many releases a search for it finds.

    A title leads to the release `release_id`, the first that has it; `count` of the ten best matches do.
    """

    text: str
    kind: CompletionKind
    count: int
    release_id: str | None = None


@dataclass(frozen=True, slots=True)
class Completions:
    q: str
    completions: tuple[Completion, ...]
    generation: GenerationStatus


@dataclass(frozen=True, slots=True)
class SimilarRelease:
    """``shared`` is how much of their runs of words the two releases share, 0 to 1, estimated."""

    release: Release
    score: float
    shared: float

    @property
    def duplicate(self) -> bool:
        """Whether it is the same statement, issued again."""
        return self.shared >= SAME


@dataclass(frozen=True, slots=True)
class SimilarReleases:
    release_id: str
    releases: tuple[SimilarRelease, ...]
    generation: GenerationStatus
