"""Queries as values: what engines evaluate, made of analysed terms and never of raw text.

A query is a tree of the classes below. Every node decides which releases match; `Word`, `Phrase`,
`Near`, `Synonyms` and `Boosted` also contribute to the score. The score of a matching release is
the sum of its nodes' scores. Patterns stand for the words of a collection that they match:
`rewriting` replaces them by `Synonyms` before an engine evaluates the query.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple, Self, TypeAlias

from indexer.arabic.layers import Layer


class Term(NamedTuple):
    """What the index stores for a word in one layer."""

    layer: Layer
    text: str


class Weighted(NamedTuple):
    """Terms scored as one term, whose BM25F score is multiplied by ``weight``."""

    terms: frozenset[Term]
    weight: float

    @classmethod
    def alone(cls, term: Term, weight: float = 1.0) -> Self:
        """One term."""
        return cls(frozenset([term]), weight)


@dataclass(frozen=True, slots=True)
class Word:
    """Releases with any of the `matching` terms in any of the `fields` (all fields if none are
    named), ranked by the `scoring` terms.

    Matching and ranking are separate: in the default mode the stem matches, and exact form and root
    only add to the score, also for releases that match by another word.
    """

    matching: tuple[Term, ...]
    scoring: tuple[Weighted, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Releases where the terms, of one layer, occur in one field at the given distances from the
    first.

    ``offsets[i]`` is the distance of ``terms[i]`` from the first (0, 1, 2 … in running text).
    ``slop`` is the total number of words by which the terms may deviate; a term that is given twice
    must occur at two positions.
    """

    terms: tuple[Term, ...]
    offsets: tuple[int, ...]
    slop: int = 0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Releases where two terms of one layer occur in one field at most `window` words apart, in
    either order.

    Scored as a term whose frequency is their number of co-occurrences, with the document frequency
    of the rarer one.
    """

    first: Term
    second: Term
    window: int
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Releases where any of the terms occurs, scored as one term that occurs wherever one of them
    does.

    The terms are a frozenset because queries are cache keys, and a frozenset caches its hash.
    """

    terms: frozenset[Term]
    weight: float = 1.0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with `text`, including `text` itself. It is spelled like the terms of the
    layer."""

    text: str
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wildcard:
    """Words that match `pattern`: ``*`` is any number of letters, ``?`` one letter."""

    pattern: str
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most `distance` (1 or 2) edits from `text`: an insertion, deletion or substitution
    of a letter, or a transposition of two adjacent ones (optimal string alignment)."""

    text: str
    distance: int
    layer: Layer = "exact"
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateRange:
    """Releases dated (`Release.day`) from `first` to `last`, both inclusive; None is no bound.
    Releases without a date never match. Adds no score."""

    first: datetime.date | None
    last: datetime.date | None


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Releases that do not match; adds no score."""

    part: "Query"


@dataclass(frozen=True, slots=True)
class Boosted:
    """Releases that match `required`; those of `optional` that match add to the score."""

    required: "Query"
    optional: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All releases, without a score."""


Pattern: TypeAlias = Prefix | Wildcard | Fuzzy
Query: TypeAlias = (
    Word | Phrase | Near | Synonyms | Pattern | DateRange | And | Or | Not | Boosted | Everything
)
