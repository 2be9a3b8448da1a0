"""The interface of search engines.

An engine stores analysed releases and evaluates `Query` values. It never sees a reader's text and
does no analysis: all terms come from our analyzer. Every engine passes the conformance suite in
`tests/engines`.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypeAlias

from msgspec import Struct

from indexer.generations import GenerationStore, Place
from indexer.query.expansion import Expansion
from indexer.query.values import Pattern, Query, Term
from indexer.releases.release import Release
from indexer.releases.schema import AnalysedRelease
from indexer.search_warnings import Warn
from indexer.settings import Settings

Sort: TypeAlias = Literal["relevance", "-published", "published", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "-published", "published", "title")
# Orders in which releases without a day come last.
DAY_SORTS: tuple[Sort, ...] = ("-published", "published")


def effective_sort(sort: Sort, *, ranks: bool) -> Sort:
    """The order of the hits: by relevance only if something in the query ranks, else the newest
    first."""
    return "-published" if sort == "relevance" and not ranks else sort


@dataclass(frozen=True, slots=True)
class Filters:
    """Which releases may match at all.

    ``facets[name]`` lists alternative values (compared folded); a release must match every facet.
    ``first`` and ``last`` bound the day, both inclusive. If ``ids`` are given, no other releases
    match.
    """

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: datetime.date | None = None
    last: datetime.date | None = None
    ids: frozenset[str] = frozenset()

    @property
    def is_reversed(self) -> bool:
        """Whether the last day is before the first."""
        return bool(self.first and self.last and self.first > self.last)

    def __hash__(self) -> int:
        # A mapping has no hash of its own.
        return hash((frozenset(self.facets.items()), self.first, self.last, self.ids))


NO_FILTERS = Filters()


class Match(NamedTuple):
    """A matching release. ``score`` is rounded to 6 decimals, so that ties are ties."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


class Matches(NamedTuple):
    """One page of matches, and totals and facets of all of them.

    Order: by `sort`; ties: newer day first (see `Release.day`), then smaller id. Releases without a
    day come last. ``facets`` has the most frequent values of each facet, at most
    `limits.MAX_FACET_VALUES`, ties by value; behind them the chosen ones that are not among them
    (see `facet_choice.unlisted`). If evaluating the whole query costs too much, ``warnings`` says what was left
    out.
    """

    total: int
    page: Sequence[Match]
    facets: Mapping[str, Sequence[FacetCount]]
    warnings: tuple[Warn, ...] = ()


class FormCount(Struct, frozen=True):
    """A spelling. `count` is how often it occurs in the whole collection, not how many releases have
    it; `left_out` is whether `without` excludes it."""

    form: str
    count: int
    left_out: bool


class Searcher(Protocol):
    """An immutable view of one generation; safe to share between threads.

    `search` and `scan` raise SearchTooLong if the deadline (see `indexer.deadline`) passes before
    all matches are known. All methods, and iterators that they return, raise EngineUnreachable if
    the engine is a service that does not answer.
    """

    def count(self) -> int:
        """The number of releases."""
        ...

    def search(
        self,
        query: Query,
        *,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        start: int = 0,
        size: int = 0,
        facets: bool = False,
    ) -> Matches:
        """Matches number ``start`` to ``start + size`` of `query`, which must have no patterns, and
        the number of all matches. Without `facets`, none are counted."""
        ...

    def scan(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        """The number of matching releases, and all of them in the order of `search`. They are read
        lazily: memory holds few of them at a time."""
        ...

    def expand(self, pattern: Pattern, *, excluded: bool = False) -> Expansion:
        """The words of the collection that match `pattern`, most frequent first: at most
        `limits.MAX_EXPANSIONS` words and `limits.MAX_EXPANSION_POSTINGS` releases, summed over the
        words (but at least one word). For an `excluded` pattern, which is not ranked, at most
        `limits.MAX_EXCLUDED_EXPANSIONS` words in any number of releases."""
        ...

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        """The document frequency of each term, over all text fields."""
        ...

    def similar_terms(self, term: Term) -> Sequence[Term]:
        """The words of the term's layer with the most similar spelling, most similar first, ties by
        text: at most `limits.MAX_SIMILAR_TERMS`, with a similarity of at least `limits.MIN_DICE`,
        without itself.

        Similarity is the coefficient of Dice (1945): twice the number of letter pairs (bigrams)
        that two words share, divided by the sum of their numbers of different pairs; the edges of a
        word count as letters. Words that are not letters only have no similar words.
        """
        ...

    def release(self, release_id: str) -> Release | None:
        """The stored release, or None."""
        ...

    def releases_by_id(self, ids: Sequence[str]) -> list[Release]:
        """The stored releases with some ids, in that order; unknown ids are skipped."""
        ...

    def releases(self) -> Iterator[Release]:
        """Every release, in no particular order."""
        ...

    def forms(self, term: Term) -> Sequence[FormCount]:
        """The most frequent spellings behind a term, at most `limits.MAX_FORMS`, ties by
        spelling. If a term has more than `limits.MAX_FORMS_READ` spellings, any may be missing."""
        ...

    def spellings(self, term: Term) -> Sequence[str]:
        """The spellings behind a term, at most `limits.MAX_SPELLINGS`, in any order; those of a name
        of several words contain spaces. May include spellings of deleted releases."""
        ...

    def digests(self) -> Mapping[str, str]:
        """The digest of each stored release by id, which an incremental build compares."""
        ...

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        """The signatures (see `indexer.releases.signature`) of the releases; unknown ids are
        skipped."""
        ...

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        """The sorted groups of near-duplicates that contain any of `ids`: `signature.groups` of the
        releases related to them."""
        ...

    def close(self) -> None: ...


class Writer(Protocol):
    """Writes one generation; nothing is visible before `commit`.

    Methods raise BuildError for wrong use and for a service that does not write; OSError and
    MemoryError for failures of this machine.
    """

    def add(self, release: AnalysedRelease) -> None:
        """Add a release whose id is not in the index."""
        ...

    def delete(self, release_id: str) -> None:
        """Remove a release that was in the index when the writer was opened."""
        ...

    def commit(self) -> Collection[str] | None:
        """Complete the index: added releases, and existing ones that were not deleted.

        Returns the ids of all releases in newly written parts of the index, including those that a
        merge only moved; None if the engine does not know. (`verify` reads these.)
        """
        ...

    def cancel(self) -> None:
        """Give up; safe to call after any exception."""
        ...


class Engine(Protocol):
    name: str

    def version(self) -> str:
        """The engine's version and format: an index of another version is out of date."""
        ...

    def store(self, settings: Settings) -> GenerationStore:
        """The store of the generations of the index that `settings` name."""
        ...

    def create(self, place: Place) -> Writer:
        """A writer for a new index at the empty `place`, which the store chose."""
        ...

    def extend(self, place: Place) -> Writer:
        """A writer that extends the index at `place`. Its files may be shared with an older
        generation: they may be removed, but never changed."""
        ...

    def open(self, place: Place) -> Searcher: ...
