"""A short run over the seeds of `python -m tests.campaigns.misspell INDEX`."""

from contextlib import closing
from pathlib import Path

from indexer.search import Collection
from indexer.settings import Settings
from tests.campaigns import misspell
from tests.workshop import publish


def test_first_suggestion_corrects_nine_of_ten_mistakes(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    index = tmp_path / "index"
    publish(index, shipped_seeds)
    with closing(Collection.open(Settings.load({"index": index}, environ={}))) as collection:
        known = misspell.words(misspell.bodies(collection), "type")
        outcomes = list(misspell.measure(collection, known, count=100, seed=3))
    wrong = [(*outcome.case, outcome.first) for outcome in outcomes if not outcome.right]
    assert len(outcomes) == 100
    assert len(wrong) <= 10, wrong
