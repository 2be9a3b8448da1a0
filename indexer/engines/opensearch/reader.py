"""Asks one index, and takes whole answers only: never what some of the shards gave, or a part of the time."""

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from opensearchpy import OpenSearch

from indexer.engines.opensearch.client import WRITE_SECONDS, Asker, Params, failures
from indexer.engines.opensearch.dsl import Dsl
from indexer.errors import EngineUnreachable

# Statistics of the whole index, not of each shard: scores must not depend on where a release lies.
_SEARCHED = {"search_type": "dfs_query_then_fetch", "allow_partial_search_results": "false"}
# Hits read at a time by who walks over all of them.
WALK = 1_000
_PIT_MINUTES = "5m"
# How often a point in time that died is opened again before it is given up; each waits a second more.
_REOPENED = 4


class Reader:
    """An index that takes no writes. Methods raise EngineUnreachable where the cluster cannot answer
    in full."""

    def __init__(self, client: OpenSearch, index: str) -> None:
        self._client = client
        self._asker = Asker(client)
        self._index = index

    def count(self) -> int:
        def asked(client: OpenSearch, params: Params) -> Any:
            return client.count(index=self._index, params=params)

        with failures("counting"):
            answer = self._asker.ask(asked, {})
        count: int = _whole(answer)["count"]
        return count

    def search(self, asked: Dsl) -> Any:
        def searched(client: OpenSearch, params: Params) -> Any:
            return client.search(index=self._index, body=asked, params={**_SEARCHED, **params})

        with failures("searching"):
            answer = self._asker.ask(searched, {"preference": _preference(asked)})
        return _whole(answer)

    def sources(self, keys: Sequence[str]) -> Mapping[str, Any]:
        """What was written under those of the keys that are there."""
        return {doc["_id"]: doc["_source"] for doc in self._found(keys, {})}

    def stored(self, keys: Sequence[str], field: str) -> Mapping[str, str]:
        """What is stored in a field under those of the keys that are there."""
        found = self._found(keys, {"stored_fields": field})
        return {doc["_id"]: doc["fields"][field][0] for doc in found}

    def _found(self, keys: Sequence[str], given: Params) -> list[Any]:
        if not keys:
            return []

        def read(client: OpenSearch, params: Params) -> Any:
            return client.mget(
                index=self._index, body={"ids": list(keys)}, params={**given, **params}
            )

        with failures("reading"):
            answer = self._asker.ask(read, {})
        if any("error" in doc for doc in answer["docs"]):
            raise EngineUnreachable("reading: a shard of the OpenSearch cluster did not answer")
        return [doc for doc in answer["docs"] if doc["found"]]

    def walk(self, asked: Dsl, size: int = WALK) -> Iterator[Any]:
        """All hits, in the order of ``asked["sort"]``, which must tell all apart; memory holds `size` of
        them at a time."""
        after: list[Any] | None = None
        failed = 0
        pit = self._point_in_time()
        try:
            while True:
                page = {**asked, "size": size, "track_total_hits": False}
                page["pit"] = {"id": pit, "keep_alive": _PIT_MINUTES}
                if after is not None:
                    page["search_after"] = after
                try:
                    hits = self._page(page)
                except EngineUnreachable:
                    # The point in time died with its node. The index takes no writes, so that
                    # another one shows the same, and the order says where to go on.
                    failed += 1
                    if failed == _REOPENED:
                        raise
                    time.sleep(failed)
                    pit = self._point_in_time()
                    continue
                failed = 0
                yield from hits
                if len(hits) < size:
                    return
                after = hits[-1]["sort"]
        finally:
            self._forget(pit)

    def _page(self, asked: Dsl) -> list[Any]:
        with failures("reading all of an index"):
            answer = self._client.search(
                body=asked,
                params={**_SEARCHED, "request_timeout": WRITE_SECONDS},
            )
        hits: list[Any] = _whole(answer)["hits"]["hits"]
        return hits

    def _point_in_time(self) -> str:
        with failures("opening a point in time"):
            made = self._client.create_pit(index=self._index, params={"keep_alive": _PIT_MINUTES})
        pit: str = made["pit_id"]
        return pit

    def _forget(self, pit: str) -> None:
        """Frees it now; the cluster would in some minutes."""
        try:
            with failures("closing a point in time"):
                self._client.delete_pit(body={"pit_id": [pit]})
        except EngineUnreachable:
            return


def _preference(asked: Dsl) -> str:
    """The same query goes to the same copies while they answer: copies that merged their deletions
    at different times score a little differently, and pages would overlap."""
    query = json.dumps(asked.get("query", asked), sort_keys=True)
    return f"query-{hashlib.sha256(query.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _whole(answer: Any) -> Any:
    """A shard that is on no node at all is not among those that failed: it is only missing."""
    shards = answer["_shards"]
    if answer.get("timed_out") or shards["failed"] or shards["successful"] < shards["total"]:
        raise EngineUnreachable("the OpenSearch cluster answered in part only; try again")
    return answer
