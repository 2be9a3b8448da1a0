"""The comparison with other engines, on fifty releases and the engine that comes with Python."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.documents import read_texts

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


# It starts ten processes; on a machine with other things to do each takes seconds to start.
@pytest.mark.timeout(900)
def test_peers_are_compared(tmp_path: Path, shipped_seeds: Path) -> None:
    text = " ".join(path.read_text("utf-8") for path in sorted(shipped_seeds.glob("*.txt")))
    sentences = [sentence for sentence in text.split(".") if len(sentence) > 40]
    rows = [{"title": each[:40], "body": f"{each}."} for each in sentences]
    docs = tmp_path / "docs.jsonl"
    docs.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    command = [sys.executable, "-m", "benchmarks.peers", str(docs), "--sizes", "50"]
    few = ["--peers", "kashaf,fts5,nobody", "--queries", "1", "--turns", "1"]
    run = subprocess.run(
        [*command, *few, "--work", str(tmp_path / "work")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    lines = run.stdout.splitlines()
    assert "LEFT OUT: nobody" in run.stdout
    for start in ("| kashaf |", "| fts5 |", "| rare |", "| deep page |", "| during a build |"):
        assert any(line.startswith(start) for line in lines), start
    # SQLite has no fuzzy words; what it does not do is not filled in.
    assert {line.split(" | ")[2] for line in lines if line.startswith("| fuzzy 2 |")} == {"–"}


def test_a_release_without_a_title_is_measured(tmp_path: Path) -> None:
    docs = tmp_path / "docs.jsonl"
    docs.write_text('{"body": "first"}\n{"title": "a", "body": "second"}\n', "utf-8")
    assert read_texts(docs, 9) == ["first", "a\n\nsecond"]
