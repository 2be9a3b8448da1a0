"""Queries one index, and accepts complete answers only: never those of some shards, or of a part of
the time."""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from opensearchpy import OpenSearch

from indexer.engines.opensearch.client import WRITE_SECONDS, Params, RetryingClient, failures
from indexer.engines.opensearch.query_dsl import Dsl
from indexer.errors import EngineUnreachable

# Statistics of the whole index, not of each shard: scores must not depend on the shard.
_SEARCHED = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
# Hits per page when all of them are read.
WALK = 1_000
_PIT_MINUTES = "5m"
# How often a dead point in time is reopened before giving up; each attempt waits a second more.
_REOPENED = 4


class Reader:
    """An index that takes no writes. Methods raise EngineUnreachable when the cluster cannot answer
    in full."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self._client = client
        self._asker = RetryingClient(client)
        self._index = index

    def count(self) -> int:
        def send_count(client: OpenSearch, params: Params) -> Any:
            return client.count(index=self._index, params=params)

        with failures("counting"):
            answer = self._asker.run(send_count, {})
        count: int = _require_complete(answer)["count"]
        return count

    def search(self, asked: Dsl) -> Any:
        def send_search(client: OpenSearch, params: Params) -> Any:
            return client.search(index=self._index, body=asked, params={**_SEARCHED, **params})

        with failures("searching"):
            answer = self._asker.run(send_search, {"preference": _preference(asked)})
        return _require_complete(answer)

    def sources(self, keys: Sequence[str]) -> Mapping[str, Any]:
        """The sources of those of the keys that exist."""
        return {doc["_id"]: doc["_source"] for doc in self._get_documents(keys, {})}

    def stored_fields(self, keys: Sequence[str], field: str) -> Mapping[str, str]:
        """A stored field of those of the keys that exist."""
        documents = self._get_documents(keys, {"stored_fields": field})
        return {doc["_id"]: doc["fields"][field][0] for doc in documents}

    def _get_documents(self, keys: Sequence[str], options: Params) -> list[Any]:
        if not keys:
            return []

        def read(client: OpenSearch, params: Params) -> Any:
            return client.mget(
                index=self._index, body={"ids": list(keys)}, params={**options, **params}
            )

        with failures("reading"):
            answer = self._asker.run(read, {})
        if any("error" in doc for doc in answer["docs"]):
            raise EngineUnreachable("reading: a shard of the OpenSearch cluster did not answer")
        return [doc for doc in answer["docs"] if doc["found"]]

    def walk(self, asked: Dsl, size: int = WALK) -> Iterator[Any]:
        """All hits in the order of ``asked["sort"]``, which must be total; holds `size` of them at
        a time."""
        after: list[Any] | None = None
        failed = 0
        pit = self._open_point_in_time()
        try:
            while True:
                page = {**asked, "size": size, "track_total_hits": False}
                page["pit"] = {"id": pit, "keep_alive": _PIT_MINUTES}
                if after is not None:
                    page["search_after"] = after
                try:
                    hits = self._page(page)
                except EngineUnreachable:
                    # The point in time died with its node. The index takes no writes, so a new one
                    # shows the same, and the sort order says where to continue.
                    failed += 1
                    if failed == _REOPENED:
                        raise
                    time.sleep(failed)
                    pit = self._open_point_in_time()
                    continue
                failed = 0
                yield from hits
                if len(hits) < size:
                    return
                after = hits[-1]["sort"]
        finally:
            self._close_point_in_time(pit)

    def _page(self, asked: Dsl) -> list[Any]:
        with failures("reading all of an index"):
            answer = self._client.search(
                body=asked,
                params={**_SEARCHED, "request_timeout": WRITE_SECONDS},
            )
        hits: list[Any] = _require_complete(answer)["hits"]["hits"]
        return hits

    def _open_point_in_time(self) -> str:
        with failures("opening a point in time"):
            made = self._client.create_pit(index=self._index, params={"keep_alive": _PIT_MINUTES})
        pit: str = made["pit_id"]
        return pit

    def _close_point_in_time(self, pit: str) -> None:
        """Free it now; the cluster would after some minutes."""
        try:
            with failures("closing a point in time"):
                self._client.delete_pit(body={"pit_id": [pit]})
        except EngineUnreachable:
            return


def _preference(asked: Dsl) -> str:
    """Send the same query to the same copies while they answer: copies that merged their deletions
    at different times score slightly differently, and pages would overlap."""
    query = json.dumps(asked.get("query", asked), sort_keys=True)
    return f"query-{hashlib.sha256(query.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _require_complete(answer: Any) -> Any:
    """Reject partial answers. A shard that is on no node counts as missing, not as failed."""
    shards = answer["_shards"]
    if answer.get("timed_out") or shards["failed"] or shards["successful"] < shards["total"]:
        raise EngineUnreachable("the OpenSearch cluster answered in part only; try again")
    return answer
