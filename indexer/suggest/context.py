"""What suggestions are made from: a search, its parsed query and the collection."""

from dataclasses import replace
from typing import NamedTuple, Self

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Analyzer
from indexer.engines.protocol import Searcher
from indexer.query import reader
from indexer.query.parsed_query import ParsedQuery


class SearchContext(NamedTuple):
    """A user's search, with its ``reading``, and the collection that it searches."""

    request: SearchRequest
    reading: ParsedQuery
    analyzer: Analyzer
    searcher: Searcher

    @classmethod
    def parse(cls, request: SearchRequest, analyzer: Analyzer, searcher: Searcher) -> Self:
        reading = reader.read(analyzer, request.q, request.mode, request.match)
        return cls(request, reading, analyzer, searcher)

    def with_text(self, q: str) -> Self:
        """The same search for another text."""
        if q == self.request.q:
            return self
        return self.parse(replace(self.request, q=q), self.analyzer, self.searcher)
