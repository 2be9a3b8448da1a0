"""Reads the index of words: expands patterns, finds similar words, counts spellings."""

import math
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from opensearchpy import OpenSearch

from indexer.cache import ByteCache
from indexer.engines import limits
from indexer.engines.opensearch import names, words
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.engines.opensearch.reader import Reader
from indexer.query.values import Fuzzy, Pattern, Prefix, Term

# Bytes of recently read words with all their spellings.
_CACHE_BYTES = 16_000_000
_SPELLING_BYTES = 150

# The engine expands a fuzzy term to this many words at most.
_FUZZY_WORDS = 1024


class WordStatistics(NamedTuple):
    """In how many releases a word occurs (0 if unknown), and how often in which spellings."""

    releases: int
    spellings: Mapping[str, int]


_NOWHERE = WordStatistics(0, {})


class Dictionary:
    """The words of one generation; safe to share between threads."""

    def __init__(self, client: OpenSearch, place: str) -> None:
        self._reader = Reader(client, names.words_index(place))
        self._known: ByteCache[WordStatistics] = ByteCache(
            lambda word: _SPELLING_BYTES * len(word.spellings), _CACHE_BYTES
        )
        self._likest: ByteCache[tuple[Term, ...]] = ByteCache(
            lambda found: 200 * len(found), _CACHE_BYTES
        )

    def lookup(self, terms: Sequence[Term]) -> Mapping[Term, WordStatistics]:
        """The statistics of those terms that occur in any release."""
        known = {term: self._known.get(term) for term in terms}
        missing = {words.term_key(*term): term for term, word in known.items() if word is None}
        sources = self._reader.sources(list(missing))
        for key, term in missing.items():
            word = known[term] = _word_statistics(sources[key]) if key in sources else _NOWHERE
            self._known.put(term, word)
        return {term: word for term, word in known.items() if word and word.releases}

    def expand(self, pattern: Pattern, most: int) -> tuple[list[tuple[str, int]], bool]:
        """Terms and their numbers of releases, most frequent first, ties by text; and whether there
        are more than `most`."""
        asked: Dsl = {
            "query": {"bool": {"filter": [{"term": {"layer": pattern.layer}}, _pattern(pattern)]}},
            "sort": [{"releases": "desc"}, {"term": "asc"}],
            "size": most + 1,
            "_source": ["term", "releases"],
        }
        hits = self._reader.search(asked)["hits"]["hits"]
        found = [(hit["_source"]["term"], hit["_source"]["releases"]) for hit in hits]
        cut = isinstance(pattern, Fuzzy) and len(found) == _FUZZY_WORDS
        return found[:most], cut or len(found) > most

    def similar_terms(self, term: Term) -> tuple[Term, ...]:
        """Most similar first, as the protocol defines it."""
        return self._likest.get_or_make(term, lambda: self._find_similar(term))

    def _find_similar(self, term: Term) -> tuple[Term, ...]:
        letters = words.pairs(term.text)
        if not letters:
            return ()
        asked: Dsl = {
            "query": _likeness(term, letters),
            "sort": [{"_score": "desc"}, {"term": "asc"}],
            "size": limits.MAX_SIMILAR_TERMS,
            "_source": ["term"],
        }
        hits = self._reader.search(asked)["hits"]["hits"]
        return tuple(Term(term.layer, hit["_source"]["term"]) for hit in hits)


def _word_statistics(source: Mapping[str, Any]) -> WordStatistics:
    return WordStatistics(source["releases"], words.spellings(source))


def _pattern(pattern: Pattern) -> Dsl:
    match pattern:
        case Prefix(text):
            return {"prefix": {"term": text}}
        case Fuzzy("", distance):  # the engine has no fuzzy query for an empty text
            return {"regexp": {"term": f".{{0,{distance}}}"}}
        case Fuzzy(text, distance):
            asked = {"value": text, "fuzziness": distance, "transpositions": True}
            return {"fuzzy": {"term": {**asked, "max_expansions": _FUZZY_WORDS}}}
        case _:
            return {"wildcard": {"term": {"value": pattern.pattern.replace("\\", "\\\\")}}}


def _likeness(term: Term, letters: Collection[str]) -> Dsl:
    """Words that share enough of the term's letter pairs; the score is the Dice similarity."""
    # A word has at least as many pairs as it shares, so a count rules out most words.
    least = math.ceil(limits.MIN_DICE * len(letters) / (2 - limits.MIN_DICE))
    shared = [{"constant_score": {"filter": {"term": {"pairs": pair}}}} for pair in sorted(letters)]
    likeness = "2.0 * _score / (params.pairs + doc['different_pairs'].value)"
    return {
        "script_score": {
            "query": {
                "bool": {
                    "should": shared,
                    "minimum_should_match": least,
                    "filter": [{"term": {"layer": term.layer}}],
                    "must_not": [{"term": {"term": term.text}}],
                }
            },
            "script": {"source": likeness, "params": {"pairs": len(letters)}},
            "min_score": limits.MIN_DICE,
        }
    }
