"""The examples in the help of the API run against a server of the shipped seeds."""

import contextlib
import io
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.campaigns.test_raw_sockets import serve
from webapp.api.examples import EXAMPLES, SITE, Example


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serve(tmp_path_factory.mktemp("served") / "index") as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_examples_do_what_they_say(example: Example, site: str, tmp_path: Path) -> None:
    told = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {example.curl.replace(SITE, site)}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
    ).stdout
    assert told == "304" or isinstance(json.loads(told), dict)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(example.python.replace(SITE, site), {})  # noqa: S102 - our own text
    assert printed.getvalue().strip()
