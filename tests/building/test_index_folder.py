"""Where an index may lie beside its sources."""

import pytest

from indexer.errors import (
    SettingError,
)
from tests.workshop import Workshop, counts, row


@pytest.mark.parametrize("place", [".", "a", "linked"])
@pytest.mark.parametrize("dry_run", [False, True])
def test_an_index_in_a_folder_of_sources_is_refused(
    shop: Workshop, place: str, dry_run: bool
) -> None:
    (shop.sources / "a" / "b").mkdir(parents=True)
    (shop.sources.parent / "linked").symlink_to(shop.sources)
    shop.write("a/b/c.jsonl", row("a1"))
    shop.index = (shop.sources.parent if place == "linked" else shop.sources) / place
    with pytest.raises(SettingError, match="put it elsewhere with --index"):
        shop.build(dry_run=dry_run)
    assert [path.name for path in shop.sources.iterdir()] == ["a"]


def test_an_index_beside_its_sources_or_above_them_is_passed_over(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    for index in (shop.sources / "index", shop.sources.parent):
        shop.index = index
        assert counts(shop.build()) == (1, 0, 0, 0)
        assert counts(shop.build()) == (0, 0, 1, 0)


def test_leftovers_of_a_failed_first_build_are_not_sources(shop: Workshop) -> None:
    left = shop.sources / "index"
    left.mkdir()
    for name in ("LOCK", ".gitignore", "README.md"):
        (left / name).touch()
    (left / "tmp-build-1").mkdir()
    shop.write("a.jsonl", row("a1"))
    report = shop.build()
    assert (report.added, report.refused) == (1, [])
    # Among documents a file of this name cannot be read.
    shop.write("index/b.jsonl", row("b1"))
    assert [error.source for error in shop.build().refused] == ["index/LOCK"]
