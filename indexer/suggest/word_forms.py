"""Forms of words of the collection, as they are offered: the usual spelling, with and without
proclitics."""

from typing import TypeAlias

from indexer.arabic.analyzer import Analyzer
from indexer.arabic.orthography.letters import ALEF, ARTICLE
from indexer.arabic.queries import alternatives
from indexer.arabic.words import Word
from indexer.engines.protocol import Searcher
from indexer.query import connectives
from indexer.query.values import Term

# For each word of a text, the terms that a search for it matches.
SearchTerms: TypeAlias = tuple[frozenset[str], ...]
# Prepositions joined to a word. One before a word without the article mostly governs the next word:
# بمناسبة.
_PREPOSITIONS = ("ب", "ل", "ك")


def usual_spelling(text: str, searcher: Searcher) -> str:
    """The most frequent spelling of a folded word."""
    forms = searcher.forms(Term("exact", text))
    return forms[0].form if forms else text


def after_proclitic(proclitic: str, rest: str) -> str:
    """The word to which `proclitic` was attached, from the `rest` behind it: للهجرة is ل and
    الهجرة."""
    if proclitic.endswith("ل") and rest.startswith("ل"):
        return ARTICLE + rest[1:]
    return rest


def attach(proclitic: str, word: str) -> str:
    """`word` with a proclitic: the inverse of `after_proclitic`."""
    if proclitic.endswith("ل") and word.startswith(ARTICLE):
        return proclitic + "ل" + word[len(ARTICLE) :]
    return proclitic + word


def can_end_phrase(word: Word, analyzer: Analyzer) -> bool:
    """Whether a phrase can end with `word`: no stop word, initial, connective or preposition."""
    if word.stop or word.exact in connectives.FOLDED or len(word.exact) == 1:
        return False
    proclitics = analyzer.reading(word).proclitics
    return not proclitics or proclitics[-1] not in _PREPOSITIONS


def is_adverbial(word: Word) -> bool:
    """Whether a word is an indefinite accusative, which belongs to the sentence and not to the noun
    before it: سعر الريال متراجعا."""
    return bool(word.exact == word.stem + ALEF)


def search_terms(text: str, analyzer: Analyzer) -> SearchTerms:
    """The terms that a search for `text` matches: texts with equal terms find the same releases."""
    return tuple(
        frozenset(alternatives.terms(analyzer, token.word, "stem"))
        for token in analyzer.tokens(text)
    )
