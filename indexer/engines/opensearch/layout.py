"""How our field table lies in an OpenSearch index.

A text field has one OpenSearch field per layer (`exact_title`, `stem_title`, ...) with our terms at our
positions, and each layer one field more (`exact`, `stem`, `root`) with every term of the release once:
its frequency there is the BM25F frequency, weighted and normalised by field, in thousandths. So
ranking by that field is BM25F. A generation has a second index, of words (see `words`).
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from indexer import signature as signatures
from indexer.arabic.analyzer import LAYERS, Layer
from indexer.arabic.normalizer import fold
from indexer.engines import bm25
from indexer.schema import FACETS, TEXT_FIELDS, AnalysedRelease, Form, Occurrences, title_key

# Raised when what is stored changes: an index of another version must be built anew.
VERSION = 3

ID = "id"
DIGEST = "digest"
SIGNATURE = "signature"
BANDS = "bands"
PUBLISHED = "published"
TITLE_KEY = "title_key"
RELEASE = "release"
FORMS = "forms"

# One BM25F frequency of 1.0 is written as this many occurrences.
PRECISION = 1_000
# The engine's own bound on a token of its analyzers; what is longer is replaced by its digest.
_LONGEST_TERM = 255
# Terms of which the token is remembered: the frequent ones are most of any text.
_TOKENS = 1 << 16
# Stands where a position holds no term of the layer; the analyzer drops it and keeps the place.
HOLE = "\u25a1"
# Between terms that stand at one place.
TOGETHER = "\u241f"
# Between a term and its frequency.
_TIMES = "\u2506"
_RESERVED = frozenset(HOLE + TOGETHER + _TIMES)
# What is searched, sorted or counted is not kept a second time in the stored source.
_SOURCE = [ID, DIGEST, SIGNATURE, RELEASE, FORMS]

MeanLengths = Mapping[str, float]


def layer_field(layer: Layer, field: str) -> str:
    return f"{layer}_{field}"


def facet_field(facet: str) -> str:
    """The values as they are counted and shown."""
    return f"facet_{facet}"


def folded_field(facet: str) -> str:
    """The values as they are chosen: compared folded."""
    return f"folded_{facet}"


def body(shards: int, replicas: int, lengths: MeanLengths) -> dict[str, Any]:
    """Settings and mappings of the index of a generation while it is written."""
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
            "_source": {"includes": _SOURCE},
            "_meta": {"mean_lengths": dict(lengths)},
            "properties": _properties(),
        },
    }


_ANALYSIS = {
    # A query may ask for many terms at one place.
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
    """A field by itself saturates as BM25F does with one field: its weight belongs to k1."""
    each = {
        field.name: {"type": "BM25", "k1": bm25.K1 / field.weight, "b": field.b}
        for field in TEXT_FIELDS
    }
    return {**each, "all": {"type": "BM25", "k1": bm25.K1 * PRECISION, "b": 0}}


def _properties() -> dict[str, Any]:
    keyword = {"type": "keyword"}
    stored = {"type": "object", "enabled": False}
    places = {"type": "text", "analyzer": "places", "search_analyzer": "asked"}
    counted = {
        "type": "text",
        "analyzer": "counted",
        "search_analyzer": "keyword",
        "index_options": "freqs",
        "norms": False,
        "similarity": "all",
    }
    return {
        ID: keyword,
        DIGEST: {"type": "keyword", "index": False},
        SIGNATURE: {"type": "keyword", "index": False, "doc_values": False},
        BANDS: {"type": "keyword", "doc_values": False},
        PUBLISHED: {"type": "integer"},
        TITLE_KEY: {"type": "keyword", "index": False},
        RELEASE: stored,
        FORMS: stored,
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
    """What a release is known by in the index: an id may be longer than the engine allows."""
    return hashlib.sha256(release_id.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=_TOKENS)
def token(term: str) -> str:
    """A term as it is indexed and asked for: one word, within the engine's bound."""
    if len(term) <= _LONGEST_TERM and not _RESERVED.intersection(term) and not _blank(term):
        return term
    return HOLE * 2 + hashlib.sha256(term.encode("utf-8", "surrogatepass")).hexdigest()


def _blank(term: str) -> bool:
    return not term or any(letter.isspace() or 0xD800 <= ord(letter) < 0xE000 for letter in term)


def document(analysed: AnalysedRelease, lengths: MeanLengths) -> dict[str, Any]:
    """A release as the index takes it."""
    release = analysed.release
    made: dict[str, Any] = {
        ID: release.id,
        DIGEST: release.digest,
        SIGNATURE: analysed.signature.hex(),
        BANDS: bands(analysed.signature),
        TITLE_KEY: title_key(release.title),
        RELEASE: {"json": release.to_json()},
        FORMS: _grouped(analysed.forms),
    }
    if release.published:
        made[PUBLISHED] = release.published.toordinal()
    for facet, values in analysed.facets.items():
        made[facet_field(facet)] = list(values)
        made[folded_field(facet)] = [fold(value) for value in values]
    for layer, by_field in analysed.terms.items():
        made[layer] = _counted(by_field, analysed.lengths, lengths)
        for field, found in by_field.items():
            made[layer_field(layer, field)] = places(found)
    return made


def bands(signature: bytes) -> list[str]:
    """What near-duplicates are found by: each part of a signature with its place in it."""
    return [f"{place}:{band.hex()}" for place, band in enumerate(signatures.bands(signature))]


def _grouped(forms: Mapping[Form, int]) -> dict[str, dict[str, dict[str, int]]]:
    """By layer and term, which are many times longer when they stand with each spelling."""
    grouped: dict[str, dict[str, dict[str, int]]] = {}
    for (layer, term, spelling), count in forms.items():
        grouped.setdefault(layer, {}).setdefault(term, {})[spelling] = count
    return grouped


def forms(source: Mapping[str, Any]) -> Iterator[tuple[Form, int]]:
    """The spellings of a release and how often each stands, from what is stored of it."""
    for layer, terms in source[FORMS].items():
        for term, spellings in terms.items():
            for spelling, count in spellings.items():
                yield Form(layer, term, spelling), count


def _counted(
    by_field: Mapping[str, Occurrences], own: Mapping[str, int], means: MeanLengths
) -> str:
    """Each term of a layer with its weighted, normalised frequency."""
    total: Counter[str] = Counter()
    for field in TEXT_FIELDS:
        norm = 1 - field.b + field.b * own[field.name] / (means.get(field.name) or 1.0)
        share = PRECISION * field.weight / norm
        for term, count in Counter(by_field[field.name].terms).items():
            total[token(term)] += count * share  # type: ignore[assignment] # sums of floats
    return " ".join(f"{term}{_TIMES}{max(1, round(times))}" for term, times in total.items())


def places(found: Occurrences) -> str:
    """The terms of a field, each at its position; positions without a term are holes."""
    at: dict[int, list[str]] = {}
    for term, position in zip(found.terms, found.positions, strict=True):
        at.setdefault(position, []).append(token(term))
    last = max(at, default=-1)
    return " ".join(TOGETHER.join(at.get(place, [HOLE])) for place in range(last + 1))
