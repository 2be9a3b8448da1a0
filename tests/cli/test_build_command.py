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


def test_build_says_what_it_did_on_stderr_alone(kashaf: Kashaf, shipped_seeds: Path) -> None:
    done = kashaf("build", shipped_seeds)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "2 releases (2 added" in done.stderr
    assert GEN in done.stderr


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


def test_build_again_has_nothing_to_publish(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a"))
    kashaf("build", "a.jsonl")
    done = kashaf("build", "a.jsonl")
    assert done.exit_code == 0
    assert "nothing changed" in done.stderr


def test_build_with_refused_files_ends_with_1_and_names_them(kashaf: Kashaf) -> None:
    kashaf.write("docs/a.jsonl", row("a"))
    (kashaf.folder / "docs" / "bad.txt").write_text("ليس بياناً", "utf-8")
    done = kashaf("build", "docs", "--json")
    assert done.exit_code == 1
    assert "refused: bad.txt:1: " in done.stderr
    (refused,) = json.loads(done.stdout)["refused"]
    assert refused["source"] == "bad.txt"
    assert "1 found" in kashaf("search", "بيان").stderr


def test_dry_run_writes_nothing(kashaf: Kashaf, shipped_seeds: Path) -> None:
    done = kashaf("build", shipped_seeds, "--dry-run")
    assert done.exit_code == 0
    assert "nothing written: 2 releases (2 added" in done.stderr
    assert not kashaf.index.exists()


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


def test_an_empty_folder_ends_with_5_and_nothing_is_published(kashaf: Kashaf) -> None:
    (kashaf.folder / "seeds").mkdir()
    done = kashaf("build")
    assert done.exit_code == 5
    assert "--prune" in done.stderr
    assert kashaf("status").exit_code == 3


def test_an_index_in_the_folder_of_its_sources_ends_with_2(kashaf: Kashaf) -> None:
    kashaf.write("docs/a.jsonl", row("a"))
    done = kashaf("build", "docs", "--index", "docs")
    assert done.exit_code == 2
    assert "--index DIR" in done.stderr


def test_losing_most_releases_ends_with_5_unless_pruned(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", *(row(f"a{n}") for n in range(5)))
    kashaf("build", "a.jsonl")
    kashaf.write("a.jsonl", row("a0"))
    assert kashaf("build", "a.jsonl").exit_code == 5
    assert kashaf("build", "a.jsonl", "--prune").exit_code == 0


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
