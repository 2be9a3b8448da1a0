"""How a query was read: the query itself, and all that the reader may want to know of it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from indexer.query.syntax import NOTHING, Node
from indexer.query.values import Expansion, Pattern, Phrase, Query, Term, Warn


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of the query, or a name of several, as typed, and the terms that find it, in ``fields``
    if there are any. Of a word with ``patterns`` the terms are known once these are expanded."""

    typed: str
    terms: tuple[Term, ...]
    patterns: tuple[Pattern, ...] = ()
    fields: tuple[str, ...] = ()


class DateReading(NamedTuple):
    """A date as it was typed, and the days that it means; None is no bound."""

    typed: str
    first: datetime.date | None
    last: datetime.date | None


Reason: TypeAlias = Literal["stop_word", "honorific"]


class LeftOut(NamedTuple):
    """Something typed that is not looked for, and why."""

    typed: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """``text`` says the reading in symbols, in the language of queries. ``words`` and ``phrases`` are
    those that are looked for, ``excluded`` are the clauses that must not match.
    ``alike`` are the terms for which words spelled alike may add score (`rewriting.boost_similar_spellings`). ``node`` is what
    ``text`` prints."""

    query: Query
    words: tuple[QueryWord, ...]
    phrases: tuple[Phrase, ...]
    left_out: tuple[LeftOut, ...]
    dates: tuple[DateReading, ...]
    excluded: tuple[str, ...]
    warnings: tuple[Warn, ...]
    text: str
    alike: tuple[Term, ...] = ()
    node: Node = NOTHING

    @property
    def is_ranked(self) -> bool:
        """Whether anything is looked for that releases could be near to."""
        return bool(self.words or self.phrases)

    def restricted_to(self, field: str) -> "ParsedQuery":
        """What of it is looked for in a field."""
        return replace(
            self,
            words=tuple(word for word in self.words if not word.fields or field in word.fields),
            phrases=tuple(each for each in self.phrases if not each.fields or field in each.fields),
        )

    def with_expansions(self, expand: Callable[[Pattern], Expansion]) -> "ParsedQuery":
        """With the terms that patterns stand for."""
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
