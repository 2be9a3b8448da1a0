"""Search requests and results as values, which page, JSON and feed share.

Records that JSON answers contain as they are, are structs: their fields are the keys, their
docstrings the descriptions in the API's document. All others are frozen dataclasses.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from msgspec import Struct

from indexer import limits
from indexer.arabic.layers import Layer
from indexer.engines.protocol import Filters, FormCount, Sort
from indexer.query.matching import Matching
from indexer.query.parsed_query import DateReading, LeftOut
from indexer.releases.release import Release
from indexer.releases.signature import SAME
from indexer.search_warnings import Warn


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """One search, validated by the caller (see `indexer.limits` for the bounds).

    ``page`` counts from 1; ``start`` counts hits from 0 and takes precedence. ``snippets`` is the
    maximum for each hit; without snippets and ``marks``, matches are not located in the hits.
    ``guided`` asks for help for a reader: the totals of all modes, which hits repeat others, and
    suggestions also if there are few hits. ``without`` are spellings to exclude from the words of
    the query. ``generation`` names the only generation that may answer.
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
        """The index of the first hit to show, from 0."""
        return (self.page - 1) * self.per_page if self.start is None else self.start


class Span(Struct, frozen=True):
    """A marked stretch of a text: code points, end exclusive."""

    start: int
    end: int


class Snippet(Struct, frozen=True):
    """A stretch of a field: `text` starts at `offset` of the field; `matches` lie in `text`, sorted
    and disjoint."""

    field: str
    text: str
    matches: tuple[Span, ...]
    offset: int


@dataclass(frozen=True, slots=True)
class Hit:
    """``matches`` counts the matches in title and body; None if not all were located, in a long
    body or without snippets. ``place_matches`` and ``agency_matches`` are the matches in these
    fields, if they have a word of the query that neither title nor body has."""

    release: Release
    score: float
    title_matches: tuple[Span, ...]
    snippets: tuple[Snippet, ...]
    matches: int | None = None
    place_matches: tuple[Span, ...] = ()
    agency_matches: tuple[Span, ...] = ()


class WordReading(Struct, frozen=True):
    """A word as it was typed and its spellings in this collection."""

    typed: str
    forms: tuple[FormCount, ...]


@dataclass(frozen=True, slots=True)
class QueryReading:
    """How the query was understood.

    ``text`` shows it in symbols: + for all words, | for any, « » for a phrase, - for what is
    ``excluded``. ``left_out`` are parts that are not searched for, with the reason; ``dropped`` are
    their words. If nothing in the query ``ranks``, the newest hits come first.
    """

    q: str
    mode: Layer
    text: str
    words: tuple[WordReading, ...]
    left_out: tuple[LeftOut, ...] = ()
    dates: tuple[DateReading, ...] = ()
    excluded: tuple[str, ...] = ()
    ranks: bool = True

    @property
    def dropped(self) -> tuple[str, ...]:
        return tuple(left.typed for left in self.left_out)


class FacetValue(Struct, frozen=True):
    """A value, how many of the matches have it, and whether it is chosen as a filter."""

    value: str
    count: int
    selected: bool


# How a suggestion was made: by another interpretation of the words, or by relaxing the search.
SuggestionKind: TypeAlias = Literal[
    "spelling", "other_spelling", "keyboard", "transliteration", "in_period",
    "wider_mode", "match_any", "without_quotes", "without_field", "without_word", "without_dates",
    "without_filters",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search, and how many hits it has.

    ``kind`` says how it was made; ``without`` are words or parameters of the original search that
    it leaves out.
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


# How a total relates to the number of matches: equal, a lower bound, or an estimate.
Relation: TypeAlias = Literal["eq", "gte", "about"]


@dataclass(frozen=True, slots=True)
class SearchResults:
    """``relation`` is "eq" if ``total`` is exact, "gte" if a pattern was expanded in part, "about"
    if an excluded one was. If the request is guided, ``modes`` are the totals of the search in each
    mode, and ``repeats`` maps hits to an earlier hit that they nearly repeat."""

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
    modes: Mapping[Layer, int] = field(default_factory=dict)
    repeats: Mapping[str, str] = field(default_factory=dict)

    @property
    def undated(self) -> int | None:
        """How many of the releases found have no day, so that no year counts them; None if years
        were not counted, or not all."""
        years = self.facets.get("year")
        if years is None or len(years) >= limits.MAX_FACET_VALUES:
            return None
        if self.request.filters.facets.get("year"):
            return 0  # years are counted as if none were chosen
        return self.total - sum(year.count for year in years)


@dataclass(frozen=True, slots=True)
class MarkedRelease:
    """A release with the matches of a query in its title, body, place and agency."""

    release: Release
    title_matches: tuple[Span, ...]
    body_matches: tuple[Span, ...]
    generation: GenerationStatus
    place_matches: tuple[Span, ...] = ()
    agency_matches: tuple[Span, ...] = ()


CompletionKind: TypeAlias = Literal["word", "phrase", "title"]


@dataclass(frozen=True, slots=True)
class Completion:
    """A completion of what is being typed, and how many releases a search for it finds.

    A title leads to ``release_id``, the first release with this title; ``count`` is then how many
    of the ten best matches have it.
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
    """``shared`` is the estimated share of common word trigrams (Jaccard), 0 to 1."""

    release: Release
    score: float
    shared: float

    @property
    def is_duplicate(self) -> bool:
        """Whether it is the same statement, issued again."""
        return self.shared >= SAME


@dataclass(frozen=True, slots=True)
class SimilarReleases:
    release_id: str
    releases: tuple[SimilarRelease, ...]
    generation: GenerationStatus
