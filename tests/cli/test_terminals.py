"""Output of the command on terminals, in pipes, and where Arabic cannot be encoded."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import KASHAF

pytestmark = pytest.mark.slow

# Python without the UTF-8 mode of the C locale.
OLD = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
ASCII = {"LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}


def environ(**more: str) -> dict[str, str]:
    names = ("PATH", "PYTHONPATH")
    return {name: os.environ[name] for name in names if name in os.environ} | more


def make_releases(folder: Path, count: int) -> Path:
    path = folder / "made.jsonl"
    rows = ({"id": f"m{n}", "title": f"بيان {n}", "body": "نص " * 50} for n in range(count))
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def on_terminal(folder: Path, *arguments: object, **more: str) -> tuple[int, str]:
    """Exit code, and the output on a terminal that is all three standard streams."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execve(  # noqa: S606 - no shell is wanted
            sys.executable,
            [*KASHAF, *map(str, arguments)],
            environ(**{"TERM": "xterm-256color", **more}),
        )
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65_536)
        except OSError:  # on Linux: the child has closed its side
            break
        if not piece:
            break
        shown += piece
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), shown.decode("utf-8", "replace")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, shipped_seeds: Path) -> Path:
    folder = tmp_path_factory.mktemp("terminals") / "index"
    command = [*KASHAF, "build", str(shipped_seeds), "--index", str(folder)]
    subprocess.run(command, check=True, env=environ(), capture_output=True)
    return folder


@pytest.mark.parametrize(
    "arguments",
    [["search", "الهجرة"], ["search", "الهجرة", "--json"], ["analyze", "الهجرة"], ["settings"]],
    ids=lambda arguments: "-".join(arguments[::2]),
)
def test_output_that_can_show_no_arabic_is_no_crash(index: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [*KASHAF, *arguments],
        env=environ(**ASCII, KASHAF_INDEX=str(index)),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout


def test_a_refused_file_with_an_arabic_name_is_no_crash_in_ascii(tmp_path: Path) -> None:
    (tmp_path / "بيان.txt").write_text("ليس بياناً", "utf-8")
    make_releases(tmp_path, 1)
    done = subprocess.run(
        [*KASHAF, "build", tmp_path, "--index", tmp_path / ".index"],
        env=environ(**ASCII),
        capture_output=True,
        timeout=60,
    )
    assert done.returncode == 1, done.stderr
    assert b"refused: " in done.stderr


def build_without(closed: str, sources: Path, index: Path) -> "subprocess.CompletedProcess[bytes]":
    """A build with JSON output, in a shell that closes one or two streams."""
    code = "from webapp.command import main; main()"
    script = f'"$0" -c "{code}" build "$1" --index "$2" --json {closed}'
    return subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, sources, index],
        env=environ(),
        capture_output=True,
        timeout=60,
    )


@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("2>&-", 0), (">&- 2>&-", 2)])
def test_a_closed_stream_is_no_crash(
    tmp_path: Path, closed: str, code: int, shipped_seeds: Path
) -> None:
    done = build_without(closed, shipped_seeds, tmp_path / "index")
    assert done.returncode == code, done.stderr
    assert (tmp_path / "index" / "CURRENT").exists()


def test_refusals_stay_out_of_the_json_when_stderr_is_closed(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("no release", "utf-8")
    make_releases(tmp_path, 1)
    done = build_without("2>&-", tmp_path, tmp_path / ".index")
    assert done.returncode == 1
    assert json.loads(done.stdout)["refused"][0]["source"] == "bad.txt"


def test_without_a_terminal_progress_is_plain_lines(tmp_path: Path) -> None:
    done = subprocess.run(
        [*KASHAF, "build", make_releases(tmp_path, 50), "--index", tmp_path / "index"],
        env=environ(TERM="xterm-256color"),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0
    assert "\x1b" not in done.stderr
    assert "\r" not in done.stderr
    assert done.stderr.splitlines()[:2] == ["writing", "verifying"]


def test_on_a_terminal_progress_is_a_bar(tmp_path: Path) -> None:
    code, shown = on_terminal(tmp_path, "build", make_releases(tmp_path, 2_000), "--index", "index")
    assert code == 0, shown
    assert re.search(r"reading\S* .*━", shown)
    assert "\x1b[2K" in shown
    assert "2000 releases (2000 added" in shown.splitlines()[-1]


def test_on_a_terminal_that_shows_only_ascii_progress_is_no_crash(tmp_path: Path) -> None:
    source = make_releases(tmp_path, 200)
    (tmp_path / "بيان.txt").write_text("ليس بياناً", "utf-8")
    code, shown = on_terminal(
        tmp_path, "build", source, tmp_path / "بيان.txt", "--index", "index", **ASCII
    )
    assert code == 1, shown
    assert "Traceback" not in shown
    assert "refused: " in shown


def test_on_a_terminal_matches_are_marked_by_more_than_colour(index: Path) -> None:
    code, shown = on_terminal(index.parent, "search", "الهجرة", "--index", index)
    assert code == 0
    assert "\x1b[1m\x1b[4mالهجرة\x1b[0m" in shown


def test_on_a_terminal_that_knows_no_signs_none_are_written(index: Path) -> None:
    code, shown = on_terminal(index.parent, "search", "الهجرة", "--index", index, TERM="dumb")
    assert code == 0
    assert "الهجرة" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    "arguments", [("export", ""), ("search", "الهجرة"), ("search", "", "--json"), ("--help",)]
)
def test_full_disk_is_reported_in_one_line(index: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*KASHAF, *arguments],
            env=environ(KASHAF_INDEX=str(index)),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if not line.endswith(" found")]
    assert lines == ["kashaf: not all could be written: No space left on device"]


def test_an_export_into_a_closed_pipe_is_quiet(index: Path) -> None:
    script = f'"$0" -c "{KASHAF[2]}" export "" --index "$1" | true'
    done = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, index],
        env=environ(),
        capture_output=True,
        text=True,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_output_that_nobody_reads_ends_with_2(index: Path) -> None:
    command = [*KASHAF, "export", "", "--index", str(index)]
    with subprocess.Popen(command, env=environ(), stdout=subprocess.PIPE) as done:
        assert done.stdout is not None
        done.stdout.close()
    assert done.returncode == 2


def write_to_closed_output(index: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    script = f'"$0" -c "{KASHAF[2]}" "$@" >&-'
    return subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, *arguments],
        env=environ(KASHAF_INDEX=str(index)),
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    "command",
    [
        "settings",
        "search الهجرة",
        "search الهجرة --json",
        "status",
        "analyze الهجرة",
        "doctor",
        "export",
        "--help",
    ],
)
def test_results_for_a_closed_output_end_with_2(index: Path, command: str) -> None:
    done = write_to_closed_output(index, *command.split())
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "kashaf: not all could be written: standard output is closed"
    )


@pytest.mark.parametrize("command", ["verify", "rollback"])
def test_commands_without_a_result_work_with_closed_output(index: Path, command: str) -> None:
    done = write_to_closed_output(index, command)
    assert "output" not in done.stderr
    assert done.returncode == (0 if command == "verify" else 5)


@pytest.mark.parametrize("command", ["search", "export", "analyze"])
@pytest.mark.parametrize(
    ("words", "more", "said"),
    [
        (b"\xd9\xff", {}, "no text in utf-8"),
        ("بيان".encode() + b"\xff", {}, "no text in utf-8"),
        ("الهجرة".encode(), OLD, "no text in ascii; set LC_ALL=C.UTF-8, or PYTHONUTF8=1"),
    ],
    ids=["no letter", "some letters", "an old locale"],
)
def test_words_that_cannot_be_decoded_are_refused(
    index: Path, command: str, words: bytes, more: dict[str, str], said: str
) -> None:
    """An empty query finds everything."""
    done = subprocess.run(
        [*KASHAF, command, words],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environ(KASHAF_INDEX=str(index), **more),
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
