"""A few rounds of the campaign; `python -m tests.campaigns.kill_builds` kills a hundred."""

from pathlib import Path

import pytest

from tests.campaigns.kill_builds import Campaign


@pytest.mark.timeout(180)
def test_a_build_killed_at_any_moment_harms_no_reader(tmp_path: Path) -> None:
    figures = Campaign(tmp_path, seed=7).run(rounds=8)
    assert figures.faults == 0, figures.line()
    assert figures.killed == 8, figures.line()
    assert figures.requests > 50, figures.line()
