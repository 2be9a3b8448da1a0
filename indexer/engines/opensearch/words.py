"""The index of words: each term of each layer, its number of releases, and its spellings.

The fields of the releases cannot list their terms cheaply; this index can, by prefix, wildcard and
edit distance.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping
from operator import add
from typing import Any, NamedTuple

from indexer.arabic.layers import Layer
from indexer.engines.opensearch.bulk import Action

# The engine's limit for a keyword is in bytes; a letter takes four at most.
_MAX_KEYWORD = 32_766 // 4
# Added before and after each word, so that first and last letters make pairs, too.
_EDGE = "^"
# Separate spellings, and a spelling from its count. They are text to the engine: an object with a
# key for each spelling would cost four times as much as the rest of a word.
_LINE, _PART = "\n", "\t"
# Bytes of the digest of a term, enough to avoid collisions among a billion terms.
_DIGEST = 15


class WordCount(NamedTuple):
    """A term, its number of releases, and the counts of its spellings."""

    layer: Layer
    term: str
    releases: int
    spellings: Mapping[str, int]


def body(shards: int, replicas: int) -> dict[str, Any]:
    keyword = {"type": "keyword"}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "analysis": {
                "tokenizer": {"twos": {"type": "ngram", "min_gram": 2, "max_gram": 2}},
                "analyzer": {"pairs": {"tokenizer": "twos"}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "layer": keyword,
                "term": {**keyword, "ignore_above": _MAX_KEYWORD},
                "pairs": {
                    "type": "text",
                    "analyzer": "pairs",
                    "index_options": "docs",
                    "norms": False,
                },
                "different_pairs": {"type": "integer", "index": False},
                "releases": {"type": "long"},
                "spellings": {**keyword, "index": False, "doc_values": False},
            },
        },
    }


def term_key(layer: Layer, term: str) -> str:
    name = f"{layer}\t{term}".encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(hashlib.blake2b(name, digest_size=_DIGEST).digest()).decode()


def _add_edges(term: str) -> str:
    """A word between edge marks; empty unless the term is letters only."""
    return f"{_EDGE}{term}{_EDGE}" if term.isalpha() else ""


def pairs(term: str) -> frozenset[str]:
    """The different pairs of adjacent letters of a word, including its edges."""
    letters = _add_edges(term)
    return frozenset(map(add, letters, letters[1:]))


def spellings(source: Mapping[str, Any]) -> dict[str, int]:
    """The counts of the spellings, from a stored word."""
    lines = source["spellings"].split(_LINE) if source["spellings"] else ()
    return {form: int(count) for form, count in (line.split(_PART) for line in lines)}


def merge_counts(counts: Mapping[str, WordCount], stored: Mapping[str, Any]) -> Iterator[Action]:
    """Add `counts` to the `stored` words, both by key, as changes of the index. The changes
    are idempotent, so they may be sent twice."""
    for name, (layer, term, releases, forms) in counts.items():
        if name in stored:
            releases += stored[name]["releases"]
            forms = _add_counts(spellings(stored[name]), forms)
        if releases > 0:
            yield Action(name, _document(WordCount(layer, term, releases, forms)))
        elif name in stored:
            yield Action(name, None)


def _add_counts(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    sums = {form: one.get(form, 0) + other.get(form, 0) for form in {**one, **other}}
    return {form: count for form, count in sums.items() if count > 0}


def _document(count: WordCount) -> dict[str, Any]:
    layer, term, releases, forms = count
    return {
        "layer": layer,
        "term": term,
        "pairs": _add_edges(term),
        "different_pairs": len(pairs(term)),
        "releases": releases,
        "spellings": _LINE.join([f"{form}{_PART}{times}" for form, times in forms.items()]),
    }
