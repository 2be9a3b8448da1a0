"""`kashaf verify`, `status` and `rollback` on sound and damaged indexes."""

import json
from pathlib import Path

from tests.cli.command import GEN, Kashaf, damage, row


def test_verify_is_silent_on_stdout_about_a_sound_index(kashaf_on_seeds: Kashaf) -> None:
    done = kashaf_on_seeds("verify")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "is sound: 2 releases" in done.stderr


def test_status_lists_generations_newest_first(kashaf: Kashaf, shipped_seeds: Path) -> None:
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, "--full")
    newer, older = kashaf("status").stdout.splitlines()
    assert newer.startswith(f"* {GEN}2")
    assert older.startswith(f"  {GEN}1")


def test_status_lists_what_is_out_of_date_then_ends_with_3(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا", "utf-8")
    kashaf("build", shipped_seeds)
    done = kashaf("status", KASHAF_PROTECTED="own.txt")
    assert done.exit_code == 3
    assert done.stdout.startswith(f"* {GEN}1")
    assert "2 releases" in done.stdout
    assert done.stdout.endswith("\tout of date\n")
    assert "kashaf build" in done.stderr
    as_json = kashaf("status", "--json", KASHAF_PROTECTED="own.txt")
    assert [each["out_of_date"] for each in json.loads(as_json.stdout)] == [True]


def test_status_lists_what_is_damaged_then_ends_with_3(kashaf: Kashaf, shipped_seeds: Path) -> None:
    kashaf("build", shipped_seeds)
    damage(kashaf.index)
    done = kashaf("status")
    assert done.exit_code == 3
    assert done.stdout.startswith(f"* {GEN}1")
    assert "\tdamaged: " in done.stdout
    assert "no generation is whole" in done.stderr


def test_status_prints_json(kashaf_on_seeds: Kashaf) -> None:
    (listed,) = json.loads(kashaf_on_seeds("status", "--json").stdout)
    assert listed["current"] is True
    assert listed["releases"] == 2
    assert listed["growth"] is None
    assert listed["problems"] == []


def test_status_reports_growth(kashaf: Kashaf, shipped_seeds: Path) -> None:
    kashaf.write("a.jsonl", row("a"))
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, "a.jsonl")
    now, before = kashaf("status").stdout.splitlines()
    assert "\t3 releases (+1)\t" in now
    assert "\t2 releases\t" in before


def test_rollback_serves_the_generation_before(kashaf: Kashaf, shipped_seeds: Path) -> None:
    kashaf.write("a.jsonl", row("a"))
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, "a.jsonl")
    done = kashaf("rollback")
    assert done.exit_code == 0
    assert f"current is {GEN}1" in done.stderr
    assert "2 found" in kashaf("search", "الهجرة").stderr


def test_rollback_to_what_other_names_built_ends_with_3(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا", "utf-8")
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, KASHAF_PROTECTED="own.txt")
    done = kashaf("rollback", KASHAF_PROTECTED="own.txt")
    assert done.exit_code == 3
    assert "no older generation to roll back to" in done.stderr
    assert kashaf("search", "الهجرة", KASHAF_PROTECTED="own.txt").exit_code == 0


def test_a_build_after_a_rollback_removes_what_is_newer_though_it_publishes_nothing(
    kashaf: Kashaf,
    shipped_seeds: Path,
) -> None:
    for _ in range(2):
        kashaf("build", shipped_seeds, "--full")
    kashaf("rollback")
    assert len(kashaf("status").stdout.splitlines()) == 2
    (kashaf.folder / "empty").mkdir()
    assert kashaf("build", "empty").exit_code == 5
    (left,) = kashaf("status").stdout.splitlines()
    assert left.startswith(f"* {GEN}1")


def test_rollback_without_an_older_generation_ends_with_5(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    assert kashaf("rollback").exit_code == 5


def test_rollback_without_an_index_ends_with_3(kashaf: Kashaf) -> None:
    assert kashaf("rollback").exit_code == 3
