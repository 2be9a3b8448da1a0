"""How a query is understood, as its clauses are compiled one by one."""

from indexer.query import limits, proximity
from indexer.query.parsed_query import DateReading, QueryWord
from indexer.query.proximity import Neighbour
from indexer.query.scope import Scope
from indexer.query.values import Near, Phrase, Term


class Understanding:
    """What the clauses of one query are understood as; words and phrases of excluded ones are left
    out."""

    def __init__(self) -> None:
        self._words_by_key: dict[tuple[object, ...], QueryWord] = {}
        self._neighbours: list[Neighbour] = []
        self._lemmas: list[Term] = []
        self.phrases: list[Phrase] = []
        self.dates: list[DateReading] = []
        self.excluded: list[str] = []

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """The words without duplicates, as first typed."""
        return tuple(self._words_by_key.values())

    @property
    def lemmas(self) -> tuple[Term, ...]:
        """The likeliest lemmas of the first words."""
        return tuple(dict.fromkeys(self._lemmas))[: limits.SIMILARITY_WORDS]

    @property
    def boosts(self) -> tuple[Near | Phrase, ...]:
        """Optional clauses for the first words near each other."""
        return proximity.boosts(self._neighbours[: limits.NEAR_WORDS])

    def add_word(self, word: QueryWord, scope: Scope) -> None:
        if not scope.excluded:
            self._words_by_key.setdefault((word.terms, word.patterns, word.fields), word)

    def add_neighbour(self, word: Neighbour, scope: Scope) -> None:
        if scope.excluded or scope.fields:
            return
        if word.likely.layer == "stem":
            self._lemmas.append(word.likely)
        self._neighbours.append(word)

    def add_phrase(self, phrase: Phrase, scope: Scope) -> None:
        if not scope.excluded and phrase not in self.phrases:
            self.phrases.append(phrase)
