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


def test_losing_every_release_is_not_published(built_shop: Workshop) -> None:
    for path in built_shop.sources.iterdir():
        path.unlink()
    with pytest.raises(BuildError, match="--prune"):
        built_shop.build()
    assert len(built_shop.titles_by_id()) == 4


@pytest.mark.parametrize("full", [False, True])
def test_losing_more_than_half_is_not_published(built_shop: Workshop, full: bool) -> None:
    (built_shop.sources / "a.jsonl").unlink()
    built_shop.write("b.jsonl", row("b1"))
    before = built_shop.names()
    said = "3 of 4 releases would be removed and 0 added (removed: a1 “بيان الهجرة”, a2 “بيان الهجرة”, b2 “بيان الهجرة”); nothing"
    with pytest.raises(BuildError, match=re.escape(said)):
        built_shop.build(full=full)
    assert built_shop.names() == before


@pytest.mark.parametrize("full", [False, True])
def test_new_releases_do_not_offset_removed_ones(built_shop: Workshop, full: bool) -> None:
    (built_shop.sources / "a.jsonl").unlink()
    built_shop.write("b.jsonl", row("b1"), *(row(f"c{number}") for number in range(9)))
    with pytest.raises(BuildError, match="3 of 4 releases would be removed and 9 added"):
        built_shop.build(full=full)
    assert built_shop.titles_by_id().keys() == {"a1", "a2", "b1", "b2"}
    assert counts(built_shop.build(full=full, prune=True)) == (9, 0, 1, 3)


def test_removals_from_an_unreadable_index_are_counted(
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built_shop.sources / "a.jsonl").unlink()
    built_shop.write("b.jsonl", row("b1"))
    other = identity(ENGINE, standard())._replace(schema=99)
    monkeypatch.setattr(builds.BuildRequest, "identity", other)
    with pytest.raises(BuildError, match="3 of 4 releases would be removed and 1 added"):
        built_shop.build()


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


def test_losing_half_is_published(built_shop: Workshop) -> None:
    (built_shop.sources / "a.jsonl").unlink()
    assert counts(built_shop.build()) == (0, 0, 2, 2)


def test_prune_publishes_what_little_is_left(built_shop: Workshop) -> None:
    for path in built_shop.sources.iterdir():
        path.unlink()
    assert built_shop.build(prune=True).generation
    assert built_shop.titles_by_id() == {}


def test_releases_come_back_after_an_empty_index(built_shop: Workshop) -> None:
    (built_shop.sources / "a.jsonl").unlink()
    kept = (built_shop.sources / "b.jsonl").rename(built_shop.sources / ".hidden")
    built_shop.build(prune=True)
    kept.rename(built_shop.sources / "b.jsonl")
    assert counts(built_shop.build()) == (2, 0, 0, 0)
