"""`kashaf build`: messages, reports and exit codes."""

import json
import os
import re
import shlex
from pathlib import Path

import pytest

from indexer.building import limits
from indexer.generations.pending_build import open_build
from tests.cli.command import GEN, Kashaf, damage, row

# Of an index with the three releases of the folder `docs`. What each build does to the index is
# tested in tests/building.
OUTCOMES = [
    ("docs", 0, "nothing changed"),
    ("docs --full", 0, f"published {GEN}2"),
    ("docs more", 0, "4 releases (1 added"),
    ("docs more --dry-run", 0, "nothing written: 4 releases (1 added"),
    ("docs bad", 1, "refused: bad.txt:1: "),
    ("nosuch", 2, "kashaf: nosuch: does not exist"),
    ("nosuch --watch", 2, "kashaf: nosuch: does not exist"),
    ("docs --index docs", 2, "put it elsewhere with --index DIR"),
    ("more", 5, "3 of 3 releases would be removed"),
    ("more --prune", 0, "1 release (1 added"),
    ("empty", 5, "--prune"),
]


@pytest.mark.parametrize(("arguments", "exit_code", "message"), OUTCOMES)
def test_outcome_of_a_build_is_an_exit_code_and_a_message_on_stderr(
    kashaf: Kashaf, arguments: str, exit_code: int, message: str
) -> None:
    kashaf.write("docs/a.jsonl", *map(row, ("a", "b", "c")))
    kashaf.write("more/d.jsonl", row("d"))
    kashaf.write("bad/bad.txt", {})
    (kashaf.folder / "empty").mkdir()
    first = kashaf("build", "docs")
    assert (first.exit_code, first.stdout) == (0, "")
    done = kashaf("build", *arguments.split())
    assert (done.exit_code, done.stdout) == (exit_code, "")
    assert message in done.stderr


def test_build_reads_the_folder_seeds_when_none_is_named(kashaf: Kashaf) -> None:
    kashaf.write("seeds/a.jsonl", row("a"))
    assert "1 added" in kashaf("build").stderr


def test_build_prints_its_report_as_json(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a"), row("b"))
    report = json.loads(kashaf("build", "a.jsonl", "--json").stdout)
    assert (report["added"], report["releases"], report["refused"]) == (2, 2, [])
    assert report["generation"].startswith(GEN)


def test_build_names_near_duplicates_and_status_keeps_them(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a"), row("b"), {**row("c"), "body": "نص آخر عن التجارة"})
    done = kashaf("build", "a.jsonl")
    titled = f"“{row('a')['title']}”"
    assert f"near-duplicates: a {titled}, b {titled}" in done.stderr.splitlines()
    assert "0 duplicates, 2 near-duplicates, 0 refused" in done.stderr
    (kept,) = json.loads(kashaf("status", "--json").stdout)
    assert kept["report"]["near_duplicate_groups"] == [["a", "b"]]
    assert kept["report"]["generation"] == kept["generation"]


def test_build_names_the_releases_that_it_removes(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", *map(row, ("a", "b", "c")))
    kashaf("build", "a.jsonl")
    kashaf.write("a.jsonl", *map(row, ("a", "c")))
    lines = kashaf("build", "a.jsonl", "--dry-run").stderr.splitlines()
    assert f"removed: b “{row('b')['title']}”" in lines
    kashaf.write("a.jsonl", row("a"))
    refused = kashaf("build", "a.jsonl")
    assert f"(removed: b “{row('b')['title']}”, c “" in refused.stderr


def test_command_that_lists_the_remaining_refusals_names_the_index(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_GROUPS_PRINTED", 0)
    kashaf.write("a.jsonl", row("a"), row("b"))
    told = kashaf("build", "a.jsonl", "--index", "an other").stderr
    found = re.search(r"groups of near-duplicates: `kashaf ([^`]+)` lists them", told)
    assert found
    (kept,) = json.loads(kashaf(*shlex.split(found[1])).stdout)
    assert kept["report"]["near_duplicate_groups"] == [["a", "b"]]


def test_one_release_is_no_plural(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a"))
    assert ": 1 release (1 added" in kashaf("build", "a.jsonl").stderr
    assert kashaf("verify").stderr.endswith("1 release\n")
    assert "\t1 release\t" in kashaf("status").stdout


def test_build_with_refused_files_ends_with_1_and_names_them(kashaf: Kashaf) -> None:
    kashaf.write("docs/a.jsonl", row("a"))
    (kashaf.folder / "docs" / "bad.txt").write_text("ليس بياناً", "utf-8")
    done = kashaf("build", "docs", "--json")
    assert done.exit_code == 1
    assert "refused: bad.txt:1: " in done.stderr
    (refused,) = json.loads(done.stdout)["refused"]
    assert refused["source"] == "bad.txt"
    assert "1 found" in kashaf("search", "بيان").stderr


def test_dry_run_announces_a_full_rebuild(kashaf: Kashaf, shipped_seeds: Path) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا", "utf-8")
    assert "anew" not in kashaf("build", shipped_seeds, "--dry-run").stderr
    kashaf("build", shipped_seeds)
    assert "anew" not in kashaf("build", shipped_seeds, "--dry-run").stderr
    foretold = kashaf("build", shipped_seeds, "--dry-run", KASHAF_PROTECTED="own.txt").stderr
    assert "the index would be made anew: other names" in foretold
    assert "published" in kashaf("build", shipped_seeds, KASHAF_PROTECTED="own.txt").stderr
    kashaf("build", shipped_seeds, "--full", KASHAF_PROTECTED="own.txt")
    damage(kashaf.index)
    foretold = kashaf("build", shipped_seeds, "--dry-run", KASHAF_PROTECTED="own.txt").stderr
    assert "the index would be made anew: the newest generation is damaged" in foretold


def test_a_dry_run_foretells_that_a_build_would_publish_nothing(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    kashaf.write("few/a.jsonl", row("a"))
    kashaf("build", shipped_seeds, "few")
    foretold = kashaf("build", "few", "--dry-run")
    assert foretold.exit_code == 0
    refused = kashaf("build", "few")
    assert refused.exit_code == 5
    assert refused.stderr.splitlines()[-1].removeprefix("kashaf: ") in foretold.stderr
    assert "would end" not in kashaf("build", "few", "--dry-run", "--prune").stderr


def test_full_builds_anew_and_keep_bounds_the_generations(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    for _ in range(3):
        assert kashaf("build", shipped_seeds, "--full", "--keep", 2).exit_code == 0
    assert len(json.loads(kashaf("status", "--json").stdout)) == 2


def test_a_second_build_ends_with_4_while_one_runs(kashaf: Kashaf, shipped_seeds: Path) -> None:
    kashaf("build", shipped_seeds)
    with open_build(kashaf.index, keep=3):
        done = kashaf("build", shipped_seeds)
    assert done.exit_code == 4
    assert str(os.getpid()) in done.stderr
    assert kashaf("build", shipped_seeds).exit_code == 0
