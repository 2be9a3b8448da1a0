"""Collects how a query is read while its clauses are compiled one by one."""

from indexer.query import limits, proximity
from indexer.query.matching import Matching
from indexer.query.parsed_query import DateReading, LeftOut, ParsedQuery, QueryWord
from indexer.query.proximity import Neighbour
from indexer.query.scope import Scope
from indexer.query.syntax import Node
from indexer.query.unparser import unparse
from indexer.query.values import Near, Phrase, Query, Term
from indexer.search_warnings import Warn


class ReadingCollector:
    """The words, phrases and dates of one query; words and phrases of excluded clauses are left
    out."""

    def __init__(self, match: Matching) -> None:
        self._match = match
        self._words_by_key: dict[tuple[object, ...], QueryWord] = {}
        self._neighbours: list[Neighbour] = []
        self._lemmas: list[Term] = []
        self._phrases: list[Phrase] = []
        self._dates: list[DateReading] = []
        self._excluded: list[str] = []

    @property
    def boosts(self) -> tuple[Near | Phrase, ...]:
        """Optional clauses for the first words near each other."""
        return proximity.boosts(self._neighbours[: limits.MAX_NEAR_WORDS])

    def add_word(self, word: QueryWord, scope: Scope) -> None:
        if not scope.excluded:
            self._words_by_key.setdefault((word.terms, word.patterns, word.fields), word)

    def add_neighbour(self, neighbour: Neighbour, scope: Scope) -> None:
        if scope.excluded or scope.fields:
            return
        if neighbour.likely.layer == "stem":
            self._lemmas.append(neighbour.likely)
        self._neighbours.append(neighbour)

    def add_phrase(self, phrase: Phrase, scope: Scope) -> None:
        if not scope.excluded and phrase not in self._phrases:
            self._phrases.append(phrase)

    def add_date(self, date: DateReading) -> None:
        self._dates.append(date)

    def add_excluded(self, part: Node, scope: Scope) -> None:
        """Add a clause that must not match, unless it is inside of another one."""
        if not scope.excluded:
            self._excluded.append(unparse(part))

    def parsed_query(
        self, query: Query, node: Node, left_out: tuple[LeftOut, ...], warnings: tuple[Warn, ...]
    ) -> ParsedQuery:
        """The `query` compiled from `node`, as it was understood; its words are those first typed,
        without duplicates."""
        return ParsedQuery(
            query=query,
            words=tuple(self._words_by_key.values()),
            phrases=tuple(self._phrases),
            left_out=left_out,
            dates=tuple(self._dates),
            excluded=tuple(self._excluded),
            warnings=warnings,
            text=unparse(node),
            likely_lemmas=self._likely_lemmas(),
            node=node,
        )

    def _likely_lemmas(self) -> tuple[Term, ...]:
        """The likeliest lemmas of the first words, which similar spellings may match: where any
        word matches, this helps to rank words that are misspelled or unknown to the lexicon."""
        if self._match == "all":
            return ()
        return tuple(dict.fromkeys(self._lemmas))[: limits.MAX_SIMILARITY_WORDS]
