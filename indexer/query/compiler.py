"""From what is meant to a query of terms."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from indexer import limits, periods
from indexer.arabic import alternatives
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold
from indexer.arabic.runs import Run
from indexer.arabic.words import Layer
from indexer.query.parsed_query import DateReading, QueryWord
from indexer.query.printer import unparse
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
    field_named,
)
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Fuzzy,
    Matching,
    Near,
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

# What the layers of a word add to its score: a lemma by itself, the exact form and the root beside
# it; what words add that stand near each other as they do in the query; and what they add beside that where they
# stand side by side as they were typed: رئيس الوزراء is none of "رئيس الهيئة ووزير المالية". Measured by nDCG@10 over
# five Arabic collections; see indexer/README.md.
SCORING: dict[Layer, float] = {"exact": 0.5, "stem": 1.0, "root": 0.8}
NEAR, BESIDE = 0.3, 0.45
# Words that stand at most so far apart in the query are looked for at most so far apart in a release.
_NEAR_IN_QUERY = 3
_NEAR_WINDOW = 8
# What the schema calls otherwise than the language does: a place is looked for in the line that names it.
_OTHERWISE: Mapping[FieldName, str] = {"place": "dateline"}
# Letters of a pattern that is held against stems.
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Scope:
    """What holds for a clause: how its words are compared, in which fields, and whether it is one that
    must not match."""

    layer: Layer
    fields: tuple[str, ...] = ()
    excluded: bool = False


class _Neighbour(NamedTuple):
    """A word by the term of what it likeliest is, and by the one of its letters."""

    meant: Term
    typed: Term


class Compiler:
    """Compiles one node, and gathers what there is to say of it on the way."""

    def __init__(self, analyzer: Analyzer, match: Matching, today: datetime.date) -> None:
        self._analyzer = analyzer
        self._match = match
        self._today = today
        self._found: dict[tuple[object, ...], QueryWord] = {}
        self._near: list[_Neighbour] = []
        self._lemmas: list[Term] = []
        self.phrases: list[Phrase] = []
        self.dates: list[DateReading] = []
        self.excluded: list[str] = []

    @property
    def words(self) -> tuple[QueryWord, ...]:
        """One of each, as it was typed first."""
        return tuple(self._found.values())

    @property
    def alike(self) -> tuple[Term, ...]:
        """Where any word will do, a word that is misspelled or unknown to the lexicon need not be lost."""
        lemmas = self._lemmas if self._match == "any" else []
        return tuple(dict.fromkeys(lemmas))[: limits.ALIKE_WORDS]

    def compile(self, node: Node, layer: Layer) -> Query:
        """The query that `node` means, its words compared in `layer` where it says nothing else."""
        query = self._query(node, _Scope(layer))
        near = self._neighbours()
        return Boosted(query, near) if near else query

    def _query(self, node: Node, scope: _Scope) -> Query:
        match node:
            case Text():
                return self._text(node, scope)
            case Quoted():
                return self._phrase(node, scope)
            case WildcardWord() | FuzzyWord():
                return self._pattern(node, scope)
            case DateClause(_, text):
                return self._date(text)
            case All(parts) | Juxtaposed(parts):
                return _joined([self._query(part, scope) for part in parts], "all")
            case Any(parts):
                return _joined([self._query(part, scope) for part in parts], "any")
            case Without(part):
                if not scope.excluded:
                    self.excluded.append(unparse(part))
                return Not(self._query(part, replace(scope, excluded=not scope.excluded)))
            case InField(label, part):
                named = field_named(label)
                field = _OTHERWISE.get(named, named)
                return self._query(part, replace(scope, fields=(field,)))
            case InLayer(sign, part):
                return self._query(part, replace(scope, layer="exact" if sign == "=" else "root"))

    def _text(self, node: Text, scope: _Scope) -> Query:
        """A word; or a name, found by its words or by another spelling."""
        tokens = list(self._analyzer.tokens(node.text))
        found = self._words([token for token in tokens if not token.word.stop] or tokens, scope)
        # The exact layer has no terms of names: there a name is its words.
        several = scope.layer != "exact"
        runs = self._analyzer.runs([token.word for token in tokens]) if several else []
        names = [self._named(run, tokens[run.first : run.last], found, scope) for run in runs]
        in_names = {token for run in runs for token in tokens[run.first : run.last]}
        words = [word for token, word in found.items() if token not in in_names]
        return _joined([*words, *names], self._match)

    def _words(self, tokens: Sequence[Token], scope: _Scope) -> dict[Token, Query]:
        """Each by what finds it."""
        found: dict[Token, Query] = {}
        for token in tokens:
            terms = self._terms(token, scope)
            found[token] = _word(token, terms, scope)
            self._add(QueryWord(token.surface, terms, fields=scope.fields), scope)
            if not scope.excluded and not scope.fields:
                # Most of its forms have the term of the word that it likeliest is, whatever its own is.
                likely = terms[0]
                if likely.layer == "stem":
                    likely = Term("stem", self._analyzer.lemma(token.word))
                    self._lemmas.append(likely)
                self._near.append(_Neighbour(likely, Term("exact", token.word.exact)))
        return found

    def _named(
        self, run: Run, members: Sequence[Token], found: Mapping[Token, Query], scope: _Scope
    ) -> Query:
        """A name of several words, whose words are `found` by themselves."""
        term = Term(scope.layer, run.term)
        typed = " ".join(token.surface for token in members)
        self._add(QueryWord(typed, (term,), fields=scope.fields), scope)
        name = Word((term,), (Weighted.alone(term, SCORING["stem"]),), scope.fields)
        if not all(token in found for token in members):
            # Without a stop word that is part of it a name is another word: لا مبالاة.
            return name
        return Or((_joined([found[token] for token in members], self._match), name))

    def _terms(self, token: Token, scope: _Scope) -> tuple[Term, ...]:
        """What a word is found by, its own term first; what must not match is what was typed alone. Stop words live
        in the exact layer alone."""
        layer = "exact" if token.word.stop else scope.layer
        if scope.excluded:
            return _of_layer(layer, alternatives.own_terms(self._analyzer, token.word, layer))
        found = _of_layer(layer, alternatives.terms(self._analyzer, token.word, layer))
        if layer == "root":
            # What is of one stem need not be of one root: حماسا is of حمس, the name حماس is its own.
            found += _of_layer("stem", alternatives.terms(self._analyzer, token.word, "stem"))
        return found

    def _phrase(self, node: Quoted, scope: _Scope) -> Query:
        tokens = list(self._analyzer.tokens(node.text))
        first = tokens[0].position
        phrase = Phrase(
            tuple(Term("exact", token.word.exact) for token in tokens),
            tuple(token.position - first for token in tokens),
            slop=node.slop,
            fields=scope.fields,
        )
        if not scope.excluded and phrase not in self.phrases:
            self.phrases.append(phrase)
        return phrase

    def _pattern(self, node: WildcardWord | FuzzyWord, scope: _Scope) -> Query:
        """Words that look so, and words of a lemma that does: هجر* finds الهجرة too."""
        layers: tuple[Layer, ...] = ("exact",) if scope.layer == "exact" else ("exact", "stem")
        made = (_pattern(node, layer, scope.fields) for layer in layers)
        found = tuple(pattern for pattern in made if pattern)
        self._add(QueryWord(unparse(node), (), found, scope.fields), scope)
        return _joined(found, "any")

    def _date(self, text: str) -> Query:
        period = periods.parse(text, self._today)
        if period is None:
            return Everything()
        self.dates.append(DateReading(text, period.first, period.last))
        return DateRange(period.first, period.last)

    def _add(self, word: QueryWord, scope: _Scope) -> None:
        if not scope.excluded:
            self._found.setdefault((word.terms, word.patterns, word.fields), word)

    def _neighbours(self) -> tuple[Near | Phrase, ...]:
        """The pairs of words that are near each other in the query, those side by side, and all in a row, as a preference."""
        words = self._near[: limits.NEAR_WORDS]
        near = (
            Near(one.meant, other.meant, _NEAR_WINDOW, NEAR)
            for apart in range(1, _NEAR_IN_QUERY + 1)
            for one, other in zip(words, words[apart:], strict=False)
        )
        beside = (Near(one.typed, other.typed, 1, BESIDE) for one, other in pairwise(words))
        pairs = (pair for pair in (*near, *beside) if pair.first != pair.second)
        found: dict[Near | Phrase, None] = dict.fromkeys(pairs)
        if len(words) > 2:
            # A list of princes has each pair of a name of three words, but not the name.
            found[Phrase(tuple(word.typed for word in words), tuple(range(len(words))))] = None
        return tuple(found)


def _word(token: Token, terms: tuple[Term, ...], scope: _Scope) -> Word:
    """What matches a word, and how it scores: by one term in each layer.

    Where more than the typed form may be meant (see `alternatives`), all of these terms count as one: scored each by its
    own frequency, the rarer of two words would rank first, and it is not the likelier one.
    """
    if terms[0].layer == "exact":
        return Word(terms, (Weighted.alone(terms[0]),), scope.fields)
    scoring = []
    for layer, weight in SCORING.items():
        own = Term(layer, token.word.term(layer))
        counted = frozenset(term for term in terms if term.layer == layer)
        scoring.append(Weighted(counted or frozenset([own]), weight))
    return Word(terms, tuple(scoring), scope.fields)


def _of_layer(layer: Layer, texts: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term(layer, text) for text in texts)


def _pattern(
    node: WildcardWord | FuzzyWord, layer: Layer, fields: tuple[str, ...]
) -> Pattern | None:
    """The pattern in the spelling of a layer; None where too little of it is left."""
    if isinstance(node, FuzzyWord):
        text = _bare(fold(node.text), layer)
        return Fuzzy(text, node.distance, layer, fields) if text else None
    text = _bare("".join(_folded(part) for part in re.split("([*?])", node.text)), layer)
    if not text:
        return None
    head = text.removesuffix("*")
    if "*" in head or "?" in head:
        return Wildcard(text, layer, fields)
    return Prefix(head, layer, fields) if head else None


def _folded(part: str) -> str:
    return part if part in ("*", "?") else fold(part)


def _bare(text: str, layer: Layer) -> str:
    """Stems have no article; and what is left must tell something: one letter is in every other stem."""
    if layer == "exact":
        return text
    rest = text.removeprefix(ARTICLE)
    return rest if len(re.sub("[*?]", "", rest)) >= _LEAST else ""


def _joined(parts: Sequence[Query], match: Matching) -> Query:
    """The parts as one query, each once, those of the same kind flattened."""
    join = And if match == "all" else Or
    flat = flattened(parts, join)
    if not flat:
        return Everything()
    return join(flat) if len(flat) > 1 else flat[0]
