"""The alias of a cluster, without a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

import pytest
from opensearchpy import OpenSearch

from indexer.engines.opensearch import catalog, shelf
from indexer.generations import Generation, Identity, Manifest
from indexer.generations.names import is_generation


def _name(number: int) -> str:
    return f"gen-{number:06}-0123abcd"


def test_a_rollback_goes_back_from_what_is_current_once_it_has_the_lock(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    current, switched = _name(2), []
    assert is_generation(current)

    @contextmanager
    def waited(*_: object) -> Iterator[None]:
        nonlocal current
        current = _name(3)  # a build ended meanwhile
        yield

    known = catalog.Catalog
    monkeypatch.setattr(shelf, "locked", waited)
    monkeypatch.setattr(known, "current", lambda _: current)
    monkeypatch.setattr(known, "present", lambda _: [_name(each) for each in (3, 2, 1)])
    monkeypatch.setattr(known, "switch", lambda _, old, new: switched.append((old, new)))
    manifest = cast(Manifest, None)
    monkeypatch.setattr(
        shelf.Alias, "_admitted", lambda _, name, __: Generation(name, name, manifest)
    )
    alias = shelf.Alias(cast(OpenSearch, None), "press", 3, 0)
    assert alias.rollback(Identity("any", "1", "a", 1)).name == _name(2)
    assert switched == [([f"press-{_name(3)}"], _name(2))]
