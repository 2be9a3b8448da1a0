"""The highest of many scores, found without all of them being put in order."""

import numpy as np
import pytest

from indexer.engines.whoosh import bm25f, ranking
from indexer.engines.whoosh.bm25f import Scored


@pytest.mark.parametrize("count", [1, 10, 640, 641, 5_000, 60_000])
@pytest.mark.parametrize("values", [1, 3, 10**9])
@pytest.mark.parametrize("most", [1, 10])
def test_the_last_of_the_highest_is_that_of_all(count: int, values: int, most: int) -> None:
    scores = np.random.default_rng(count).integers(0, values, count) / 7
    most = min(most, count)
    assert ranking.least(scores, most) == np.sort(scores)[-most]


@pytest.mark.parametrize("count", [11, 640, 5_000])
@pytest.mark.parametrize("below", [0.0, 0.3])
def test_the_highest_are_those_of_all_in_order(count: int, below: float) -> None:
    scores = np.random.default_rng(count).integers(0, 60, count) / 7
    wanted = np.flatnonzero(scores >= np.sort(scores)[-10] - below)
    assert ranking.highest(scores, 10, below).tolist() == wanted.tolist()


def test_the_highest_may_all_stand_where_no_part_is_looked_at() -> None:
    scores = np.zeros(10_000)
    scores[1:81:8] = np.arange(1, 11)
    assert ranking.least(scores, 10) == 1.0


@pytest.mark.parametrize("dense", [0, 1, 4, 100])
def test_scores_are_the_same_however_they_are_held(
    dense: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bm25f, "_DENSE", dense)
    rows, scores = np.asarray([1, 4, 6]), np.asarray([0.5, 2.0, 0.25])
    found = Scored.of(rows, scores, 8)
    assert (found.everywhere is None) == (3 * dense < 8)
    assert found.at(np.asarray([0, 1, 4, 5, 6, 7])).tolist() == [0, 0.5, 2.0, 0, 0.25, 0]
    assert found.nbytes
