"""A build that would lose most releases publishes nothing, unless it is told to prune."""

import re

import pytest

from indexer.arabic.analyzer import standard
from indexer.building import build as builds
from indexer.errors import (
    BuildError,
    IndexMissing,
)
from indexer.installation.installation import identity
from tests.workshop import ENGINE, Workshop, counts, damage, row


def test_an_empty_index_is_not_published(shop: Workshop) -> None:
    with pytest.raises(BuildError, match="--prune"):
        shop.build()
    with pytest.raises(IndexMissing):
        shop.current()


def test_losing_every_release_is_not_published(built: Workshop) -> None:
    for path in built.sources.iterdir():
        path.unlink()
    with pytest.raises(BuildError, match="--prune"):
        built.build()
    assert len(built.held()) == 4


@pytest.mark.parametrize("full", [False, True])
def test_losing_more_than_half_is_not_published(built: Workshop, full: bool) -> None:
    (built.sources / "a.jsonl").unlink()
    built.write("b.jsonl", row("b1"))
    before = built.names()
    said = "3 of 4 releases would be removed and 0 added (removed: a1 “بيان الهجرة”, a2 “بيان الهجرة”, b2 “بيان الهجرة”); nothing"
    with pytest.raises(BuildError, match=re.escape(said)):
        built.build(full=full)
    assert built.names() == before


@pytest.mark.parametrize("full", [False, True])
def test_new_releases_do_not_offset_removed_ones(built: Workshop, full: bool) -> None:
    (built.sources / "a.jsonl").unlink()
    built.write("b.jsonl", row("b1"), *(row(f"c{number}") for number in range(9)))
    with pytest.raises(BuildError, match="3 of 4 releases would be removed and 9 added"):
        built.build(full=full)
    assert built.held().keys() == {"a1", "a2", "b1", "b2"}
    assert counts(built.build(full=full, prune=True)) == (9, 0, 1, 3)


def test_removals_from_an_unreadable_index_are_counted(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built.sources / "a.jsonl").unlink()
    built.write("b.jsonl", row("b1"))
    other = identity(ENGINE, standard())._replace(schema=99)
    monkeypatch.setattr(builds.BuildRequest, "identity", other)
    with pytest.raises(BuildError, match="3 of 4 releases would be removed and 1 added"):
        built.build()


@pytest.mark.parametrize("older", [False, True], ids=["nothing whole", "an older one whole"])
@pytest.mark.parametrize("dry_run", [False, True], ids=["published", "foretold"])
def test_removals_from_a_damaged_index_are_counted(
    shop: Workshop, older: bool, dry_run: bool
) -> None:
    if older:
        shop.write("a.jsonl", row("a1"))
        shop.build()
    shop.write("a.jsonl", *(row(f"a{number}") for number in range(6)))
    shop.build()
    damage(shop.current())
    shop.write("a.jsonl", row("b1"), row("b2"))
    before = shop.names()
    said = "4 of 6 releases would be removed and 2 added"
    if dry_run:
        assert said in (shop.build(full=True, dry_run=True).objection or "")
        return
    with pytest.raises(BuildError, match=said):
        shop.build(full=True)
    assert shop.names() == before
    assert shop.build(full=True, prune=True).generation


def test_losing_half_is_published(built: Workshop) -> None:
    (built.sources / "a.jsonl").unlink()
    assert counts(built.build()) == (0, 0, 2, 2)


def test_prune_publishes_what_little_is_left(built: Workshop) -> None:
    for path in built.sources.iterdir():
        path.unlink()
    assert built.build(prune=True).generation
    assert built.held() == {}


def test_releases_come_back_after_an_empty_index(built: Workshop) -> None:
    (built.sources / "a.jsonl").unlink()
    kept = (built.sources / "b.jsonl").rename(built.sources / ".hidden")
    built.build(prune=True)
    kept.rename(built.sources / "b.jsonl")
    assert counts(built.build()) == (2, 0, 0, 0)
