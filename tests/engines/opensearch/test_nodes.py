"""The nodes of the tests end with the process that started them."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.opensearch_cluster import FAULT_DETECTION

ROOT = Path(__file__).parents[3]
# Starts a node of a distribution whose program is a script that sleeps.
STARTER = """
import sys, time
from pathlib import Path
from benchmarks.opensearch_cluster import Node, jvm
home, folder = map(Path, sys.argv[1:])
node = Node("n0", folder, 1, 2)
node.configure(home, [2], ["n0"], jvm("64m", lasting=False))
node.start()
time.sleep(600)
"""


@pytest.mark.parametrize("name", ["deploy/opensearch.md", "deploy/opensearch.compose.yaml"])
def test_documentation_names_the_settings_of_the_test_nodes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8").replace('"', "")
    for key, value in FAULT_DETECTION.items():
        assert f"{key}: {value}\n" in text


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="only the kernel of Linux does this")
def test_a_node_dies_with_a_session_that_is_killed() -> None:
    with tempfile.TemporaryDirectory(prefix="kashaf-test-") as name:
        Path(name).chmod(0o755)
        home, folder = Path(name) / "home", Path(name) / "n0"
        folder.mkdir()
        (home / "config").mkdir(parents=True)
        (home / "config" / "jvm.options").touch()
        script(home / "bin" / "opensearch", "echo $$; exec sleep 600")
        script(home / "java" / "bin" / "java", "echo 'version \"25\"' >&2")
        environ = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KASHAF_JAVA_HOME": str(home / "java"),
        }
        with subprocess.Popen(
            [sys.executable, "-c", STARTER, home, folder], env=environ
        ) as session:
            node = Path("/proc") / read_log(folder / "out.log")
            assert b"sleep" in (node / "cmdline").read_bytes()
            session.kill()
        until(lambda: not node.exists())


def read_log(log: Path) -> str:
    """The process id, once it is written and its program has begun."""
    until(lambda: log.exists() and log.read_text().endswith("\n"))
    number = log.read_text().strip()
    until(lambda: b"sleep" in (Path("/proc") / number / "cmdline").read_bytes())
    return number


def until(holds: Callable[[], bool]) -> None:
    for _ in range(200):
        if holds():
            return
        time.sleep(0.05)
    raise AssertionError("it did not come to pass within ten seconds")
