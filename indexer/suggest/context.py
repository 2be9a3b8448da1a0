"""What suggestions and completions are made from: a search, and the collection that it searches."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Analyzer, Token
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.query.parsed_query import ParsedQuery


@dataclass(frozen=True)
class SearchContext:
    """A user's search, and the collection that it searches. ``count_hits`` counts the releases that
    a search finds: 0 for one without words. Text is analyzed and parsed when first used."""

    request: SearchRequest
    analyzer: Analyzer
    searcher: Searcher
    count_hits: Callable[[SearchRequest], int]

    @property
    def q(self) -> str:
        return self.request.q

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words of the text."""
        return tuple(self.analyzer.tokens(self.q))

    @cached_property
    def parsed(self) -> ParsedQuery:
        return reader.read(self.analyzer, self.q, self.request.mode, self.request.match)

    def with_text(self, q: str) -> Self:
        """The same search for another text."""
        return self.with_request(replace(self.request, q=q))

    def with_request(self, request: SearchRequest) -> Self:
        return self if request == self.request else replace(self, request=request)
