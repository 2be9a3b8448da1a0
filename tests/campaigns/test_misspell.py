"""A short run over the seeds of `python -m tests.campaigns.misspell INDEX`."""

from contextlib import closing
from pathlib import Path

from indexer.arabic.analyzer import standard
from indexer.building.build import BuildRequest, build
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.generations import FolderStore
from indexer.search import Collection
from indexer.settings import Settings
from tests.campaigns import misspell
from tests.progress import NoRefusals


def test_first_suggestion_corrects_nine_of_ten_mistakes(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    index = tmp_path / "index"
    build(
        BuildRequest([shipped_seeds], FolderStore(index, keep=3), WhooshEngine(), standard()),
        NoRefusals(),
    )
    with closing(Collection.open(Settings.load({"index": index}, environ={}))) as collection:
        known = misspell.words(misspell.bodies(collection), "type")
        outcomes = list(misspell.measured(collection, known, count=100, seed=3))
    wrong = [(*outcome.case, outcome.first) for outcome in outcomes if not outcome.right]
    assert len(outcomes) == 100
    assert len(wrong) <= 10, wrong
