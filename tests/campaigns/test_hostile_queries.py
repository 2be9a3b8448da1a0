"""A short run over the seeds of `python -m tests.campaigns.hostile_queries INDEX`."""

from contextlib import closing
from pathlib import Path

import pytest

from indexer import limits
from indexer.answers.results import SearchRequest
from indexer.errors import QueryError
from indexer.search import Collection
from indexer.settings import Settings
from tests.campaigns import hostile_queries
from tests.workshop import publish


def test_hostile_queries_are_answered_or_refused(tmp_path: Path, shipped_seeds: Path) -> None:
    index = tmp_path / "index"
    publish(index, shipped_seeds)
    with closing(Collection.open(Settings.load({"index": index}, environ={}))) as collection:
        asked = [*hostile_queries.time_queries(collection, iter(hostile_queries.KNOWN), 1)]
        asked += hostile_queries.time_queries(
            collection, hostile_queries.generate_queries(300, 1), 1
        )
        with pytest.raises(QueryError):
            collection.search(SearchRequest("ا" * (limits.QUERY_CHARACTERS + 1)))
    assert len(asked) == len(hostile_queries.KNOWN) + 300
