"""Building an index: what is counted, analysed, foretold and reported."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import standard
from indexer.building import verify
from indexer.building.sources.build_report import DisplayName
from indexer.generations import FolderStore
from indexer.search import Collection
from tests.workshop import ENGINE, Workshop, counts, row


def test_the_first_build_adds_everything(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"), row("a2"))
    report = shop.build()
    assert counts(report) == (2, 0, 0, 0)
    assert report.generation == shop.current().name
    assert shop.titles_by_id().keys() == {"a1", "a2"}
    meta = shop.current().manifest.meta
    assert (meta.releases, meta.report["added"]) == (2, 2)


def test_new_changed_unchanged_and_removed_releases_are_counted(built_shop: Workshop) -> None:
    built_shop.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    built_shop.write("b.jsonl", row("b1"))
    assert counts(built_shop.build()) == (1, 1, 2, 1)
    assert built_shop.titles_by_id() == {
        "a1": "بيان الهجرة",
        "a2": "بيان آخر",
        "a3": "بيان الهجرة",
        "b1": "بيان الهجرة",
    }


def test_only_new_or_changed_releases_are_analysed(
    built_shop: Workshop, analysed_ids: list[str]
) -> None:
    built_shop.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    built_shop.build()
    assert sorted(analysed_ids) == ["a2", "a3"]


def test_a_full_build_analyses_everything(built_shop: Workshop, analysed_ids: list[str]) -> None:
    report = built_shop.build(full=True)
    assert sorted(analysed_ids) == ["a1", "a2", "b1", "b2"]
    assert report.generation == built_shop.current().name


def test_build_without_changes_publishes_nothing(
    built_shop: Workshop, analysed_ids: list[str]
) -> None:
    before = built_shop.names()
    report = built_shop.build()
    assert report.generation is None
    assert counts(report) == (0, 0, 4, 0)
    assert built_shop.names() == before
    assert analysed_ids == []


def test_an_incremental_index_answers_like_a_full_one(built_shop: Workshop) -> None:
    built_shop.write("a.jsonl", row("a1", "إدارة الهجرة"), row("a3", "الأمن", "الهجرة والأمن"))
    built_shop.build()
    answers = []
    for _ in range(2):
        with closing(
            Collection(FolderStore(built_shop.index, keep=3), ENGINE, standard())
        ) as collection:
            results = collection.search(SearchRequest("الهجرة"))
            answers.append([(hit.release.id, hit.score) for hit in results.hits])
        built_shop.build(full=True)
    assert answers[0] == answers[1]
    assert len(answers[0]) == 4


def test_a_removed_file_leaves_the_index(built_shop: Workshop) -> None:
    built_shop.write("c.jsonl", row("c1"))
    built_shop.build()
    (built_shop.sources / "c.jsonl").unlink()
    foretold = built_shop.build(dry_run=True)
    report = built_shop.build()
    assert counts(report) == counts(foretold) == (0, 0, 4, 1)
    assert foretold.gone == report.gone == {"c1": DisplayName("c1", "بيان الهجرة")}
    assert report.as_json()["removed_called"] == {"c1": {"known_by": "c1", "title": "بيان الهجرة"}}
    assert "c1" not in built_shop.titles_by_id()


def test_the_same_release_twice_is_counted_once(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"), row("a1"))
    report = shop.build()
    assert (report.added, report.duplicates, report.refused) == (1, 1, [])


def test_the_same_release_in_two_files_is_counted_once(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    shop.write("b.jsonl", row("a1"), row("b1"))
    report = shop.build()
    assert (report.added, report.duplicates, report.refused) == (2, 1, [])
    again = shop.build()
    assert (again.unchanged, again.duplicates, again.refused) == (2, 1, [])
    (shop.sources / "a.jsonl").unlink()
    assert counts(shop.build()) == (0, 1, 1, 0)
    assert set(shop.titles_by_id()) == {"a1", "b1"}


def test_a_dry_run_counts_as_a_build_does(built_shop: Workshop) -> None:
    built_shop.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    (built_shop.sources / "b.jsonl").unlink()
    wanted = built_shop.build(dry_run=True)
    assert counts(wanted) == (1, 1, 1, 2)
    assert counts(built_shop.build()) == counts(wanted)


def test_a_dry_run_writes_nothing(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    assert shop.build(dry_run=True).generation is None
    assert not shop.index.exists()


def test_a_dry_run_beside_an_index_leaves_it_alone(built_shop: Workshop) -> None:
    built_shop.write("a.jsonl", row("a9"))
    before = {path: path.stat().st_mtime_ns for path in built_shop.index.rglob("*")}
    built_shop.build(dry_run=True)
    assert {path: path.stat().st_mtime_ns for path in built_shop.index.rglob("*")} == before


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_number_of_generations_is_bounded_by_keep(shop: Workshop, keep: int) -> None:
    for number in range(5):
        shop.write("a.jsonl", row("a1", f"بيان {number}"))
        shop.build(keep=keep)
    names = shop.names()
    assert len(names) == keep
    assert names[0] == shop.current().name


def test_progress_hears_of_every_byte_and_step(shop: Workshop) -> None:
    path = shop.write("a.jsonl", row("a1"), row("a2"))
    shop.build()
    assert shop.steps.steps == ["reading", "writing", "verifying"]
    assert shop.steps.total == shop.steps.read == path.stat().st_size


def test_the_digest_of_the_documents_does_not_depend_on_their_order(
    shop: Workshop, tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Workshop(tmp_path / "other")
    shop.write("a.jsonl", row("a1"), row("a2"))
    other.write("a.jsonl", row("a2"), row("a1"))
    digests = []
    for each in (shop, other):
        each.build()
        digests.append(each.current().manifest.meta.documents_digest)
    assert digests[0] == digests[1]


def test_written_and_merged_releases_are_verified(
    built_shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    built_shop.write("many.jsonl", *(row(f"m{number}") for number in range(80)))
    built_shop.build()
    read: list[set[str]] = []
    real = verify.verify_publication

    def record(*arguments: Any) -> None:
        read.append(set(arguments[-1]))
        real(*arguments)

    monkeypatch.setattr(verify, "verify_publication", record)
    for name in ("c", "d"):
        built_shop.write(f"{name}.jsonl", row(f"{name}1"))
        built_shop.build()
    # The second one merged what the first wrote.
    assert read == [{"c1"}, {"c1", "d1"}]


def test_the_manifest_says_how_long_the_build_took(built_shop: Workshop) -> None:
    assert built_shop.current().manifest.meta.report["seconds"] != 0
