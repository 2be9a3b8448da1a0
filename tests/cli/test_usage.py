"""Wrong usage ends with 2 and a message."""

import shlex
import subprocess
import sys

import pytest

from tests.cli.command import Kashaf, row


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


def test_a_command_that_is_misspelled_is_suggested(kashaf: Kashaf) -> None:
    assert kashaf("bild").stderr.endswith("No such command 'bild'. Did you mean 'build'?\n")
    assert kashaf("xyz").stderr.endswith("No such command 'xyz'.\n")


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
    kashaf_on_seeds: Kashaf, command: str, words: str
) -> None:
    done = kashaf_on_seeds(command, words)
    assert done.exit_code == 2
    advice = f"kashaf {command} -- {shlex.quote(words)}"
    assert done.stderr.endswith(f"Write words that begin with - behind --: {advice}\n")
    assert kashaf_on_seeds(*shlex.split(advice)[1:]).exit_code == 0


def test_an_option_that_is_misspelled_is_not_taken_for_words(kashaf_on_seeds: Kashaf) -> None:
    assert kashaf_on_seeds("search", "--jsn", "بكين").stderr.endswith("Did you mean '--json'?\n")


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
