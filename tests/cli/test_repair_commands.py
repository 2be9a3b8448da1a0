"""Commands on a missing, damaged or outdated index name the build that repairs it."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command import Kashaf, damage, row


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
