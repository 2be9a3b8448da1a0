"""A short run of the campaign; `python -m tests.campaigns.add_singly` adds ten thousand."""

import json
from itertools import islice
from pathlib import Path

from benchmarks.corpus import Mixer
from tests.campaigns import add_singly

START, ADDITIONS = 20, 26


def test_releases_added_one_by_one_leave_few_segments_and_the_same_answers(
    tmp_path: Path, shipped_seeds: Path
) -> None:
    texts = [path.read_text("utf-8") for path in sorted(shipped_seeds.glob("*.txt"))]
    rows = islice(Mixer(texts).releases(), START + ADDITIONS)
    releases = tmp_path / "releases.jsonl"
    releases.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    growth = add_singly.Growth(releases, tmp_path / "work", START)
    growth.begin()
    assert growth.grow(ADDITIONS // 2, seconds=600) == ADDITIONS // 2
    again = add_singly.Growth(releases, tmp_path / "work", START)
    again.begin()
    assert again.grow(ADDITIONS, seconds=600) == ADDITIONS
    summary = add_singly.summarize(again)
    assert summary["additions"] == ADDITIONS
    assert 2 <= summary["most_segments"] <= 8
    again.build_at_once()
    asked = add_singly.queries(releases, 60)
    found = add_singly.compare(again.index, again.whole, asked, passes=2)
    assert found["queries"] == 60
    assert found["different_answers"] == 0
