"""The names in a query: the connectives within them, and the words that they consist of."""

from collections.abc import Collection, Sequence

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.orthography.letters import WAW
from indexer.query.connectives import JOINING_FOLDED, KIN_FOLDED
from indexer.query.parsed_query import QueryWord
from indexer.query.values import (
    And,
    Boosted,
    DateRange,
    Everything,
    Not,
    Or,
    Query,
    Synonyms,
    Term,
    Word,
)


def connective_terms(analyzer: Analyzer, words: Sequence[QueryWord]) -> frozenset[Term]:
    """The terms of words that only join names, as in محمد بن سلمان; none if there are no other
    words."""
    joining = []
    for place, word in enumerate(words, 1):
        exact = analyzer.word(word.typed).exact
        # Words for kin are connectives only before another word.
        connectives = JOINING_FOLDED | KIN_FOLDED if place < len(words) else JOINING_FOLDED
        if word.terms and not connectives.isdisjoint((exact, exact.removeprefix(WAW))):
            joining.append(word.terms[0])
    return frozenset(joining if len(joining) < len(words) else ())


def terms_in_names(analyzer: Analyzer, words: Sequence[QueryWord]) -> dict[Term, frozenset[Term]]:
    """For the term of each name of several words, the terms of its words."""
    parts = {}
    for word in words:
        tokens = list(analyzer.tokens(word.typed)) if word.terms else []
        if len(tokens) > 1:
            layer = word.terms[0].layer
            parts[word.terms[0]] = frozenset(
                Term(layer, token.word.term(layer)) for token in tokens
            )
    return parts


def can_match_alone(terms: Collection[Term], query: Query) -> bool:
    """Whether a release that has only `terms` can match."""
    match query:
        case Word(matching) | Synonyms(matching):
            return not set(matching).isdisjoint(terms)
        case And(parts):
            return all(can_match_alone(terms, part) for part in parts)
        case Or(parts):
            return any(can_match_alone(terms, part) for part in parts)
        case Boosted(required):
            return can_match_alone(terms, required)
        case Not() | DateRange() | Everything():
            return True
        case _:
            return False
