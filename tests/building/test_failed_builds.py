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
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = WhooshWriter.cancel

    def full(writer: WhooshWriter) -> None:
        cancel(writer)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(WhooshWriter, "commit", full)
    monkeypatch.setattr(WhooshWriter, "cancel", full)
    before = built_shop.current().name
    built_shop.write("c.jsonl", row("c1"))
    with pytest.raises(BuildError, match="No space left on device; nothing was published"):
        built_shop.build()
    monkeypatch.undo()
    assert built_shop.current().name == before
    assert built_shop.build().added == 1


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OSError(errno.EMFILE, "Too many open files"), "Too many"), (MemoryError(), "not enough mem")],
    ids=["files", "memory"],
)
def test_generation_that_cannot_be_verified_is_not_published(
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    before = built_shop.current().name

    def refused(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(verify, "verify_publication", refused)
    built_shop.write("new.jsonl", {"id": "new", "title": "جديد", "body": "نص"})
    with pytest.raises(BuildError, match=f"checking what was built failed: {reason}.*nothing was"):
        built_shop.build()
    monkeypatch.setattr(WhooshEngine, "open", refused)
    with pytest.raises(BuildError, match=f"reading the current generation failed: {reason}"):
        built_shop.build()
    assert built_shop.current().name == before
    assert not list(built_shop.index.glob("tmp-*"))


def test_damaged_only_generation_is_rebuilt(built_shop: Workshop, analysed_ids: list[str]) -> None:
    damage(built_shop.current())
    built_shop.build()
    assert sorted(analysed_ids) == ["a1", "a2", "b1", "b2"]
    assert built_shop.current().degraded is None


def test_damaged_current_generation_is_rebuilt_despite_a_sound_older_one(
    built_shop: Workshop, analysed_ids: list[str]
) -> None:
    built_shop.build(full=True)
    damage(built_shop.current())
    assert built_shop.current().degraded
    analysed_ids.clear()
    built_shop.build()
    assert sorted(analysed_ids) == ["a1", "a2", "b1", "b2"]
    assert built_shop.current().degraded is None


@pytest.mark.parametrize("part", ["engine_version", "analysis", "schema"])
def test_out_of_date_index_is_rebuilt(
    built_shop: Workshop, analysed_ids: list[str], monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    real = identity(ENGINE, standard())
    change: dict[str, Any] = {part: 99 if part == "schema" else "another"}
    other = real._replace(**change)
    monkeypatch.setattr(builds.BuildRequest, "identity", other)
    report = built_shop.build()
    assert sorted(analysed_ids) == ["a1", "a2", "b1", "b2"]
    assert report.generation
    assert isinstance(other, Identity)
    assert built_shop.current().manifest.identity == other


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
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    before = built_shop.current()
    built_shop.write("c.jsonl", row("c1"), row("c2"))
    with monkeypatch.context() as patch:
        failing(patch, error, after=1)
        with pytest.raises(type(error)):
            built_shop.build()
    assert built_shop.current() == before
    assert [path.name for path in built_shop.index.iterdir() if path.name.startswith("tmp-")] == []
    assert built_shop.build().added == 2


def test_an_interrupt_while_reading_leaves_the_current_generation(
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built_shop.current()
    built_shop.write("c.jsonl", row("c1"))

    def advance(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Steps, "advance", advance)
    with pytest.raises(KeyboardInterrupt):
        built_shop.build()
    assert built_shop.current() == before


def test_generation_that_fails_verification_is_not_published(
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = built_shop.current()
    built_shop.write("c.jsonl", row("c1"))

    def unsound(*_: object, **__: object) -> None:
        raise IndexDamaged("a release is missing")

    monkeypatch.setattr(verify, "verify_publication", unsound)
    with pytest.raises(BuildError, match=r"a release is missing.*nothing was published"):
        built_shop.build()
    assert built_shop.current() == before


def test_a_second_build_at_once_is_refused(built_shop: Workshop) -> None:
    built_shop.write("c.jsonl", row("c1"))
    with open_build(built_shop.index, keep=3), pytest.raises(BuildLocked):
        built_shop.build()
    assert built_shop.build().added == 1
