"""Reads one generation from an OpenSearch cluster."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from opensearchpy import OpenSearch

from indexer.cache import ByteCache
from indexer.engines import bm25, expansions, facet_choice, limits
from indexer.engines.opensearch import compiler, layout, query_dsl
from indexer.engines.opensearch.dictionary import Dictionary
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.engines.opensearch.reader import Reader
from indexer.engines.opensearch.term_statistics import TermStatisticsReader
from indexer.engines.protocol import (
    NO_FILTERS,
    FacetCount,
    Filters,
    FormCount,
    Match,
    Matches,
    Sort,
)
from indexer.limits import MAX_FACET_VALUES
from indexer.query.expansion import Expansion
from indexer.query.values import Pattern, Query, Term
from indexer.releases.release import Release
from indexer.releases.schema import FACETS
from indexer.releases.signature import groups

# Bytes of cached releases of recent hits: the caller reads them next.
_CACHE_BYTES = 16_000_000
# The engine gathers all hits before a page in memory, on each shard; it refuses to gather more than
# this.
_WINDOW = 10_000
# Releases per request for near-duplicates: each has 16 bands, and the engine takes 65,536 terms.
_SIGNATURES = 1_000
# Releases per page when all are read; a release may have megabytes.
_READ = 100
# Candidates for each wanted term of a pattern within one field, as the dictionary counts over all
# fields.
_CANDIDATES = 4


class OpenSearchSearcher:
    """An immutable view: the indexes of a published generation take no writes. Methods raise
    IndexUnavailable when the cluster cannot answer in full."""

    def __init__(self, client: OpenSearch, place: str) -> None:
        self._reader = Reader(client, place)
        self._dictionary = Dictionary(client, place)
        self._statistics = TermStatisticsReader(self._reader, self._dictionary)
        self._texts: ByteCache[str] = ByteCache(lambda text: 2 * len(text), _CACHE_BYTES)
        self._values: ByteCache[bool] = ByteCache(lambda _: 0, _CACHE_BYTES)

    def count(self) -> int:
        return self._statistics.releases

    def search(
        self,
        query: Query,
        *,
        filters: Filters = NO_FILTERS,
        sort: Sort = "relevance",
        start: int = 0,
        size: int = 0,
        facets: bool = False,
    ) -> Matches:
        asked = self._search_body(query, filters, sort)
        deep = start + size > _WINDOW
        shown: Dsl = {
            **asked,
            "track_total_hits": True,
            "from": 0 if deep else start,
            "size": 0 if deep else size,
            **_returned_fields([layout.ID], [layout.RELEASE]),
        }
        if facets:
            shown["aggs"] = _facet_aggregations(compiler.facets(filters, self._has_value))
        answer = self._reader.search(shown)
        hits = answer["hits"]
        self._cache_releases(hits["hits"])
        page = [_match(hit) for hit in hits["hits"]]
        return Matches(
            hits["total"]["value"],
            self._deep_page(asked, start, size) if deep else page,
            self._facets(answer, filters) if facets else {},
        )

    def scan(self, query: Query, *, filters: Filters, sort: Sort) -> tuple[int, Iterator[Release]]:
        asked = self._search_body(query, filters, sort)
        answer = self._reader.search({**asked, "track_total_hits": True, "size": 0})
        return answer["hits"]["total"]["value"], self._read(asked)

    def expand(self, pattern: Pattern, *, excluded: bool = False) -> Expansion:
        # Excluding a word from fields that do not contain it costs nothing.
        counted = pattern.fields and not excluded
        most = expansions.max_words(excluded=excluded) * (_CANDIDATES if counted else 1)
        found, more = self._dictionary.expand(pattern, most)
        if counted:
            found = self._count_in_fields(pattern, [text for text, _ in found])
        terms = ((Term(pattern.layer, text), count) for text, count in found)
        expansion, _ = expansions.truncate(terms, excluded=excluded)
        return expansion._replace(complete=expansion.complete and not more)

    def frequencies(self, terms: Sequence[Term]) -> Sequence[int]:
        found = self._dictionary.lookup(terms)
        return [found[term].releases if term in found else 0 for term in terms]

    def similar_terms(self, term: Term) -> Sequence[Term]:
        return self._dictionary.similar_terms(term)

    def release(self, release_id: str) -> Release | None:
        return next(iter(self.releases_by_id([release_id])), None)

    def releases_by_id(self, ids: Sequence[str]) -> list[Release]:
        kept = dict(zip(ids, self._texts.get_many(ids), strict=True))
        keys = {each: layout.key(each) for each, text in kept.items() if text is None}
        read = self._reader.stored_fields(list(keys.values()), layout.RELEASE)
        texts = (kept[each] or read.get(keys[each]) for each in ids)
        return [Release.from_json(text) for text in texts if text is not None]

    def releases(self) -> Iterator[Release]:
        return self._read({"sort": [{layout.ID: "asc"}]})

    def forms(self, term: Term) -> Sequence[FormCount]:
        ordered = sorted(self._spellings(term).items(), key=lambda item: (-item[1], item[0]))
        return [
            FormCount(form, count, left_out=False) for form, count in ordered[: limits.MAX_FORMS]
        ]

    def spellings(self, term: Term) -> Sequence[str]:
        return list(islice(self._spellings(term), limits.MAX_SPELLINGS))

    def digests(self) -> Mapping[str, str]:
        return {
            _value(hit, layout.ID): _value(hit, layout.DIGEST) for hit in self._walk_all(_DIGESTS)
        }

    def signatures(self, ids: Sequence[str]) -> Mapping[str, bytes]:
        keys = {layout.key(release_id): release_id for release_id in ids}
        found = self._reader.stored_fields(list(keys), layout.SIGNATURE)
        return {keys[key]: bytes.fromhex(text) for key, text in found.items()}

    def near_duplicates(self, ids: Collection[str]) -> Sequence[tuple[str, ...]]:
        related: dict[str, bytes] = {}
        left = iter(ids)
        while some := list(islice(left, _SIGNATURES)):
            own = self.signatures(some).values()
            bands = sorted({band for signature in own for band in layout.bands(signature)})
            asked = {**_SIGNED, "query": {"terms": {layout.BANDS: bands}}}
            for hit in self._walk_all(asked):
                related[_value(hit, layout.ID)] = bytes.fromhex(_value(hit, layout.SIGNATURE))
        wanted = frozenset(ids)
        return [group for group in groups(related) if not wanted.isdisjoint(group)]

    def close(self) -> None:
        """The client belongs to the engine."""

    def _search_body(self, query: Query, filters: Filters, sort: Sort) -> Dsl:
        """Facet values are a post-filter, applied after the facets are counted."""
        asked: Dsl = {
            "query": compiler.search(query, filters, self._statistics.statistics_for(query)),
            "sort": compiler.order(sort),
            "track_scores": True,
        }
        if chosen := compiler.facets(filters, self._has_value):
            asked["post_filter"] = {"bool": {"filter": list(chosen.values())}}
        return asked

    def _facets(self, answer: Any, filters: Filters) -> dict[str, list[FacetCount]]:
        facets = {facet.name: _counts(answer["aggregations"][facet.name]) for facet in FACETS}
        for name, wanted in filters.facets.items():
            if not wanted:
                continue
            exact = {value for value in wanted if self._has_value(name, value)}
            # Releases with a chosen value may have others as well.
            counted = _counts(answer["aggregations"][name]["chosen"])
            found = {each.value: each.count for each in counted}
            chosen = facet_choice.matching_values(wanted, facet_choice.foldings({*found, *exact}))
            counts = {value: found.get(value, 0) for value in chosen}
            facets[name] += facet_choice.unlisted(facets[name], counts, wanted)
        return facets

    def _has_value(self, facet: str, value: str) -> bool:
        """Whether any release has a value of a facet."""
        having = {"term": {layout.facet_field(facet): value}}
        asked = {"size": 0, "track_total_hits": 1, "query": having}
        return self._values.get_or_make(
            (facet, value), lambda: self._reader.search(asked)["hits"]["total"]["value"] > 0
        )

    def _deep_page(self, asked: Dsl, start: int, size: int) -> list[Match]:
        """Hits beyond the window: all hits before them are read, a page at a time."""
        hits = self._reader.walk({**asked, **_returned_fields([layout.ID])})
        return [_match(hit) for hit in islice(hits, start, start + size)]

    def _spellings(self, term: Term) -> Mapping[str, int]:
        word = self._dictionary.lookup([term]).get(term)
        return word.spellings if word else {}

    def _count_in_fields(self, pattern: Pattern, texts: Sequence[str]) -> list[tuple[str, int]]:
        """The terms that occur in the pattern's fields, and in how many releases."""
        if not texts:
            return []
        asked: Dsl = {
            "size": 0,
            "aggs": {
                "terms": {
                    "filters": {
                        "filters": [
                            query_dsl.any_term([Term(pattern.layer, text)], pattern.fields)
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

    def _walk_all(self, asked: Dsl) -> Iterator[Any]:
        """The hits of all releases, or of those that match."""
        return self._reader.walk({**asked, "sort": [{layout.ID: "asc"}]})

    def _read(self, asked: Dsl) -> Iterator[Release]:
        for hit in self._reader.walk({**asked, **_returned_fields([], [layout.RELEASE])}, _READ):
            yield Release.from_json(_value(hit, layout.RELEASE))

    def _cache_releases(self, hits: Sequence[Any]) -> None:
        for hit in hits:
            self._texts.put(_value(hit, layout.ID), _value(hit, layout.RELEASE))


def _returned_fields(columns: Sequence[str], stored: Sequence[str] = ()) -> Dsl:
    """What is returned with each hit: doc values and stored fields."""
    return {"docvalue_fields": list(columns), "stored_fields": list(stored) or "_none_"}


_DIGESTS = _returned_fields([layout.ID, layout.DIGEST])
_SIGNED = _returned_fields([layout.ID], [layout.SIGNATURE])


def _value(hit: Any, field: str) -> str:
    value: str = hit["fields"][field][0]
    return value


def _match(hit: Any) -> Match:
    return Match(_value(hit, layout.ID), round(hit["_score"], bm25.DECIMALS))


def _facet_aggregations(chosen: Mapping[str, Dsl]) -> Dsl:
    """Counts of each facet under all filters but its own, so that its other values stay visible."""
    counts: Dsl = {}
    for facet in FACETS:
        others = [clause for name, clause in chosen.items() if name != facet.name]
        counted = {
            "field": layout.facet_field(facet.name),
            "size": MAX_FACET_VALUES,
            # Each shard returns many more than needed, so that the sums are exact.
            "shard_size": 100 * MAX_FACET_VALUES,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        values = {"values": {"terms": counted}}
        own = chosen.get(facet.name)
        counts[facet.name] = {
            "filter": {"bool": {"filter": others}} if others else query_dsl.EVERYTHING,
            "aggs": {**values, "chosen": {"filter": own, "aggs": values}} if own else values,
        }
    return counts


def _counts(aggregation: Any) -> list[FacetCount]:
    buckets = aggregation["values"]["buckets"]
    return [FacetCount(bucket["key"], bucket["doc_count"]) for bucket in buckets]
