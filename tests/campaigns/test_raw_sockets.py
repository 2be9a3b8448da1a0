"""A short run of `python -m tests.campaigns.raw_sockets` against the complete server."""

import contextlib
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import shipped
from tests.campaigns.raw_sockets import fuzz


@contextlib.contextmanager
def serve(index: Path) -> Iterator[int]:
    """The port of `kashaf serve` over an index of the seeds."""
    command = [sys.executable, "-c", "from webapp.command import main; main()"]
    settings = {"KASHAF_INDEX": str(index), "KASHAF_LOG": "none", "KASHAF_PORT": "0"}
    environment = {**os.environ, **settings, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    seeds = shipped.copy_into(index.with_name("seeds"))
    subprocess.run([*command, "build", str(seeds)], env=environment, check=True)
    with subprocess.Popen(
        [*command, "serve"],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
    ) as process:
        assert process.stderr
        try:
            first = process.stderr.readline()
            announced = re.search(r":(\d+)\n", first)
            assert announced, first
            yield int(announced[1])
            process.terminate()
            said = process.stderr.read()
            assert "Traceback" not in said, said
            assert process.wait(15) == 0
        finally:
            process.kill()


@pytest.mark.timeout(180)
def test_random_requests_do_no_harm(tmp_path: Path) -> None:
    with serve(tmp_path / "index") as port:
        seen = fuzz(port, rounds=200, seed=7)
        assert {"400", "200", "405"} <= set(seen), seen
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert answer.read() == b"ok\n"
