"""Builds that are interrupted or lack resources say whether they published."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

from indexer.errors import EngineUnreachable
from indexer.generations import FolderStore, publication, stamps
from tests.cli.command import GEN, KASHAF, Kashaf, row


def test_an_interrupted_build_ends_with_130_and_leaves_the_index(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    before = (kashaf.index / "CURRENT").read_bytes()
    many = kashaf.write("many.jsonl", *(row(f"m{n}", f"بيان {n}") for n in range(5_000)))
    command = [*KASHAF, "build", str(shipped_seeds), str(many)]
    running = subprocess.Popen(command, cwd=kashaf.folder, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not list(kashaf.index.glob("tmp-*/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, messages = running.communicate(timeout=30)
    assert running.returncode == 130, messages
    assert "interrupted; nothing was published" in messages
    assert "Traceback" not in messages
    assert (kashaf.index / "CURRENT").read_bytes() == before
    assert list(kashaf.index.glob("tmp-*")) == []


def test_a_build_that_is_interrupted_after_it_published_says_so(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, shipped_seeds: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    kashaf("build", shipped_seeds)
    monkeypatch.setattr(publication, "measure", interrupted)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        130,
        "kashaf: interrupted; nothing was published",
    )
    monkeypatch.undo()
    monkeypatch.setattr(stamps, "write_stamp", interrupted)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        130,
        "kashaf: interrupted; the new generation is published",
    )
    assert kashaf("status").stdout.startswith(f"* {GEN}2")


@pytest.mark.parametrize("answers", [0, 1], ids=["never", "at the beginning"])
def test_interrupted_build_reports_nothing_about_an_unreachable_cluster(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, answers: int, shipped_seeds: Path
) -> None:
    marks = iter(["gen-000001-00000000"] * answers)

    def mark(_store: FolderStore) -> object:
        for each in marks:
            return each
        raise EngineUnreachable("no node answers")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FolderStore, "mark", mark)
    monkeypatch.setattr(publication, "measure", interrupted)
    done = kashaf("build", shipped_seeds)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (130, "kashaf: interrupted")


def test_a_build_that_gets_too_little_says_whether_it_published(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, shipped_seeds: Path
) -> None:
    def starved(*_: object) -> None:
        raise MemoryError

    kashaf("build", shipped_seeds)
    monkeypatch.setattr(publication, "measure", starved)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        5,
        "kashaf: index: writing the generation failed: not enough memory; nothing was published",
    )
    monkeypatch.undo()
    monkeypatch.setattr(stamps, "write_stamp", starved)
    with pytest.raises(MemoryError):
        kashaf("build", shipped_seeds, "--full")
    assert kashaf("status").stdout.startswith(f"* {GEN}2")


@pytest.mark.slow
@pytest.mark.parametrize("files", [12, 18, 20, 22, 24])
def test_a_build_that_may_open_few_files_publishes_or_ends_with_5(
    kashaf: Kashaf, files: int, shipped_seeds: Path
) -> None:
    command = ["prlimit", f"--nofile={files}", *KASHAF, "build", str(shipped_seeds)]
    done = subprocess.run(command, cwd=kashaf.folder, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 5}
    assert "Traceback" not in done.stderr
    assert ("nothing was published" in done.stderr) == (done.returncode == 5)
    assert not list(kashaf.index.glob("tmp-*"))
