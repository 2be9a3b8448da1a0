"""Selection of the highest scores without sorting all of them."""

from typing import cast

import numpy as np
import pytest

from indexer.engines.protocol import Sort
from indexer.engines.whoosh.columns import Columns
from indexer.engines.whoosh.searching import bm25f, champions, ranking
from indexer.engines.whoosh.searching.bm25f import Scores
from indexer.engines.whoosh.searching.sort_orders import SortOrders


@pytest.mark.parametrize("count", [1, 10, 640, 641, 5_000, 60_000])
@pytest.mark.parametrize("values", [1, 3, 10**9])
@pytest.mark.parametrize("most", [1, 10])
def test_the_last_of_the_highest_is_that_of_all(count: int, values: int, most: int) -> None:
    scores = np.random.default_rng(count).integers(0, values, count) / 7
    most = min(most, count)
    assert ranking.nth_highest(scores, most) == np.sort(scores)[-most]


@pytest.mark.parametrize("count", [11, 640, 5_000])
@pytest.mark.parametrize("below", [0.0, 0.3])
def test_the_highest_are_those_of_all_in_order(count: int, below: float) -> None:
    scores = np.random.default_rng(count).integers(0, 60, count) / 7
    wanted = np.flatnonzero(scores >= np.sort(scores)[-10] - below)
    assert ranking.indexes_of_highest(scores, 10, below).tolist() == wanted.tolist()


def test_highest_scores_outside_the_sampled_parts_are_found() -> None:
    scores = np.zeros(10_000)
    scores[1:81:8] = np.arange(1, 11)
    assert ranking.nth_highest(scores, 10) == 1.0


@pytest.mark.parametrize("dense", [0, 1, 4, 100])
def test_dense_and_sparse_scores_are_equal(dense: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bm25f, "_DENSE", dense)
    rows, scores = np.asarray([1, 4, 6]), np.asarray([0.5, 2.0, 0.25])
    found = Scores.from_rows(rows, scores, 8)
    assert (found.everywhere is None) == (3 * dense < 8)
    assert found.lookup(np.asarray([0, 1, 4, 5, 6, 7])).tolist() == [0, 0.5, 2.0, 0, 0.25, 0]
    assert found.nbytes


class _Columns:
    """What `SortOrders` reads of the columns."""

    def __init__(self, size: int) -> None:
        dice = np.random.default_rng(size)
        self.rank = dice.permutation(size).astype(np.int32)
        self.days = dice.integers(0, 9, size).astype(np.int32)
        self.title_rank = dice.integers(0, 9, size).astype(np.int32)

    def __len__(self) -> int:
        return len(self.rank)


@pytest.mark.parametrize("dense", [1, 100])
@pytest.mark.parametrize("share", [1.0, 0.3, 0.01])
@pytest.mark.parametrize("values", [3, 50, 10**9])
def test_leaders_are_the_best_matches_or_none(
    dense: int, share: float, values: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bm25f, "_DENSE", dense)
    monkeypatch.setattr(champions, "_MAX_CHAMPIONS", 64)
    columns, dice = _Columns(2_000), np.random.default_rng(values)
    rows = np.flatnonzero(dice.random(2_000) < 0.5)
    scores = np.zeros(2_000)
    scores[rows] = dice.integers(1, values + 1, len(rows)) / values
    scored = Scores.from_rows(rows, scores[rows], 2_000)
    found = champions.ChampionList.from_scores(scored, cast("Columns", columns))
    matched = (scores > 0) & (dice.random(2_000) < share)
    wanted = np.flatnonzero(matched)
    order = np.lexsort((columns.rank[wanted], -scores[wanted].round(6)))
    told = 0
    for best in (1, 5, 20):
        some = found.top_matched(matched, best)
        if some is not None:
            told += 1
            assert some[0].tolist() == wanted[order][:best].tolist()
            assert some[1].tolist() == scores[some[0]].round(6).tolist()
    assert told == 3 or share < 1


def test_few_releases_are_all_leaders() -> None:
    scored = Scores(np.asarray([1, 4, 6]), np.asarray([0.5, 2.0, 0.25]))
    found = champions.ChampionList.from_scores(scored, cast("Columns", _Columns(8)))
    some = found.top_matched(np.ones(8, np.bool_), 3)
    assert some is not None
    assert some[0].tolist() == [4, 1, 6]
    for more in (0, 4):
        assert found.top_matched(np.ones(8, np.bool_), more) is None


def test_leaders_keep_no_more_than_they_say() -> None:
    scored = Scores.from_rows(np.arange(50_000), np.ones(50_000), 50_000)
    found = champions.ChampionList.from_scores(scored, cast("Columns", _Columns(50_000)))
    for kept in (found.rows, found.scores):
        assert kept.base is None or kept.base.nbytes <= kept.nbytes
    assert found.top_matched(np.ones(50_000, np.bool_), 1) is not None


# The first two are equal once they are rounded, and the first of them comes first.
NEARLY = np.asarray([0.5, 0.5 + 1e-8, 0.25])


class _InOrder(_Columns):
    """Of equal releases the one of the smaller row comes first."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.rank = np.arange(size, dtype=np.int32)


def test_scores_that_are_equal_once_rounded_are_ties() -> None:
    columns = cast("Columns", _InOrder(3))
    assert ranking.top_indexes(columns, np.arange(3), NEARLY, 1).tolist() == [0]


def test_first_of_tied_leaders_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(champions, "_MAX_CHAMPIONS", 1)
    found = champions.ChampionList.from_scores(
        Scores(np.arange(3), NEARLY), cast("Columns", _InOrder(3))
    )
    assert found.rows.tolist() == [0]


def test_scores_that_round_to_zero_do_not_lead() -> None:
    scored = Scores(np.asarray([1, 2]), np.asarray([0.5, 1e-9]))
    found = champions.ChampionList.from_scores(scored, cast("Columns", _InOrder(3)))
    matched = np.ones(3, np.bool_)
    one = found.top_matched(matched, 1)
    assert one is not None
    assert one[0].tolist() == [1]
    assert found.top_matched(matched, 2) is None, "the release in row 0 is as good"


@pytest.mark.parametrize("share", [1.0, 0.2, 0.004, 0.0])
@pytest.mark.parametrize("sort", ["-published", "published", "title"])
@pytest.mark.parametrize("most", [1, 10, 300])
def test_the_first_in_an_order_are_those_of_all(share: float, sort: Sort, most: int) -> None:
    columns = _Columns(3_000)
    matched = np.random.default_rng(1).random(3_000) < share
    matched[columns.rank < 50] = False  # the walk must go on
    rows = np.flatnonzero(matched)
    most = min(most, len(rows))
    days = np.where(columns.days, columns.days, 100)
    firsts = {"-published": columns.rank, "published": days}
    first = firsts.get(sort, columns.title_rank)
    wanted = sorted(rows.tolist(), key=lambda row: (int(first[row]), int(columns.rank[row])))
    orders = SortOrders(cast("Columns", columns))
    assert orders.top(matched, len(rows), sort, most).tolist() == wanted[:most]
