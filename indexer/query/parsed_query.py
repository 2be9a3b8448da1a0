"""A parsed query: the query itself, and how each part of the text was understood."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from msgspec import Struct

from indexer.query.expansion import Expansion
from indexer.query.syntax import EMPTY_NODE, Node
from indexer.query.values import Pattern, Phrase, Query, Term
from indexer.search_warnings import Warn


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query, or a name of several words, as typed, and the terms that match it, only
    in ``fields`` if there are any. A word with ``patterns`` gets its terms when these are
    expanded."""

    typed: str
    terms: tuple[Term, ...]
    patterns: tuple[Pattern, ...] = ()
    fields: tuple[str, ...] = ()


class DateReading(Struct, frozen=True):
    """A date as it was typed, and the days that it means; null is no bound."""

    typed: str
    first: datetime.date | None
    last: datetime.date | None


Reason: TypeAlias = Literal["stop_word", "honorific"]


class LeftOut(NamedTuple):
    """A typed word that is not searched for, and why."""

    typed: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedQuery:
    """``words`` and ``phrases`` are searched for; ``excluded`` are the clauses that must not match.
    ``text`` is the canonical text of ``node`` in the query language. ``likely_lemmas`` are the
    terms for which similarly spelled words add to the score (see
    `rewriting.boost_similar_spellings`)."""

    query: Query
    words: tuple[QueryWord, ...]
    phrases: tuple[Phrase, ...]
    left_out: tuple[LeftOut, ...]
    dates: tuple[DateReading, ...]
    excluded: tuple[str, ...]
    warnings: tuple[Warn, ...]
    text: str
    likely_lemmas: tuple[Term, ...] = ()
    node: Node = EMPTY_NODE

    @property
    def is_ranked(self) -> bool:
        """Whether releases can be ranked by relevance: any words or phrases are searched for."""
        return bool(self.words or self.phrases)

    def has_field(self, field: str) -> bool:
        """Whether any words or phrases are restricted to `field`."""
        words = any(field in word.fields for word in self.words)
        return words or any(field in phrase.fields for phrase in self.phrases)

    def restricted_to(self, field: str) -> "ParsedQuery":
        """The query without the words and phrases that are not searched for in `field`."""
        return replace(
            self,
            words=tuple(word for word in self.words if not word.fields or field in word.fields),
            phrases=tuple(each for each in self.phrases if not each.fields or field in each.fields),
        )

    def with_expansions(self, expand: Callable[[Pattern], Expansion]) -> "ParsedQuery":
        """The query with the terms that its patterns expand to."""
        return replace(
            self,
            words=tuple(
                replace(
                    word,
                    terms=word.terms
                    + tuple(term for each in word.patterns for term, _ in expand(each).terms),
                    patterns=(),
                )
                for word in self.words
            ),
        )
