"""The engine seam: what a search engine must do for us, and in which words it is asked.

An engine stores analysed releases and evaluates `Query` values. It never sees a reader's text and
never analyses: the terms are ours. Every engine passes the conformance suite in `tests/engines`.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypeAlias

from indexer.generations import Place, Shelf
from indexer.query.values import Expansion, Pattern, Query, Term, Warn
from indexer.release import Release
from indexer.schema import AnalysedRelease
from indexer.settings import Settings

Sort: TypeAlias = Literal["relevance", "-published", "published", "title"]
SORTS: tuple[Sort, ...] = ("relevance", "-published", "published", "title")


def effective_sort(sort: Sort, *, ranks: bool) -> Sort:
    """The order of the hits: by relevance only if something in the query ranks, else the newest first."""
    return "-published" if sort == "relevance" and not ranks else sort


@dataclass(frozen=True, slots=True)
class Filters:
    """Which releases may match at all.

    ``facets[name]`` lists values of which one must hold (compared folded); different facets must
    all hold. ``first`` and ``last`` bound the day, both inclusive. ``ids``, where there
    are any, are the only releases that may match.
    """

    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: datetime.date | None = None
    last: datetime.date | None = None
    ids: frozenset[str] = frozenset()

    @property
    def is_reversed(self) -> bool:
        """Whether the days end before they begin."""
        return bool(self.first and self.last and self.first > self.last)

    def __hash__(self) -> int:
        # A mapping has none.
        return hash((frozenset(self.facets.items()), self.first, self.last, self.ids))


class Match(NamedTuple):
    """A release that matches. ``score`` is rounded to 6 decimals, so that ties are ties."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class FacetCount:
    value: str
    count: int


class Matches(NamedTuple):
    """One page of matches and what is true of all of them.

    Order: by `sort`; ties go to the newer day (see `Release.day`), then to the smaller id. What has no day comes last.
    Where evaluating the query in full costs too much, ``warnings`` says what was left out.
    """

    total: int
    page: Sequence[Match]
    facets: Mapping[str, Sequence[FacetCount]]
    warnings: tuple[Warn, ...] = ()


@dataclass(frozen=True, slots=True)
class FormCount:
    """A spelling and how often it stands in the collection; ``left_out`` if the reader left it out."""

    form: str
    count: int
    left_out: bool = False


class Searcher(Protocol):
    """An immutable view of one generation; safe to share between threads."""

    def count(self) -> int:
        """How many releases there are."""
        ...

    def search(
        self,
        query: Query,
        *,
        filters: Filters,
        sort: Sort,
        start: int,
        size: int,
        facets: bool,
    ) -> Matches:
        """Releases ``start`` to ``start + size`` of those that match `query`, which has no patterns."""
        ...

    def scan(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        """How many releases match, and each of them in the order of `search`, read as they are asked
        for: memory holds few of them, whatever their number."""
        ...

    def expand(self, pattern: Pattern, *, excluded: bool = False) -> Expansion:
        """The words of the collection that `pattern` stands for: at most `limits.EXPANSIONS`, the
        first ones that stand in `limits.EXPANSION_POSTINGS` releases, added up (one is always given); of what is
        `excluded`, and so not ranked, `limits.EXCLUDED_EXPANSIONS`, wherever they stand."""
        ...

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        """In how many releases each term stands, in any text field."""
        ...

    def similar_terms(self, term: Term) -> Sequence[Term]:
        """The words of the term's layer, letters all, that are spelled most like it, likest first and
        ties by text: at most `limits.ALIKE`, of at least `limits.LIKENESS`, without itself.

        Likeness is that of Dice (1945): twice the pairs of neighbouring letters that two words share,
        over all of theirs, each counted once; the edges of a word are letters too. What is not
        letters alone has no likeness to anything.
        """
        ...

    def release(self, release_id: str) -> Release | None:
        """The release as it was stored, or None."""
        ...

    def releases_by_id(self, ids: Sequence[str]) -> list[Release]:
        """The same of several, in their order, at once; without those that are not there."""
        ...

    def releases(self) -> Iterator[Release]:
        """Every release, in no particular order."""
        ...

    def forms(self, term: Term) -> Sequence[FormCount]:
        """The spellings behind a term, at most `limits.FORMS_PER_WORD`: most frequent first, ties by
        spelling. Of a term with more than `limits.FORMS_READ` spellings any of them may be left out."""
        ...

    def spellings(self, term: Term) -> Sequence[str]:
        """The spellings behind a term, at most `limits.SPELLINGS`, in any order; those of a name of
        several words have spaces between them. Of deleted releases there may be some, too."""
        ...

    def digests(self) -> Mapping[str, str]:
        """Release id to the digest of what is stored: what an incremental build compares with."""
        ...

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        """The signatures (see `indexer.signature`) of those of the releases that are there."""
        ...

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        """The groups of near-duplicates in which any of `ids` is, sorted: those of `signature.groups`
        over the releases that are related to `ids`."""
        ...

    def close(self) -> None: ...


class Writer(Protocol):
    """Writes one generation; nothing is readable before `commit`."""

    def add(self, release: AnalysedRelease) -> None:
        """Add a release whose id is not in the index."""
        ...

    def delete(self, release_id: str) -> None:
        """Remove a release that was there when the writer was opened."""
        ...

    def commit(self) -> Collection[str] | None:
        """Make a complete index of what was added and of what was there and not deleted.

        Gives the ids of all releases in the parts of the index that were written for it, those among them that a merge
        only moved there; None where the engine does not know. (These are what `verify` reads.)
        """
        ...

    def cancel(self) -> None:
        """Give up; safe to call after any exception."""
        ...


class Engine(Protocol):
    name: str

    def version(self) -> str:
        """Names the engine and its version: an index of another one is out of date."""
        ...

    def shelf(self, settings: Settings) -> Shelf:
        """Where the generations of the index live that `settings` name."""
        ...

    def create(self, place: Place) -> Writer:
        """A writer for a new index at the empty `place`, which its shelf chose."""
        ...

    def extend(self, place: Place) -> Writer:
        """A writer that goes on from the index at `place`. Files there may be shared with an
        older generation: they may be removed, never written to."""
        ...

    def open(self, place: Place) -> Searcher: ...
