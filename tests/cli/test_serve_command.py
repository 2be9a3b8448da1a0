"""`kashaf serve`: what it says at its start and logs."""

import logging
from pathlib import Path

import pytest
from flask import Flask

from tests.cli.command import Kashaf, row
from webapp.serving import workers


def test_a_server_says_at_once_what_it_cannot_serve(
    kashaf: Kashaf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "serve", lambda _app, _settings, announce: announce("http://x"))
    first, *_, last = kashaf("serve").stderr.splitlines()
    assert "there is no index here" in first
    assert last.endswith("503 until `kashaf build` has run")
    *_, last = kashaf("serve", "--index", "other").stderr.splitlines()
    assert last.endswith("503 until `kashaf build --index other` has run")
    kashaf.write("seeds/a.jsonl", row("a"))
    kashaf("build")
    assert kashaf("serve").stderr == "Kashaf listens on http://x\n"
    (tmp_path / "names.txt").write_text("فيلامورا\n", "utf-8")
    told = kashaf("serve", KASHAF_PROTECTED=str(tmp_path / "names.txt"))
    assert told.exit_code == 0
    assert "give build and search the same" in told.stderr
    assert "run `kashaf build" in told.stderr


def test_server_log_names_the_served_index(kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch) -> None:
    def served(app: Flask, *_: object) -> None:
        app.test_client().get("/api/v1/status")

    monkeypatch.setattr(workers, "serve", served)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    logged = kashaf("serve", "--index", "other").stderr
    assert "ERROR IndexMissing: other: there is no index here" in logged
    assert "run `kashaf build --index other`" in logged
    assert "`kashaf build`" not in logged
