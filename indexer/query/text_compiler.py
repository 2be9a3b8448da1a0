"""Compiles texts: words, names of several words, and phrases."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.expressions.runs import Run
from indexer.arabic.queries import alternatives
from indexer.query import weights, word_terms
from indexer.query.matching import Matching
from indexer.query.parsed_query import QueryWord
from indexer.query.proximity import Neighbour
from indexer.query.reading_collector import ReadingCollector
from indexer.query.scope import Scope
from indexer.query.syntax import Quoted, Text
from indexer.query.traversal import combine
from indexer.query.values import Or, Phrase, Query, Term, Weighted, Word
from indexer.query.word_terms import as_terms


class TextCompiler:
    """Compiles the texts of one query, and adds their words and phrases to the `collector`."""

    def __init__(self, analyzer: Analyzer, match: Matching, collector: ReadingCollector) -> None:
        self._analyzer = analyzer
        self._known_names = analyzer.known.of_several_words
        self._match = match
        self._collector = collector

    def compile_text(self, node: Text, scope: Scope) -> Query:
        """A word or a name of several words. A known name is one word, whether typed in one word or
        in several; other names are matched by their words or by their own term."""
        tokens = list(self._analyzer.tokens(node.text))
        runs = self._analyzer.runs([token.word for token in tokens])
        # A single word that its neighbours make a name may still be another, likelier word.
        known = [run for run in runs if run.term in self._known_names and run.last - run.first > 1]
        if scope.layer == "exact":
            return self._exact_query(tokens, known, scope)
        others = [run for run in runs if run not in known]
        apart = _tokens_outside(tokens, known)
        content = [token for token in apart if not token.word.stop] or apart
        queries = {token: self._word_query(token, scope) for token in content}
        names = [self._known_name(tokens[run.first : run.last], run.term, scope) for run in known]
        names += [
            self._name_or_words(tokens[run.first : run.last], run.term, queries, scope)
            for run in others
        ]
        words = [queries[token] for token in _tokens_outside(tokens, others) if token in queries]
        return combine([*words, *names], scope.matching(self._match))

    def compile_phrase(self, node: Quoted, scope: Scope) -> Query:
        return self._phrase_query(list(self._analyzer.tokens(node.text)), scope, node.slop)

    def _exact_query(self, tokens: Sequence[Token], known: Iterable[Run], scope: Scope) -> Query:
        """A word or a name of several words, as spelled. The exact layer has no terms of names, so
        the words of a known name are a phrase, stop words included (أم القرى), unless any word may
        match."""
        match = scope.matching(self._match)
        known = known if match == "all" else ()
        apart = _tokens_outside(tokens, known)
        content = [token for token in apart if not token.word.stop] or apart
        names = [tokens[run.first : run.last] for run in known]
        for token in chain.from_iterable(names):
            exact = Term("exact", token.word.exact)
            self._collector.add_neighbour(Neighbour(exact, exact), scope)
        words = [self._word_query(token, scope) for token in content]
        return combine([*words, *(self._phrase_query(name, scope) for name in names)], match)

    def _word_query(self, token: Token, scope: Scope) -> Query:
        if scope.layer != "exact" and not token.word.stop and token.word.stem in self._known_names:
            return self._known_name([token], token.word.stem, scope)
        terms = word_terms.terms_of(self._analyzer, token, scope)
        # Most forms of the word have the term of its likeliest lemma, even if this form does not.
        likely = terms[0]
        if likely.layer == "stem":
            likely = Term("stem", self._analyzer.lemma(token.word))
        self._add_word([token], terms, scope)
        self._collector.add_neighbour(Neighbour(likely, Term("exact", token.word.exact)), scope)
        return word_terms.word_query(token, terms, scope)

    def _known_name(self, members: Sequence[Token], term: str, scope: Scope) -> Query:
        """A known name that can be written in one word or in several (أبوظبي, أبو ظبي): it has one
        term and one score, whichever is typed and whichever a release has."""
        texts = (term,) if scope.excluded else alternatives.name_terms(self._analyzer, term)
        terms = as_terms(scope.layer, texts)
        # Longer names match without a score: the name of a newspaper says little about its town.
        matching = (*terms, *as_terms(scope.layer, self._known_names[term]))
        self._add_word(members, matching, scope)
        self._collector.add_neighbour(Neighbour(terms[0], None), scope)
        scoring = Weighted(frozenset(terms), sum(weights.LAYERS.values()))
        return Word(matching, (scoring,), scope.fields)

    def _name_or_words(
        self, members: Sequence[Token], term: str, queries: Mapping[Token, Query], scope: Scope
    ) -> Query:
        """A name of several words, or a word that its neighbours make another one. `queries` are
        the queries of its words, without stop words."""
        is_word = len(members) == 1 and scope.layer == "stem"
        texts = alternatives.terms_by_context(term) if is_word else (term,)
        terms = as_terms(scope.layer, texts)
        self._add_word(members, terms, scope)
        scoring = Weighted(frozenset(terms), weights.LAYERS["stem"])
        name = Word(terms, (scoring,), scope.fields)
        if not all(token in queries for token in members):
            # Without the stop word of a name its other words mean something else: لا مبالاة.
            return name
        return Or(
            (combine([queries[token] for token in members], scope.matching(self._match)), name)
        )

    def _add_word(self, members: Sequence[Token], terms: tuple[Term, ...], scope: Scope) -> None:
        typed = " ".join(token.surface for token in members)
        self._collector.add_word(QueryWord(typed, terms, fields=scope.fields), scope)

    def _phrase_query(self, tokens: Sequence[Token], scope: Scope, slop: int = 0) -> Query:
        first = tokens[0].position
        phrase = Phrase(
            tuple(Term("exact", token.word.exact) for token in tokens),
            tuple(token.position - first for token in tokens),
            slop=slop,
            fields=scope.fields,
        )
        self._collector.add_phrase(phrase, scope)
        return phrase


def _tokens_outside(tokens: Sequence[Token], runs: Iterable[Run]) -> list[Token]:
    """The tokens that are in none of the `runs`."""
    inside = {place for run in runs for place in range(run.first, run.last)}
    return [token for place, token in enumerate(tokens) if place not in inside]
