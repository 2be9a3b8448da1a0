"""Chooses the terms that a word of a query is matched and scored by."""

from collections.abc import Sequence

from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.layers import Layer
from indexer.arabic.queries import alternatives
from indexer.query import weights
from indexer.query.scope import Scope
from indexer.query.values import Term, Weighted, Word


def terms_of(analyzer: Analyzer, token: Token, scope: Scope) -> tuple[Term, ...]:
    """The terms that match a word, its own first. An excluded word matches only as typed; a stop
    word is in the exact layer only."""
    layer = "exact" if token.word.stop else scope.layer
    if scope.excluded:
        return as_terms(layer, alternatives.own_terms(analyzer, token.word, layer))
    terms = as_terms(layer, alternatives.terms(analyzer, token.word, layer))
    if token.word.stop and scope.layer != "exact":
        beside = alternatives.terms_beside_stop_word(analyzer, token.word)
        terms += as_terms("stem", beside)
    if layer == "root":
        # Words of one stem may differ in root: that of حماسا is حمس, that of the name حماس itself.
        terms += as_terms("stem", alternatives.terms(analyzer, token.word, "stem"))
    return terms


def word_query(token: Token, terms: tuple[Term, ...], scope: Scope) -> Word:
    """The query of a word, which scores by one term in each layer.

    If the typed form may be one of several words (see `alternatives`), their terms are scored as
    one. Scored by their own frequencies, the rarer word would rank first, which is not the likelier
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


def as_terms(layer: Layer, texts: Sequence[str]) -> tuple[Term, ...]:
    return tuple(Term(layer, text) for text in texts)
