"""Five disk sizes; `python -m tests.campaigns.fill_disk` tests fifty."""

import json

from tests.campaigns.fill_disk import in_namespace


def test_a_disk_that_fills_up_loses_nothing() -> None:
    done = in_namespace(5)
    assert done.stdout, done.stderr
    summary = json.loads(done.stdout)
    assert summary["broken"] == []
    assert set(summary["outcomes"]) == {"done", "failed"}
