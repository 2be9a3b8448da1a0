"""Damaged and outdated indexes are rebuilt; a build that fails leaves the current generation."""

import errno
import os
from typing import Any

import pytest

from indexer.arabic.analyzer import Analyzer, standard
from indexer.building import build as builds
from indexer.building import verify
from indexer.building.analysis_workers import parent
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writing.writer import WhooshWriter
from indexer.errors import (
    BuildError,
    BuildLocked,
    IndexDamaged,
)
from indexer.generations import Identity
from indexer.generations.pending_build import open_build
from indexer.installation.installation import identity
from indexer.releases import schema
from indexer.releases.release import Release
from tests.workshop import ENGINE, Steps, Workshop, damage, row


def test_a_disk_that_is_full_is_said_in_words(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = WhooshWriter.cancel

    def full(writer: WhooshWriter) -> None:
        cancel(writer)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(WhooshWriter, "commit", full)
    monkeypatch.setattr(WhooshWriter, "cancel", full)
    before = built.current().name
    built.write("c.jsonl", row("c1"))
    with pytest.raises(BuildError, match="No space left on device; nothing was published"):
        built.build()
    monkeypatch.undo()
    assert built.current().name == before
    assert built.build().added == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(errno.EMFILE, "Too many open files"), "Too many"), (MemoryError(), "not enough mem")],
    ids=["files", "memory"],
)
def test_generation_that_cannot_be_verified_is_not_published(
    built: Workshop, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    before = built.current().name

    def refused(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(verify, "verify_publication", refused)
    built.write("new.jsonl", {"id": "new", "title": "جديد", "body": "نص"})
    with pytest.raises(BuildError, match=f"checking what was built failed: {reason}.*nothing was"):
        built.build()
    monkeypatch.setattr(WhooshEngine, "open", refused)
    with pytest.raises(BuildError, match=f"reading the current generation failed: {reason}"):
        built.build()
    assert built.current().name == before
    assert not list(built.index.glob("tmp-*"))


def test_damaged_only_generation_is_rebuilt(built: Workshop, analysed: list[str]) -> None:
    damage(built.current())
    built.build()
    assert sorted(analysed) == ["a1", "a2", "b1", "b2"]
    assert built.current().degraded is None


def test_damaged_current_generation_is_rebuilt_despite_a_sound_older_one(
    built: Workshop, analysed: list[str]
) -> None:
    built.build(full=True)
    damage(built.current())
    assert built.current().degraded
    analysed.clear()
    built.build()
    assert sorted(analysed) == ["a1", "a2", "b1", "b2"]
    assert built.current().degraded is None


@pytest.mark.parametrize("part", ["engine_version", "analysis", "schema"])
def test_out_of_date_index_is_rebuilt(
    built: Workshop, analysed: list[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    real = identity(ENGINE, standard())
    change: dict[str, Any] = {part: 99 if part == "schema" else "another"}
    other = real._replace(**change)
    monkeypatch.setattr(builds.BuildRequest, "identity", other)
    report = built.build()
    assert sorted(analysed) == ["a1", "a2", "b1", "b2"]
    assert report.generation
    assert isinstance(other, Identity)
    assert built.current().manifest.identity == other


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int) -> None:
    """Let the analysis of the release after `after` others raise."""
    real = schema.analyse
    left = iter(range(after))

    def analyse(release: Release, analyzer: Analyzer) -> object:
        if next(left, None) is None:
            raise error
        return real(release, analyzer)

    monkeypatch.setattr(parent, "analyse", analyse)


@pytest.mark.parametrize("error", [RuntimeError("in the middle"), KeyboardInterrupt()])
def test_an_exception_in_the_middle_leaves_the_current_generation(
    built: Workshop, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = built.current()
    built.write("c.jsonl", row("c1"), row("c2"))
    with monkeypatch.context() as patch:
        failing(patch, error, after=1)
        with pytest.raises(type(error)):
            built.build()
    assert built.current() == before
    assert [path.name for path in built.index.iterdir() if path.name.startswith("tmp-")] == []
    assert built.build().added == 2


def test_an_interrupt_while_reading_leaves_the_current_generation(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.current()
    built.write("c.jsonl", row("c1"))

    def advance(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Steps, "advance", advance)
    with pytest.raises(KeyboardInterrupt):
        built.build()
    assert built.current() == before


def test_generation_that_fails_verification_is_not_published(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built.current()
    built.write("c.jsonl", row("c1"))

    def unsound(*_: object, **__: object) -> None:
        raise IndexDamaged("a release is missing")

    monkeypatch.setattr(verify, "verify_publication", unsound)
    with pytest.raises(BuildError, match=r"nothing was published.*a release is missing"):
        built.build()
    assert built.current() == before


def test_a_second_build_at_once_is_refused(built: Workshop) -> None:
    built.write("c.jsonl", row("c1"))
    with open_build(built.index, keep=3), pytest.raises(BuildLocked):
        built.build()
    assert built.build().added == 1
