"""A sample of the requests of `python -m tests.campaigns.generated_requests`."""

import re
from pathlib import Path

import pytest

from tests.campaigns.generated_requests import run
from tests.campaigns.test_raw_sockets import serve


@pytest.mark.timeout(280)
def test_the_server_does_what_its_document_says(tmp_path: Path) -> None:
    with serve(tmp_path / "index") as port:
        outcome = run(f"http://127.0.0.1:{port}", examples=3)
    assert outcome.returncode == 0, outcome.stdout[-8000:] + outcome.stderr[-2000:]
    tried = re.search(r"(\d+) generated, (\d+) passed", outcome.stdout)
    assert tried, outcome.stdout
    assert int(tried[1]) == int(tried[2]) > 300
