"""The generations in a cluster: their manifests, and which one the alias points to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from opensearchpy import OpenSearch
from opensearchpy.exceptions import NotFoundError, RequestError

from indexer.engines.opensearch import names
from indexer.engines.opensearch.client import PATIENCE, failures
from indexer.errors import BUILD, BUILD_ANEW, EngineUnreachable, IndexDamaged
from indexer.generations import Manifest, is_generation, number_of


class Catalog:
    """The generations of one alias. Methods raise EngineUnreachable when the cluster cannot be
    reached.

    The index ``<alias>-builds`` holds a manifest for each published generation, and the lock.
    """

    def __init__(self, client: OpenSearch, alias: str) -> None:
        self.client = client
        self.alias = alias
        self.builds = f"{alias}-builds"

    def place(self, generation: str) -> str:
        return f"{self.alias}-{generation}"

    def prepare(self, replicas: int) -> None:
        """Create the index of manifests if it does not exist."""
        body = {
            "settings": {"number_of_shards": 1, "number_of_replicas": replicas},
            "mappings": {"dynamic": False},
        }
        with failures(f"making {self.builds}"):
            if not self.client.indices.exists(index=self.builds):
                create_index(self.client, self.builds, body)

    def current(self, *, local: bool = False) -> str | None:
        """The generation that the alias points to; None without an alias. ``local`` asks the node
        for its own state, without waiting for an election."""
        found = self.alias_targets(local=local)
        if not found:
            return None
        generations = self._generations(found)
        if len(generations) != 1:
            raise IndexDamaged(
                f"the alias {self.alias} names {', '.join(found)}, not one generation", BUILD
            )
        return generations[0]

    def alias_targets(self, *, local: bool = False) -> list[str]:
        """The indexes that the alias points to: one, unless somebody else changed it."""
        params = {"local": "true"} if local else {}
        with failures(f"reading the alias {self.alias}"):
            try:
                return sorted(self.client.indices.get_alias(name=self.alias, params=params))
            except NotFoundError:
                return []

    def list_generations(self) -> list[str]:
        """All generations that have an index, newest first."""
        with failures("listing the indexes"):
            found = self.client.indices.get(
                index=f"{self.alias}-gen-*", params={"allow_no_indices": "true"}
            )
        return sorted(
            self._generations(found), key=lambda name: (number_of(name), name), reverse=True
        )

    def _generations(self, places: Iterable[str]) -> list[str]:
        """The generations among index names."""
        named = (place.removeprefix(f"{self.alias}-") for place in places)
        return [name for name in named if is_generation(name)]

    def manifests(self, generations: Sequence[str]) -> Mapping[str, bytes]:
        """The stored manifests of the published ones among `generations`."""
        if not generations:
            return {}
        with failures("reading the manifests"):
            try:
                answer = self.client.mget(index=self.builds, body={"ids": list(generations)})
            except NotFoundError:
                return {}
        errors = {doc["error"]["type"] for doc in answer["docs"] if "error" in doc}
        if errors == {"index_not_found_exception"}:
            return {}
        if errors:
            raise EngineUnreachable(f"reading the manifests: {', '.join(sorted(errors))}")
        found = (doc for doc in answer["docs"] if doc["found"])
        return {doc["_id"]: doc["_source"]["manifest"].encode() for doc in found}

    def manifest(self, generation: str) -> Manifest:
        """Raises IndexDamaged when it is missing, IndexOutOfDate for another format."""
        text = self.manifests([generation]).get(generation)
        if text is None:
            raise IndexDamaged(f"{generation} has no manifest", BUILD_ANEW)
        try:
            return Manifest.from_json(text)
        except IndexDamaged as error:
            raise IndexDamaged(f"{generation}: {error.problem}", BUILD_ANEW) from error

    def record(self, manifest: Manifest) -> None:
        with failures("writing the manifest"):
            self.client.index(
                index=self.builds,
                id=manifest.generation,
                body={"manifest": manifest.to_json().decode()},
                params=PATIENCE,
            )

    def switch(self, old: Iterable[str], new: str) -> None:
        """Point the alias to the generation `new` atomically, and only if it pointed to the indexes
        `old` before."""
        actions: list[dict[str, Any]] = [
            {"remove": {"index": place, "alias": self.alias, "must_exist": True}} for place in old
        ]
        actions.append({"add": {"index": self.place(new), "alias": self.alias}})
        with failures(f"switching the alias {self.alias}"):
            self.client.indices.update_aliases(body={"actions": actions}, params=PATIENCE)

    def remove(self, generation: str) -> None:
        """Remove the indexes and the manifest of a generation."""
        places = ",".join(names.both_indexes(self.place(generation)))
        with failures(f"removing {generation}"):
            self.client.indices.delete(
                index=places,
                params={"ignore_unavailable": "true", **PATIENCE},
            )
            try:
                self.client.delete(index=self.builds, id=generation)
            except NotFoundError:
                return

    def clear(self) -> None:
        """Remove all generations with the alias, and the index of manifests."""
        for generation in self.list_generations():
            self.remove(generation)
        with failures(f"removing {self.builds}"):
            self.client.indices.delete(index=self.builds, params={"ignore_unavailable": "true"})

    def problem(self, generation: str) -> str | None:
        """What is wrong with the indexes of a generation, or None."""
        with failures("asking for the health of the cluster"):
            try:
                health = self.client.cluster.health(
                    index=",".join(names.both_indexes(self.place(generation))),
                    params={"level": "indices"},
                )
            except NotFoundError:
                return "an index of it is missing"
        indices = health.get("indices", {})
        if missing := [
            place for place in names.both_indexes(self.place(generation)) if place not in indices
        ]:
            return f"{', '.join(missing)} is missing"
        if health["status"] == "red":
            return "some of its shards are on no node that answers"
        return None

    def size(self, generation: str) -> int:
        """Bytes of its primary shards; 0 when unknown."""
        try:
            with failures("reading sizes"):
                found = self.client.indices.stats(
                    index=",".join(names.both_indexes(self.place(generation))), metric="store"
                )
        except EngineUnreachable:
            return 0
        size: int = found["_all"]["primaries"]["store"]["size_in_bytes"]
        return size


def create_index(client: OpenSearch, index: str, body: Mapping[str, Any]) -> None:
    """Create an index with a unique name. It may exist already if the answer of a node that died
    was lost and the request was sent again."""
    with _ignore_existing():
        replicas = body["settings"]["number_of_replicas"]
        client.indices.create(index=index, body=body, params=_wait_for_copies(replicas))


def _wait_for_copies(replicas: int) -> dict[str, Any]:
    """Wait a while for a copy of each shard: without one, a node that dies takes what was written
    with it."""
    active = 1 + min(replicas, 1)
    return {**PATIENCE, "wait_for_active_shards": str(active)}


@contextmanager
def _ignore_existing() -> Iterator[None]:
    try:
        yield
    except RequestError as error:
        if error.error != "resource_already_exists_exception":
            raise


def seal(client: OpenSearch, place: str) -> None:
    """Make the indexes of a generation read-only."""
    client.indices.put_settings(
        index=",".join(names.both_indexes(place)),
        body={"index": {"blocks.write": True}},
        params=PATIENCE,
    )


def clone(client: OpenSearch, source: str, target: str, replicas: int) -> None:
    """Create indexes at `target` as clones of the sealed ones at `source`, by hard links."""
    settings = {
        "index.blocks.write": None,
        "index.number_of_replicas": replicas,
        "index.refresh_interval": "-1",
    }
    for old, new in zip(names.both_indexes(source), names.both_indexes(target), strict=True):
        with _ignore_existing():
            client.indices.clone(
                index=old,
                target=new,
                body={"settings": settings},
                params=_wait_for_copies(replicas),
            )
