"""Words of the collection as they are shown: spelled as they mostly are, and joined to proclitics."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from indexer.arabic import alternatives
from indexer.arabic.analyzer import Analyzer, Token
from indexer.arabic.letters import ARTICLE
from indexer.arabic.normalizer import fold
from indexer.arabic.words import Word
from indexer.engines.protocol import Searcher
from indexer.query import connectives
from indexer.query.parsed_query import ParsedQuery
from indexer.query.values import Term

# Of each word of a text the terms that a search for it takes.
Meaning: TypeAlias = tuple[frozenset[str], ...]
# What may stand between words without being part of the language of queries: a hyphen behind a word excludes nothing.
_BETWEEN = re.compile(r"[\s،؛,;.!]*|(?<=\w)-")
# What dialects ask with: statements do not have these words, and they are slips of no others.
_QUESTIONS = "ليش ليه إيش وش شو شنو أشنو وين فين كيفك شلون إزاي علاش كيفاش واش مين منو إمتى قديش"
QUESTIONS = frozenset(map(fold, _QUESTIONS.split()))
# Prepositions that are joined to a word. Without its article that is mostly of the one behind it: بمناسبة.
_PREPOSITIONS = ("ب", "ل", "ك")


def is_plain(q: str, tokens: Sequence[Token]) -> bool:
    """Whether there is nothing in a query but words."""
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(q)]
    return all(_BETWEEN.fullmatch(q, end, start) for end, start in zip(ends, starts, strict=True))


def looked_for(tokens: Sequence[Token], reading: ParsedQuery) -> list[Token]:
    """Those of a query's tokens that are looked for as words: no operators, no names of fields."""
    typed = {part for word in reading.words for part in word.typed.split()}
    quoted = {term for phrase in reading.phrases for term in phrase.terms}
    return [
        token
        for token in tokens
        if token.surface in typed or Term("exact", token.word.exact) in quoted
    ]


def spelled(text: str, searcher: Searcher) -> str:
    """The most frequent spelling of a folded word."""
    forms = searcher.forms(Term("exact", text))
    return forms[0].form if forms else text


def bare(proclitic: str, rest: str) -> str:
    """The word that stands behind a proclitic in front of `rest`: للهجرة is ل and الهجرة."""
    if proclitic.endswith("ل") and rest.startswith("ل"):
        return ARTICLE + rest[1:]
    return rest


def attached(proclitic: str, word: str) -> str:
    """The inverse of `bare`: a word behind a proclitic."""
    if proclitic.endswith("ل") and word.startswith(ARTICLE):
        return proclitic + "ل" + word[len(ARTICLE) :]
    return proclitic + word


def ends(word: Word, analyzer: Analyzer) -> bool:
    """Whether a phrase may end with a word, which no initial does: it asks for none behind it."""
    if word.stop or word.exact in connectives.FOLDED or len(word.exact) == 1:
        return False
    proclitics = analyzer.reading(word).proclitics
    return not proclitics or proclitics[-1] not in _PREPOSITIONS


def meaning(text: str, analyzer: Analyzer) -> Meaning:
    """What a search takes the words of a text for: texts of one meaning find the same."""
    return tuple(
        frozenset(alternatives.terms(analyzer, token.word, "stem"))
        for token in analyzer.tokens(text)
    )
