"""Compiles resolved clauses to a query of terms."""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from indexer import limits, periods
from indexer.arabic import alternatives
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold
from indexer.arabic.runs import Run
from indexer.arabic.words import Layer
from indexer.query import proximity, weights
from indexer.query.parsed_query import DateReading, QueryWord
from indexer.query.printer import unparse
from indexer.query.proximity import Neighbour
from indexer.query.syntax import (
    All,
    Any,
    DateClause,
    FieldName,
    FuzzyWord,
    InField,
    InLayer,
    Juxtaposed,
    Node,
    Quoted,
    Text,
    WildcardWord,
    Without,
    field_of_label,
)
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Fuzzy,
    Matching,
    Not,
    Or,
    Pattern,
    Phrase,
    Prefix,
    Query,
    Term,
    Weighted,
    Wildcard,
    Word,
    flattened,
)

# Fields whose names differ in the schema: a place is searched for in the dateline.
_SCHEMA_FIELDS: Mapping[FieldName, str] = {"place": "dateline"}
# Letters that a pattern needs to be matched against stems.
_LEAST_LETTERS = 2


@dataclass(frozen=True, slots=True)
class _Scope:
    """The context of a clause: the layer and fields of its words, and whether it must not match."""

    layer: Layer
    fields: tuple[str, ...] = ()
    excluded: bool = False


class Compiler:
    """Compiles one node, and collects on the way how it was understood."""

    def __init__(self, analyzer: Analyzer, match: Matching, today: datetime.date) -> None:
        self._analyzer = analyzer
        self._names = analyzer.known.of_several_words
        self._match = match
        self._today = today
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
    def alike(self) -> tuple[Term, ...]:
        """The terms that may be matched by similar spellings: where any word matches, this helps to
        rank words that are misspelled or unknown to the lexicon."""
        lemmas = self._lemmas if self._match == "any" else []
        return tuple(dict.fromkeys(lemmas))[: limits.SIMILARITY_WORDS]

    def compile(self, node: Node, layer: Layer) -> Query:
        """The query of `node`; its words are compared in `layer` unless the node names another."""
        query = self._query(node, _Scope(layer))
        boosts = proximity.boosts(self._neighbours[: limits.NEAR_WORDS])
        return Boosted(query, boosts) if boosts else query

    def _query(self, node: Node, scope: _Scope) -> Query:
        match node:
            case Text():
                return self._text(node, scope)
            case Quoted():
                return self._phrase(node, scope)
            case WildcardWord() | FuzzyWord():
                return self._pattern_query(node, scope)
            case DateClause(_, text):
                return self._date(text)
            case All(parts) | Juxtaposed(parts):
                return _combine([self._query(part, scope) for part in parts], "all")
            case Any(parts):
                return _combine([self._query(part, scope) for part in parts], "any")
            case Without(part):
                if not scope.excluded:
                    self.excluded.append(unparse(part))
                return Not(self._query(part, replace(scope, excluded=not scope.excluded)))
            case InField(label, part):
                named = field_of_label(label)
                field = _SCHEMA_FIELDS.get(named, named)
                return self._query(part, replace(scope, fields=(field,)))
            case InLayer(sign, part):
                return self._query(part, replace(scope, layer="exact" if sign == "=" else "root"))

    def _text(self, node: Text, scope: _Scope) -> Query:
        """A word or a name of several words. A known name is one word, however it is typed; others
        are matched by their words or by their own term."""
        tokens = list(self._analyzer.tokens(node.text))
        runs = self._analyzer.runs([token.word for token in tokens])
        # A single word that its neighbours make a name may be its likelier word as well.
        known = [run for run in runs if run.term in self._names and run.last - run.first > 1]
        if scope.layer == "exact":
            return self._exact_text(tokens, known, scope)
        others = [run for run in runs if run not in known]
        apart = _without(tokens, known)
        content = [token for token in apart if not token.word.stop] or apart
        queries = {token: self._word_query(token, scope) for token in content}
        names = [
            *(self._name(_typed(tokens[run.first : run.last]), run.term, scope) for run in known),
            *(self._named(run, tokens[run.first : run.last], queries, scope) for run in others),
        ]
        words = [queries[token] for token in _without(tokens, others) if token in queries]
        return _combine([*words, *names], self._matching(scope))

    def _exact_text(self, tokens: Sequence[Token], known: Iterable[Run], scope: _Scope) -> Query:
        """A word or a name of several words, as spelled. The exact layer has no terms of names, so
        the words of a known name are a phrase, stop words included (أم القرى), unless any word is
        wanted."""
        match = self._matching(scope)
        known = known if match == "all" else ()
        apart = _without(tokens, known)
        content = [token for token in apart if not token.word.stop] or apart
        names = [tokens[run.first : run.last] for run in known]
        for token in chain.from_iterable(names):
            exact = Term("exact", token.word.exact)
            self._add_neighbour(Neighbour(exact, exact), scope)
        words = [self._word_query(token, scope) for token in content]
        return _combine([*words, *(self._side_by_side(name, scope) for name in names)], match)

    def _matching(self, scope: _Scope) -> Matching:
        """How the words of one text are combined: an excluded name is no release with one of its
        words."""
        return "all" if scope.excluded else self._match

    def _word_query(self, token: Token, scope: _Scope) -> Query:
        if scope.layer != "exact" and not token.word.stop and token.word.stem in self._names:
            return self._name(token.surface, token.word.stem, scope)
        terms = self._terms(token, scope)
        # Most forms of the word have the term of its likeliest lemma, even if its own term differs.
        likely = terms[0]
        if likely.layer == "stem":
            likely = Term("stem", self._analyzer.lemma(token.word))
        self._add(QueryWord(token.surface, terms, fields=scope.fields), scope)
        self._add_neighbour(Neighbour(likely, Term("exact", token.word.exact)), scope)
        return _ranked_word(token, terms, scope)

    def _add_neighbour(self, word: Neighbour, scope: _Scope) -> None:
        if scope.excluded or scope.fields:
            return
        if word.likely.layer == "stem":
            self._lemmas.append(word.likely)
        self._neighbours.append(word)

    def _name(self, typed: str, term: str, scope: _Scope) -> Query:
        """A known name that is written in one word or in several (أبوظبي, أبو ظبي): it has one term
        and one score, whichever is typed and whichever a release has."""
        texts = (term,) if scope.excluded else alternatives.name_terms(self._analyzer, term)
        terms = _as_terms(scope.layer, texts)
        # Longer names match, but without a score: that of a newspaper says little about its town.
        matching = (*terms, *_as_terms(scope.layer, self._names[term]))
        self._add(QueryWord(typed, matching, fields=scope.fields), scope)
        self._add_neighbour(Neighbour(terms[0], None), scope)
        scoring = Weighted(frozenset(terms), sum(weights.LAYERS.values()))
        return Word(matching, (scoring,), scope.fields)

    def _named(
        self, run: Run, members: Sequence[Token], queries: Mapping[Token, Query], scope: _Scope
    ) -> Query:
        """A name of several words, or a word that its neighbours make another one; `queries` are
        those of its words."""
        is_word = len(members) == 1 and scope.layer == "stem"
        texts = alternatives.terms_by_context(run.term) if is_word else (run.term,)
        terms = _as_terms(scope.layer, texts)
        self._add(QueryWord(_typed(members), terms, fields=scope.fields), scope)
        scoring = Weighted(frozenset(terms), weights.LAYERS["stem"])
        name = Word(terms, (scoring,), scope.fields)
        if not all(token in queries for token in members):
            # If a stop word is part of the name, the other words mean something else: لا مبالاة.
            return name
        return Or((_combine([queries[token] for token in members], self._matching(scope)), name))

    def _terms(self, token: Token, scope: _Scope) -> tuple[Term, ...]:
        """The terms that match a word, its own first; an excluded word is matched only as typed.
        Stop words are in the exact layer only."""
        layer = "exact" if token.word.stop else scope.layer
        if scope.excluded:
            return _as_terms(layer, alternatives.own_terms(self._analyzer, token.word, layer))
        terms = _as_terms(layer, alternatives.terms(self._analyzer, token.word, layer))
        if token.word.stop and scope.layer != "exact":
            beside = alternatives.terms_beside_stop_word(self._analyzer, token.word)
            terms += _as_terms("stem", beside)
        if layer == "root":
            # Words of one stem may differ in root: that of حماسا is حمس, the name حماس is its own.
            terms += _as_terms("stem", alternatives.terms(self._analyzer, token.word, "stem"))
        return terms

    def _phrase(self, node: Quoted, scope: _Scope) -> Query:
        return self._side_by_side(list(self._analyzer.tokens(node.text)), scope, node.slop)

    def _side_by_side(self, tokens: Sequence[Token], scope: _Scope, slop: int = 0) -> Query:
        first = tokens[0].position
        phrase = Phrase(
            tuple(Term("exact", token.word.exact) for token in tokens),
            tuple(token.position - first for token in tokens),
            slop=slop,
            fields=scope.fields,
        )
        if not scope.excluded and phrase not in self.phrases:
            self.phrases.append(phrase)
        return phrase

    def _pattern_query(self, node: WildcardWord | FuzzyWord, scope: _Scope) -> Query:
        """Words that match the pattern, and words whose lemma does: هجر* finds الهجرة too."""
        layers: tuple[Layer, ...] = ("exact",) if scope.layer == "exact" else ("exact", "stem")
        by_layer = (_pattern_in_layer(node, layer, scope.fields) for layer in layers)
        patterns = tuple(pattern for pattern in by_layer if pattern)
        self._add(QueryWord(unparse(node), (), patterns, scope.fields), scope)
        return _combine(patterns, "any")

    def _date(self, text: str) -> Query:
        period = periods.parse(text, self._today)
        if period is None:
            return Everything()
        self.dates.append(DateReading(text, period.first, period.last))
        return DateRange(period.first, period.last)

    def _add(self, word: QueryWord, scope: _Scope) -> None:
        if not scope.excluded:
            self._words_by_key.setdefault((word.terms, word.patterns, word.fields), word)


def _typed(tokens: Iterable[Token]) -> str:
    return " ".join(token.surface for token in tokens)


def _without(tokens: Sequence[Token], runs: Iterable[Run]) -> list[Token]:
    """The tokens outside of `runs`."""
    inside = {place for run in runs for place in range(run.first, run.last)}
    return [token for place, token in enumerate(tokens) if place not in inside]


def _ranked_word(token: Token, terms: tuple[Term, ...], scope: _Scope) -> Word:
    """The query of a word, which scores by one term in each layer.

    Where alternatives of the typed form are possible (see `alternatives`), their terms are scored
    as one: by its own frequency the rarer of two words would rank first, which is not the likelier
    one.
    """
    if terms[0].layer == "exact":
        return Word(terms, (Weighted.alone(terms[0]),), scope.fields)
    scoring = []
    for layer, weight in weights.LAYERS.items():
        own = Term(layer, token.word.term(layer))
        counted = frozenset(term for term in terms if term.layer == layer)
        scoring.append(Weighted(counted or frozenset([own]), weight))
    return Word(terms, tuple(scoring), scope.fields)


def _as_terms(layer: Layer, texts: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term(layer, text) for text in texts)


def _pattern_in_layer(
    node: WildcardWord | FuzzyWord, layer: Layer, fields: tuple[str, ...]
) -> Pattern | None:
    """The pattern in the spelling of a layer; None if too few letters are left."""
    if isinstance(node, FuzzyWord):
        text = _in_layer(fold(node.text), layer)
        return Fuzzy(text, node.distance, layer, fields) if text else None
    text = _in_layer("".join(_folded(part) for part in re.split("([*?])", node.text)), layer)
    if not text:
        return None
    head = text.removesuffix("*")
    if "*" in head or "?" in head:
        return Wildcard(text, layer, fields)
    return Prefix(head, layer, fields) if head else None


def _folded(part: str) -> str:
    return part if part in ("*", "?") else fold(part)


def _in_layer(text: str, layer: Layer) -> str:
    """The pattern without the article, which stems do not have; empty if one letter is left, which
    is in every other stem."""
    if layer == "exact":
        return text
    rest = text.removeprefix(ARTICLE)
    return rest if len(re.sub("[*?]", "", rest)) >= _LEAST_LETTERS else ""


def _combine(parts: Sequence[Query], match: Matching) -> Query:
    """The parts as one query, without duplicates, those of the same kind flattened."""
    join = And if match == "all" else Or
    flat = flattened(parts, join)
    if not flat:
        return Everything()
    return join(flat) if len(flat) > 1 else flat[0]
