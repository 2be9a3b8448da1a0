"""Queries are values: what engines evaluate, made of our terms and never of raw text.

A query is a tree of the classes below. Every node decides which releases match; `Word`, `Phrase`,
`Near` and `Prefer` also say what scores. The score of a release that matches is
the sum of its nodes' scores.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from indexer.arabic.analyzer import Layer

Matching: TypeAlias = Literal["all", "any"]
MATCHINGS: tuple[Matching, ...] = ("all", "any")


class Warn(NamedTuple):
    """Something the reader should know of how the query was treated.

    ``code`` is stable and is put into words at the edge; ``detail`` is what it is about.
    """

    code: str
    detail: str = ""


class Term(NamedTuple):
    """What the index stores of a word in one layer."""

    layer: Layer
    text: str


class Weighted(NamedTuple):
    """A term whose BM25F score counts ``weight`` times."""

    term: Term
    weight: float


@dataclass(frozen=True, slots=True)
class Word:
    """Releases with any of the `matching` terms in any of the `fields`, ranked by the `scoring` ones.

    Matching and ranking are apart: in the default mode the stem matches, and exact form and root
    only add score, also to a release that another word of the query brought in. No fields means all.
    """

    matching: tuple[Term, ...]
    scoring: tuple[Weighted, ...]
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Releases where the terms stand in one field at the given distances from the first.

    ``offsets[i]`` is the place of ``terms[i]`` after the first (0, 1, 2 … in running text). ``slop``
    is by how many words, all told, the terms may stand apart from there.
    """

    terms: tuple[Term, ...]
    offsets: tuple[int, ...]
    slop: int = 0
    weight: float = 1.0
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """Releases where two terms stand in one field at most `window` words apart, in either order.

    Scored as a term of its own would be: how often they meet, and in how few releases.
    """

    first: Term
    second: Term
    window: int
    weight: float = 1.0
    fields: tuple[str, ...] = ()


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
class Prefer:
    """Releases that match `required`, ranked also by those of `optional` that match."""

    required: "Query"
    optional: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """All releases, without a score."""


Query: TypeAlias = Word | Phrase | Near | And | Or | Not | Prefer | Everything
