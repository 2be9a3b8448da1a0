"""The alias of a cluster index, without a cluster."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from opensearchpy import OpenSearch

from indexer.engines.opensearch import store
from indexer.engines.opensearch.catalog import Catalog
from indexer.errors import IndexDamaged
from indexer.generations import Identity, Manifest, Meta, utc_now

IDENTITY = Identity("any", "1", "a", 1)


def _name(number: int) -> str:
    return f"gen-{number:06}-0123abcd"


class Remembered(Catalog):
    """A catalog in memory, whose newest generation is current."""

    def __init__(self, newest: int) -> None:
        super().__init__(OpenSearch(), "press")
        self.newest = newest
        self.switched: list[tuple[list[str], str]] = []

    def current(self, *, local: bool = False) -> str:  # noqa: ARG002 - as a catalog is asked
        return _name(self.newest)

    def list_generations(self) -> list[str]:
        return [_name(number) for number in range(self.newest, 0, -1)]

    def manifest(self, generation: str) -> Manifest:
        return Manifest(generation, utc_now(), Meta(IDENTITY, 0, ""), {})

    def switch(self, old: Iterable[str], new: str) -> None:
        self.switched.append(([*old], new))


def test_a_rollback_goes_back_from_what_is_current_once_it_has_the_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    catalog = Remembered(2)

    @contextmanager
    def waited(*_: object) -> Iterator[None]:
        catalog.newest = 3  # a build ended meanwhile
        yield

    monkeypatch.setattr(store, "Catalog", lambda *_: catalog)
    monkeypatch.setattr(store, "hold_lock", waited)
    alias = store.ClusterStore(catalog.client, catalog.alias, 3, 0)
    assert alias.rollback(IDENTITY).name == _name(2)
    assert catalog.switched == [([f"press-{_name(3)}"], _name(2))]


def test_the_newest_manifest_is_the_newest_that_was_published_and_can_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Damaged(Remembered):
        def current(self, *, local: bool = False) -> str:  # noqa: ARG002 - as a catalog is asked
            return _name(3)

        def manifest(self, generation: str) -> Manifest:
            if generation == _name(3):
                raise IndexDamaged(f"{generation} has no manifest")
            return super().manifest(generation)

    catalog = Damaged(4)
    monkeypatch.setattr(store, "Catalog", lambda *_: catalog)
    newest = store.ClusterStore(catalog.client, catalog.alias, 3, 0).newest_manifest()
    assert newest is not None
    assert newest.generation == _name(2)
