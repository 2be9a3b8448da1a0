"""Document frequencies that the engine does not know, counted once per generation."""

from functools import cached_property

from indexer.cache import ByteCache
from indexer.engines.opensearch import query_dsl, scoring
from indexer.engines.opensearch.dictionary import Dictionary
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.engines.opensearch.reader import Reader
from indexer.engines.opensearch.scoring import FieldTerms, TermStatistics
from indexer.query.values import Query

# Bytes of cached counts.
_CACHE_BYTES = 4_000_000


class TermStatisticsReader:
    """For the releases of one generation; safe to share between threads."""

    def __init__(self, reader: Reader, dictionary: Dictionary) -> None:
        self._reader = reader
        self._dictionary = dictionary
        self._counts: ByteCache[int] = ByteCache(lambda _: 0, _CACHE_BYTES)

    @cached_property
    def releases(self) -> int:
        """How many releases there are."""
        return self._reader.count()

    def statistics_for(self, query: Query) -> TermStatistics:
        """The statistics needed to score `query`; one more request if any of them is not cached."""
        wanted = scoring.terms_to_count(query)
        if not wanted:
            return TermStatistics(0, {})
        words = {one: one.terms[0] for one in wanted if len(one.terms) == 1 and not one.fields}
        entries = self._dictionary.lookup(list(words.values()))
        holding = {
            one: entries[term].releases if term in entries else 0 for one, term in words.items()
        }
        others = self._document_frequencies([one for one in wanted if one not in words])
        return TermStatistics(self.releases, {**holding, **others})

    def _document_frequencies(self, wanted: list[FieldTerms]) -> dict[FieldTerms, int]:
        counts = {one: self._counts.get(one) for one in wanted}
        missing = [one for one, count in counts.items() if count is None]
        for one, count in zip(missing, self._count(missing), strict=True):
            counts[one] = count
            self._counts.put(one, count)
        return {one: count or 0 for one, count in counts.items()}

    def _count(self, wanted: list[FieldTerms]) -> list[int]:
        if not wanted:
            return []
        clauses = [query_dsl.any_term(*one) for one in wanted]
        asked: Dsl = {
            # Only these are aggregated, rather than every release.
            "query": {"bool": {"filter": [query_dsl.any_of(clauses)]}},
            "size": 0,
            "aggs": {"each": {"filters": {"filters": clauses}}},
        }
        buckets = self._reader.search(asked)["aggregations"]["each"]["buckets"]
        return [bucket["doc_count"] for bucket in buckets]
