"""Generations as indexes behind an alias, built and served by many machines."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http import HTTPStatus

from opensearchpy import OpenSearch
from opensearchpy.exceptions import OpenSearchException, TransportError

from indexer.engines.opensearch import names
from indexer.engines.opensearch.catalog import Catalog, clone, seal
from indexer.engines.opensearch.client import PATIENCE, reason
from indexer.engines.opensearch.lock import PULSE, Lock, Pulse, hold_lock
from indexer.errors import (
    BUILD,
    BuildError,
    EngineUnreachable,
    IndexDamaged,
    IndexMissing,
    IndexOutOfDate,
    IndexUnavailable,
    NothingPublished,
)
from indexer.generations import (
    BUILT_BY_OTHERS,
    Generation,
    Identity,
    Listed,
    Manifest,
    Meta,
    Place,
    Publication,
    PublicationUnproven,
    Survey,
    next_name,
    number_of,
    retention,
    utc_now,
)


class ClusterStore:
    """The store of one alias; the `keep` newest generations stay. It has no ledgers."""

    root = None

    def __init__(
        self, client: OpenSearch, alias: str, keep: int, replicas: int, pulse: Pulse = PULSE
    ) -> None:
        self._pulse = pulse
        self._catalog = Catalog(client, alias)
        self._keep = keep
        self._replicas = replicas

    def __str__(self) -> str:
        return f"OpenSearch alias {self._catalog.alias}"

    # Nothing here is read as a whole, so `quick` makes no difference.
    def locate(self, expected: Identity | None = None, *, quick: bool = False) -> Generation:  # noqa: ARG002
        catalog = self._catalog
        name = catalog.current()
        if name is None:
            raise IndexMissing(f"{self}: nothing was published", BUILD)
        generation = self._require_generation(name, expected)
        problem = catalog.problem(name)
        if problem:
            raise EngineUnreachable(f"{name}: {problem}; look at the OpenSearch cluster")
        return generation

    def newest_manifest(self) -> Manifest | None:
        catalog = self._catalog
        with contextlib.suppress(IndexUnavailable):
            current = catalog.current()
            for name in catalog.list_generations():
                if current is None or number_of(name) <= number_of(current):
                    with contextlib.suppress(IndexDamaged, IndexOutOfDate):
                        return catalog.manifest(name)
        return None

    @property
    def interval(self) -> float:
        return 0.5  # a round trip each time

    def mark(self) -> str | None:
        """The generation that the alias names."""
        return self._catalog.current(local=True)

    @contextmanager
    def open_build(self) -> Iterator["ClusterBuild"]:
        catalog = self._catalog
        try:
            catalog.prepare(self._replicas)
            with hold_lock(catalog.client, catalog.builds, self._pulse) as lock:
                current = self._served_generation()
                self._sweep(current.name if current else None)
                pending = ClusterBuild(catalog, lock, current, self._keep, self._replicas)
                try:
                    yield pending
                finally:
                    # Leftovers that cannot be removed now are removed by the next build.
                    with contextlib.suppress(IndexUnavailable):
                        pending.discard()
        except IndexUnavailable as error:
            raise NothingPublished(str(error)) from error

    def read_ledgers(self, _: Generation) -> Iterable[bytes]:
        return ()

    def renew_ledger(self, _: bytes) -> None: ...

    def rollback(self, expected: Identity) -> Generation:
        catalog = self._catalog
        if not catalog.list_generations():
            raise IndexMissing(f"{self}: nothing was published", BUILD)
        outdated = []
        with hold_lock(catalog.client, catalog.builds, self._pulse):
            current = catalog.current()
            for name in catalog.list_generations():
                if current is not None and number_of(name) >= number_of(current):
                    continue
                try:
                    generation = self._require_generation(name, expected)
                except IndexOutOfDate:
                    outdated.append(name)
                    continue
                except IndexUnavailable:
                    continue
                catalog.switch([catalog.place(current)] if current else [], name)
                return generation
        kind = IndexOutOfDate if outdated else BuildError
        why = f" ({', '.join(outdated)}: {BUILT_BY_OTHERS})" if outdated else ""
        raise kind(f"{self}: no older generation to roll back to{why}; the alias is untouched")

    def survey(self, expected: Identity) -> Survey:
        catalog = self._catalog
        current = catalog.current()
        listed = tuple(
            self._list_generation(name, current, expected) for name in catalog.list_generations()
        )
        fault: IndexUnavailable | None = None
        try:
            self.locate(expected)
        except IndexUnavailable as error:
            fault = error
        return Survey(listed, fault)

    def remove(self) -> None:
        self._catalog.clear()

    def _list_generation(self, name: str, current: str | None, expected: Identity) -> Listed:
        catalog = self._catalog
        manifest: Manifest | None = None
        problems = []
        outdated = False
        try:
            manifest = catalog.manifest(name)
        except IndexUnavailable as error:
            problems.append(str(error))
            outdated = isinstance(error, IndexOutOfDate)
        else:
            outdated = manifest.identity != expected
        if problem := catalog.problem(name):
            problems.append(problem)
        size = catalog.size(name)
        return Listed(name, manifest, size, name == current, tuple(problems), outdated)

    def _require_generation(self, name: str, expected: Identity | None) -> Generation:
        manifest = self._catalog.manifest(name)
        if expected is not None:
            manifest.require(expected)
        return Generation(name, self._catalog.place(name), manifest)

    def _served_generation(self) -> Generation | None:
        """The served generation, if it is readable."""
        try:
            return self.locate()
        except (IndexMissing, IndexDamaged, IndexOutOfDate):
            return None

    def _sweep(self, current: str | None) -> None:
        """Remove leftovers of killed builds: unpublished, or newer than the served generation."""
        catalog = self._catalog
        present = catalog.list_generations()
        published = catalog.manifests(present)
        newer = retention.newer_than(present, current) if current else []
        for name in present:
            if name in newer or name not in published:
                catalog.remove(name)


class ClusterBuild:
    """A generation under construction, in indexes that the alias does not point to."""

    def __init__(
        self,
        catalog: Catalog,
        lock: Lock,
        current: Generation | None,
        keep: int,
        replicas: int,
    ) -> None:
        self.current = current
        self._catalog = catalog
        self._lock = lock
        self._keep = keep
        self._replicas = replicas
        self._name = next_name(catalog.list_generations())
        self._published = False

    @property
    def place(self) -> str:
        return self._catalog.place(self._name)

    def carry(self) -> None:
        """Clone the current generation; the engine links its files."""
        if self.current is None:
            raise BuildError("there is no current generation to carry on")
        try:
            clone(self._catalog.client, str(self.current.place), self.place, self._replicas)
        except OpenSearchException as error:
            raise BuildError(f"{self.current.name} cannot be cloned: {reason(error)}") from error

    def write_ledger(self, _: bytes) -> None: ...

    def publish(self, meta: Meta, check: Callable[[Place], None]) -> Publication:
        catalog = self._catalog
        manifest = Manifest(generation=self._name, built_at=utc_now(), meta=meta, files={})
        self._settle()
        check(self.place)
        self._lock.renew()
        named = [str(self.current.place)] if self.current else catalog.alias_targets()
        catalog.record(manifest)
        try:
            catalog.switch(named, self._name)
        except IndexUnavailable as error:
            self._require_switched(error)
        self._published = True
        return Publication(Generation(self._name, self.place, manifest), self._prune())

    def discard(self) -> None:
        """Remove what was built, unless it was published."""
        if not self._published and not self._lock.lost:
            self._catalog.remove(self._name)

    def _settle(self) -> None:
        """Make the indexes read-only, and wait for their replicas, or as many as there are nodes
        for."""
        client = self._catalog.client
        both = ",".join(names.both_indexes(self.place))
        try:
            seal(client, self.place)
            if _ready(client, both, copies=True) or _ready(client, both, copies=False):
                return
        except OpenSearchException as error:
            raise BuildError(f"{self._name} cannot be made ready: {reason(error)}") from error
        raise BuildError(f"{self._name}: its shards are not ready; look at the OpenSearch cluster")

    def _require_switched(self, error: IndexUnavailable) -> None:
        """Decide, after an answer was lost, whether the alias was switched all the same."""
        try:
            named = self._catalog.current()
        except IndexUnavailable:
            self._published = True  # possibly; so nothing of it is removed
            raise PublicationUnproven(self._name, str(error)) from error
        if named != self._name:
            raise NothingPublished(str(error)) from error

    def _prune(self) -> tuple[str, ...]:
        """Remove generations beyond `keep`; returns descriptions of those that could not be
        removed."""
        leftovers = []
        try:
            present = self._catalog.list_generations()
        except IndexUnavailable as error:
            return (str(error),)
        for name in retention.beyond(present, self._name, self._keep):
            try:
                self._catalog.remove(name)
            except IndexUnavailable as error:
                leftovers.append(f"{name}: {error}")
        return tuple(leftovers)


def _ready(client: OpenSearch, indexes: str, *, copies: bool) -> bool:
    """Whether each shard is allocated, and with `copies` no replica is initialising, within the
    cluster's timeout."""
    params: dict[str, str | int] = {"wait_for_status": "yellow", **PATIENCE}
    if copies:
        # Wait until the cluster has made all pending decisions: one may start a replica.
        params |= {"wait_for_no_initializing_shards": "true", "wait_for_events": "languid"}
    try:
        health = client.cluster.health(index=indexes, params=params)
    except TransportError as error:
        if error.status_code == HTTPStatus.REQUEST_TIMEOUT:
            return False
        raise
    return not health["timed_out"]
