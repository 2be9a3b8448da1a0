"""Documents that a build refuses, and its remarks about others."""

import json
import zipfile

import pytest

from indexer.arabic.analyzer import standard
from indexer.building import limits
from indexer.building.build import BuildRequest, build
from indexer.errors import (
    DocumentError,
)
from indexer.generations import FolderStore
from tests.workshop import ENGINE, Steps, Workshop, row


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
    assert shop.titles_by_id() == {"a1": "بيان الهجرة"}
    assert shop.steps.refusals == [refused]


def test_a_file_that_is_not_understood_is_named_and_the_others_go_in(shop: Workshop) -> None:
    shop.write("a.jsonl", row("a1"))
    (shop.sources / "bad.txt").write_text("ليس بياناً", "utf-8")
    (shop.sources / "odd.xyz").write_text("?", "utf-8")
    report = shop.build()
    assert {error.source for error in report.refused} == {"bad.txt", "odd.xyz"}
    assert all(error.reason for error in report.refused)
    assert shop.titles_by_id().keys() == {"a1"}


def test_a_bad_line_is_refused_with_its_number(shop: Workshop) -> None:
    path = shop.write("a.jsonl", row("a1"))
    path.write_text(path.read_text("utf-8") + "\n{not json\n", "utf-8")
    (refused,) = shop.build().refused
    assert (refused.source, refused.line) == ("a.jsonl", 2)


@pytest.mark.parametrize("full", [False, True])
def test_a_file_that_is_refused_keeps_the_releases_that_it_gave_before(
    built_shop: Workshop, full: bool
) -> None:
    (built_shop.sources / "b.jsonl").write_bytes(b"\0\0")
    built_shop.write("c.jsonl", row("c1"))
    report = built_shop.build(full=full)
    assert (report.added, report.kept, report.removed) == (1, 2, 0)
    assert [error.source for error in report.refused] == ["b.jsonl"]
    assert built_shop.titles_by_id().keys() == {"a1", "a2", "b1", "b2", "c1"}


def test_the_releases_of_an_archive_that_is_refused_now_stay(built_shop: Workshop) -> None:
    with zipfile.ZipFile(built_shop.sources / "c.zip", "w") as archive:
        archive.writestr("folder/c.jsonl", json.dumps(row("c1")))
    assert built_shop.build().added == 1
    (built_shop.sources / "c.zip").write_bytes(b"PK\3\4 of which the rest is lost")
    report = built_shop.build()
    assert [error.source for error in report.refused] == ["c.zip"]
    assert (report.kept, report.removed) == (1, 0)
    assert "c1" in built_shop.titles_by_id()


def test_a_release_that_becomes_a_draft_leaves_the_index(built_shop: Workshop) -> None:
    page = built_shop.sources / "c.md"
    page.write_text("---\ntitle: بيان الموانئ\n---\n\nنص البيان.\n", "utf-8")
    built_shop.build()
    page.write_text("---\ntitle: بيان الموانئ\ndraft: true\n---\n\nنص البيان.\n", "utf-8")
    report = built_shop.build()
    assert (report.refusals, report.removed, report.kept) == (0, 1, 0)
    assert str(report.remarked[0]) == "c.md: a draft, as its settings say; not read"
    assert "c" not in "".join(built_shop.titles_by_id())


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
