"""The command as users and scripts run it: exit codes, results on stdout, messages on stderr.

Called within this process, which is quicker by far; `test_terminals` starts it for real.
"""

import contextlib
import json
import logging
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from indexer import settings as settings_module
from indexer.building import limits
from indexer.errors import EngineUnreachable
from indexer.generations import FolderStore, publication, stamps
from indexer.generations.pending_build import open_build
from webapp.command import kashaf as kashaf_command
from webapp.serving import workers

KASHAF = [sys.executable, "-c", "from webapp.command import main; main()"]
GEN = "gen-00000"


class Kashaf:
    """Runs the command in its own folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index = folder / "index"

    def __call__(self, *arguments: object, **environ: str) -> Result:
        own: dict[str, str | None] = {
            name: None for name in os.environ if name.startswith("KASHAF_")
        }
        with contextlib.chdir(self.folder):
            return CliRunner(catch_exceptions=False).invoke(
                kashaf_command, [*map(str, arguments)], prog_name="kashaf", env={**own, **environ}
            )

    def write(self, name: str, *rows: dict[str, object]) -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
        return path


def row(release_id: str, title: str = "بيان الهجرة") -> dict[str, object]:
    return {"id": release_id, "title": title, "body": "نص عن الهجرة", "published": "2025-10-14"}


@pytest.fixture
def kashaf(tmp_path: Path) -> Kashaf:
    return Kashaf(tmp_path)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Kashaf:
    """An index of the seeds, which tests only read."""
    command = Kashaf(tmp_path_factory.mktemp("built"))
    done = command("build", shipped_seeds)
    assert done.exit_code == 0, done.stderr
    return command


def damage(index: Path) -> None:
    current = index / (index / "CURRENT").read_text("utf-8").split()[0]
    victim = max(current.iterdir(), key=lambda path: path.stat().st_size)
    victim.unlink()
    victim.write_bytes(b"damaged")


@pytest.mark.parametrize(
    "command",
    ["build", "status", "verify", "rollback", "doctor", "serve", "search x", "export x"],
)
def test_an_index_without_a_name_ends_with_2(kashaf: Kashaf, command: str) -> None:
    kashaf.write("seeds/a.jsonl", row("a"))
    done = kashaf(*command.split(), "--index", "")
    assert done.exit_code == 2
    assert "index: the name of a folder was expected" in done.stderr
    assert [path.name for path in kashaf.folder.iterdir()] == ["seeds"]


@pytest.mark.parametrize(
    "arguments",
    [["build", ""], ["build", "seeds", "", "--watch"], ["evaluate", "seeds", "--work", ""]],
    ids=" ".join,
)
def test_a_path_without_a_name_is_not_the_current_folder(
    kashaf: Kashaf, arguments: list[str]
) -> None:
    kashaf.write("seeds/a.jsonl", row("a"))
    done = kashaf(*arguments)
    assert done.exit_code == 2
    assert "the name of a file or folder was expected, not an empty one" in done.stderr
    assert [path.name for path in kashaf.folder.iterdir()] == ["seeds"]


@pytest.mark.parametrize("watch", [[], ["--watch"]], ids=["once", "watched"])
def test_a_path_that_does_not_exist_ends_with_2(kashaf: Kashaf, watch: list[str]) -> None:
    done = kashaf("build", "nosuch", *watch)
    assert done.exit_code == 2
    assert done.stderr.startswith("kashaf: nosuch: does not exist")


# build


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


def test_an_interrupted_build_ends_with_130_and_leaves_the_index(
    kashaf: Kashaf, shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    before = (kashaf.index / "CURRENT").read_bytes()
    many = kashaf.write("many.jsonl", *(row(f"m{n}", f"بيان {n}") for n in range(5_000)))
    command = [*KASHAF, "build", str(shipped_seeds), str(many)]
    running = subprocess.Popen(command, cwd=kashaf.folder, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 30
    while not list(kashaf.index.glob("tmp-*/*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, messages = running.communicate(timeout=30)
    assert running.returncode == 130, messages
    assert "interrupted; nothing was published" in messages
    assert "Traceback" not in messages
    assert (kashaf.index / "CURRENT").read_bytes() == before
    assert list(kashaf.index.glob("tmp-*")) == []


def test_a_build_that_is_interrupted_after_it_published_says_so(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, shipped_seeds: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    kashaf("build", shipped_seeds)
    monkeypatch.setattr(publication, "measure", interrupted)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        130,
        "kashaf: interrupted; nothing was published",
    )
    monkeypatch.undo()
    monkeypatch.setattr(stamps, "write_stamp", interrupted)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        130,
        "kashaf: interrupted; the new generation is published",
    )
    assert kashaf("status").stdout.startswith(f"* {GEN}2")


@pytest.mark.parametrize("answers", [0, 1], ids=["never", "at the beginning"])
def test_interrupted_build_reports_nothing_about_an_unreachable_cluster(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, answers: int, shipped_seeds: Path
) -> None:
    marks = iter(["gen-000001-00000000"] * answers)

    def mark(_store: FolderStore) -> object:
        for each in marks:
            return each
        raise EngineUnreachable("no node answers")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(FolderStore, "mark", mark)
    monkeypatch.setattr(publication, "measure", interrupted)
    done = kashaf("build", shipped_seeds)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (130, "kashaf: interrupted")


def test_a_build_that_gets_too_little_says_whether_it_published(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, shipped_seeds: Path
) -> None:
    def starved(*_: object) -> None:
        raise MemoryError

    kashaf("build", shipped_seeds)
    monkeypatch.setattr(publication, "measure", starved)
    done = kashaf("build", shipped_seeds, "--full")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        5,
        "kashaf: index: writing the generation failed: not enough memory; nothing was published "
        "and the current generation is untouched",
    )
    monkeypatch.undo()
    monkeypatch.setattr(stamps, "write_stamp", starved)
    with pytest.raises(MemoryError):
        kashaf("build", shipped_seeds, "--full")
    assert kashaf("status").stdout.startswith(f"* {GEN}2")


@pytest.mark.slow
@pytest.mark.parametrize("files", [12, 18, 20, 22, 24])
def test_a_build_that_may_open_few_files_publishes_or_ends_with_5(
    kashaf: Kashaf, files: int, shipped_seeds: Path
) -> None:
    command = ["prlimit", f"--nofile={files}", *KASHAF, "build", str(shipped_seeds)]
    done = subprocess.run(command, cwd=kashaf.folder, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 5}
    assert "Traceback" not in done.stderr
    assert ("nothing was published" in done.stderr) == (done.returncode == 5)
    assert not list(kashaf.index.glob("tmp-*"))


# search, analyze


def test_search_prints_hits_on_stdout_and_the_total_on_stderr(built: Kashaf) -> None:
    done = built("search", "الهجرة")
    assert done.exit_code == 0
    assert "2 found" in done.stderr
    assert "2025-10-14  000_4be716075c5a84b0  البيان الصحفي" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize("command", ["search", "export"])
def test_words_need_no_quotes(built: Kashaf, command: str) -> None:
    quoted, bare = built(command, "سياسات الهجرة"), built(command, "سياسات", "الهجرة")
    assert quoted.exit_code == bare.exit_code == 0
    assert bare.stdout == quoted.stdout


def test_search_shows_a_page_of_the_hits(built: Kashaf) -> None:
    first = built("search", "الهجرة", "--per-page", "1")
    second = built("search", "الهجرة", "--per-page", "1", "--page", "2")
    assert first.stderr == "2 found, 1 to 1 shown\n"
    assert second.stderr == "2 found, 2 to 2 shown\n"
    assert len(first.stdout.splitlines()) > 1
    assert first.stdout.splitlines()[0] != second.stdout.splitlines()[0]
    beyond = built("search", "الهجرة", "--page", "9")
    assert (beyond.exit_code, beyond.stdout) == (0, "")


@pytest.mark.parametrize("options", [["--per-page", "101"], ["--page", "0"], ["--page", "501"]])
def test_a_page_that_cannot_be_shown_ends_with_2(built: Kashaf, options: list[str]) -> None:
    done = built("search", "الهجرة", *options)
    assert done.exit_code == 2
    assert "is not in the range" in done.stderr or "kashaf export gives all" in done.stderr


def test_search_prints_json(built: Kashaf) -> None:
    done = built("search", "للهجرة", "--mode", "exact", "--json")
    answer = json.loads(done.stdout)
    assert answer["query"]["mode"] == "exact"
    assert answer["total"]["value"] == len(answer["hits"]) == 2
    for hit in answer["hits"]:
        for snippet in hit["snippets"]:
            marked = {snippet["text"][m["start"] : m["end"]] for m in snippet["matches"]}
            assert marked == {"للهجرة"}


def test_search_without_a_hit_ends_with_0_and_offers_other_words(built: Kashaf) -> None:
    done = built("search", "الهجرة غيرموجود")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert (
        "0 found\n2 found by without_word: الهجرة\n2 found by match_any: الهجرة غيرموجود --match any\n"
        in done.stderr
    )


@pytest.mark.parametrize("command", ["search", "export"])
@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("الهجرة", []),
        ("الهجرة في الصين", ["read as: الهجرة + الصين", "not looked for: في (stop word)"]),
        ("foo:الهجرة", ["read as: الهجرة", "warning: unknown field: foo"]),
        ("«الهجرة", ["read as: «الهجرة»", "warning: open quote"]),
        (
            "تاريخ:2025-10..2025-09",
            [
                "read as: تاريخ:«2025-10..2025-09»",
                "2025-10..2025-09: from 2025-09-01 to 2025-10-31",
                "warning: reversed period: 2025-10..2025-09",
            ],
        ),
        ("؟؟", ["warning: nothing to search"]),
    ],
)
def test_interpretation_of_the_query_is_printed_on_stderr(
    built: Kashaf, command: str, query: str, told: list[str]
) -> None:
    *said, found = built(command, query).stderr.splitlines()
    assert said == told
    assert found.startswith("2 ")


def test_search_and_export_find_any_of_the_words(built: Kashaf) -> None:
    words = ("الهجرة غيرموجود", "--match", "any")
    assert "2 found" in built("search", *words).stderr
    assert "2 releases" in built("export", *words).stderr
    assert json.loads(built("search", *words, "--json").stdout)["total"]["value"] == 2


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["a", "b", "c"]),
        (["--sort", "published"], ["c", "b", "a"]),
        (["--year", "2025"], ["a", "b"]),
        (["--year", "2024", "--year", "2025"], ["a", "b", "c"]),
        (["--from", "2025-02"], ["a"]),
        (["--to", "2025-01"], ["b", "c"]),
        (["--from", "يناير 2025", "--to", "2025-01-31"], ["b"]),
        (["--agency", "وزارة الصحة", "--month", "2024-03"], ["c"]),
    ],
)
def test_search_and_export_filter_and_sort(
    kashaf: Kashaf, options: list[str], expected: list[str]
) -> None:
    days = {"a": "2025-03-01", "b": "2025-01-02", "c": "2024-03-01"}
    agency = {"agency": "وزارة الصحة"}
    source = kashaf.write("d.jsonl", *(row(n) | agency | {"published": d} for n, d in days.items()))
    kashaf("build", source)
    exported = kashaf("export", "الهجرة", *options).stdout.splitlines()
    assert [json.loads(line)["id"] for line in exported] == expected
    hits = json.loads(kashaf("search", "الهجرة", "--json", *options).stdout)["hits"]
    assert [hit["id"] for hit in hits] == expected


def test_filters_to_leave_out_are_suggested(built: Kashaf) -> None:
    done = built("search", "الهجرة", "--year", "1999", "--to", "1999")
    assert "2 found by without_filters: الهجرة, without --year --to" in done.stderr


def test_a_bound_that_is_no_date_ends_with_2(built: Kashaf) -> None:
    done = built("search", "الهجرة", "--from", "2025-13")
    assert done.exit_code == 2
    assert "'2025-13' is not a date" in done.stderr


def test_a_command_that_is_misspelled_is_suggested(kashaf: Kashaf) -> None:
    assert kashaf("bild").stderr.endswith("No such command 'bild'. Did you mean 'build'?\n")
    assert kashaf("xyz").stderr.endswith("No such command 'xyz'.\n")


def test_a_query_that_is_too_long_ends_with_2(built: Kashaf) -> None:
    done = built("search", "ب" * 1_001)
    assert done.exit_code == 2
    assert "1000" in done.stderr


def test_a_query_that_is_no_utf8_is_no_crash(built: Kashaf) -> None:
    done = built("search", "\udcff الهجرة", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no text in utf-8" in done.stderr


def test_analyze_needs_no_index(kashaf: Kashaf) -> None:
    done = kashaf("analyze", "وللهجرة في ٢٠٢٥")
    assert done.exit_code == 0
    first, second, third = (line.split("\t") for line in done.stdout.splitlines())
    assert first[:2] == ["وللهجرة", "0-7"]
    assert second[3:] == ["exact=في", "stem=في", "root=في", "clitics=·", "rule=stop word", "stop"]
    assert "exact=2025" in third


def test_analyze_prints_json_with_all_layers(kashaf: Kashaf) -> None:
    (word,) = json.loads(kashaf("analyze", "الهِجـــرة", "--json").stdout)
    assert (word["start"], word["end"], word["normalised"]) == (0, 10, "الهجرة")
    assert {"exact", "stem", "root", "proclitics", "enclitic", "stop", "protected"} <= word.keys()


# verify, status, rollback, settings


def test_verify_is_silent_on_stdout_about_a_sound_index(built: Kashaf) -> None:
    done = built("verify")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "is sound: 2 releases" in done.stderr


@pytest.mark.parametrize("command", [["verify"], ["status"], ["search", "الهجرة"]])
def test_a_missing_index_ends_with_3_and_names_the_command(
    kashaf: Kashaf, command: list[str]
) -> None:
    done = kashaf(*command)
    assert done.exit_code == 3
    assert "kashaf build" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["verify", "status", "rollback", "search x", "export x"])
def test_no_build_is_named_where_the_index_is_a_file(kashaf: Kashaf, command: str) -> None:
    file = kashaf.write("a.jsonl", row("a"))
    done = kashaf(*command.split(), "--index", file)
    assert done.exit_code == 3
    assert done.stderr == (
        f"kashaf: {file}: cannot be read: Not a directory; name another folder with --index DIR\n"
    )


@pytest.mark.parametrize(
    "command", ["verify", "status", "rollback", "search x", "export x", "doctor"]
)
def test_repair_command_names_another_index(kashaf: Kashaf, command: str) -> None:
    done = kashaf(*command.split(), "--index", "my index")
    assert done.exit_code == 3
    assert "run `kashaf build --index 'my index'`" in done.output
    assert "run `kashaf build --index other`" in kashaf("verify", KASHAF_INDEX="other").stderr
    assert "run `kashaf build`" in kashaf("verify").stderr


def test_repair_command_for_damage_names_another_index(kashaf: Kashaf, shipped_seeds: Path) -> None:
    for options in ((), ("--full",)):
        kashaf("build", shipped_seeds, "--index", "other", *options)
    damage(kashaf.folder / "other")
    for command in ("search", "export"):
        told = kashaf(command, "x", "--index", "other").stderr
        assert "is served instead" in told
        assert f"run `kashaf build --index other {shipped_seeds}`" in told
    for generation in (kashaf.folder / "other").glob("gen-*"):
        (generation / "MANIFEST.json").write_text("{}")
    told = kashaf("search", "x", "--index", "other").stderr
    assert "run `kashaf build --index other --full`" in told


@pytest.mark.parametrize("harm", ["no CURRENT", "damaged", "other names"])
def test_repair_command_for_other_sources_works(kashaf: Kashaf, harm: str) -> None:
    kashaf.write("seeds/s.jsonl", row("s"))
    kashaf.write("first docs/a.jsonl", row("a1"), row("a2"), row("a3"))
    kashaf.write("b.jsonl", row("b"))
    kashaf("build", "first docs", "b.jsonl", "--index", "big")
    own = {}
    if harm == "no CURRENT":
        (kashaf.folder / "big" / "CURRENT").unlink()
    elif harm == "damaged":
        damage(kashaf.folder / "big")
    else:
        (kashaf.folder / "own.txt").write_text("فيلامورا, فيلا-مورا", "utf-8")
        own = {"KASHAF_SYNONYMS": "own.txt"}
    told = kashaf("search", "الهجرة", "--index", "big", **own)
    assert told.exit_code == 3
    found = re.search(r"run `kashaf ([^`]+)`", told.stderr)
    assert found
    examined = kashaf("doctor", "--index", "big", **own).stdout
    assert found[0] in examined
    assert "seeds can be read" not in examined
    assert kashaf(*shlex.split(found[1]), **own).exit_code == 0
    mended = kashaf("search", "الهجرة", "--index", "big", **own)
    assert (mended.exit_code, mended.stderr.splitlines()[-1]) == (0, "4 found")


def test_repair_command_omits_the_default_sources(
    kashaf: Kashaf,
) -> None:
    kashaf.write("seeds/s.jsonl", row("s"))
    kashaf("build")
    damage(kashaf.index)
    assert "run `kashaf build --full`" in kashaf("search", "x").stderr


@pytest.mark.parametrize("command", [["verify"], ["status"], ["search", "الهجرة"]])
def test_a_damaged_index_ends_with_3_and_names_the_command(
    kashaf: Kashaf, command: list[str], shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    damage(kashaf.index)
    done = kashaf(*command)
    assert done.exit_code == 3
    assert "kashaf build" in done.stderr
    assert kashaf("build", shipped_seeds).exit_code == 0
    assert kashaf(*command).exit_code == 0


@pytest.mark.parametrize("command", ["verify", "status"])
def test_an_older_generation_in_the_place_of_a_damaged_one_ends_with_3(
    kashaf: Kashaf, command: str, shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, "--full")
    damage(kashaf.index)
    done = kashaf(command)
    assert done.exit_code == 3
    assert "is served instead" in done.stderr
    assert "kashaf build" in done.stderr
    assert kashaf("build", shipped_seeds).exit_code == 0
    assert kashaf(command).exit_code == 0


def hits_of(output: str) -> str:
    """The hits of a JSON answer, without the generation and the time."""
    return re.sub('"(generation|built_at|took_ms)": .*', "", output)


@pytest.mark.parametrize("command", ["search", "search --json", "export", "export --format csv"])
def test_an_answer_from_an_older_generation_is_written_whole_then_ends_with_3(
    kashaf: Kashaf, command: str, shipped_seeds: Path
) -> None:
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, "--full")
    whole = kashaf(*command.split(), "الهجرة")
    assert "instead" not in whole.stderr
    damage(kashaf.index)
    done = kashaf(*command.split(), "الهجرة")
    assert done.exit_code == 3
    assert hits_of(done.stdout) == hits_of(whole.stdout)
    (told,) = (line for line in done.stderr.splitlines() if "is served instead" in line)
    assert told.endswith(f"run `kashaf build {shipped_seeds}`")


@pytest.mark.parametrize("command", ["search", "export"])
def test_an_index_of_other_names_ends_with_3_though_an_older_one_could_be_read(
    kashaf: Kashaf, command: str, shipped_seeds: Path
) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا", "utf-8")
    kashaf("build", shipped_seeds)
    kashaf("build", shipped_seeds, KASHAF_PROTECTED="own.txt")
    done = kashaf(command, "الهجرة")
    assert done.exit_code == 3
    assert not done.stdout
    assert f"run `kashaf build {shipped_seeds}`" in done.stderr


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


def test_status_prints_json(built: Kashaf) -> None:
    (listed,) = json.loads(built("status", "--json").stdout)
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


def test_settings_are_listed_with_their_sources(kashaf: Kashaf) -> None:
    rows = json.loads(kashaf("settings", "--json", KASHAF_PORT="9000").stdout)
    by_name = {each["name"]: each for each in rows}
    assert by_name.keys() == {setting.name for setting in settings_module.TABLE}
    assert (by_name["port"]["value"], by_name["port"]["source"]) == ("9000", "KASHAF_PORT")
    assert by_name["index"]["source"] == "default"


@pytest.mark.parametrize("command", ["settings", "serve", "build"])
def test_unknown_environment_variable_is_reported(
    kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr(workers, "serve", lambda *_: None)
    told = "kashaf: KASHAF_INDX is no setting; did you mean KASHAF_INDEX?"
    assert told in kashaf(command, KASHAF_INDX="other").stderr.splitlines()
    assert "is no setting" not in kashaf(command).stderr


@pytest.mark.parametrize(
    ("variable", "value"),
    [("HOSTS", ""), ("HOSTS", "a.example,b.example"), ("CORS", "*"), ("CORS", "none"),
     ("CORS", "https://a.example,http://b.example:8080")],
)  # fmt: skip
def test_a_list_is_shown_as_it_is_given(kashaf: Kashaf, variable: str, value: str) -> None:
    lines = kashaf("settings", **{f"KASHAF_{variable}": value}).stdout.splitlines()
    (shown,) = [line.split("\t")[1] for line in lines if line.startswith(f"{variable.lower()}\t")]
    assert shown == value


def test_a_flag_goes_before_the_environment_and_that_before_the_default(kashaf: Kashaf) -> None:
    kashaf.write("seeds/a.jsonl", row("a"))
    kashaf("build", KASHAF_INDEX="by-variable")
    assert (kashaf.folder / "by-variable" / "CURRENT").exists()
    kashaf("build", "--index", "by-flag", KASHAF_INDEX="by-variable-2")
    assert (kashaf.folder / "by-flag" / "CURRENT").exists()
    assert not (kashaf.folder / "by-variable-2").exists()
    kashaf("build")
    assert (kashaf.folder / "index" / "CURRENT").exists()


# the user's names


def test_a_server_says_at_once_what_it_cannot_serve(
    kashaf: Kashaf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "serve", lambda _app, _settings, announce: announce("http://x"))
    first, *_, last = kashaf("serve").stderr.splitlines()
    assert "there is no index here" in first
    assert last.endswith("503 until `kashaf build` has run")
    *_, last = kashaf("serve", "--index", "other").stderr.splitlines()
    assert last.endswith("503 until `kashaf build --index other` has run")
    kashaf.write("seeds/a.jsonl", row("a"))
    kashaf("build")
    assert kashaf("serve").stderr == "Kashaf listens on http://x\n"
    (tmp_path / "names.txt").write_text("فيلامورا\n", "utf-8")
    told = kashaf("serve", KASHAF_PROTECTED=str(tmp_path / "names.txt"))
    assert told.exit_code == 0
    assert "give build and search the same" in told.stderr
    assert "run `kashaf build" in told.stderr


def test_server_log_names_the_served_index(kashaf: Kashaf, monkeypatch: pytest.MonkeyPatch) -> None:
    def served(app: Flask, *_: object) -> None:
        app.test_client().get("/api/v1/status")

    monkeypatch.setattr(workers, "serve", served)
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    logged = kashaf("serve", "--index", "other").stderr
    assert "ERROR IndexMissing: other: there is no index here" in logged
    assert "run `kashaf build --index other`" in logged
    assert "`kashaf build`" not in logged


def test_synonyms_are_found_and_a_rebuild_follows_by_itself(kashaf: Kashaf) -> None:
    kashaf.write("a.jsonl", row("a", "شركة فيلا مورا"), row("b", "مصنع لفيلامورا"), row("c"))
    (kashaf.folder / "own.txt").write_text("فيلامورا, فيلا-مورا", "utf-8")
    kashaf("build", "a.jsonl")
    assert "1 found" in kashaf("search", "فيلامورا").stderr
    own = {"KASHAF_SYNONYMS": "own.txt"}
    assert kashaf("search", "فيلامورا", **own).exit_code == 3
    assert "published" in kashaf("build", "a.jsonl", **own).stderr
    for query in ("فيلامورا", "فيلا مورا", "فيلا-مورا"):
        assert "2 found" in kashaf("search", query, **own).stderr
    assert "1 found" in kashaf("search", "لفيلامورا", "--mode", "exact", **own).stderr


def test_a_bad_name_ends_with_2_and_its_line(kashaf: Kashaf, shipped_seeds: Path) -> None:
    (kashaf.folder / "own.txt").write_text("كوكاكولا\nمن\n", "utf-8")
    done = kashaf("build", shipped_seeds, KASHAF_PROTECTED="own.txt")
    assert done.exit_code == 2
    assert "protected: own.txt, line 2: 'من' is a stop word" in done.stderr


# wrong usage


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "absent"],
        ["build", "--keep", "0"],
        ["build", "--engine", "nosuch"],
        ["build", "--nosuch"],
        ["search"],
        ["search", "الهجرة", "--mode", "nosuch"],
        ["serve", "--port", "99999"],
        ["serve", "--threads", "none"],
        ["nosuch"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2_and_a_message(kashaf: Kashaf, arguments: list[str]) -> None:
    done = kashaf(*arguments)
    assert done.exit_code == 2
    assert done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["search", "export", "analyze"])
@pytest.mark.parametrize("words", ["-بكين", "-بكين الهجرة", '-"a b"'])
def test_words_that_begin_with_a_minus_are_told_where_they_belong(
    built: Kashaf, command: str, words: str
) -> None:
    done = built(command, words)
    assert done.exit_code == 2
    advice = f"kashaf {command} -- {shlex.quote(words)}"
    assert done.stderr.endswith(f"Write words that begin with - behind --: {advice}\n")
    assert built(*shlex.split(advice)[1:]).exit_code == 0


def test_an_option_that_is_misspelled_is_not_taken_for_words(built: Kashaf) -> None:
    assert built("search", "--jsn", "بكين").stderr.endswith("Did you mean '--json'?\n")


def test_a_bad_variable_ends_with_2_and_names_the_setting(kashaf: Kashaf) -> None:
    done = kashaf("build", KASHAF_KEEP="many")
    assert done.exit_code == 2
    assert "keep" in done.stderr


@pytest.mark.parametrize(
    "command", [[], ["build"], ["search"], ["serve"], ["verify"], ["status"], ["analyze"]]
)
def test_help_is_printed(kashaf: Kashaf, command: list[str]) -> None:
    done = kashaf(*command, "--help")
    assert done.exit_code == 0
    assert done.stdout.startswith("Usage: kashaf")


def test_the_module_of_the_command_is_the_command() -> None:
    command = [sys.executable, "-m", "webapp.command", "--version"]
    assert "kashaf" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
