"""Matching and ranking, measured through the real index; these fail when either gets worse."""

import dataclasses
import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks import matching
from indexer.documents.folder import find, read
from indexer.documents.readers import DocumentReader
from indexer.evaluation import evaluation
from indexer.evaluation.judged_collection import JudgedCollection, load
from indexer.query.matching import Matching
from indexer.releases.release import Release
from indexer.search import Collection
from indexer.settings import Settings
from tests.progress import NoRefusals

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data" / "relevance"


@pytest.fixture(scope="module")
def judged_collection(
    tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path
) -> JudgedCollection:
    """The seeds, each paragraph a release of its own, and questions to them."""
    folder = tmp_path_factory.mktemp("judged")
    for name in ("queries.tsv", "qrels.tsv"):
        shutil.copy(DATA / name, folder)
    rows = []
    for number, source in enumerate(find([shipped_seeds])):
        with DocumentReader() as reading:
            (release,) = read(source, reading)
        assert isinstance(release, Release)
        for place, text in enumerate([release.title, *release.paragraphs]):
            rows.append({"id": f"{number}-{place}", "title": "", "body": text})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "docs.jsonl").write_text(lines, "utf-8")
    return load(folder)


@pytest.fixture(scope="module")
def paragraphs(
    judged_collection: JudgedCollection, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Collection]:
    work = tmp_path_factory.mktemp("relevance")
    settings = dataclasses.replace(Settings.load({}, {}), index=work / "index")
    evaluation.index(judged_collection, work, settings, NoRefusals())
    with closing(Collection.open(settings)) as collection:
        yield collection


@pytest.mark.parametrize(("match", "least"), [("all", 0.975), ("any", 0.965)])
def test_questions_to_the_seeds_find_their_paragraphs(
    judged_collection: JudgedCollection,
    paragraphs: Collection,
    match: Matching,
    least: float,
) -> None:
    quality = evaluation.evaluate(judged_collection, paragraphs, "stem", match)
    assert quality.queries == 34
    assert quality.ndcg >= least


@pytest.mark.parametrize(
    ("name", "count", "found", "false"),
    [
        ("pairs.tsv", 480, 0.97, 0.0),
        ("probes.tsv", 3_500, 0.96, 0.03),
        ("sentences.tsv", 2_000, 0.99, 0.005),
        ("documents.tsv", 1_300, 0.955, 0.025),
        ("forms.tsv", 3_700, 0.965, 0.014),
        ("press.tsv", 1_100, 0.985, 0.005),
        ("breadth.tsv", 640, 0.985, 0.025),
        ("hard.tsv", 220, 0.985, 0.0),
        ("domains.tsv", 420, 0.985, 0.0),
        ("grammar.tsv", 680, 0.975, 0.02),
        ("newsroom.tsv", 1_470, 0.985, 0.005),
        ("ministries.tsv", 1_770, 0.98, 0.02),
        ("agencies.tsv", 3_150, 0.98, 0.002),
        ("regions.tsv", 3_100, 0.98, 0.002),
        ("readers.tsv", 1_765, 0.985, 0.015),
        ("offices.tsv", 3_700, 0.97, 0.004),
        ("services.tsv", 2_400, 0.98, 0.003),
    ],
)
def test_pairs_meet_and_others_do_not(
    name: str, count: int, found: float, false: float, tmp_path: Path
) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    answers = list(matching.judge(list(matching.pairs(DATA / name)), seeds, "stem"))
    wanted = [met for pair, met in answers if pair.wanted]
    unwanted = [met for pair, met in answers if not pair.wanted]
    assert len(answers) > count
    assert sum(wanted) / len(wanted) >= found
    assert sum(unwanted) / len(unwanted) <= false


def test_the_exact_mode_finds_nothing_false(tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    asked = [pair for pair in matching.pairs(DATA / "pairs.tsv") if not pair.wanted]
    assert [pair for pair, found in matching.judge(asked, seeds, "exact") if found] == []
