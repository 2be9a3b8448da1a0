"""The mapping of an OpenSearch index, and a release as a document of it.

A text field has one OpenSearch field per layer (`exact_title`, `stem_title`, ...) with our terms at
our positions. Each layer has one more field (`exact`, `stem`, `root`) with every term of the
release once: its frequency there is the BM25F frequency in hundredths, except for the length
normalisation of the body, which the engine does. The engine knows the mean of all lengths at query
time; at index time we do not, and use the mean of the first releases for the short fields. Clauses
that score within some fields, or by positions, add up the fields' own frequencies, weighted and
normalised by their similarity (see `scoring`). A generation has a second index, of words (see
`words`).

What is returned to readers is stored in fields of its own rather than in one source, so that the
engine need not parse a source to find it.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from indexer.arabic.layers import LAYERS, Layer
from indexer.arabic.orthography.normalizer import fold
from indexer.engines import bm25
from indexer.engines.opensearch.vocabulary import Vocabulary, pack
from indexer.releases import signature as signatures
from indexer.releases.schema import FACETS, TEXT_FIELDS, AnalysedRelease, TextField, title_key

# To be raised when the stored format changes: an index of another version must be rebuilt.
VERSION = 5

ID = "id"
DIGEST = "digest"
SIGNATURE = "signature"
BANDS = "bands"
DAY = "day"
TITLE_KEY = "title_key"
RELEASE = "release"
VOCABULARY = "vocabulary"

# A BM25F frequency of 1.0 is written as this many occurrences.
PRECISION = 100
# The field with nearly all of a release's length.
_LONGEST_FIELD = next(field for field in TEXT_FIELDS if field.name == "body")
# Lengths up to this are stored exactly (`SmallFloat` of Lucene).
_EXACT = 24
# The engine's limit for a token of its analyzers; longer ones are replaced by their digest.
_MAX_TERM = 255
# Terms whose token is cached: the frequent ones make up most of any text.
_TOKENS = 1 << 16
# Fills a position without a term of the layer; the analyzer drops it but keeps the position.
HOLE = "\u25a1"
# Separates terms at one position.
TOGETHER = "\u241f"
# Separates a term from its frequency.
_TIMES = "\u2506"
_RESERVED = frozenset(HOLE + TOGETHER + _TIMES)

MeanLengths = Mapping[str, float]


def layer_field(layer: Layer, field: str) -> str:
    return f"{layer}_{field}"


def facet_field(facet: str) -> str:
    """Field with the values as they are counted and shown."""
    return f"facet_{facet}"


def folded_field(facet: str) -> str:
    """Field with the folded values, by which filters compare."""
    return f"folded_{facet}"


def body(shards: int, replicas: int, lengths: MeanLengths) -> dict[str, Any]:
    """Settings and mappings for the index of a generation during a build."""
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
            "analysis": _ANALYSIS,
            "similarity": _similarities(),
        },
        "mappings": {
            "dynamic": "strict",
            "_source": {"enabled": False},
            "_meta": {"mean_lengths": dict(lengths)},
            "properties": _properties(),
        },
    }


_ANALYSIS = {
    # A query may have many terms at one position.
    "tokenizer": {
        "blanks": {"type": "whitespace", "max_token_length": 1_000_000}  # nosec B105
    },
    "filter": {
        "apart": {
            "type": "pattern_capture",
            "preserve_original": False,
            "patterns": [f"([^{TOGETHER}]+)"],
        },
        "hole": {"type": "stop", "stopwords": [HOLE]},
        "times": {"type": "delimited_term_freq", "delimiter": _TIMES},
    },
    "analyzer": {
        "places": {"tokenizer": "blanks", "filter": ["hole", "apart"]},
        "counted": {"tokenizer": "blanks", "filter": ["times"]},
        "asked": {"tokenizer": "blanks", "filter": ["hole"]},
        "together": {"tokenizer": "blanks", "filter": ["apart"]},
    },
}


def _similarities() -> dict[str, Any]:
    linear = {
        field.name: {"type": "scripted", "script": {"source": _linear(field)}}
        for field in TEXT_FIELDS
    }
    return {**linear, "all": {"type": "BM25", "k1": bm25.K1 * PRECISION, "b": _LONGEST_FIELD.b}}


def _linear(field: TextField) -> str:
    """Script for the weight of occurrences in a field: the field's weight over BM25's length
    normalisation. The engine's own BM25 would saturate each field separately."""
    length = "doc.length * field.docCount / field.sumTotalTermFreq"
    norm = f"{1 - field.b} + {field.b} * {length}"
    return f"return query.boost * {field.weight} * doc.freq / ({norm});"


def _properties() -> dict[str, Any]:
    keyword = {"type": "keyword"}
    stored = {"type": "keyword", "index": False, "doc_values": False, "store": True}
    places = {"type": "text", "analyzer": "places", "search_analyzer": "asked"}
    counted = {
        "type": "text",
        "analyzer": "counted",
        "search_analyzer": "keyword",
        "index_options": "freqs",
        "similarity": "all",
    }
    return {
        ID: keyword,
        DIGEST: {"type": "keyword", "index": False},
        SIGNATURE: stored,
        BANDS: {"type": "keyword", "doc_values": False},
        DAY: {"type": "integer"},
        TITLE_KEY: {"type": "keyword", "index": False},
        RELEASE: stored,
        VOCABULARY: stored,
        **{facet_field(facet.name): keyword for facet in FACETS},
        **{folded_field(facet.name): keyword for facet in FACETS},
        **dict.fromkeys(LAYERS, counted),
        **{
            layer_field(layer, field.name): {**places, "similarity": field.name}
            for layer in LAYERS
            for field in TEXT_FIELDS
        },
    }


def key(release_id: str) -> str:
    """The document key of a release: an id may be longer than the engine allows."""
    return hashlib.sha256(release_id.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=_TOKENS)
def token(term: str) -> str:
    """A term as it is indexed and queried: one word, within the engine's limit."""
    if len(term) <= _MAX_TERM and not _RESERVED.intersection(term) and not _is_not_one_word(term):
        return term
    return HOLE * 2 + hashlib.sha256(term.encode("utf-8", "surrogatepass")).hexdigest()


def _is_not_one_word(term: str) -> bool:
    return not term or any(letter.isspace() or 0xD800 <= ord(letter) < 0xE000 for letter in term)


def document(
    analysed: AnalysedRelease, vocabulary: Vocabulary, lengths: MeanLengths
) -> dict[str, Any]:
    """A release as a document of the index."""
    release = analysed.release
    made: dict[str, Any] = {
        ID: release.id,
        DIGEST: release.digest,
        SIGNATURE: analysed.signature.hex(),
        BANDS: bands(analysed.signature),
        TITLE_KEY: title_key(release.headline),
        RELEASE: release.canonical,
        VOCABULARY: pack(vocabulary),
    }
    if release.day:
        made[DAY] = release.day.toordinal()
    for facet, values in analysed.facets.items():
        made[facet_field(facet)] = list(values)
        made[folded_field(facet)] = [fold(value) for value in values]
    for layer, by_field in analysed.terms.items():
        tokens = {field: list(map(token, found.terms)) for field, found in by_field.items()}
        made[layer] = _weighted_tokens(tokens, analysed.lengths, lengths)
        for field, found in by_field.items():
            if found.terms:
                made[layer_field(layer, field)] = _places(tokens[field], found.positions)
    return made


def bands(signature: bytes) -> list[str]:
    """The bands by which near-duplicates are found: each part of a signature with its number."""
    return [f"{place}:{band.hex()}" for place, band in enumerate(signatures.bands(signature))]


def _weighted_tokens(
    tokens: Mapping[str, Sequence[str]], own: Mapping[str, int], means: MeanLengths
) -> str:
    """Each token of a layer with its weighted frequency, normalised like the longest field."""
    total: dict[str, float] = {}
    norms = {field.name: _norm(field, own, means) for field in TEXT_FIELDS}
    for field in TEXT_FIELDS:
        share = PRECISION * field.weight * norms[_LONGEST_FIELD.name] / norms[field.name]
        for text, count in Counter(tokens[field.name]).items():
            total[text] = total.get(text, 0.0) + count * share
    long = sum(total.values())
    mean = PRECISION * means.get(_LONGEST_FIELD.name, 0.0) or 1.0
    b = _LONGEST_FIELD.b
    rest = (1 - b + b * _stored_length(long) / mean) / (1 - b + b * long / mean)
    return " ".join(
        [f"{text}{_TIMES}{max(1, round(times * rest))}" for text, times in total.items()]
    )


def _stored_length(length: float) -> int:
    """The length that the engine stores: one byte, with four significant bits, so precise to one
    part in eight. The frequencies are adjusted for the difference."""
    above = max(0, int(length) - _EXACT)
    shift = max(0, above.bit_length() - 4)
    return min(int(length), _EXACT) + (above >> shift << shift)


def _norm(field: TextField, own: Mapping[str, int], means: MeanLengths) -> float:
    """BM25's length normalisation."""
    return 1 - field.b + field.b * own[field.name] / (means.get(field.name) or 1.0)


def _places(tokens: Sequence[str], positions: Sequence[int]) -> str:
    """Each token at its position; positions without one are holes."""
    at = [HOLE] * (max(positions) + 1)
    for text, position in zip(tokens, positions, strict=True):
        there = at[position]
        at[position] = text if there is HOLE else there + TOGETHER + text
    return " ".join(at)
