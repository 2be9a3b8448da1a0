"""A small hostile folder; `python -m tests.documents.hostile_folder` makes one of gigabytes."""

from pathlib import Path

import pytest

from tests.documents import hostile_folder

pytestmark = pytest.mark.slow


def test_a_build_names_every_hostile_file_and_publishes_every_good_one(tmp_path: Path) -> None:
    hostile, good = hostile_folder.fill(tmp_path / "sources", heavy=False)
    summary = hostile_folder.built(tmp_path / "sources", tmp_path / "index", hostile, good)
    assert summary["hostile"] > 35
    assert summary["not_named"] == []
    assert summary["not_published"] == []
    assert summary["exit_code"] == 1
    assert 20 < summary["peak_mb"] < hostile_folder.MOST_MB
