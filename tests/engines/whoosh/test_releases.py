"""The cache of stored releases: bounded, and bypassed by sequential reads."""

from pathlib import Path

import pytest

from indexer.engines.protocol import Filters
from indexer.engines.whoosh import columns as columns_module
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.searching import searcher as searching
from indexer.engines.whoosh.searching.searcher import WhooshSearcher
from indexer.query.values import Everything
from tests.engines.indexes import Opened, analyse, release


@pytest.fixture
def searcher(opener: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WhooshSearcher:
    monkeypatch.setattr(searching, "_CACHE_BYTES", 50_000)
    writer = WhooshEngine().create(tmp_path)
    for n in range(30):
        writer.add(analyse(release(f"r{n}", "عنوان", f"نص رقم {n} " * 100)))
    writer.commit()
    made = opener(WhooshEngine(), tmp_path)
    assert isinstance(made, WhooshSearcher)
    return made


def test_a_release_is_read_once(searcher: WhooshSearcher) -> None:
    first = searcher.release("r3")
    assert first is not None
    assert searcher.release("r3") is first
    assert searcher.release("r30") is None


def test_release_cache_is_bounded(searcher: WhooshSearcher) -> None:
    for n in range(30):
        found = searcher.release(f"r{n}")
        assert found is not None
        assert found.id == f"r{n}"
    assert 0 < len(searcher._releases) < 15


def test_an_export_keeps_none(searcher: WhooshSearcher) -> None:
    _, releases = searcher.scan(Everything(), filters=Filters(), sort="title")
    assert len(list(releases)) == len(list(searcher.releases())) == 30
    assert len(searcher._releases) == 0


@pytest.mark.usefixtures("searcher")
def test_ids_are_the_same_whether_they_are_cached_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(columns_module, "_MAX_CACHED_IDS", 4)
    columns = Columns(tmp_path)
    wanted = columns.all_ids()
    for _ in range(2):
        for row in (*range(30), 3, 3, 29):
            assert columns.id_of(row) == wanted[row]
            assert columns.row_of(wanted[row]) == row
    assert columns.id_of.cache_info().currsize == 4
    assert len(columns._rows_by_id) <= 4
    assert columns.row_of("r30") is None
