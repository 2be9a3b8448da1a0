"""Compiles resolved clauses to a query of terms."""

import datetime
from collections.abc import Iterable
from itertools import islice

from indexer import periods
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.layers import Layer
from indexer.query import lemma_patterns
from indexer.query.matching import Matching
from indexer.query.parsed_query import DateReading, QueryWord
from indexer.query.reading_collector import ReadingCollector
from indexer.query.scope import Scope
from indexer.query.syntax import (
    AllOf,
    AnyOf,
    DateClause,
    FuzzyWord,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Quoted,
    Text,
    WildcardWord,
    Without,
)
from indexer.query.text_compiler import TextCompiler
from indexer.query.traversal import combine
from indexer.query.unparser import unparse
from indexer.query.values import Boosted, DateRange, Everything, Not, Query
from indexer.query.without import without_boosts


class Compiler:
    """Compiles one node; its ``collector`` has how the clauses were understood."""

    def __init__(self, analyzer: Analyzer, match: Matching, today: datetime.date) -> None:
        self.collector = ReadingCollector(match)
        self._analyzer = analyzer
        self._texts = TextCompiler(analyzer, match, self.collector)
        self._today = today

    def compile(self, node: Node, layer: Layer, behind_without: Iterable[str] = ()) -> Query:
        """The query of `node`; its words are compared in `layer` unless the node names another.
        Releases in which the words `behind_without` follow "without" score higher."""
        query = self._compile_node(node, Scope(layer))
        exact = (
            token.word.exact
            for text in behind_without
            for token in islice(self._analyzer.tokens(text), 1)
        )
        boosts = (*self.collector.boosts, *without_boosts(exact))
        return Boosted(query, boosts) if boosts else query

    def _compile_node(self, node: Node, scope: Scope) -> Query:
        match node:
            case Text():
                return self._texts.compile_text(node, scope)
            case Quoted():
                return self._texts.compile_phrase(node, scope)
            case WildcardWord() | FuzzyWord():
                return self._compile_pattern(node, scope)
            case DateClause(_, text):
                return self._compile_date(text)
            case AllOf(parts) | Juxtaposed(parts):
                return combine([self._compile_node(part, scope) for part in parts], "all")
            case AnyOf(parts):
                return combine([self._compile_node(part, scope) for part in parts], "any")
            case Without(part):
                self.collector.add_excluded(part, scope)
                return Not(self._compile_node(part, scope.inside(node)))
            case InField(_, part) | InLayer(_, part):
                return self._compile_node(part, scope.inside(node))

    def _compile_pattern(self, node: WildcardWord | FuzzyWord, scope: Scope) -> Query:
        """Words that match the pattern, or whose lemma does."""
        patterns = lemma_patterns.patterns_in_layers(node, scope)
        self.collector.add_word(QueryWord(unparse(node), (), patterns, scope.fields), scope)
        return combine(patterns, "any")

    def _compile_date(self, text: str) -> Query:
        period = periods.parse(text, self._today)
        if period is None:
            return Everything()
        self.collector.add_date(DateReading(text, period.first, period.last))
        return DateRange(period.first, period.last)
