"""The index of words: each term of each layer, in how many releases it stands, and its spellings.

The releases' own fields cannot list their terms cheaply; this can, by prefix, pattern and distance.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from indexer.arabic.analyzer import Layer
from indexer.schema import Form

# A change that is sent twice, because its answer was lost, counts once: every flush has a number.
_ADD = """
if (ctx._source.flush == params.flush) { ctx.op = 'none'; return; }
ctx._source.flush = params.flush;
ctx._source.releases += params.releases;
for (entry in params.spellings.entrySet()) {
  def held = ctx._source.spellings;
  long count = (held.containsKey(entry.getKey()) ? held.get(entry.getKey()) : 0) + entry.getValue();
  if (count > 0) { held.put(entry.getKey(), count); } else { held.remove(entry.getKey()); }
}
if (ctx._source.releases <= 0) { ctx.op = 'delete'; }
"""
# The engine's own bound on a keyword is in bytes, of which a letter takes four at the most.
_LONGEST_KEYWORD = 32_766 // 4
# Stands before and after each word, so that first and last letters make pairs too.
_EDGE = "^"
# Terms gathered before they are sent; each takes about a kilobyte of memory.
_GATHERED = 200_000


def body(shards: int, replicas: int) -> dict[str, Any]:
    keyword = {"type": "keyword"}
    return {
        "settings": {
            "number_of_shards": shards,
            "number_of_replicas": replicas,
            "refresh_interval": "-1",
        },
        "mappings": {
            "dynamic": "strict",
            "properties": {
                "layer": keyword,
                "term": {**keyword, "ignore_above": _LONGEST_KEYWORD},
                "pairs": {**keyword, "doc_values": False},
                "different_pairs": {"type": "integer", "index": False},
                "releases": {"type": "long"},
                "spellings": {"type": "object", "enabled": False},
                "flush": {"type": "keyword", "index": False, "doc_values": False},
            },
        },
    }


def key(layer: Layer, term: str) -> str:
    return hashlib.sha256(f"{layer}\t{term}".encode("utf-8", "surrogatepass")).hexdigest()


def pairs(term: str) -> list[str]:
    """The different pairs of neighbouring letters of a word, its edges included; none where a term
    is not letters alone."""
    if not term.isalpha():
        return []
    return sorted({one + other for one, other in pairwise(_EDGE + term + _EDGE)})


@dataclass(slots=True)
class _Change:
    releases: int = 0
    spellings: Counter[str] = field(default_factory=Counter)


class Tally:
    """Gathers what releases add to the words, or take from them."""

    def __init__(self) -> None:
        self._changes: dict[tuple[Layer, str], _Change] = {}

    @property
    def full(self) -> bool:
        return len(self._changes) >= _GATHERED

    def add(self, forms: Mapping[Form, int]) -> None:
        self._count(forms.items(), 1)

    def remove(self, forms: Iterable[tuple[Form, int]]) -> None:
        self._count(forms, -1)

    def _count(self, forms: Iterable[tuple[Form, int]], sign: int) -> None:
        seen = set()
        for form, count in forms:
            name = (form.layer, form.term)
            change = self._changes.setdefault(name, _Change())
            change.spellings[form.spelling] += sign * count
            if name not in seen:
                seen.add(name)
                change.releases += sign

    def actions(self, index: str, flush: str) -> Iterator[dict[str, Any]]:
        """The changes as updates of the index; the tally is empty afterwards."""
        changes, self._changes = self._changes, {}
        for (layer, term), change in changes.items():
            spellings = {spelling: n for spelling, n in change.spellings.items() if n}
            if not change.releases and not spellings:
                continue
            change_by = {"flush": flush, "releases": change.releases, "spellings": spellings}
            letters = pairs(term)
            known = {"pairs": letters, "different_pairs": len(letters)}
            yield {
                "_op_type": "update",
                "_index": index,
                "_id": key(layer, term),
                "script": {"source": _ADD, "lang": "painless", "params": change_by},
                "upsert": {"layer": layer, "term": term, **known, **change_by},
            }
