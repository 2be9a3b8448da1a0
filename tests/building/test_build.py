"""Building an index, with the real engine and real files."""

import errno
import json
import logging
import os
import re
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from indexer.answers.results import SearchRequest
from indexer.arabic.analyzer import Analyzer, standard
from indexer.building import build as builds
from indexer.building import limits, verify
from indexer.building.analysis_workers import parent
from indexer.building.build import BuildRequest, build
from indexer.building.sources.build_report import BuildReport, DisplayName
from indexer.engines.whoosh.engine import WhooshEngine
from indexer.engines.whoosh.writing.writer import WhooshWriter
from indexer.errors import (
    BuildError,
    BuildLocked,
    DocumentError,
    IndexDamaged,
    IndexMissing,
    SettingError,
)
from indexer.generations import FolderStore, Generation, Identity
from indexer.generations.current import locate
from indexer.generations.listing import list_generations
from indexer.generations.pending_build import open_build
from indexer.installation.installation import identity
from indexer.releases import schema
from indexer.releases.release import Release
from indexer.search import Collection
from indexer.settings import Settings

ENGINE = WhooshEngine()


class Steps:
    """A progress that records its calls."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.total = 0
        self.read = 0
        self.refusals: list[DocumentError] = []

    def begin(self, step: str, total: int = 0) -> None:
        self.steps.append(step)
        self.total = total or self.total

    def advance(self, amount: int) -> None:
        self.read += amount

    def report_refusal(self, error: DocumentError) -> None:
        self.refusals.append(error)


class Workshop:
    """A folder of sources and its index."""

    def __init__(self, folder: Path) -> None:
        self.sources = folder / "sources"
        self.index = folder / "index"
        self.sources.mkdir()
        self.steps = Steps()

    def write(self, name: str, *rows: dict[str, object]) -> Path:
        path = self.sources / name
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        return path

    def build(self, keep: int = 3, **options: bool) -> BuildReport:
        self.steps = Steps()
        store = FolderStore(self.index, keep)
        request = BuildRequest([self.sources], store, ENGINE, standard(), **options)
        return build(request, self.steps)

    def current(self) -> Generation:
        return locate(self.index)

    def names(self) -> list[str]:
        return list_generations(self.index)

    def held(self) -> dict[str, str]:
        """Id and title of every release of the current generation."""
        with closing(ENGINE.open(self.current().folder)) as searcher:
            return {release.id: release.title for release in searcher.releases()}


def row(release_id: str, title: str = "بيان الهجرة", body: str = "نص") -> dict[str, object]:
    return {"id": release_id, "title": title, "body": body, "published": "2025-10-14"}


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path)


@pytest.fixture
def built(shop: Workshop) -> Workshop:
    """Four releases, built."""
    shop.write("a.jsonl", row("a1"), row("a2"))
    shop.write("b.jsonl", row("b1"), row("b2"))
    shop.build()
    return shop


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the releases that are analysed."""
    seen: list[str] = []
    real = schema.analyse

    def analyse(release: Release, analyzer: Analyzer) -> object:
        seen.append(release.id)
        return real(release, analyzer)

    monkeypatch.setattr(parent, "analyse", analyse)
    return seen


def counts(report: BuildReport) -> tuple[int, int, int, int]:
    return report.added, report.changed, report.unchanged, report.removed


# Changes


def test_the_first_build_adds_everything(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"), row("a2"))
    report = shop.build()
    assert counts(report) == (2, 0, 0, 0)
    assert report.generation == shop.current().name
    assert shop.held().keys() == {"a1", "a2"}


def test_new_changed_unchanged_and_removed_releases_are_counted(built: Workshop) -> None:
    built.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    built.write("b.jsonl", row("b1"))
    assert counts(built.build()) == (1, 1, 2, 1)
    assert built.held() == {
        "a1": "بيان الهجرة",
        "a2": "بيان آخر",
        "a3": "بيان الهجرة",
        "b1": "بيان الهجرة",
    }


def test_only_new_or_changed_releases_are_analysed(built: Workshop, analysed: list[str]) -> None:
    built.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    built.build()
    assert sorted(analysed) == ["a2", "a3"]


def test_a_full_build_analyses_everything(built: Workshop, analysed: list[str]) -> None:
    report = built.build(full=True)
    assert sorted(analysed) == ["a1", "a2", "b1", "b2"]
    assert report.generation == built.current().name


def test_build_without_changes_publishes_nothing(built: Workshop, analysed: list[str]) -> None:
    before = built.names()
    report = built.build()
    assert report.generation is None
    assert counts(report) == (0, 0, 4, 0)
    assert built.names() == before
    assert analysed == []


def test_an_incremental_index_answers_like_a_full_one(built: Workshop) -> None:
    built.write("a.jsonl", row("a1", "إدارة الهجرة"), row("a3", "الأمن", "الهجرة والأمن"))
    built.build()
    answers = []
    for _ in range(2):
        with closing(
            Collection(FolderStore(built.index, keep=3), ENGINE, standard())
        ) as collection:
            results = collection.search(SearchRequest("الهجرة"))
            answers.append([(hit.release.id, hit.score) for hit in results.hits])
        built.build(full=True)
    assert answers[0] == answers[1]
    assert len(answers[0]) == 4


def test_a_removed_file_leaves_the_index(built: Workshop) -> None:
    built.write("c.jsonl", row("c1"))
    built.build()
    (built.sources / "c.jsonl").unlink()
    foretold = built.build(dry_run=True)
    report = built.build()
    assert counts(report) == counts(foretold) == (0, 0, 4, 1)
    assert foretold.gone == report.gone == {"c1": DisplayName("c1", "بيان الهجرة")}
    assert report.as_json()["removed_called"] == {"c1": {"known_by": "c1", "title": "بيان الهجرة"}}
    assert "c1" not in built.held()


# Refusals


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
    assert set(shop.held()) == {"a1", "b1"}


STATEMENT = " ".join(f"كلمة {n} من البيان" for n in range(60))


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


def test_near_duplicates_are_named_with_what_was_there_before(built: Workshop) -> None:
    built.write("c.jsonl", row("c1", "بيان", STATEMENT))
    report = built.build()
    assert (report.near_duplicates, report.alike) == (0, [])
    again = [row("d1", "بيان مصحح", STATEMENT + " اليوم"), row("d2", body=STATEMENT[::-1])]
    built.write("d.jsonl", *again)
    report = built.build()
    assert (report.near_duplicates, report.alike) == (1, [("c1", "d1")])
    kept = built.current().manifest.meta.report
    assert (kept["near_duplicates"], kept["near_duplicate_groups"]) == (1, [["c1", "d1"]])
    built.write("e.jsonl", row("e1", body="نص آخر"))
    assert built.build().near_duplicates == 0


def test_near_duplicates_are_called_by_file_and_title(shop: Workshop) -> None:
    (shop.sources / "بلاغ.txt").write_text(f"بلاغ البكالوريا للسنة\n\n{STATEMENT}\n", "utf-8")
    shop.write("a.jsonl", row("a1", "بيان مصحح", STATEMENT))
    report = shop.build()
    (group,) = report.alike
    assert {str(report.names[each]) for each in group} == {
        "بلاغ.txt “بلاغ البكالوريا للسنة”",
        "a1 “بيان مصحح”",
    }


def test_a_dry_run_compares_no_texts(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1", body=STATEMENT), row("a2", body=STATEMENT))
    assert shop.build(dry_run=True).near_duplicates is None
    assert shop.build(full=True).alike == [("a1", "a2")]


def test_names_of_near_duplicates_are_bounded(shop: Workshop) -> None:
    shop.write("a.jsonl", *(row(f"a{n}", body=STATEMENT) for n in range(limits.MAX_GROUP_SIZE + 5)))
    report = shop.build()
    assert report.near_duplicates == limits.MAX_GROUP_SIZE + 5
    assert [len(group) for group in report.alike] == [limits.MAX_GROUP_SIZE]


def test_each_refused_file_is_named_however_much_another_is_refused(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_REFUSALS", 10)
    monkeypatch.setattr(limits, "MAX_REFUSALS_OF_FILE", 4)
    for name in "abcdefghijklm":
        shop.write(f"{name}.jsonl", *({} for _ in range(20)))
    shop.write("z.jsonl", row("z1"))
    report = shop.build()
    assert report.refusals == 13 * 20
    assert {error.source for error in report.refused} == {f"{n}.jsonl" for n in "abcdefghijklm"}
    assert len(report.refused) == 4 + 4 + 2 + 10
    assert all(error.__traceback__ is None for error in report.refused)


def test_another_release_of_the_same_id_is_refused_by_name(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    shop.write("b.jsonl", row("a1", "بيان آخر"))
    (refused,) = shop.build().refused
    assert refused.source == "b.jsonl"
    assert "'a1'" in refused.reason
    assert shop.held() == {"a1": "بيان الهجرة"}
    assert shop.steps.refusals == [refused]


def test_a_file_that_is_not_understood_is_named_and_the_others_go_in(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    (shop.sources / "bad.txt").write_text("ليس بياناً", "utf-8")
    (shop.sources / "odd.xyz").write_text("?", "utf-8")
    report = shop.build()
    assert {error.source for error in report.refused} == {"bad.txt", "odd.xyz"}
    assert all(error.reason for error in report.refused)
    assert shop.held().keys() == {"a1"}


def test_a_bad_line_is_refused_with_its_number(shop: Workshop) -> None:
    path = shop.write("a.jsonl", row("a1"))
    path.write_text(path.read_text("utf-8") + "\n{not json\n", "utf-8")
    (refused,) = shop.build().refused
    assert (refused.source, refused.line) == ("a.jsonl", 2)


@pytest.mark.parametrize("full", [False, True])
def test_a_file_that_is_refused_keeps_the_releases_that_it_gave_before(
    built: Workshop, full: bool
) -> None:
    (built.sources / "b.jsonl").write_bytes(b"\0\0")
    built.write("c.jsonl", row("c1"))
    report = built.build(full=full)
    assert (report.added, report.kept, report.removed) == (1, 2, 0)
    assert [error.source for error in report.refused] == ["b.jsonl"]
    assert built.held().keys() == {"a1", "a2", "b1", "b2", "c1"}


def test_the_releases_of_an_archive_that_is_refused_now_stay(built: Workshop) -> None:
    with zipfile.ZipFile(built.sources / "c.zip", "w") as archive:
        archive.writestr("folder/c.jsonl", json.dumps(row("c1")))
    assert built.build().added == 1
    (built.sources / "c.zip").write_bytes(b"PK\3\4 of which the rest is lost")
    report = built.build()
    assert [error.source for error in report.refused] == ["c.zip"]
    assert (report.kept, report.removed) == (1, 0)
    assert "c1" in built.held()


def test_a_release_that_becomes_a_draft_leaves_the_index(built: Workshop) -> None:
    page = built.sources / "c.md"
    page.write_text("---\ntitle: بيان الموانئ\n---\n\nنص البيان.\n", "utf-8")
    built.build()
    page.write_text("---\ntitle: بيان الموانئ\ndraft: true\n---\n\nنص البيان.\n", "utf-8")
    report = built.build()
    assert (report.refusals, report.removed, report.kept) == (0, 1, 0)
    assert str(report.remarked[0]) == "c.md: a draft, as its settings say; not read"
    assert "c" not in "".join(built.held())


def test_remarks_name_their_release(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"), {**row("a2", "بيان ثان"), "published": "قريبا"})
    many = [{**row(f"b{number}"), "published": "قريبا"} for number in range(20)]
    shop.write("b.jsonl", *many)
    report = shop.build()
    assert (report.added, report.refusals) == (22, 0)
    assert report.remarks == 21
    assert [each.id for each in report.remarked] == ["a2", *(f"b{number}" for number in range(5))]
    assert str(report.remarked[0]) == (
        "a.jsonl: “بيان ثان”: published “قريبا” is not a date; write it as 2025-10-14"
    )
    assert shop.current().manifest.meta.report["remarks"] == 21


def test_a_path_that_does_not_exist_is_an_error(shop: Workshop) -> None:
    request = BuildRequest(
        [shop.sources / "absent"], FolderStore(shop.index, keep=3), ENGINE, standard()
    )
    with pytest.raises(DocumentError, match="absent"):
        build(request, Steps())
    assert not shop.index.exists()


def test_refusal_of_a_taken_id_says_what_to_change(shop: Workshop) -> None:
    other = shop.sources.parent / "other"
    other.mkdir()
    for number, folder in enumerate((shop.sources, other)):
        for name in ("a.txt", "b.md", "c d.html"):
            (folder / name).write_text(f"بيان\n\nنص البيان رقم {number}", "utf-8")
    shop.write("d.jsonl", row("a", "بيان آخر"), row("x"), row("x", "بيان آخر"))
    store = FolderStore(shop.index, keep=3)
    report = build(BuildRequest([shop.sources, other], store, ENGINE, standard()), Steps())
    advice = {error.source: error.reason.rpartition("; ")[2] for error in report.refused}
    renamed = "it comes from the file's name: rename the file"
    assert advice == {
        "a.txt": renamed,
        "b.md": renamed,
        "c d.html": renamed,
        "d.jsonl": "give it one of its own",
    }


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


def test_losing_more_than_half_is_not_published(built: Workshop) -> None:
    (built.sources / "a.jsonl").unlink()
    built.write("b.jsonl", row("b1"))
    before = built.names()
    said = "3 of 4 releases would be removed and 0 added (removed: a1 “بيان الهجرة”, a2 “بيان الهجرة”, b2 “بيان الهجرة”); nothing"
    with pytest.raises(BuildError, match=re.escape(said)):
        built.build()
    assert built.names() == before


def test_losing_more_than_half_is_not_published_by_a_full_build_either(built: Workshop) -> None:
    (built.sources / "a.jsonl").unlink()
    built.write("b.jsonl", row("b1"))
    with pytest.raises(BuildError, match="3 of 4"):
        built.build(full=True)


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


# Dry run


def test_a_dry_run_counts_as_a_build_does(built: Workshop) -> None:
    built.write("a.jsonl", row("a1"), row("a2", "بيان آخر"), row("a3"))
    (built.sources / "b.jsonl").unlink()
    wanted = built.build(dry_run=True)
    assert counts(wanted) == (1, 1, 1, 2)
    assert counts(built.build()) == counts(wanted)


def test_a_dry_run_writes_nothing(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    assert shop.build(dry_run=True).generation is None
    assert not shop.index.exists()


def test_a_dry_run_beside_an_index_leaves_it_alone(built: Workshop) -> None:
    built.write("a.jsonl", row("a9"))
    before = {path: path.stat().st_mtime_ns for path in built.index.rglob("*")}
    built.build(dry_run=True)
    assert {path: path.stat().st_mtime_ns for path in built.index.rglob("*")} == before


# Damage, age, exceptions


def damage(generation: Generation) -> None:
    file = max(generation.folder.iterdir(), key=lambda path: path.stat().st_size)
    file.unlink()
    file.write_bytes(b"damaged")


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


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_number_of_generations_is_bounded_by_keep(shop: Workshop, keep: int) -> None:
    for number in range(5):
        shop.write("a.jsonl", row("a1", f"بيان {number}"))
        shop.build(keep=keep)
    names = shop.names()
    assert len(names) == keep
    assert names[0] == shop.current().name


# Reports


def test_progress_hears_of_every_byte_and_step(shop: Workshop) -> None:
    path = shop.write("a.jsonl", row("a1"), row("a2"))
    shop.build()
    assert shop.steps.steps == ["reading", "writing", "verifying"]
    assert shop.steps.total == shop.steps.read == path.stat().st_size


def test_the_report_is_json_and_lies_in_the_manifest(built: Workshop) -> None:
    report = built.current().manifest.meta.report
    assert json.loads(json.dumps(report))["added"] == 4
    assert built.current().manifest.meta.releases == 4


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


# With readers


def settings(shop: Workshop) -> Settings:
    return Settings.load({"index": shop.index}, environ={})


@pytest.fixture
def reading(built: Workshop) -> Iterator[Callable[[], set[str]]]:
    """Gives the ids of all releases of an open collection."""
    with closing(Collection(FolderStore(built.index, keep=3), ENGINE, standard())) as collection:
        yield lambda: {hit.release.id for hit in collection.search(SearchRequest()).hits}


def test_an_open_collection_answers_from_a_new_generation_within_a_second(
    built: Workshop, reading: Callable[[], set[str]]
) -> None:
    assert reading() == {"a1", "a2", "b1", "b2"}
    built.write("c.jsonl", row("c1"))
    built.build()
    finished = time.monotonic()
    while "c1" not in reading() and time.monotonic() < finished + 1:
        time.sleep(0.01)
    assert reading() == {"a1", "a2", "b1", "b2", "c1"}


def test_readers_see_whole_sets_while_builds_follow_each_other(
    built: Workshop, reading: Callable[[], set[str]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING)
    sets = [frozenset({"a1", "a2", "b1", "b2"})]
    seen: list[frozenset[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.append(frozenset(reading()))

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(4):
        built.write("c.jsonl", *(row(f"c{number}.{each}") for each in range(3)))
        sets.append(sets[0] | {f"c{number}.{each}" for each in range(3)})
        built.build()
    stop.set()
    thread.join()
    assert set(seen) <= set(sets)
    assert len(seen) > 4
    assert caplog.records == []


def test_written_and_merged_releases_are_verified(
    built: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    built.write("many.jsonl", *(row(f"m{number}") for number in range(80)))
    built.build()
    read: list[set[str]] = []
    real = verify.verify_publication

    def record(*arguments: Any) -> None:
        read.append(set(arguments[-1]))
        real(*arguments)

    monkeypatch.setattr(verify, "verify_publication", record)
    for name in ("c", "d"):
        built.write(f"{name}.jsonl", row(f"{name}1"))
        built.build()
    # The second one merged what the first wrote.
    assert read == [{"c1"}, {"c1", "d1"}]


def test_the_manifest_says_how_long_the_build_took(built: Workshop) -> None:
    assert built.current().manifest.meta.report["seconds"] != 0
