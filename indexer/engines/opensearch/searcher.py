"""Reads one generation of an OpenSearch cluster."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch

from indexer import limits
from indexer.cache import ByteCache
from indexer.engines import bm25
from indexer.engines.opensearch import compiler, layout
from indexer.engines.opensearch.compiler import Dsl
from indexer.engines.opensearch.dictionary import Dictionary
from indexer.engines.opensearch.reader import Reader
from indexer.engines.protocol import FacetCount, Filters, FormCount, Match, Matches, Sort
from indexer.query.values import Expansion, Pattern, Query, Term
from indexer.release import Release
from indexer.schema import FACETS
from indexer.signature import groups

# Bytes of the releases of the hits just found: whoever searches reads them next.
_KEPT = 16_000_000
# The engine gathers all hits before a page in memory, on each shard; it refuses to gather more.
_WINDOW = 10_000
# Releases whose near-duplicates are asked for at once: each has 16 bands, and the engine takes 65,536.
_SIGNATURES = 1_000
# Releases read at a time by who reads all of them; a release may have megabytes.
_READ = 100
# Candidates of a pattern within one field, for each that is wanted: their counts are of all fields.
_CANDIDATES = 4


class OpenSearchSearcher:
    """An immutable view: the indexes of a published generation take no writes. Methods raise
    IndexUnavailable where the cluster cannot answer in full; part of an answer is none."""

    def __init__(self, client: OpenSearch, place: str) -> None:
        self._reader = Reader(client, place)
        self._dictionary = Dictionary(client, place)
        self._texts: ByteCache[str] = ByteCache(lambda text: 2 * len(text), _KEPT)

    def count(self) -> int:
        return self._reader.count()

    def search(
        self,
        query: Query,
        *,
        filters: Filters,
        sort: Sort,
        start: int,
        size: int,
        facets: bool,
    ) -> Matches:
        asked = _asked(query, filters, sort)
        deep = start + size > _WINDOW
        shown: Dsl = {
            **asked,
            "track_total_hits": True,
            "from": 0 if deep else start,
            "size": 0 if deep else size,
            "_source": [layout.ID, layout.RELEASE],
        }
        if facets:
            shown["aggs"] = _counts(compiler.facets(filters))
        answer = self._reader.search(shown)
        hits = answer["hits"]
        self._keep(hits["hits"])
        page = [_match(hit, hit["_source"][layout.ID]) for hit in hits["hits"]]
        return Matches(
            hits["total"]["value"],
            self._deep(asked, start, size) if deep else page,
            _facets(answer) if facets else {},
        )

    def found(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        asked = _asked(query, filters, sort)
        answer = self._reader.search({**asked, "track_total_hits": True, "size": 0})
        return answer["hits"]["total"]["value"], self._read(asked)

    def expand(self, pattern: Pattern) -> Expansion:
        most = limits.EXPANSIONS * (_CANDIDATES if pattern.fields else 1)
        found, more = self._dictionary.matching(pattern, most)
        if pattern.fields:
            found = self._within(pattern, [text for text, _ in found])
        return _cut([(Term(pattern.layer, text), count) for text, count in found], more)

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        found = self._dictionary.words(terms)
        return [found[term]["releases"] if term in found else 0 for term in terms]

    def alike(self, term: Term) -> Sequence[Term]:
        return self._dictionary.alike(term)

    def release(self, release_id: str) -> Release | None:
        text = self._texts.held(release_id)
        if text is None:
            key = layout.key(release_id)
            source = self._reader.sources([key], [layout.RELEASE]).get(key)
            if source is None:
                return None
            text = source[layout.RELEASE]["json"]
        return Release.from_json(text)

    def releases(self) -> Iterator[Release]:
        return self._read({"sort": [{layout.ID: "asc"}]})

    def forms(self, term: Term) -> Sequence[FormCount]:
        ordered = sorted(self._spellings(term).items(), key=lambda item: (-item[1], item[0]))
        return [FormCount(form, count) for form, count in ordered[: limits.FORMS_PER_WORD]]

    def spellings(self, term: Term) -> Sequence[str]:
        return list(islice(self._spellings(term), limits.SPELLINGS))

    def digests(self) -> Mapping[str, str]:
        return {
            source[layout.ID]: source[layout.DIGEST]
            for source in self._sources([layout.ID, layout.DIGEST])
        }

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        found = self._reader.sources(list(map(layout.key, ids)), [layout.ID, layout.SIGNATURE])
        return dict(map(_signed, found.values()))

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        related: dict[str, bytes] = {}
        left = iter(ids)
        while some := list(islice(left, _SIGNATURES)):
            own = self.signatures(some).values()
            bands = sorted({band for signature in own for band in layout.bands(signature)})
            asked = {"query": {"terms": {layout.BANDS: bands}}}
            related.update(map(_signed, self._sources([layout.ID, layout.SIGNATURE], asked)))
        wanted = frozenset(ids)
        return [group for group in groups(related) if not wanted.isdisjoint(group)]

    def close(self) -> None:
        """The client belongs to the engine."""

    def _deep(self, asked: Dsl, start: int, size: int) -> list[Match]:
        """What lies deeper than a window: all before it is walked over, a page at a time."""
        wanted = {**asked, "_source": False, "docvalue_fields": [layout.ID]}
        hits = islice(self._reader.walk(wanted), start, start + size)
        return [_match(hit, hit["fields"][layout.ID][0]) for hit in hits]

    def _spellings(self, term: Term) -> Mapping[str, int]:
        word = self._dictionary.words([term]).get(term)
        spellings: Mapping[str, int] = word["spellings"] if word else {}
        return spellings

    def _within(self, pattern: Pattern, texts: Sequence[str]) -> list[tuple[str, int]]:
        """The terms that stand in the pattern's fields, and in how many releases they do."""
        if not texts:
            return []
        asked: Dsl = {
            "size": 0,
            "aggs": {
                "terms": {
                    "filters": {
                        "filters": [
                            compiler.any_term([Term(pattern.layer, text)], pattern.fields)
                            for text in texts
                        ]
                    }
                }
            },
        }
        buckets = self._reader.search(asked)["aggregations"]["terms"]["buckets"]
        counts = [bucket["doc_count"] for bucket in buckets]
        found = [(text, count) for text, count in zip(texts, counts, strict=True) if count]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _sources(self, fields: Sequence[str], query: Dsl | None = None) -> Iterator[Any]:
        """Of all releases, or of those that match."""
        asked = {**(query or {}), "_source": list(fields), "sort": [{layout.ID: "asc"}]}
        return (hit["_source"] for hit in self._reader.walk(asked))

    def _read(self, asked: Dsl) -> Iterator[Release]:
        for hit in self._reader.walk({**asked, "_source": [layout.RELEASE]}, _READ):
            yield Release.from_json(hit["_source"][layout.RELEASE]["json"])

    def _keep(self, hits: Sequence[Any]) -> None:
        for hit in hits:
            source = hit["_source"]
            text: str = source[layout.RELEASE]["json"]
            self._texts.keep(source[layout.ID], text)


def _signed(source: Any) -> tuple[str, bytes]:
    """Id and signature."""
    return source[layout.ID], bytes.fromhex(source[layout.SIGNATURE])


def _asked(query: Query, filters: Filters, sort: Sort) -> Dsl:
    """Facet values are chosen after the facets were counted."""
    asked: Dsl = {
        "query": compiler.search(query, filters),
        "sort": compiler.order(sort),
        "track_scores": True,
    }
    if chosen := compiler.facets(filters):
        asked["post_filter"] = {"bool": {"filter": list(chosen.values())}}
    return asked


def _match(hit: Any, release_id: str) -> Match:
    return Match(release_id, round(hit["_score"], bm25.DECIMALS))


def _counts(chosen: Mapping[str, Dsl]) -> Dsl:
    """Counts of each facet under all filters but its own, so that other values stay in sight."""
    counts: Dsl = {}
    for facet in FACETS:
        others = [clause for name, clause in chosen.items() if name != facet.name]
        counted = {
            "field": layout.facet_field(facet.name),
            "size": limits.FACET_VALUES,
            # Each shard gives many more than are asked for, so that the sums are right.
            "shard_size": 100 * limits.FACET_VALUES,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        counts[facet.name] = {
            "filter": {"bool": {"filter": others}} if others else compiler.EVERYTHING,
            "aggs": {"values": {"terms": counted}},
        }
    return counts


def _facets(answer: Any) -> dict[str, list[FacetCount]]:
    return {
        facet.name: [
            FacetCount(bucket["key"], bucket["doc_count"])
            for bucket in answer["aggregations"][facet.name]["values"]["buckets"]
        ]
        for facet in FACETS
    }


def _cut(found: list[tuple[Term, int]], more: bool) -> Expansion:
    """The most frequent terms within the bounds on their number and on the releases they stand in."""
    kept: list[tuple[Term, int]] = []
    total = 0
    for term, count in found[: limits.EXPANSIONS]:
        total += count
        if kept and total > limits.EXPANSION_POSTINGS:
            break
        kept.append((term, count))
    return Expansion(tuple(kept), not more and len(kept) == len(found))
