"""Small campaigns on generations, in a minute; `tests.campaigns.generations` runs any size.

They run in a child process, as they fork and kill.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def run(*arguments: str) -> dict[str, Any]:
    """The summary of a campaign, which must have kept every promise."""
    command = [sys.executable, "-m", "tests.campaigns.generations", *arguments]
    child = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=250, check=False
    )
    assert child.stdout, child.stderr
    summary: dict[str, Any] = json.loads(child.stdout)
    assert summary["broken"] == []
    assert child.returncode == 0
    return summary


def test_every_call_of_a_publication_killed_out_of_space_and_broken() -> None:
    summary = run("calls", "--moment", "before")
    assert set(summary["runs"]) == {"kill before", "ENOSPC before", "EIO before"}
    for each in summary["runs"].values():
        assert each["points"] > 200
        assert each["outcomes"]["done, new"] >= 1
    assert summary["runs"]["kill before"]["outcomes"]["killed, new"] > 0
    assert summary["runs"]["EIO before"]["outcomes"]["unproven, new"] > 0


def test_thirty_kills_at_random_moments_under_a_reader() -> None:
    summary = run("kills", "30")
    assert summary["kills"] == 30
    assert summary["acknowledged"] > 0
    assert summary["left something for the next run"] > 0
    assert summary["reader"]["asked"] > 100
    assert summary["reader"]["switches"] > 10


def test_a_hundred_random_damages() -> None:
    summary = run("damages", "100")
    assert sum(summary["outcomes"].values()) == 100
