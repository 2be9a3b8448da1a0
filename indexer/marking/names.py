"""Names in a query: what joins their words, and what their words tell where the name itself stands."""

from collections.abc import Collection, Sequence
from typing import TypeVar

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.letters import WAW
from indexer.arabic.normalizer import fold
from indexer.query.connectives import JOINING, KIN
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

# Folded: آل is ال.
_CONNECTIVES = frozenset(map(fold, JOINING))
# Words of their own as well: what joins has a word behind it.
_KIN = frozenset(map(fold, KIN))

# Where it starts and ends, and the word that it is.
M = TypeVar("M", bound=tuple[int, int, Term])


def connectives(analyzer: Analyzer, words: Sequence[QueryWord]) -> frozenset[Term]:
    """The terms of the words that only join names, as in محمد بن سلمان; none where there are no other words."""
    joining = []
    for place, word in enumerate(words, 1):
        exact = analyzer.word(word.typed).exact
        known = _CONNECTIVES | _KIN if place < len(words) else _CONNECTIVES
        if word.terms and not known.isdisjoint((exact, exact.removeprefix(WAW))):
            joining.append(word.terms[0])
    return frozenset(joining if len(joining) < len(words) else ())


def parts(analyzer: Analyzer, words: Sequence[QueryWord]) -> dict[Term, frozenset[Term]]:
    """The terms of the words of each name of several words."""
    found = {}
    for word in words:
        tokens = list(analyzer.tokens(word.typed)) if word.terms else []
        if len(tokens) > 1:
            layer = word.terms[0].layer
            found[word.terms[0]] = frozenset(
                Term(layer, token.word.term(layer)) for token in tokens
            )
    return found


def suffice(terms: Collection[Term], query: Query) -> bool:
    """Whether a release that has nothing else may match."""
    match query:
        case Word(matching) | Synonyms(matching):
            return not set(matching).isdisjoint(terms)
        case And(several):
            return all(suffice(terms, part) for part in several)
        case Or(several):
            return any(suffice(terms, part) for part in several)
        case Boosted(required):
            return suffice(terms, required)
        case Not() | DateRange() | Everything():
            return True
        case _:
            return False


def told(text: str, marks: Sequence[M], connectives: Collection[Term]) -> list[M]:
    """`marks` without connectives that are not followed at once by a word that is marked: a name goes on with it."""
    kept: list[M] = []
    for mark in reversed(marks):
        if mark[2] not in connectives or (kept and not text[mark[1] : kept[-1][0]].strip()):
            kept.append(mark)
    return kept[::-1]
